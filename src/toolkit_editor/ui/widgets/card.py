"""A large choice: a title, one sentence, a drawing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

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
        self._inside = inside = row(self, space=14, margins=(16, 12, 16, 12))
        if drawing:
            inside.addWidget(IconView(drawing, 28))
        text = column(space=2)
        inside.addLayout(text, 1)
        text.addStretch(1)
        for words, role in ((title, "heading"), (sentence, "quiet")):
            if words:
                shown = Words(words, role)
                shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                text.addWidget(shown)
        text.addStretch(1)
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
