"""Where characters of a text are on the screen, in document coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


def spots(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """Where characters of a block are, a box in each line; numbers are UTF-16 units."""
    place = document.documentLayout().blockBoundingRect(block).topLeft()
    for box in spots_inside(block, start, end):
        yield box.translated(place)


def spots_inside(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """The same, counted from the corner of the block."""
    layout = block.layout()
    at = start
    while at < min(end, block.length() - 1):
        line = layout.lineForTextPosition(at)
        if not line.isValid():
            return
        stop = min(end, line.textStart() + line.textLength())
        if stop <= at:
            return
        left, right = sorted((_x(line, at), _x(line, stop)))
        yield QRectF(left, line.y(), right - left, line.height())
        at = stop


def baseline(document: QTextDocument, block: QTextBlock, at: int) -> float:
    """How far down the line with a character stands."""
    line = block.layout().lineForTextPosition(at)
    top = document.documentLayout().blockBoundingRect(block).top()
    return float(top + line.y() + line.ascent())


def _x(line: QTextLine, position: int) -> float:
    """Qt gives the place of the character and its number, whatever its stubs say."""
    found: Any = line.cursorToX(position)
    return float(found[0])
