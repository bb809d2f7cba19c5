"""Editing commands that change what blocks are: lists, headings, quotes, and what keys do at edges.

Every command is one undo step. Words are never lost by a command; what a command cannot do, it
leaves as it is and says so by returning False.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor

from toolkit_editor.prose.model import BREAK, Container, Kind, Nesting, Style
from toolkit_editor.ui.writing.formats import Frame, plain_format
from toolkit_editor.ui.writing.screen import Screen

_TEXT = (Kind.PARAGRAPH, Kind.HEADING)


class Structure:
    """Commands on the document of a `Screen`, at a cursor."""

    def __init__(self, screen: Screen) -> None:
        """Work on what `screen` shows."""
        self._screen = screen

    # what keys do

    def enter(self, cursor: QTextCursor) -> bool:
        """A new block, a new list item, or out of an empty one."""
        block = cursor.block()
        frame = self._screen.frame(block)
        if frame.kind in (Kind.CODE, Kind.RAW):
            if not frame.fixed:
                cursor.insertText(BREAK)
            return True
        if frame.kind is Kind.CELL:
            return self.next_cell(cursor)
        if frame.path and not block.text() and not cursor.hasSelection():
            return self.outdent(cursor)
        with _one_step(cursor):
            cursor.removeSelectedText()
            at_start = cursor.atBlockStart() and bool(cursor.block().text())
            at_end = cursor.atBlockEnd()
            frame = self._screen.frame(cursor.block())
            cursor.insertBlock()
            fresh = frame.anew()
            if frame.kind is Kind.RULE or (frame.kind is Kind.HEADING and at_end):
                fresh = replace(fresh, kind=Kind.PARAGRAPH, level=0)
            if frame.path and frame.path[-1].what == "item":
                item = self._screen.ledger.new(
                    replace(frame.path[-1], mark="", task=_unticked(frame))
                )
                fresh = replace(fresh, path=(*frame.path[:-1], item))
            if at_start:
                before = replace(fresh, kind=Kind.PARAGRAPH, level=0)
                self._set(cursor.block().previous(), before)
                self._set(cursor.block(), frame)
            else:
                self._set(cursor.block(), fresh)
            self.dress()
        return True

    def backspace(self, cursor: QTextCursor) -> bool:
        """At the start of a block: out of the list, back to a paragraph, or join with the one
        above.

        Returns False where the key does what it always does.
        """
        block = cursor.block()
        if cursor.hasSelection() or not cursor.atBlockStart():
            return False
        frame = self._screen.frame(block)
        if frame.kind is Kind.CELL:
            return True
        if frame.kind is Kind.RULE:
            return self._remove_block(cursor)
        if frame.kind in (Kind.CODE, Kind.RAW):
            return not block.text() and self._turn(cursor, Kind.PARAGRAPH)
        if frame.path:
            return self.outdent(cursor)
        if frame.kind is Kind.HEADING:
            return self._turn(cursor, Kind.PARAGRAPH)
        return self._join_with(cursor, block.previous(), block)

    def delete(self, cursor: QTextCursor) -> bool:
        """At the end of a block: join with what is below; False where the key does as always."""
        if cursor.hasSelection() or not cursor.atBlockEnd():
            return False
        block = cursor.block()
        frame = self._screen.frame(block)
        if frame.kind is Kind.RULE:
            return self._remove_block(cursor)
        if frame.kind not in _TEXT:
            return True
        return self._join_with(cursor, block, block.next())

    def _join_with(self, cursor: QTextCursor, upper: QTextBlock, lower: QTextBlock) -> bool:
        if not upper.isValid() or not lower.isValid():
            return True
        above, below = self._screen.frame(upper), self._screen.frame(lower)
        if above.kind is Kind.RULE:
            return self._remove_block(QTextCursor(upper))
        if below.kind is Kind.RULE:
            return self._remove_block(QTextCursor(lower))
        if above.kind not in _TEXT or below.kind not in _TEXT:
            if not lower.text() and below.kind in _TEXT and above.kind is not Kind.CELL:
                return self._remove_block(QTextCursor(lower))
            cursor.setPosition(upper.position() + upper.length() - 1)
            return True
        with _one_step(cursor):
            keep = below if not upper.text() and not above.path else above
            position = upper.position() + upper.length() - 1
            cursor.setPosition(position)
            cursor.deleteChar()
            self._set(cursor.block(), keep)
            self.dress()
        return True

    def _remove_block(self, cursor: QTextCursor) -> bool:
        with _one_step(cursor):
            block = cursor.block()
            if not block.previous().isValid() and not block.next().isValid():
                self._set(block, Frame())
                return True
            cursor.setPosition(block.position())
            if block.next().isValid():
                after = self._screen.frame(block.next())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
                cursor.removeSelectedText()
                cursor.deleteChar()
                self._set(cursor.block(), after)
            else:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
                cursor.removeSelectedText()
                cursor.deletePreviousChar()
            self.dress()
        return True

    def next_cell(self, cursor: QTextCursor, step: int = 1) -> bool:
        """Go to the next (or previous) cell of the table; past its edges, out of it."""
        table = cursor.currentTable()
        if not table:
            return False
        cell = table.cellAt(cursor)
        index = cell.row() * table.columns() + cell.column() + step
        if 0 <= index < table.rows() * table.columns():
            row, column = divmod(index, table.columns())
            cursor.setPosition(table.cellAt(row, column).firstPosition())
        elif index < 0:
            cursor.setPosition(table.firstPosition() - 1)
        else:
            cursor.setPosition(table.lastPosition() + 1)
        return True

    # lists and containers

    def indent(self, cursor: QTextCursor) -> bool:
        """Set a list item in, under the item above it."""
        blocks = list(self._selected(cursor))
        frame = self._screen.frame(blocks[0])
        depth = _item_depth(frame.path)
        before = blocks[0].previous()
        if depth is None or not before.isValid():
            return False
        above = self._screen.frame(before).path
        if (
            above[:depth] != frame.path[:depth]
            or len(above) <= depth
            or above[depth].what != "item"
        ):
            return False
        if above[depth] == frame.path[depth]:
            return False
        with _one_step(cursor):
            sort = frame.path[depth - 1]
            nested = above[depth + 1] if len(above) > depth + 1 else None
            if nested is None or (nested.what, nested.name) != ("list", sort.name):
                nested = self._screen.ledger.new(replace(sort, start=1, mark=""))
            moved = frame.path[depth]
            for block in self._with_rest(blocks, moved):
                path = self._screen.frame(block).path
                self._repath(block, (*path[:depth], above[depth], nested, *path[depth:]))
            self.dress()
        return True

    def outdent(self, cursor: QTextCursor) -> bool:
        """Set a list item out by one level, or lead a block out of its innermost container."""
        blocks = list(self._selected(cursor))
        frame = self._screen.frame(blocks[0])
        if not frame.path or frame.kind is Kind.CELL:
            return False
        with _one_step(cursor):
            depth = _item_depth(frame.path)
            if depth is not None and depth == len(frame.path) - 1:
                self._leave_list(blocks, frame, depth)
            else:
                for block in blocks:
                    self._repath(block, self._screen.frame(block).path[:-1])
            self.dress()
        return True

    def _leave_list(self, blocks: list[QTextBlock], frame: Frame, depth: int) -> None:
        moved = frame.path[depth]
        outer = frame.path[: depth - 1]
        inside_item = bool(outer) and outer[-1].what == "item"
        for block in self._with_rest(blocks, moved):
            path = self._screen.frame(block).path
            if inside_item:
                own = path[depth]
                self._repath(block, (*outer[:-1], own, *path[depth + 1 :]))
            elif path[depth] == moved or block in blocks:
                self._repath(block, (*outer, *path[depth + 1 :]))
        self._split_list(blocks, frame.path[depth - 1], depth - 1)

    def _split_list(self, blocks: list[QTextBlock], old: Container, depth: int) -> None:
        """What follows in the list that was left begins a list of its own."""
        block = blocks[-1].next()
        fresh: Container | None = None
        while block.isValid():
            path = self._screen.frame(block).path
            if len(path) <= depth or path[depth] != old:
                if fresh is not None or len(path) <= depth:
                    return
                block = block.next()
                continue
            fresh = fresh or self._screen.ledger.new(replace(old, start=1))
            self._repath(block, (*path[:depth], fresh, *path[depth + 1 :]))
            block = block.next()

    def toggle_list(self, cursor: QTextCursor, name: str, *, task: bool = False) -> None:
        """Make the selected blocks items of a `bullet` or `ordered` list, or take them out."""
        blocks = [b for b in self._selected(cursor) if self._screen.frame(b).kind in _TEXT]
        if not blocks:
            return
        depth = _item_depth(self._screen.frame(blocks[0]).path)
        with _one_step(cursor):
            if depth is None:
                self._into_list(blocks, name, task=task)
            else:
                self._change_list(blocks, depth, name, task=task)
            self.dress()

    def _into_list(self, blocks: list[QTextBlock], name: str, *, task: bool) -> None:
        list_ = self._neighbour_list(blocks[0], name)
        for block in blocks:
            frame = self._screen.frame(block)
            item = self._screen.ledger.new(Container("item", 0, task=" " if task else ""))
            frame = replace(frame, kind=Kind.PARAGRAPH, level=0, path=(*frame.path, list_, item))
            self._set(block, frame)

    def _neighbour_list(self, block: QTextBlock, name: str) -> Container:
        own = self._screen.frame(block).path
        above = self._screen.frame(block.previous()).path if block.previous().isValid() else ()
        if above[: len(own)] == own and len(above) > len(own) and above[len(own)].name == name:
            return above[len(own)]
        return self._screen.ledger.new(Container("list", 0, name))

    def _change_list(self, blocks: list[QTextBlock], depth: int, name: str, *, task: bool) -> None:
        first = self._screen.frame(blocks[0]).path
        is_task = bool(first[depth].task)
        if first[depth - 1].name == name and is_task == task:
            for block in blocks:
                path = self._screen.frame(block).path
                if len(path) > depth:
                    self._repath(block, (*path[: depth - 1], *path[depth + 1 :]))
            self._split_list(blocks, first[depth - 1], depth - 1)
            return
        old = first[depth - 1]
        fresh = self._screen.ledger.new(replace(old, name=name, mark="", start=1))
        items: dict[int, Container] = {}
        for block in list(self._all()):
            path = self._screen.frame(block).path
            if len(path) > depth and path[depth - 1] == old:
                item = path[depth]
                if item.number not in items:
                    changed = replace(item, mark="", task=" " if task else "")
                    items[item.number] = self._screen.ledger.new(changed)
                self._repath(
                    block,
                    (*path[: depth - 1], fresh, items[item.number], *path[depth + 1 :]),
                )

    def toggle_quote(self, cursor: QTextCursor) -> None:
        """Put the selected blocks in a quote, or take them out of it."""
        self.toggle_container(cursor, Container("quote", 0))

    def toggle_container(self, cursor: QTextCursor, container: Container) -> None:
        """Put the selected blocks in a container of this sort, or take them out of it."""
        blocks = [b for b in self._selected(cursor) if self._screen.frame(b).kind is not Kind.CELL]
        if not blocks:
            return
        path = self._screen.frame(blocks[0]).path
        inside = [c for c in path if (c.what, c.name) == (container.what, container.name)]
        with _one_step(cursor):
            fresh = self._screen.ledger.new(container)
            for block in blocks:
                own = self._screen.frame(block).path
                if inside:
                    self._repath(block, tuple(c for c in own if c != inside[-1]))
                else:
                    self._repath(block, (fresh, *own))
            self.dress()

    def tick(self, cursor: QTextCursor) -> None:
        """Tick a task, or take its tick away."""
        frame = self._screen.frame(cursor.block())
        item = frame.path[-1]
        ticked = self._screen.ledger.new(replace(item, task=" " if item.task != " " else "x"))
        with _one_step(cursor):
            for block in self._with_rest([cursor.block()], item):
                path = self._screen.frame(block).path
                self._repath(block, tuple(ticked if c == item else c for c in path))

    # what a block is

    def set_heading(self, cursor: QTextCursor, level: int) -> None:
        """Make the selected blocks headings of `level`, or paragraphs for 0."""
        with _one_step(cursor):
            for block in self._selected(cursor):
                frame = self._screen.frame(block)
                if frame.kind in _TEXT:
                    kind = Kind.HEADING if level else Kind.PARAGRAPH
                    self._set(block, replace(frame, kind=kind, level=level))
            self.dress()

    def _turn(self, cursor: QTextCursor, kind: Kind) -> bool:
        with _one_step(cursor):
            frame = self._screen.frame(cursor.block())
            self._set(cursor.block(), replace(frame, kind=kind, level=0, info="", fixed=False))
            self.dress()
        return True

    def insert_rule(self, cursor: QTextCursor) -> None:
        """A dividing line after the block of the cursor, and an empty paragraph after it."""
        frame = self._screen.frame(cursor.block())
        if frame.kind is Kind.CELL:
            return
        with _one_step(cursor):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock()
            self._set(cursor.block(), Frame(Kind.RULE, frame.path))
            cursor.insertBlock()
            self._set(cursor.block(), Frame(Kind.PARAGRAPH, frame.path))
            self.dress()

    # styles

    def restyle(self, cursor: QTextCursor, change: Callable[[Style], Style]) -> None:
        """Change the style of the selected characters."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        with _one_step(cursor):
            for block in self._selected(cursor):
                frame = self._screen.frame(block)
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
        for start, end, run in list(self._screen.spans(block)):
            left, right = max(start, first), min(end, last)
            if left < right and not run.style.picture:
                changed = change(run.style)
                self._screen.format_span(block, left, right, changed, frame, run)

    # the ground

    def dress(self) -> None:
        """Give every block the margins its place asks for, and fillers none."""
        before: Nesting = ()
        for block in self._all():
            frame = self._screen.frame(block)
            wanted = self._screen.block_format(frame, before)
            if block.blockFormat() != wanted:
                QTextCursor(block).setBlockFormat(wanted)
            before = frame.path

    def _set(self, block: QTextBlock, frame: Frame) -> None:
        was = self._screen.frame(block)
        cursor = QTextCursor(block)
        cursor.setBlockFormat(self._screen.block_format(frame, ()))
        if (was.kind, was.level) != (frame.kind, frame.level) or not block.text():
            cursor.setBlockCharFormat(
                plain_format(frame, self._screen.ledger, self._screen.palette)
            )
        for start, end, run in list(self._screen.spans(block)):
            if not run.style.picture:
                self._screen.format_span(block, start, end, run.style, frame, run)

    def _repath(self, block: QTextBlock, path: Nesting) -> None:
        frame = replace(self._screen.frame(block), path=path)
        QTextCursor(block).setBlockFormat(self._screen.block_format(frame, ()))

    def _all(self) -> Iterator[QTextBlock]:
        return (block for block in self._screen.blocks() if not self._screen.is_filler(block))

    def _selected(self, cursor: QTextCursor) -> Iterator[QTextBlock]:
        document = self._screen.document
        block = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        while block.isValid():
            yield block
            if block == last:
                return
            block = block.next()

    def _with_rest(self, blocks: list[QTextBlock], item: Container) -> list[QTextBlock]:
        """`blocks` and the other blocks that lie in the same item after them."""
        rest = list(blocks)
        block = blocks[-1].next()
        while block.isValid() and item in self._screen.frame(block).path:
            rest.append(block)
            block = block.next()
        return rest


_KEEP = QTextCursor.MoveMode.KeepAnchor


class _one_step:  # noqa: N801 - reads as a statement
    """One undo step."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor

    def __enter__(self) -> None:
        self._cursor.beginEditBlock()

    def __exit__(self, *_: object) -> None:
        self._cursor.endEditBlock()


def _item_depth(path: Nesting) -> int | None:
    """The index of the innermost list item in `path`."""
    return next((i for i in range(len(path) - 1, -1, -1) if path[i].what == "item"), None)


def _unticked(frame: Frame) -> str:
    return " " if frame.path[-1].task else ""
