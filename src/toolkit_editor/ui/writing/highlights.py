"""Passages that stories and conversations belong to, as they are shown in a text.

Must not know what a story or a conversation is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextEdit

from toolkit_editor.ui.writing.mirror import Mirror


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage to show as belonging to a story or a conversation; positions in code points."""

    id: str
    kind: str
    start: int
    end: int


class Highlights:
    """The highlighted passages of one text."""

    def __init__(self, mirror: Mirror, tint: Callable[[str], QColor]) -> None:
        """`mirror` knows where positions are; `tint` gives the colour of a kind of passage."""
        self._mirror = mirror
        self._tint = tint
        self.all: tuple[Highlight, ...] = ()

    def selections(self, document: QTextDocument) -> list[QTextEdit.ExtraSelection]:
        """How the passages are shown in `document` now."""
        return [self._selection(document, highlight) for highlight in self.all]

    def _selection(self, document: QTextDocument, highlight: Highlight) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(document)
        cursor.setPosition(self._mirror.position(highlight.start))
        cursor.setPosition(self._mirror.position(highlight.end), QTextCursor.MoveMode.KeepAnchor)
        tint = self._tint("own" if highlight.kind == "story" else "adapt")
        wash = QColor(tint)
        wash.setAlphaF(0.22)
        form = QTextCharFormat()
        form.setBackground(wash)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(tint)
        form.setProperty(QTextFormat.Property.UserProperty, highlight.id)
        selection = QTextEdit.ExtraSelection()
        selection.format = form
        selection.cursor = cursor
        return selection

    def at(self, position: int) -> str:
        """The id of the passage that holds a position of the document; empty for none."""
        here = self._mirror.plain_position(position) if self.all else 0
        return next((one.id for one in self.all if one.start <= here <= one.end), "")
