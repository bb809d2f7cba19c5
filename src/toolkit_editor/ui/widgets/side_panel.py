"""The panel at the side that explains what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.text import Words


class SidePanel(QFrame):
    """A title and a column that scrolls. Fill it with `fill`, which gives an empty column."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        """Empty, with this title."""
        super().__init__(parent)
        self.setProperty("role", "side")
        outside = column(self, space=8, margins=(16, 14, 12, 12))
        self._title = Words("", "heading")
        outside.addWidget(self._title)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("role", "clear")
        host = QWidget()
        host.setProperty("role", "clear")
        around = column(host)
        self.body = column(space=10)
        around.addLayout(self.body)
        around.addStretch(1)
        area.setWidget(host)
        outside.addWidget(area, 1)
        self.show_title(title)

    def show_title(self, title: str) -> None:
        """What the panel is about."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title or tr("About what is selected"))

    def fill(self, title: str) -> QVBoxLayout:
        """Empty the panel, give it a title, and the column to fill."""
        clear(self.body)
        self.show_title(title)
        return self.body
