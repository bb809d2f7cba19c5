"""The leaves on the screen, kept up to date block by block, so that a key costs only its block.

What was shown and not edited stays the very leaf that was shown. Knows where blocks begin in the
plain text. Must not change the document.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QTextBlock, QTextDocument

from toolkit_editor.base.text import from_utf16, to_utf16
from toolkit_editor.prose.model import Leaf
from toolkit_editor.ui.writing.screen import Screen

_NONE = -1
"""The size of a block that is not part of the text."""


class Mirror:
    """Follows one document through its `contentsChange`."""

    def __init__(self, screen: Screen) -> None:
        """Follow the document of `screen`, which is empty now."""
        self._screen = screen
        self._document: QTextDocument = screen.document
        self._leaves: list[Leaf | None] = [None]
        self._sizes: list[int] = [0]
        self._dirty = True
        self._document.contentsChange.connect(self._on_change)

    def show(self, shown: Mapping[int, Leaf], first: int = 0) -> None:
        """From block number `first` on the document shows just these leaves, by block number."""
        count = self._document.blockCount()
        del self._leaves[first:], self._sizes[first:]
        for number in range(first, count):
            leaf = shown.get(number)
            self._leaves.append(leaf)
            self._sizes.append(_NONE if leaf is None else len(leaf.text))
        self._dirty = False

    def forget(self) -> None:
        """Trust nothing: every block is read again."""
        count = self._document.blockCount()
        self._leaves = [None] * count
        self._sizes = [0] * count
        self._dirty = True

    def leaves(self) -> list[Leaf]:
        """The leaves on the screen now."""
        self._settle()
        return [leaf for leaf in self._leaves if leaf is not None]

    def plain_position(self, position: int) -> int:
        """Where a position of the document is in the plain text, in code points."""
        self._settle()
        block = self._document.findBlock(position)
        number = block.blockNumber() if block.isValid() else len(self._sizes)
        before = sum(size + 1 for size in self._sizes[:number] if size >= 0)
        if number >= len(self._sizes) or self._sizes[number] < 0:
            return max(0, before - 1)
        return before + from_utf16(block.text(), position - block.position())

    def position(self, plain: int) -> int:
        """Where a place of the plain text is in the document; the end of it beyond its end."""
        self._settle()
        end = 0
        for number, size in enumerate(self._sizes):
            if size < 0:
                continue
            block_end = number
            if plain <= size:
                block = self._document.findBlockByNumber(number)
                return block.position() + to_utf16(block.text(), plain)
            plain -= size + 1
            end = block_end
        last = self._document.findBlockByNumber(end)
        return last.position() + last.length() - 1

    def _on_change(self, position: int, _removed: int, added: int) -> None:
        """Blocks from the one at `position` to the one at its end are not what they were."""
        count = self._document.blockCount()
        first = self._document.findBlock(position).blockNumber()
        end: QTextBlock = self._document.findBlock(position + added)
        last = end.blockNumber() if end.isValid() else count - 1
        stop = last + 1 - (count - len(self._leaves))
        if first < 0 or stop < first:
            self.forget()
            return
        fresh = last + 1 - first
        self._leaves[first:stop] = [None] * fresh
        self._sizes[first:stop] = [0] * fresh
        self._dirty = True

    def _settle(self) -> None:
        """Read what changed."""
        if not self._dirty:
            return
        if len(self._leaves) != self._document.blockCount():
            self.forget()
        for number, leaf in enumerate(self._leaves):
            if leaf is None and self._sizes[number] >= 0:
                block = self._document.findBlockByNumber(number)
                if self._screen.is_filler(block):
                    self._sizes[number] = _NONE
                else:
                    found = self._screen.leaf(block)
                    self._leaves[number] = found
                    self._sizes[number] = len(found.text)
        self._dirty = False
