"""The ground of every dialog: never smaller than its words need."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class Dialog(QDialog):
    """A dialog that fits its words once they have their looks, which they get as they are shown."""

    def showEvent(self, event: QShowEvent) -> None:
        """Grow as far as the words need."""
        super().showEvent(event)
        inside = self.layout()
        if inside is None:
            return
        inside.invalidate()
        size = self.size().expandedTo(inside.totalMinimumSize())
        if inside.hasHeightForWidth():
            size.setHeight(max(size.height(), inside.totalHeightForWidth(size.width())))
        self.resize(size)
