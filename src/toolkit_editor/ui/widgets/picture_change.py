"""A picture that was added, changed or taken away: shown small, and said in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words

_LARGEST = 320
"""The longest side on the screen, in pixels."""


class PictureChange(QWidget):
    """One picture, as it is now or, where it goes, as it was."""

    def __init__(self, before: bytes, after: bytes, parent: QWidget | None = None) -> None:
        """`before` and `after` are the bytes of the picture; empty for none."""
        super().__init__(parent)
        inside = column(self, space=6)
        if not before:
            said = tr("A picture was added.")
        elif not after:
            said = tr("A picture was taken away.")
        else:
            said = tr("A picture was changed.")
        inside.addWidget(Words(said))
        shown = QLabel()
        shown.setAccessibleName(said)
        shown.setPixmap(QPixmap.fromImage(small(after or before)))
        inside.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)


def small(data: bytes, largest: int = _LARGEST) -> QImage:
    """The picture in `data`, no larger than `largest`; an empty one where it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > largest:
        reader.setScaledSize(
            size.scaled(QSize(largest, largest), Qt.AspectRatioMode.KeepAspectRatio)
        )
    return reader.read()
