"""Paints what readers would rather see than what stands there: the number of a footnote over its
mark, the description of a picture whose file is not here.

Only paints. Where somebody writes inside a footnote's mark, the mark itself is seen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextFragment,
)

from toolkit_editor.prose.footnotes import MARK
from toolkit_editor.prose.model import OBJECT
from toolkit_editor.ui.writing.screen import Screen, fragments
from toolkit_editor.ui.writing.sight import Seen
from toolkit_editor.ui.writing.spots import baseline, spots

_SMALL = 0.75
"""How large the words of stand-ins are, beside those of the text."""
_INSIDE = 10
"""Pixels around the description of a picture, at normal text size."""


class StandIns:
    """Paints over the words of a screen."""

    def __init__(self, screen: Screen, picture: Callable[[str], str]) -> None:
        """`picture` gives the words in place of a picture, by its description."""
        self._screen = screen
        self._picture = picture
        screen.stand_in_size = self.size

    def paint(self, painter: QPainter, seen: Seen, cursor: QTextCursor) -> None:
        """Paint over a block, in document coordinates; `cursor` is where somebody writes."""
        if "[^" not in seen.text and OBJECT not in seen.text:
            return
        block = seen.block
        for fragment in fragments(block):
            style = self._screen.style(fragment.charFormat())
            if style.picture and self._screen.picture_size(style.picture.src) is None:
                self._describe(painter, block, fragment, self._picture(style.picture.alt))
            elif style.raw and (mark := MARK.fullmatch(fragment.text())):
                start, end = fragment.position(), fragment.position() + fragment.length()
                if not start < cursor.position() < end:
                    held = cursor.selectionStart() <= start and end <= cursor.selectionEnd()
                    self._number(painter, block, fragment, mark[1], held=held)

    # footnotes

    def _number(
        self,
        painter: QPainter,
        block: QTextBlock,
        fragment: QTextFragment,
        label: str,
        *,
        held: bool,
    ) -> None:
        start = fragment.position() - block.position()
        found = list(spots(self._screen.document, block, start, start + fragment.length()))
        if len(found) != 1:
            return
        box = found[0]
        palette, role = self._screen.palette, QPalette.ColorRole
        font = self._font()
        foot = baseline(self._screen.document, block, start)
        height = QFontMetricsF(font).height()
        raised = foot - QFontMetricsF(self._screen.document.defaultFont()).capHeight() * 0.35
        chip = QRectF(box.left(), raised - height + 2, box.width(), height)
        ground = QRectF(box.left(), min(box.top(), chip.top()), box.width(), box.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(role.Highlight if held else role.Base))
        painter.drawRect(ground)
        painter.setBrush(palette.color(role.Highlight if held else role.Midlight))
        painter.drawRoundedRect(chip, 3 * self._screen.scale, 3 * self._screen.scale)
        painter.setFont(font)
        painter.setPen(palette.color(role.HighlightedText if held else role.Link))
        words = QFontMetricsF(font).elidedText(label, Qt.TextElideMode.ElideRight, chip.width())
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)

    # pictures

    def size(self, alt: str) -> QSizeF:
        """How much room the words in place of a picture take."""
        inside = _INSIDE * self._screen.scale
        widest = QRectF(0, 0, self._screen.widest - 2 * inside, 10_000)
        room = QFontMetricsF(self._font(0.9)).boundingRect(
            widest, int(Qt.TextFlag.TextWordWrap), self._picture(alt)
        )
        return QSizeF(room.width() + 2 * inside + 2, room.height() + 1.2 * inside)

    def _describe(
        self, painter: QPainter, block: QTextBlock, fragment: QTextFragment, words: str
    ) -> None:
        scale, palette = self._screen.scale, self._screen.palette
        height = fragment.charFormat().toImageFormat().height()
        first = fragment.position() - block.position()
        for at in range(first, first + fragment.length()):
            for box in spots(self._screen.document, block, at, at + 1):
                foot = baseline(self._screen.document, block, at)
                frame = QRectF(box.left(), foot - height, box.width(), height).adjusted(
                    1, 1, -1, -1
                )
                painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
                painter.setPen(
                    QPen(palette.color(QPalette.ColorRole.Dark), scale, Qt.PenStyle.DashLine)
                )
                painter.drawRoundedRect(frame, 4 * scale, 4 * scale)
                painter.setFont(self._font(0.9))
                painter.setPen(palette.color(QPalette.ColorRole.Text))
                flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
                painter.drawText(frame, flags, words)

    def _font(self, part: float = _SMALL) -> QFont:
        font = QFont(self._screen.document.defaultFont())
        font.setPointSizeF(font.pointSizeF() * part)
        return font
