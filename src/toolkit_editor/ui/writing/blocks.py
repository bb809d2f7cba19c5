"""What a block is: words, a heading, code, a dividing line, a box of source; and where it stands.

Every command is one step of undoing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor

from toolkit_editor.prose.model import BREAK, Kind, Leaf, Run, Style
from toolkit_editor.ui.writing.formats import Frame
from toolkit_editor.ui.writing.ground import KEEP, Ground
from toolkit_editor.ui.writing.lists import TEXT, item_depth

BOXES = (Kind.CODE, Kind.RAW)
"""What is shown in a box, in letters of one width."""


class Blocks:
    """Commands on blocks, at a cursor."""

    def __init__(self, ground: Ground) -> None:
        """Work on the blocks of `ground`."""
        self._ground = ground

    def set_heading(self, cursor: QTextCursor, level: int) -> None:
        """Make the selected blocks headings of `level`, or paragraphs for 0."""
        with self._ground.step(cursor):
            for block in self._ground.selected(cursor):
                frame = self._ground.frame(block)
                if frame.kind in TEXT:
                    kind = Kind.HEADING if level else Kind.PARAGRAPH
                    self._ground.set(block, replace(frame, kind=kind, level=level))

    def turn(self, cursor: QTextCursor, kind: Kind) -> None:
        """Make the block of the cursor plain words, code or source."""
        with self._ground.step(cursor):
            frame = self._ground.frame(cursor.block())
            fresh = replace(frame, kind=kind, level=0, info="", fixed=False)
            self._ground.set(cursor.block(), fresh)

    def insert_rule(self, cursor: QTextCursor) -> None:
        """A dividing line after the block of the cursor, and an empty paragraph after it."""
        self._insert(cursor, Kind.RULE, and_words=True)

    def insert_box(self, cursor: QTextCursor, kind: Kind) -> None:
        """An empty box of code or source after the block of the cursor, in its place if empty."""
        frame = self._ground.frame(cursor.block())
        if not cursor.block().text() and frame.kind is Kind.PARAGRAPH:
            self.turn(cursor, kind)
        else:
            self._insert(cursor, kind, and_words=not cursor.block().next().isValid())
            if cursor.block().text() == "" and self._ground.frame(cursor.block()).kind not in BOXES:
                cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)

    def _insert(self, cursor: QTextCursor, kind: Kind, *, and_words: bool) -> None:
        frame = self._ground.frame(cursor.block())
        if frame.kind is Kind.CELL:
            return
        with self._ground.step(cursor):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock()
            self._ground.set(cursor.block(), Frame(kind, frame.path))
            if and_words:
                cursor.insertBlock()
                self._ground.set(cursor.block(), Frame(Kind.PARAGRAPH, frame.path))

    def remove(self, cursor: QTextCursor) -> bool:
        """Take the block of the cursor out, words and all."""
        with self._ground.step(cursor):
            block = cursor.block()
            before, after = block.previous(), block.next()
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, KEEP)
            cursor.removeSelectedText()
            if after.isValid() and self._may_join(after):
                frame = self._ground.frame(after)
                cursor.deleteChar()
                self._ground.set(cursor.block(), frame)
            elif before.isValid() and self._may_join(before):
                frame = self._ground.frame(before)
                cursor.deletePreviousChar()
                self._ground.set(cursor.block(), frame)
            elif before.isValid() or after.isValid():
                self._ground.clear(block)
            else:
                self._ground.set(block, Frame())
        return True

    def _may_join(self, block: QTextBlock) -> bool:
        """Whether a block lies beside others, not in a table nor around one."""
        is_filler = self._ground.screen.is_filler(block)
        return not is_filler and self._ground.frame(block).kind is not Kind.CELL

    def move(self, cursor: QTextCursor, *, up: bool) -> bool:
        """Move the block of the cursor over the one before or after it; False at the edges.

        An item goes with what lies in it. Tables and what stands beside them stay.
        """
        block = cursor.block()
        frame = self._ground.frame(block)
        item = self._whole_item(block)
        other = item[0].previous() if up else item[-1].next()
        neighbour = self._item_beside(block, other) if other.isValid() else []
        if len(item) > 1 or len(neighbour) > 1:
            return bool(neighbour) and self._swap(cursor, item, neighbour, up=up)
        if not other.isValid() or self._ground.screen.is_filler(other):
            return False
        beside = self._ground.frame(other)
        if Kind.CELL in (frame.kind, beside.kind):
            return False
        column = cursor.positionInBlock()
        screen = self._ground.screen
        moved = screen.leaf(block)
        path = beside.path if len(frame.path) != len(beside.path) else frame.path
        with self._ground.step(cursor):
            self.remove(cursor)
            at = other.position() if up else other.position() + other.length() - 1
            cursor.setPosition(at)
            if up:
                cursor.insertBlock()
                self._ground.set(cursor.block(), self._ground.frame(other) if not up else beside)
                cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            else:
                cursor.insertBlock()
            self._ground.set(cursor.block(), replace(frame, path=path))
            screen.insert_runs(cursor, moved.runs, frame)
            cursor.setPosition(cursor.block().position() + column)
        return True

    def _whole_item(self, block: QTextBlock) -> list[QTextBlock]:
        """The blocks of the item that `block` begins; `block` alone where it begins none."""
        path = self._ground.frame(block).path
        depth = item_depth(path)
        if depth is None:
            return [block]
        blocks = self._ground.all_in(block, path[depth])
        return blocks if blocks[0] == block else [block]

    def _item_beside(self, block: QTextBlock, other: QTextBlock) -> list[QTextBlock]:
        """The blocks of the item that `other` lies in, in the same list as `block`."""
        path, beside = self._ground.frame(block).path, self._ground.frame(other).path
        depth = item_depth(path)
        if depth is None or len(beside) <= depth or beside[depth - 1] != path[depth - 1]:
            return []
        if beside[depth] == path[depth]:
            return []
        return self._ground.all_in(other, beside[depth])

    def _swap(
        self, cursor: QTextCursor, item: list[QTextBlock], other: list[QTextBlock], *, up: bool
    ) -> bool:
        """Let two neighbouring items change places, with all that lies in them."""
        screen = self._ground.screen
        before, after = (other, item) if up else (item, other)
        leaves = [screen.leaf(block) for block in (*after, *before)]
        if any(leaf.kind is Kind.CELL for leaf in leaves):
            return False
        target = 0 if up else len(other)
        column = cursor.positionInBlock()
        start, last = before[0].position(), after[-1]
        with self._ground.step(cursor):
            cursor.setPosition(start)
            cursor.setPosition(last.position() + last.length() - 1, KEEP)
            cursor.removeSelectedText()
            spot = start
            for number, leaf in enumerate(leaves):
                if number:
                    cursor.insertBlock()
                if number == target:
                    spot = cursor.position() + column
                self._ground.set(cursor.block(), Frame.of(leaf))
                screen.insert_runs(cursor, leaf.runs, Frame.of(leaf))
            cursor.setPosition(spot)
        return True

    def restyle(self, cursor: QTextCursor, change: Callable[[Style], Style]) -> None:
        """Change the style of the selected characters."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        with self._ground.step(cursor):
            for block in self._ground.selected(cursor):
                frame = self._ground.frame(block)
                if not frame.is_text:
                    continue
                first = max(start, block.position()) - block.position()
                last = min(end, block.position() + block.length() - 1) - block.position()
                self._restyle_block(block, frame, first, last, change)

    def _restyle_block(
        self,
        block: QTextBlock,
        frame: Frame,
        first: int,
        last: int,
        change: Callable[[Style], Style],
    ) -> None:
        screen = self._ground.screen
        for start, end, run in list(screen.spans(block)):
            left, right = max(start, first), min(end, last)
            if left < right and not run.style.picture:
                changed = change(run.style)
                if run.style.raw:  # source is neither code nor, as a footnote's mark, a link
                    changed = replace(changed, code=False, link=run.style.link)
                screen.format_span(block, left, right, changed, frame, run)


def as_source(text: str) -> Leaf:
    """A new box of source that holds `text`."""
    return Leaf(Kind.RAW, (Run(text.replace("\n", BREAK)),))
