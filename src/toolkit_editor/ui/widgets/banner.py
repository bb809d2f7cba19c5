"""A calm notice at the top of a page, with at most two things to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.icons import IconView
from toolkit_editor.ui.widgets.layout import row, scale_now, stand
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Selectable

_ROOM = 560
"""Narrower than this, times the text size, the buttons stand under the words."""


class Banner(QFrame):
    """Hidden until it has something to say; it never goes away by itself."""

    changed = Signal()
    """It says something, or nothing any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to say yet."""
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._inside = row(self, space=10, margins=(14, 8, 8, 8))
        said = row(space=10)
        said.addWidget(IconView("info", 20))
        self._words = Selectable()
        said.addWidget(self._words, 1)
        self._inside.addLayout(said, 1)
        self._has_both = False
        self._do: Callable[[], None] = self.hide
        self._also: Callable[[], None] = self.hide
        self._action = Button("", self._on_action, role="plain")
        self._other = Button("", self._on_other, role="plain")
        self._close = Button(tr("Put aside"), self.hide, role="plain")
        self._inside.addWidget(ButtonLine(self._action, self._other, self._close))
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        text: str,
        action: str = "",
        do: Callable[[], None] | None = None,
        *,
        other: str = "",
        also: Callable[[], None] | None = None,
    ) -> None:
        """Show `text`, a button `action` that does `do`, and one `other` that does `also`."""
        self._words.setText(text)
        self.setAccessibleName(text)
        for button, words in ((self._action, action), (self._other, other)):
            button.setVisible(bool(words))
            button.show_words(words)
        self._has_both = bool(other)
        self._turn()
        self._do = do or self.hide
        self._also = also or self.hide
        self.show()
        announce(self, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room for the text size, the words have the whole width."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        down = self._has_both or self.width() < _ROOM * scale_now()
        stand(self._inside, upright=down)

    def setVisible(self, visible: bool) -> None:
        """Tell the page, which may have to make room."""
        former = self.isHidden()
        super().setVisible(visible)
        if former != self.isHidden():
            self.changed.emit()

    def _on_action(self) -> None:
        self._do()

    def _on_other(self) -> None:
        self._also()
