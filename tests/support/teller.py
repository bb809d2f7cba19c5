"""The whole program in a process of its own, in which somebody tells a story and writes in private.

Run as a script with the home, the address of a workspace and how it ends: `closed` or `killed`.
Every page is shown, the story's own words are looked for, a document is brought in, printing is
turned down, the site is looked at, and our own mistake happens while the words are on the screen.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog

from support.hands import type_text
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.base.clock import SystemClock
from toolkit_editor.services import importing, story_reading, telling
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.jobs import SerialRunner
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.lock.locked_page import LockedPage
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.shell.crash import CrashDialog
from toolkit_editor.ui.stories.story_page import StoryPage

STORY = "umber lanterns hummed beneath nineteen patient walnut boats"
TITLE = "eleven grey herons counted every brass morning bell"
PASSPHRASE = "a lamp in the small harbour"
DRAFT = "violet ladders whisper across seven borrowed winter orchards"
PAGES = (
    *("home", "sections", "section", "new-section", "import", "search", "share", "moments"),
    *("stories", "story", "story-consent", "story-yes", "story-share", "story-take-back"),
    *("conversations", "review", "publish", "site-look", "people", "recovery-sheet", "aside"),
    *("settings", "lock", "keys", "support"),
)


def close_whatever_asks() -> None:
    """Turn away from every dialog; go on after our own mistake."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, CrashDialog):
            dialog.accept()
        elif isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()


def write(desktop: Desktop) -> None:
    """The private draft and the story, typed as a person does."""
    session = desktop.session
    session.go(Go("section", "hope", "en"))
    page = desktop.window.page
    assert isinstance(page, SectionPage)
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    type_text(page.editor, f" {DRAFT}.")
    desktop.window.commands.do("keep")
    desk = session.desk
    assert desk is not None
    story = telling.begin(desk, "en")
    session.go(Go("story", story))
    page = desktop.window.page
    assert isinstance(page, StoryPage)
    page.title.setText(TITLE)
    page.title.textEdited.emit(TITLE)
    type_text(page.editor, f"{STORY}. And more.")
    desktop.window.commands.do("keep")
    kept = story_reading.open_story(desk, story).opened.story
    assert kept.title == TITLE and STORY.encode() in kept.body
    page.editor.selectAll()
    page.editor.copy()
    for name in PAGES:
        where = Go(name, story if name.startswith("story") else "hope", "en")
        session.go(Go("search", extra=STORY) if name == "search" else where)
        QApplication.processEvents()
        assert desktop.window.page is not None and desktop.window.page.where.page == name, name
    session.prompter.print_page(f"<p>{STORY}</p>")
    document = importing.new_section(desk, "Brought in", "en")
    assert document.path
    session.go(Go("story", story))
    page = desktop.window.page
    assert isinstance(page, StoryPage)
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    type_text(page.editor, f" {STORY}!")
    desktop.crashed(RuntimeError(STORY))
    session.go(Go("section", "hope", "en"))
    page = desktop.window.page
    assert isinstance(page, SectionPage)
    type_text(page.editor, f" {DRAFT}!")

    def stumble() -> None:
        raise OSError(DRAFT)

    page.leave = stumble  # type: ignore[method-assign]
    desktop.crashed(RuntimeError(DRAFT))
    del page.leave  # type: ignore[method-assign]


def main(home: str, workspace: str, how: str) -> int:
    """Do all of it and end as was asked."""
    application = QApplication([])
    desktop = Desktop(
        application, Places(Path(home)), SystemClock(), runner=SerialRunner, automatic=False
    )
    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(close_whatever_asks)
    timer.start()
    desktop.show(workspace)
    if isinstance(desktop.window.page, LockedPage):
        desktop.window.page.passphrase.line.setText(PASSPHRASE)
        desktop.window.page.open.click()
    write(desktop)
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    desktop.close()
    QApplication.clipboard().clear()  # the screen that is not there would end by a fault
    print("closed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
