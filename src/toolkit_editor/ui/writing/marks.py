"""Quiet marks under words: a dotted wave, or a wash of colour, where a provider says so.

Asks only about the blocks that are seen, each time they are painted: a provider must answer at
once, from what it knows. Must not know what a mark means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit

from toolkit_editor.ui.writing.screen import Screen
from toolkit_editor.ui.writing.spots import spots

Provider = Callable[[str], Sequence[tuple[int, int]]]
"""The ranges to mark in the text of a block, in UTF-16 units."""


class Marks:
    """Paints what providers name in one editor."""

    def __init__(self, editor: QTextEdit, screen: Screen) -> None:
        """Nothing is marked until somebody provides."""
        self._editor = editor
        self._screen = screen
        self.squiggles: Provider | None = None
        self.washes: Provider | None = None

    def paint_washes(self, painter: QPainter) -> None:
        """Paint under the words, in document coordinates."""
        if self.washes is None:
            return
        colour = self._editor.palette().color(QPalette.ColorRole.Link)
        wash = QColor(colour)
        wash.setAlphaF(0.2)
        painter.setBrush(wash)
        painter.setPen(QPen(colour, 1))
        for block in self._seen():
            for start, end in self.washes(block.text()):
                for box in spots(self._editor.document(), block, start, end):
                    painter.drawRoundedRect(box, 2, 2)

    def paint_squiggles(self, painter: QPainter) -> None:
        """Paint over the words, in document coordinates; words in code have none."""
        if self.squiggles is None:
            return
        scale = self._screen.scale
        colour = self._editor.palette().color(QPalette.ColorRole.PlaceholderText)
        pen = QPen(colour, 1.8 * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in self._seen():
            if not self._screen.frame(block).is_text:
                continue
            ranges = self.squiggles(block.text())
            coded = list(_coded(self._screen, block)) if ranges else []
            for start, end in ranges:
                if not any(left < end and start < right for left, right in coded):
                    for box in spots(self._editor.document(), block, start, end):
                        painter.drawPoints(_wave(box, scale))

    def _seen(self) -> Iterator[QTextBlock]:
        viewport = self._editor.viewport().rect()
        layout = self._editor.document().documentLayout()
        bottom = viewport.bottom() + self._editor.verticalScrollBar().value()
        block = self._editor.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
            if block.text():
                yield block
            block = block.next()


def _wave(box: QRectF, scale: float) -> list[QPointF]:
    """Dots along a shallow wave at the foot of `box`."""
    step, height = 3.2 * scale, 1.6 * scale
    foot = box.bottom() - height - 0.4 * scale
    count = max(2, int(box.width() / step) + 1)
    return [QPointF(box.left() + i * step, foot + (height if i % 2 else 0)) for i in range(count)]


def _coded(screen: Screen, block: QTextBlock) -> Iterator[tuple[int, int]]:
    for start, end, run in screen.spans(block):
        if run.style.code or run.style.raw:
            yield start, end
