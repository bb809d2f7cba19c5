"""Pages in a plain window on a session that works without threads, at a real desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from support.asked import RecordingPrompter
from toolkit_editor.services.desk import Desk
from toolkit_editor.settings.choices import Choices
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.jobs import SerialRunner
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.page import Page


class PageWindow:
    """Shows the page that was asked for, as the window does; remembers every `Go`."""

    def __init__(
        self,
        qtbot: QtBot,
        places: Places,
        desk: Desk,
        pages: Mapping[str, Callable[[Session], Page]],
    ) -> None:
        self.qtbot = qtbot
        self.prompter = RecordingPrompter()
        self.crashed: list[BaseException] = []
        runner = SerialRunner(self.prompter.tell, self.crashed.append)
        self.session = Session(runner, self.prompter, places, desk.clock, Choices())
        self.session.open(desk)
        self._factories = pages
        self._pages: dict[str, Page] = {}
        self.went: list[Go] = []
        self.stack = QStackedWidget()
        qtbot.addWidget(self.stack)
        self.stack.resize(1060, 720)
        self.stack.show()
        self.session.went.connect(self.go)

    def go(self, where: Go) -> None:
        self.went.append(where)
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.leave()
        if where.page not in self._factories:
            return
        if where.page not in self._pages:
            self._pages[where.page] = self._factories[where.page](self.session)
            self.stack.addWidget(self._pages[where.page])
        page = self._pages[where.page]
        self.stack.setCurrentWidget(page)
        page.show_at(where)

    def close(self) -> None:
        """Go away as the window does: what is shown keeps what it has to keep."""
        here = self.stack.currentWidget()
        if isinstance(here, Page):
            here.leave()
        self.session.leave()
        assert not self.crashed, self.crashed

    @property
    def page(self) -> Page:
        """What is shown, after everything that waited to be shown."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def texts(self) -> str:
        """Everything that is written on the page now."""
        page = self.page
        return "\n".join(
            label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
        )

    def press(self, name: str, number: int = 0) -> None:
        """Use the button with this name, which must be there and usable."""
        page = self.page
        found = [
            one
            for one in page.findChildren(QAbstractButton)
            if one.accessibleName() == name and one.isVisibleTo(page)
        ]
        assert found, f"no {name!r} among {self.buttons()}"
        assert found[number].isEnabled(), f"{name!r} cannot be used now"
        found[number].click()
        assert not self.crashed, self.crashed

    def buttons(self) -> list[str]:
        page = self.page
        return [
            one.accessibleName() or one.text()
            for one in page.findChildren(QAbstractButton)
            if one.isVisibleTo(page)
        ]

    def nameless(self) -> list[QWidget]:
        """What takes the keyboard and has no name for a screen reader."""
        found = []
        page = self.page
        for widget in page.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if not takes or not widget.isVisibleTo(page):
                continue
            known = QAccessible.queryAccessibleInterface(widget)
            if not known.text(QAccessible.Text.Name).strip():
                found.append(widget)
        return found
