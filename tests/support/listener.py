"""Another program that listens to ours as a screen reader does, through AT-SPI.

Run by the system's own Python, which has pyatspi, inside a D-Bus session and on a screen of its
own, with the command that starts our program as its arguments. Goes into the section that the home
page offers, moves about by keyboard, and prints what it heard as JSON. Knows nothing of our code.
"""

import json
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import GLib  # noqa: E402

import pyatspi  # noqa: E402  # isort: skip

PATIENCE = 20.0
EDITOR = "The words of this section"


def main(command):
    """Listen to the program; what was heard."""
    heard = Heard()
    environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb")
    with subprocess.Popen(command, env=environment) as program:
        try:
            return listen(heard)
        finally:
            program.kill()


class Heard:
    """Everything that was announced, and how the caret moved."""

    def __init__(self):
        """Listen from now on."""
        self.said = []
        self.carets = []
        self.focused = []
        registry = pyatspi.Registry
        registry.registerEventListener(self.on_said, "object:announcement")
        registry.registerEventListener(self.on_caret, "object:text-caret-moved")
        registry.registerEventListener(self.on_focus, "object:state-changed:focused")

    def on_said(self, event):
        """Something was announced."""
        self.said.append(str(event.any_data))

    def on_focus(self, event):
        """Something has the keyboard now."""
        if event.detail1:
            self.focused.append((name_of(event.source), event.source.getRoleName()))

    def on_caret(self, event):
        """The caret moved in some text."""
        self.carets.append(event.detail1)


def listen(heard):
    """Walk through the section."""
    found = {}
    card = wait(lambda: find(lambda a: a.name.startswith("Continue with") and role(a) == "button"))
    focus_window()
    card.queryAction().doAction(0)
    editor = wait(lambda: find(lambda a: a.name == EDITOR and "last words" in text_of(a)))
    found["editor"] = {"role": editor.getRoleName(), "text": text_of(editor), **states(editor)}
    wait(lambda: editor.getState().contains(pyatspi.STATE_FOCUSED))

    key("ctrl+Home")
    wait(lambda: caret(editor) == 0)
    found["places"] = {}
    for place in ("Big words", "quoted words", "second level", "a task", "old words", "asked"):
        heard.said.clear()
        heard.carets.clear()
        move_to(editor, place)
        pump(0.15)
        found["places"][place] = {
            "said": list(heard.said),
            "carets": list(heard.carets),
            "caret": caret(editor),
            "at": text_of(editor).index(place),
            "checked": checked(),
        }
    found["tools"] = [
        {"name": a.name, "role": a.getRoleName(), "checkable": checkable(a)} for a in tools()
    ]
    key("ctrl+Home")
    key("Q")
    wait(lambda: text_of(editor).startswith("Q"))
    found["typed"] = text_of(editor)[:6]
    found["tab"] = tab_around(editor, heard)
    return found


def move_to(editor, words):
    """Move with the arrow keys alone, as somebody who reads line by line."""
    wanted = text_of(editor).index(words)
    deadline = time.monotonic() + PATIENCE
    while caret(editor) != wanted:
        if time.monotonic() > deadline:
            raise SystemExit("the caret did not come to " + words)
        before = caret(editor)

        def moved(before=before):
            return caret(editor) != before

        text = text_of(editor)
        line = text.rfind("\n", 0, wanted) + 1
        down = before < line
        key("Down" if down else ("Right" if before < wanted else "Left"))
        wait(moved)


def tab_around(editor, heard):
    """The names and roles of what gets the keyboard, Tab by Tab, until it comes round."""
    names = []
    for _ in range(60):
        before = len(heard.focused)
        key("F6" if editor.getState().contains(pyatspi.STATE_FOCUSED) else "Tab")

        def went(before=before):
            return len(heard.focused) > before

        wait(went)
        pump(0.05)
        name = heard.focused[-1]
        if name in names[:1]:
            break
        names.append(name)
    return names


def tools():
    """The buttons over the text."""
    bar = find(lambda a: role(a) == "tool bar")
    wanted = ("button", "check box", "combo box")
    return [a for a in walk(bar) if any(kind in role(a) for kind in wanted) and a.name]


def checked():
    """The names of the buttons that are pressed in."""
    return [a.name for a in tools() if a.getState().contains(pyatspi.STATE_CHECKED)]


def checkable(accessible):
    """Whether a button can be pressed in."""
    return accessible.getState().contains(pyatspi.STATE_CHECKABLE)


def states(accessible):
    """What matters of the state of a text."""
    state = accessible.getState()
    return {
        "editable": state.contains(pyatspi.STATE_EDITABLE),
        "several_lines": state.contains(pyatspi.STATE_MULTI_LINE),
    }


def find(fits):
    """The first thing of ours that is shown and fits."""
    for application in pyatspi.Registry.getDesktop(0):
        if application is None:
            continue
        for accessible in walk(application):
            try:
                if fits(accessible) and accessible.getState().contains(pyatspi.STATE_SHOWING):
                    return accessible
            except (GLib.GError, NotImplementedError, LookupError):
                continue
    return None


def walk(accessible):
    """Everything below."""
    waiting = [accessible]
    while waiting:
        one = waiting.pop(0)
        if one is None:
            continue
        yield one
        try:
            waiting += [one.getChildAtIndex(index) for index in range(one.childCount)]
        except (GLib.GError, LookupError):
            continue


def role(accessible):
    """The role, whose name changed between versions."""
    return accessible.getRoleName().replace("push button", "button")


def name_of(accessible):
    """The name; of a choice, whose name is what is chosen, what it is a choice of."""
    if role(accessible) == "combo box":
        for relation in accessible.getRelationSet():
            if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY:
                return relation.getTarget(0).name
        return accessible.description
    return accessible.name


def text_of(accessible):
    """The text of something that has one."""
    try:
        return accessible.queryText().getText(0, -1)
    except NotImplementedError:
        return ""


def caret(accessible):
    """Where the caret is."""
    return accessible.queryText().caretOffset


def key(name):
    """Press a key."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)


def focus_window():
    """There is no window manager on this screen."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Toolkit Editor"],
        capture_output=True,
        text=True,
        check=True,
    )
    subprocess.run(["xdotool", "windowfocus", found.stdout.split()[-1]], check=True)


def wait(condition, patience=PATIENCE, required=True):
    """What `condition` gives, as soon as it gives something."""
    deadline = time.monotonic() + patience
    while True:
        pump(0.02)
        try:
            found = condition()
        except (GLib.GError, LookupError):
            found = None
        if found:
            return found
        if time.monotonic() > deadline:
            if required:
                raise SystemExit(f"waited in vain: {overview()}")
            return found


def overview():
    """What can be seen of our program, for whoever looks why something was not found."""
    return [
        (a.getRoleName(), a.name, text_of(a)[:40])
        for application in pyatspi.Registry.getDesktop(0)
        if application is not None
        for a in walk(application)
        if a.getState().contains(pyatspi.STATE_SHOWING)
    ]


def pump(seconds):
    """Let events come for a while."""
    end = time.monotonic() + seconds
    context = GLib.MainContext.default()
    while True:
        while context.iteration(False):
            pass
        if time.monotonic() >= end:
            return
        time.sleep(0.005)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
