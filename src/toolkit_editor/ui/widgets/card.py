"""Buttons whose words wrap: a large choice with its sentence, and what people gave a title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from toolkit_editor.ui.widgets.icons import IconView
from toolkit_editor.ui.widgets.layout import column, row
from toolkit_editor.ui.widgets.text import Words


class Card(QPushButton):
    """A button as large as what it says."""

    def __init__(
        self,
        title: str,
        sentence: str = "",
        pressed: Callable[[], None] | None = None,
        *,
        drawing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`pressed` is called when it is chosen."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._inside = row(self, space=14, margins=(16, 12, 16, 12))
        self._fill(title, sentence, drawing)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def _fill(self, title: str, sentence: str, drawing: str) -> None:
        if drawing:
            self._inside.addWidget(IconView(drawing, 28))
        text = column(space=2)
        self._inside.addLayout(text, 1)
        text.addStretch(1)
        self._write(text, title, "heading")
        self._write(text, sentence, "quiet")
        text.addStretch(1)

    @staticmethod
    def _write(text: QBoxLayout, words: str, role: str) -> None:
        if words:
            shown = Words(words, role)
            shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            text.addWidget(shown)

    def sizeHint(self) -> QSize:
        """As its words need."""
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its words need at least."""
        return self._inside.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As its words need at this width."""
        return self._inside.totalHeightForWidth(width)


class TitleButton(Card):
    """A plain button for a title, which may be as long as people like."""

    def __init__(self, title: str, pressed: Callable[[], None]) -> None:
        """`pressed` is called when it is chosen."""
        super().__init__(title, pressed=pressed)
        self.setProperty("role", "plain")
        self._inside.setContentsMargins(8, 6, 8, 6)

    def _fill(self, title: str, sentence: str, drawing: str) -> None:
        del sentence, drawing
        self._write(self._inside, title, "accent")
