"""Putting other words in the place of some, many places at once, in one undo step.

Each new text takes the style of the first character it replaces. What lies in source that may not
be changed, or reaches from one block into another, is left as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from PySide6.QtGui import QTextBlock, QTextCursor

from toolkit_editor.base.text import to_utf16
from toolkit_editor.prose.model import Kind
from toolkit_editor.ui.writing.screen import Screen

Change = tuple[int, int, str]
"""From where to where in code points of the plain text, and what to put there."""


def replace_ranges(screen: Screen, changes: Iterable[Change]) -> int:
    """Make `changes`, which must not overlap; gives how many were made."""
    blocks = [block for block in screen.blocks() if not screen.is_filler(block)]
    starts: list[int] = []
    total = 0
    for block in blocks:
        starts.append(total)
        total += len(block.text()) + 1
    made = 0
    step = QTextCursor(screen.document)
    step.beginEditBlock()
    for start, end, text in sorted(changes, reverse=True):
        index = bisect_right(starts, start) - 1
        if index >= 0 and _replace(screen, blocks[index], start - starts[index], end - start, text):
            made += 1
    step.endEditBlock()
    return made


def _replace(screen: Screen, block: QTextBlock, start: int, length: int, text: str) -> bool:
    old = block.text()
    frame = screen.frame(block)
    if length <= 0 or start + length > len(old) or frame.fixed or frame.kind is Kind.RULE:
        return False
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + to_utf16(old, start + 1))
    form = cursor.charFormat()
    if screen.style(form).picture:
        return False
    cursor.setPosition(block.position() + to_utf16(old, start))
    end = block.position() + to_utf16(old, start + length)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text, form)
    return True
