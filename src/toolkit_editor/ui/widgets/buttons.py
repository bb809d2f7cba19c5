"""Buttons: the main one of a page, ordinary ones, plain ones, each with a drawing if it helps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QWidget

from toolkit_editor.ui.widgets.icons import dress
from toolkit_editor.ui.widgets.theme import tokens_of

_LOOKS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.EnabledChange)


class Button(QPushButton):
    """A button. `role` is main (one a page), usual or plain."""

    def __init__(
        self,
        text: str,
        pressed: Callable[[], object] | None = None,
        *,
        role: str = "usual",
        drawing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`pressed` is called when it is used."""
        super().__init__(parent)
        self.show_words(text)
        self.setProperty("role", role)
        self.setAutoDefault(role == "main")
        self._drawing = drawing
        self._dress()
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def show_words(self, words: str) -> None:
        """Other words, which are its name too."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)

    def setText(self, text: str) -> None:
        """Change the words; without any the drawing stands in the middle."""
        alone = not self.text() or not text
        super().setText(text)
        if alone:
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew where colours or the text size changed."""
        if event.type() in _LOOKS:
            self._dress()
        super().changeEvent(event)

    def _colour(self) -> QColor:
        tokens = tokens_of(self)
        if not self.isEnabled():
            return QColor(tokens.quiet)
        names = {"main": tokens.on_accent, "usual": tokens.ink}
        return QColor(names.get(self.property("role"), tokens.accent))

    def _dress(self) -> None:
        if getattr(self, "_drawing", ""):
            dress(self, self._drawing, self._colour())
