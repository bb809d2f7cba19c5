"""A walk through the main job in the real windows, with a picture of every step.

Drives the program as a person would: real pages, real keys and buttons, real git in a folder of its
own. A step that does not come about in time is an error that names it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)

from toolkit_editor.app.desktop import Desktop
from toolkit_editor.base.clock import Clock
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.writing.editor import TextEditor

PATIENCE = 30.0
"""Seconds that a step may take."""
_SETTLE = 120
"""Milliseconds for a page to come to rest before its picture."""

_KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}

W = TypeVar("W", bound=QWidget)


class TourStopped(Refused):
    """A step of the tour did not come about."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the window looks on a tour: interface language, theme, text size, size in pixels."""

    language: str = "en"
    theme: str = "light"
    text_size: int = 100
    width: int = 1280
    height: int = 800


class Guide:
    """Leads one window and takes pictures."""

    def __init__(self, places: Places, clock: Clock, out: Path, look: Look) -> None:
        """Start the program with its things in `places`; pictures go to `out`."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        self.places = places
        self._out = out
        self._look = look
        self._number = 0
        self.taken: list[Path] = []
        self.desktop = Desktop(application, places, clock, automatic=False)
        self.desktop.session.choose(
            interface_language=look.language,
            theme=look.theme,
            text_size=look.text_size,
            toolkit_language=look.language,
        )
        self.desktop.show()
        self.desktop.window.resize(look.width, look.height)

    def close(self) -> None:
        """End the program."""
        self.desktop.close()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self.desktop.window.page
        assert page is not None
        return page

    # waiting and looking

    def until(self, what: str, there: Callable[[], object]) -> None:
        """Let the window live until `there` says so; raises `TourStopped` naming `what`."""
        end = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > end:
                self.picture("stopped-here")
                raise TourStopped(say("The tour waited in vain for this: {what}", what=what))
            self._live(20)
        self._live(_SETTLE)

    def _live(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def picture(self, name: str) -> None:
        """Take a picture of the window, and of a menu or a dialog over it."""
        self._number += 1
        self._live(_SETTLE)
        self._out.mkdir(parents=True, exist_ok=True)
        file = self._out / f"{self._look.language}-{self._number:02}-{name}.png"
        window = self.desktop.window
        whole = window.grab()
        painter = QPainter(whole)
        for over in (self._application.activeModalWidget(), self._application.activePopupWidget()):
            if over is not None and over.isVisible():
                spot = over.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
                painter.drawPixmap(spot, over.grab())
                painter.drawRect(QRect(spot, over.size()).adjusted(0, 0, -1, -1))
        painter.end()
        whole.save(str(file))
        self.taken.append(file)

    # doing

    def go(self, where: Go) -> None:
        """Go to a page as the navigation does."""
        self.desktop.session.go(where)
        self._live(_SETTLE)

    def find(self, kind: type[W], text: str = "", *, within: QWidget | None = None) -> W | None:
        """The first widget of this kind that is seen, by its words or its accessible name."""
        for widget in (within or self.desktop.window).findChildren(kind):
            if not widget.isVisible():
                continue
            if not text or text in (_words(widget), widget.accessibleName()):
                return widget
        return None

    def press(self, text: str) -> None:
        """Press the button with these words, when it is there and can be pressed."""

        self.until(f"the button “{text}”", lambda: self.can_press(text))
        button = self.find(QAbstractButton, text)
        assert button is not None
        button.click()
        self._live(_SETTLE)

    def do(self, action: str) -> None:
        """Do an action of the menus by its id."""
        self.until(f"the action “{action}”", lambda: self.can_do(action))
        self.desktop.window.commands.do(action)
        self._live(_SETTLE)

    def can_do(self, action: str) -> bool:
        """Whether there is an action with this id that can be done now."""
        return any(one.id == action for one in self.desktop.window.commands.available())

    def choose(self, button: str, entry: str) -> None:
        """Choose an entry of the menu behind a button of the page."""
        for one in self.page.findChildren(QToolButton):
            menu = one.menu()
            if one.text() == button and menu is not None:
                next(action for action in menu.actions() if action.text() == entry).trigger()
                self._live(_SETTLE)
                return
        raise TourStopped(say("The tour waited in vain for this: {what}", what=entry))

    def answer(self, name: str, ask: Callable[[], None], fill: Callable[[QDialog], None]) -> None:
        """Do what opens a dialog; fill it, take its picture and say yes."""
        answered: list[bool] = []
        looking = QTimer()
        looking.setInterval(20)

        def look() -> None:
            dialog = self._application.activeModalWidget()
            if isinstance(dialog, QDialog) and not answered:
                looking.stop()
                fill(dialog)
                self.picture(name)
                answered.append(True)
                dialog.accept()

        looking.timeout.connect(look)
        looking.start()
        ask()
        self.until(f"the answer to “{name}”", lambda: bool(answered))

    def can_press(self, text: str) -> bool:
        """Whether there is a button with these words that can be pressed."""
        button = self.find(QAbstractButton, text)
        return button is not None and button.isEnabled()

    def sees(self, text: str) -> bool:
        """Whether words are on the page."""
        return any(
            text in _words(label)
            for label in self.desktop.window.findChildren(QLabel)
            if label.isVisible()
        )

    def popup(self) -> QMenu | None:
        """The menu that is open over the window."""
        menu = self._application.activePopupWidget()
        return menu if isinstance(menu, QMenu) else None

    def type(self, widget: QWidget, text: str) -> None:
        """Type `text` as keys."""
        widget.setFocus()
        for character in text:
            if character in _KEYS:
                key = QKeyEvent(
                    QEvent.Type.KeyPress,
                    _KEYS[character],
                    Qt.KeyboardModifier.NoModifier,
                    character.replace("\n", "\r"),
                )
            else:
                key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(widget, key)

    def editor(self) -> TextEditor:
        """The writing surface of the page, when it has words to write in."""
        self.until(
            "the words of the page",
            lambda: (found := self.find(TextEditor)) is not None and not found.isReadOnly(),
        )
        found = self.find(TextEditor)
        assert found is not None
        return found

    def select(self, words: str) -> None:
        """Select the first place of `words` on the writing surface."""
        editor = self.editor()
        text = "\n".join(leaf.text for leaf in editor.leaves())
        start = text.find(words)
        if start < 0:
            raise TourStopped(say("The tour waited in vain for this: {what}", what=words))
        editor.go_to(start, start + len(words))
        editor.verticalScrollBar().setValue(
            editor.verticalScrollBar().value()
            + editor.cursorRect().center().y()
            - editor.viewport().height() // 3
        )
        self._live(_SETTLE)

    def go_to_end_of_block(self) -> None:
        """Put the cursor behind the last word of its block."""
        editor = self.editor()
        cursor = editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.EndOfBlock)
        editor.setTextCursor(cursor)


def _words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()).replace("&&", "&") if callable(text) else ""
