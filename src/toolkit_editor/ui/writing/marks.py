"""Quiet marks under words: a dotted wave, or a wash of colour, where a provider says so.

Asks only about the blocks in sight, each time they are painted: a provider must answer at once,
from what it knows. Must not know what a mark means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPixmap, QTextBlock
from PySide6.QtWidgets import QTextEdit

from toolkit_editor.ui.writing.screen import Screen, fragments
from toolkit_editor.ui.writing.sight import Seen
from toolkit_editor.ui.writing.spots import spots_inside

Provider = Callable[[str], Sequence[tuple[int, int]]]
"""The ranges to mark in the text of a block, in UTF-16 units."""
_MOST = 400
"""Blocks whose marks are remembered; more than a screen shows."""


class Marks:
    """Paints what providers name in one editor."""

    def __init__(self, editor: QTextEdit, screen: Screen) -> None:
        """Nothing is marked until somebody provides."""
        self._editor = editor
        self._screen = screen
        self._known: dict[tuple[object, ...], list[QRectF]] = {}
        self._tile: tuple[tuple[object, ...], QPixmap] | None = None
        self.squiggles: Provider | None = None
        self.washes: Provider | None = None

    def paint_washes(self, painter: QPainter, seen: Sequence[Seen]) -> None:
        """Paint under the words of what is in sight."""
        if self.washes is None:
            return
        colour = self._editor.palette().color(QPalette.ColorRole.Link)
        wash = QColor(colour)
        wash.setAlphaF(0.2)
        painter.setBrush(wash)
        painter.setPen(QPen(colour, 1))
        for one in seen:
            place = one.rect.topLeft()
            for box in self._boxes(one, self.washes(one.text)):
                painter.drawRoundedRect(box.translated(place), 2, 2)

    def paint_squiggles(self, painter: QPainter, seen: Sequence[Seen]) -> None:
        """Paint under the words of what is in sight; words in code have none."""
        if self.squiggles is None:
            return
        wave = self._wave()
        height = wave.deviceIndependentSize().height()
        for one in seen:
            if not one.frame.is_text:
                continue
            place = one.rect.topLeft()
            for box in self._boxes(one, self.squiggles(one.text), coded=False):
                foot = QRectF(box.left(), box.bottom() - height, box.width(), height)
                painter.drawTiledPixmap(foot.translated(place), wave)

    def _boxes(
        self, seen: Seen, ranges: Sequence[tuple[int, int]], *, coded: bool = True
    ) -> list[QRectF]:
        """Where ranges of a block are, from its corner on, a box in each line; remembered."""
        if not ranges:
            return []
        block = seen.block
        key = (seen.text, block.revision(), tuple(ranges), block.layout().boundingRect().width())
        known = self._known.get(key)
        if known is None:
            code = [] if coded else list(_coded(self._screen, block))
            known = [
                box
                for start, end in ranges
                if not any(left < end and start < right for left, right in code)
                for box in spots_inside(block, start, end)
            ]
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = known
        return known

    def _wave(self) -> QPixmap:
        """A quiet wave as long as two of its dots, to be laid under words again and again."""
        scale = self._screen.scale
        ratio = self._editor.devicePixelRatioF()
        colour = self._editor.palette().color(QPalette.ColorRole.PlaceholderText)
        key = (scale, ratio, colour.rgba())
        if self._tile is None or self._tile[0] != key:
            step, height = max(3, round(3.2 * scale)), 1.6 * scale
            size = QSize(round(2 * step * ratio), round((2 * height + 2 * scale) * ratio))
            tile = QPixmap(size)
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            painter = QPainter(tile)
            pen = QPen(colour, 1.8 * scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            middle = step / 2
            painter.drawPoints([QPointF(middle, scale), QPointF(middle + step, scale + height)])
            painter.end()
            self._tile = (key, tile)
        return self._tile[1]


def _coded(screen: Screen, block: QTextBlock) -> Iterator[tuple[int, int]]:
    for fragment in fragments(block):
        style = screen.style(fragment.charFormat())
        if style.code or style.raw:
            start = fragment.position() - block.position()
            yield start, start + fragment.length()
