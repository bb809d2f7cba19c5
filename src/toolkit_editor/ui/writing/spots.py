"""Where blocks and their characters are on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


def seen(document: QTextDocument, clip: QRectF) -> Iterator[tuple[QTextBlock, QPointF]]:
    """The blocks in `clip` that have words, and where each begins, in document coordinates."""
    layout = document.documentLayout()
    at = layout.hitTest(QPointF(0, clip.top()), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, at))
    while block.isValid():
        box = layout.blockBoundingRect(block)
        if box.top() > clip.bottom():
            return
        if block.text() and box.bottom() >= clip.top():
            yield block, box.topLeft()
        block = block.next()


def spots(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """A box in each line that characters of a block stand in, from the block's corner on."""
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


def baseline(block: QTextBlock, at: int) -> float:
    """On which height the line with a character stands, from the block's corner on."""
    line = block.layout().lineForTextPosition(at)
    return float(line.y() + line.ascent())


def _x(line: QTextLine, position: int) -> float:
    """Qt gives the place of the character and its number, whatever its stubs say."""
    found: Any = line.cursorToX(position)
    return float(found[0])
