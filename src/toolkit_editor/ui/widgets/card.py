"""Buttons whose words wrap: a large choice with its sentence, and what people gave a title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from toolkit_editor.ui.widgets.icons import IconView
from toolkit_editor.ui.widgets.layout import Margins, column, row
from toolkit_editor.ui.widgets.text import Words


class _WrappedButton(QPushButton):
    """A button as large as what stands in it."""

    def __init__(
        self,
        name: str,
        pressed: Callable[[], None] | None,
        role: str,
        margins: Margins,
        parent: QWidget | None = None,
    ) -> None:
        """Nothing in it yet; `pressed` is called when it is chosen."""
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._inside = row(self, space=14, margins=margins)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

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


class Card(_WrappedButton):
    """A large choice: a title, one sentence, a drawing."""

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
        super().__init__(title, pressed, "card", (16, 12, 16, 12), parent)
        self.setAccessibleDescription(sentence)
        if drawing:
            self._inside.addWidget(IconView(drawing, 28))
        text = column(space=2)
        self._inside.addLayout(text, 1)
        text.addStretch(1)
        for words, role in ((title, "heading"), (sentence, "quiet")):
            if words:
                text.addWidget(_still(words, role))
        text.addStretch(1)


class TitleButton(_WrappedButton):
    """A plain button for a title, which may be as long as people like."""

    def __init__(self, title: str, pressed: Callable[[], None]) -> None:
        """`pressed` is called when it is chosen."""
        super().__init__(title, pressed, "plain", (8, 6, 8, 6))
        self._inside.addWidget(_still(title, "accent"))


def _still(words: str, role: str) -> Words:
    """Words that leave the mouse to the button around them."""
    shown = Words(words, role)
    shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return shown
