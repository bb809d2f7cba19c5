"""What a page says when there is nothing to show, and when it is not there yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.icons import IconView
from toolkit_editor.ui.widgets.layout import column, scale_now
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Words

_HIGH = 170
"""In pixels at 100 %: lower than this there is no room for the drawing."""


class EmptyState(QWidget):
    """A drawing, a few words, perhaps one thing to do."""

    def __init__(
        self,
        title: str,
        sentence: str = "",
        *,
        drawing: str = "info",
        action: str = "",
        do: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`do` is what the button `action` does."""
        super().__init__(parent)
        inside = column(self, space=10, margins=(16, 10, 16, 10))
        self._drawing = IconView(drawing, 40)
        inside.addWidget(self._drawing)
        for words, role in ((title, "heading"), (sentence, "quiet")):
            shown = Words(words, role)
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            shown.setVisible(bool(words))
            inside.addWidget(shown)
        if action:
            button = Button(action, do, role="main")
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height for the text size, the words come first."""
        super().resizeEvent(event)
        self._drawing.setVisible(self.height() > _HIGH * scale_now())


class LoadingLine(Words):
    """One line of words while something is being read; nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something is being read."""
        super().__init__("", "quiet", parent)
        self.hide()

    def begin(self, text: str = "") -> None:
        """Say what is being done."""
        self.setText(text or tr("One moment…"))
        self.show()

    def tell(self, text: str) -> None:
        """Say how far it is."""
        self.begin(text)
        announce(self, text)

    def end(self) -> None:
        """It is there."""
        self.hide()
