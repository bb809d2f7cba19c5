"""Paints what is around the words: bullets and numbers, quotes, boxes, the toolkit's own blocks.

Only paints; the text itself and its margins come from the formats. Colours come from the palette
and a few tints of our own, so that light, dark and high contrast all work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextCursor,
)

from toolkit_editor.prose.model import Container, Kind, Nesting
from toolkit_editor.ui.writing.formats import LABEL, Frame, indent, item_in, path_of
from toolkit_editor.ui.writing.screen import Screen
from toolkit_editor.ui.writing.sight import Seen
from toolkit_editor.ui.writing.stand_ins import StandIns

TINTS = {
    "keep": "#2b7462",
    "adapt": "#8a5f10",
    "own": "#6a5aa8",
    "tip": "#2a6f9e",
    "trouble": "#845572",
    "example": "#52707f",
    "note": "#7a6a55",
}
"""The tint of each of the toolkit's own blocks."""

WASH = 0.09
"""How much of its tint a block has as its ground."""
_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
_BULLETS = "•◦▪"


@dataclass(frozen=True, slots=True)
class Words:
    """The words the painter needs, in the person's language."""

    label: Callable[[str, str], str]
    """The label of one of the toolkit's own blocks, by name and argument."""
    place: Callable[[Frame], str]
    """What a screen reader says on entering a block; may be empty."""
    source: str
    """Over a box that shows source."""
    footnote: Callable[[str], str] = str
    """Over a box that holds the words of a footnote, by its label."""
    picture: Callable[[str], str] = str
    """In place of a picture that is not here, by its description."""
    cell: Callable[[int, int, str], str] = lambda row, column, _header: f"{row}, {column}"
    """What a screen reader says of a cell: its row and column from 1, the words over the column."""


class Decoration:
    """Paints around the blocks of a screen."""

    def __init__(self, screen: Screen, words: Words) -> None:
        """Paint for `screen`."""
        self._screen = screen
        self._words = words
        self._stand_ins = StandIns(screen, words.picture)
        self._counted: dict[int, tuple[str, int]] = {}
        """The last item painted of each list and its position, by the list's number."""

    def paint(self, painter: QPainter, seen: Sequence[Seen]) -> None:
        """Paint under the words of what is in sight."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._panels(painter, seen)
        painter.setFont(self._screen.document.defaultFont())
        metrics = QFontMetricsF(painter.font())
        self._counted.clear()
        for one in seen:
            self._boxes(painter, one)
            self._quotes(painter, one)
            self._mark(painter, one, metrics)

    def paint_over(self, painter: QPainter, seen: Sequence[Seen], cursor: QTextCursor) -> None:
        """Paint over the words of what is in sight what stands in for some of them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in seen:
            self._stand_ins.paint(painter, one, cursor)

    # the toolkit's own blocks

    def _panels(self, painter: QPainter, seen: Sequence[Seen]) -> None:
        document = self._screen.document
        drawn: dict[int, tuple[Container, QRectF, bool, bool]] = {}
        width = document.textWidth()
        scale = self._screen.scale
        for index, one in enumerate(seen):
            for depth, container in enumerate(one.frame.path):
                if container.what != "directive":
                    continue
                left = scale * indent(one.frame.path[:depth])
                margin = document.documentMargin()
                top, height = one.outer.top(), one.outer.height()
                start = margin if one.from_right else left + margin
                rect = QRectF(start, top, width - left - 2 * margin, height)
                if container.number in drawn:
                    known = drawn[container.number]
                    rect = known[1].united(rect)
                    drawn[container.number] = (container, rect, known[2], known[3])
                else:
                    first = index > 0 or not _continues(one.block, container, self._screen)
                    drawn[container.number] = (container, rect, first, one.from_right)
        for container, rect, has_start, from_right in drawn.values():
            self._panel(painter, container, rect, has_start=has_start, from_right=from_right)

    def _panel(
        self,
        painter: QPainter,
        container: Container,
        rect: QRectF,
        *,
        has_start: bool,
        from_right: bool,
    ) -> None:
        scale = self._screen.scale
        tint = self.tint(container.name)
        body = rect.adjusted(0, 7 * scale, 0, 2 * scale)
        wash = QColor(tint)
        wash.setAlphaF(WASH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawRoundedRect(body, 6 * scale, 6 * scale)
        painter.setBrush(tint)
        edge = body.right() - 4 * scale if from_right else body.left()
        painter.drawRoundedRect(QRectF(edge, body.top(), 4 * scale, body.height()), 2, 2)
        if has_start:
            font = QFont(self._screen.document.defaultFont())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(tint)
            before, after = (4, -16) if from_right else (16, -4)
            spot = body.adjusted(before * scale, 0, after * scale, 0)
            spot.setHeight((LABEL - 6) * scale)
            side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
            text = self._words.label(container.name, container.argument)
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter | side), text)

    def tint(self, name: str) -> QColor:
        """The tint of a block, lighter where the page is dark."""
        tint = QColor(TINTS.get(name, "#52707f"))
        base = self._screen.palette.color(QPalette.ColorRole.Base)
        return tint.lighter(170) if base.lightness() < 128 else tint

    # boxes, quotes

    def _boxes(self, painter: QPainter, one: Seen) -> None:
        if one.frame.kind not in (Kind.CODE, Kind.RAW, Kind.RULE):
            return
        scale = self._screen.scale
        palette = self._screen.palette
        layout = one.block.layout()
        form = one.block.blockFormat()
        box = QRectF(
            one.rect.left() + form.leftMargin() - 12 * scale,
            one.rect.top(),
            self._screen.document.textWidth()
            - 2 * self._screen.document.documentMargin()
            - form.leftMargin()
            - form.rightMargin()
            + 24 * scale,
            layout.boundingRect().height(),
        )
        if one.frame.kind is Kind.RULE:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark), max(2.0, 2 * scale)))
            middle = round(box.center().y())
            painter.drawLine(
                QPointF(box.left() + 12 * scale, middle), QPointF(box.right() - 12 * scale, middle)
            )
            return
        box.adjust(0, -6 * scale, 0, 6 * scale)
        ground = palette.color(QPalette.ColorRole.AlternateBase)
        painter.setBrush(ground)
        note = _footnote_of(one)
        pen = QPen(palette.color(QPalette.ColorRole.Dark), 1.6 * scale)
        if one.frame.kind is Kind.RAW and not note:
            pen.setStyle(Qt.PenStyle.DashLine)
        elif ground != palette.color(QPalette.ColorRole.Base):
            pen.setStyle(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 4 * scale, 4 * scale)
        if one.frame.kind is Kind.RAW:
            font = QFont(self._screen.document.defaultFont())
            font.setPointSizeF(font.pointSizeF() * 0.82)
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            height = QFontMetricsF(font).height()
            spot = QRectF(box.left() + 2, box.top() - height - 1, box.width(), height)
            words = self._words.footnote(note) if note else self._words.source
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignLeft), words)

    def _quotes(self, painter: QPainter, one: Seen) -> None:
        scale = self._screen.scale
        margin = self._screen.document.documentMargin()
        for depth, container in enumerate(one.frame.path):
            if container.what == "quote":
                left = margin + scale * (indent(one.frame.path[:depth]) + 6)
                if one.from_right:
                    left = self._screen.document.textWidth() - left - 3 * scale
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._screen.palette.color(QPalette.ColorRole.Dark))
                painter.drawRoundedRect(
                    QRectF(left, one.outer.top(), 3 * scale, one.outer.height()), 1, 1
                )

    # list marks

    def _mark(self, painter: QPainter, one: Seen, metrics: QFontMetricsF) -> None:
        path = one.frame.path
        depth = next((i for i in range(len(path) - 1, -1, -1) if path[i].what == "item"), None)
        if depth is None or not _begins(one.block, path[depth], self._screen):
            return
        list_ = path[depth - 1]
        scale = self._screen.scale
        line = one.block.layout().lineAt(0)
        if not line.isValid():
            return
        margin = self._screen.document.documentMargin()
        right = margin + scale * indent(path[: depth + 1]) - 7 * scale
        baseline = one.rect.top() + line.y() + line.ascent()
        painter.setFont(self._screen.document.defaultFont())
        painter.setPen(self._screen.palette.color(QPalette.ColorRole.Text))
        if path[depth].task:
            middle = baseline - metrics.capHeight() / 2
            if one.from_right:
                right = self._screen.document.textWidth() - right + 13 * scale
            self._tick_box(painter, right, middle, ticked=path[depth].task.lower() == "x")
        elif list_.name == "ordered":
            number = list_.start + self._position(one.block, path, depth)
            self._write_mark(painter, one, right, baseline, f"{number}{list_.mark or '.'}")
        else:
            level = sum(1 for c in path[:depth] if c.what == "list" and c.name == "bullet")
            self._write_mark(painter, one, right, baseline, _BULLETS[(level - 1) % len(_BULLETS)])

    def _write_mark(
        self, painter: QPainter, one: Seen, right: float, baseline: float, text: str
    ) -> None:
        """A bullet or a number that ends at `right`; beside words read from the right, on their
        other side.
        """
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(text)
        left = self._screen.document.textWidth() - right if one.from_right else right - width
        direction = Qt.LayoutDirection
        painter.setLayoutDirection(
            direction.RightToLeft if one.from_right else direction.LeftToRight
        )
        painter.drawText(QPointF(left, baseline), text)
        painter.setLayoutDirection(direction.LeftToRight)

    def _tick_box(self, painter: QPainter, right: float, middle: float, *, ticked: bool) -> None:
        scale = self._screen.scale
        side = 13 * scale
        box = QRectF(right - side, middle - side / 2, side, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._screen.palette.color(QPalette.ColorRole.Text), 1.4 * scale))
        painter.drawRoundedRect(box, 2, 2)
        if ticked:
            painter.drawPolyline(
                [
                    QPointF(box.left() + 0.22 * side, box.top() + 0.55 * side),
                    QPointF(box.left() + 0.42 * side, box.top() + 0.75 * side),
                    QPointF(box.left() + 0.8 * side, box.top() + 0.27 * side),
                ]
            )

    def _position(self, block: QTextBlock, path: Nesting, depth: int) -> int:
        """How many items of the same list come before this one: counted from the last painted."""
        list_, within = path[depth - 1].number, path_of(path[:depth])
        known, found = self._counted.get(list_, ("", 0))
        here = str(path[depth].number)
        items = {here}
        block = block.previous()
        while block.isValid() and (item := item_in(block, within)) is not None:
            if item == known:
                found += 1
                break
            items.add(item)
            block = block.previous()
        found += len(items) - 1
        self._counted[list_] = (here, found)
        return found


def _footnote_of(one: Seen) -> str:
    """The label of the footnote whose words a box holds; empty where it holds something else."""
    if one.frame.kind is not Kind.RAW:
        return ""
    found = _DEFINITION.match(one.text)
    return found[1] if found else ""


def _begins(block: QTextBlock, container: Container, screen: Screen) -> bool:
    return not _continues(block, container, screen)


def _continues(block: QTextBlock, container: Container, screen: Screen) -> bool:
    """Whether the block before lies in the same container."""
    before = block.previous()
    if not before.isValid() or screen.is_filler(before):
        return False
    return any(c.number == container.number for c in screen.frame(before).path)
