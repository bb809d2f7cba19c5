"""The program on the desktop: builds the window and what stands behind it, and ends it well.

The only place where the runner, the prompter, the theme and the services' doors meet. Git and
Markdown are imported by the first job, after the window is on the screen.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication, QDialog

from toolkit_editor.app.doors import ServiceDoors
from toolkit_editor.app.pages import all_pages
from toolkit_editor.base.clock import Clock, SystemClock
from toolkit_editor.base.message import Message
from toolkit_editor.services.presence import Presence
from toolkit_editor.settings.choices import Choices, load_choices
from toolkit_editor.settings.places import Places, find_places
from toolkit_editor.ui.bridge.catalogue import interface_language
from toolkit_editor.ui.bridge.idle import Idle
from toolkit_editor.ui.bridge.jobs import Runner, ThreadRunner
from toolkit_editor.ui.bridge.language import Interpreter, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.prompts import Prompter
from toolkit_editor.ui.bridge.rest import Rest
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.lock.offer import LockOffer
from toolkit_editor.ui.shell.crash import CrashDialog
from toolkit_editor.ui.shell.sudden_end import SuddenEnd
from toolkit_editor.ui.shell.window import PageFactory, Window
from toolkit_editor.ui.widgets.dialogs import QtPrompter
from toolkit_editor.ui.widgets.theme import Theme

RunnerFactory = Callable[[Callable[[Message], None], Callable[[BaseException], None]], Runner]


class Desktop(QObject):
    """One person at one computer, from the first window to the last."""

    def __init__(
        self,
        application: QApplication,
        places: Places,
        clock: Clock,
        *,
        runner: RunnerFactory = ThreadRunner,
        prompter: Prompter | None = None,
        pages: Mapping[str, PageFactory] | None = None,
        automatic: bool = True,
    ) -> None:
        """`automatic` syncs without being asked. `pages` come on top of those there are."""
        super().__init__(application)
        loaded = load_choices(places.settings_file)
        self._notice = loaded.notice
        self._asks = QtPrompter()
        asked = prompter or self._asks
        self.interpreter = Interpreter(self)
        self.theme = Theme(application)
        self.runner = runner(asked.tell, self.crashed)
        self.session = Session(self.runner, asked, places, clock, loaded.choices, self)
        doors = ServiceDoors(lambda: self.session.places, clock)
        self._pages = {**all_pages(doors), **(pages or {})}
        self._automatic = automatic
        self._crashing = False
        self._wear(loaded.choices)
        self.interpreter.speak(_language(loaded.choices))
        self.session.chosen.connect(self._on_chosen)
        self.session.way_in.entered.connect(self._on_entered)
        self.window = self._new_window()
        self.presence: Presence | None = None
        self._present_in: Path | None = None
        self._rest = Rest(self)
        self._idle = Idle(self.session, self)
        LockOffer(self.session, self._offer)

    def show(self, workspace: str | None = None) -> None:
        """Show the window, and open `workspace` or the one that was open last."""
        self.window.resize(1280, 800)
        self.window.show()
        self._rest.watch(self.window.windowHandle())
        self.session.way_in.begin(workspace or "")
        if self._notice is not None:
            self.window.banner.say(words(self._notice))

    def close(self) -> None:
        """End everything; what was begun is kept first."""
        self.window.close()
        self.session.leave()
        self.runner.close()
        self.interpreter.silence()
        self._rest.end()
        self._idle.end()
        if self.presence is not None:
            self.presence.end()

    def _on_entered(self) -> None:
        """Be there for the person who was let in; hear whether their last time ended suddenly."""
        home = self.session.places.home
        if self._present_in == home:
            return
        if self.presence is not None:
            self.presence.end()
        self._present_in = home
        self.presence = Presence.begin(self.session.places.running, self.session.clock.now())
        if self.presence is not None and self.presence.since is not None:
            SuddenEnd(self.session, self.presence.since, self._tell)

    def _offer(self, text: str, action: str, do: Callable[[], None]) -> bool:
        """Say something that can wait, unless something else is said just now."""
        ended_suddenly = self.presence is not None and self.presence.since is not None
        if self.window.banner.text or ended_suddenly:
            return False
        self._tell(text, action, do)
        return True

    def _tell(self, text: str, action: str, do: Callable[[], None] | None) -> None:
        def follow() -> None:
            self.window.banner.hide()
            if do is not None:
                do()

        self.window.banner.say(text, action, follow)

    def crashed(self, error: BaseException) -> None:
        """Keep what can be kept, and say what happened."""
        if self._crashing:
            return
        self._crashing = True
        try:
            if self.window.page is not None:
                self.window.page.leave()
        except Exception as another:
            error.__context__ = another
            self._put_aside()
        dialog = CrashDialog(told(error), self.session.places.home, self.window)
        go_on = dialog.exec() == QDialog.DialogCode.Accepted.value
        dialog.deleteLater()
        self._crashing = False
        if not go_on:
            self.window.close()

    def _put_aside(self) -> None:
        """Put the words on the screen in a file, where they could not be kept as they should."""
        from toolkit_editor.services.recovering import PLAIN, put_aside

        page, places = self.window.page, self.session.places
        with contextlib.suppress(Exception):
            name, text = (page.words_now() if page is not None else None) or ("", "")
            if text:
                now, desk = self.session.clock.now(), self.session.desk
                data = text.encode("utf-8", "replace")
                line = desk.key_line if desk is not None else None
                put_aside(places.recovery, name + PLAIN, data, now, line)

    def _new_window(self) -> Window:
        window = Window(self.session, self._pages, automatic=self._automatic)
        self._asks.window = window
        return window

    def _wear(self, choices: Choices) -> None:
        self.theme.wear(choices.theme, choices.text_size)

    def _on_chosen(self, former: Choices, now: Choices) -> None:
        self._wear(now)
        if _language(former) != _language(now):
            self.interpreter.speak(_language(now))
            self._build_anew()

    def _build_anew(self) -> None:
        """The same window in another language, where the former one was."""
        former = self.window
        here = former.trail.here or Go("welcome")
        self.window = self._new_window()
        self.window.restoreGeometry(former.shape())
        former.retire()
        self.window.show()
        self._rest.watch(self.window.windowHandle())
        self.window.go(here)


def told(error: BaseException) -> str:
    """What went wrong and where in the program; no message, for it may hold somebody's words."""
    places = traceback.extract_tb(error.__traceback__)
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    lines += [f"{place.filename}:{place.lineno} {place.name}" for place in places]
    lines.append(f"Python {sys.version.split()[0]} {sys.platform}")
    return "\n".join(lines)


def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether there is a screen to show a window on; Qt ends the program where there is none."""
    if not platform.startswith(("linux", "freebsd")):
        return True
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_window(workspace: str | None = None) -> int:
    """Show the window and stay until it is closed; the exit code."""
    application = QApplication([sys.argv[0]])
    application.setApplicationName("toolkit-editor")
    application.setApplicationDisplayName("Toolkit Editor")
    desktop = Desktop(application, find_places(), SystemClock())

    def hook(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            desktop.window.close()
        else:
            desktop.crashed(error)

    sys.excepthook = hook
    desktop.show(workspace)
    code = application.exec()
    desktop.close()
    return code


def _language(choices: Choices) -> str:
    return interface_language(choices.interface_language, _system_language(os.environ))


def _system_language(environment: Mapping[str, str]) -> str:
    listed = environment.get("LANGUAGE", "").split(":")[0]
    return listed or QLocale.system().name()
