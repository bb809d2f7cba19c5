"""The plain page that hides everything at once. It says nothing of what was on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words


class Cover(QWidget):
    """A few neutral words and the way back."""

    left = Signal()
    """The person wants to see everything again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """The way back has the keyboard as soon as any key is pressed."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAccessibleName(tr("Put away"))
        inside = column(self, space=16, margins=40)
        inside.addStretch(1)
        title = Words(tr("Put away"), "title")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(title)
        said = Words(tr("Nothing is closed. Take the time you need."), "quiet")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(said)
        self.back = Button(tr("Come back"), self.left.emit)
        inside.addWidget(self.back, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key leads to the button; the button itself brings one back."""
        self.back.setFocus(Qt.FocusReason.ShortcutFocusReason)
        event.accept()
