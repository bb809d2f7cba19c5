"""Which blocks are in sight, and where: found once for each painting, for all that paint.

Starts from the block that was found last, so that it costs what is seen and not how long the text
is: Qt's own search for what is at a point takes milliseconds in a long text that was just changed.
Must not paint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock

from toolkit_editor.prose.model import Kind
from toolkit_editor.ui.writing.formats import Frame, is_from_right
from toolkit_editor.ui.writing.screen import Screen

AROUND = 80
"""How far above and below what is seen blocks are given too, in pixels at normal text size: marks,
labels and the panels of the toolkit's own blocks reach over the edges of their words."""
_FAR = 60
"""Blocks to walk over before asking Qt where to begin."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A block in sight. All places are in document coordinates."""

    block: QTextBlock
    frame: Frame
    text: str
    rect: QRectF
    outer: QRectF
    """With the margins above and below."""

    @property
    def from_right(self) -> bool:
        """Whether its words are read from the right."""
        return is_from_right(self.block, self.frame)


class Sight:
    """Finds what is in sight in one document."""

    def __init__(self, screen: Screen) -> None:
        """Look at the document of `screen`."""
        self._screen = screen
        self._last = 0
        """The number of the block that was the first in sight."""

    def seen(self, clip: QRectF) -> list[Seen]:
        """The blocks in `clip` and a little around it, in order, without Qt's own fillers."""
        around = AROUND * self._screen.scale
        return list(self._found(clip.top() - around, clip.bottom() + around))

    def _found(self, top: float, bottom: float) -> Iterator[Seen]:
        layout = self._screen.document.documentLayout()
        block = self._first(top)
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if rect.top() > bottom:
                return
            text = block.text()
            form = block.blockFormat()
            if text or not self._screen.is_filler(block):
                outer = rect.adjusted(0, -form.topMargin(), 0, form.bottomMargin())
                yield Seen(block, self._screen.frame(block), text, rect, outer)
            block = block.next()

    def _first(self, top: float) -> QTextBlock:
        """The first block of which some lies under `top`, or one a little above it."""
        block = self._near(top)
        above = block.previous()
        while above.isValid() and self._beside(above, block):
            block, above = above, above.previous()
        self._last = block.blockNumber()
        return block

    def _near(self, top: float) -> QTextBlock:
        """A block at `top`: a few steps from the last one, or else as Qt finds it."""
        document, layout = self._screen.document, self._screen.document.documentLayout()
        last = document.findBlockByNumber(self._last)
        block = last if last.isValid() else document.begin()
        steps = 0
        while steps < _FAR and block.next().isValid():
            if layout.blockBoundingRect(block).bottom() >= top:
                break
            block, steps = block.next(), steps + 1
        while steps < _FAR and block.previous().isValid():
            if layout.blockBoundingRect(block).top() <= top:
                break
            block, steps = block.previous(), steps + 1
        if steps == _FAR:
            spot = QPointF(document.documentMargin() + 1, max(0.0, top))
            block = document.findBlock(max(0, layout.hitTest(spot, Qt.HitTestAccuracy.FuzzyHit)))
        return block

    def _beside(self, before: QTextBlock, block: QTextBlock) -> bool:
        """Whether both are cells of one row, of which another may reach further down."""
        one, other = self._screen.frame(before), self._screen.frame(block)
        return one.kind is other.kind is Kind.CELL and one.path[-1] == other.path[-1]
