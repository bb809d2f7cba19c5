"""What Enter, Backspace, Delete and Tab do where one block ends and another begins.

Words are never lost by a key; what a key cannot do here it leaves as it is.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor

from toolkit_editor.prose.model import BREAK, Kind
from toolkit_editor.ui.writing.blocks import BOXES, Blocks
from toolkit_editor.ui.writing.formats import Frame
from toolkit_editor.ui.writing.ground import Ground
from toolkit_editor.ui.writing.lists import TEXT, Lists
from toolkit_editor.ui.writing.selection import Selection


class Edges:
    """Keys at a cursor. Each returns False where the key does what it always does."""

    def __init__(self, ground: Ground, lists: Lists, blocks: Blocks, selection: Selection) -> None:
        """Work on the blocks of `ground`, by these commands."""
        self._ground = ground
        self._lists = lists
        self._blocks = blocks
        self._selection = selection

    def enter(self, cursor: QTextCursor) -> bool:
        """A new block, a new list item, or out of an empty one."""
        block = cursor.block()
        frame = self._ground.frame(block)
        if frame.kind in BOXES:
            if not frame.fixed:
                cursor.insertText(BREAK)
            return True
        if frame.kind is Kind.CELL:
            return self._cell_below(cursor)
        if frame.path and not block.text() and not cursor.hasSelection():
            return self._lists.outdent(cursor)
        with self._ground.step(cursor):
            self._selection.remove(cursor)
            at_start = cursor.atBlockStart() and bool(cursor.block().text())
            at_end = cursor.atBlockEnd()
            frame = self._ground.frame(cursor.block())
            cursor.insertBlock()
            fresh = frame.anew()
            if frame.kind is Kind.RULE or (frame.kind is Kind.HEADING and at_end):
                fresh = replace(fresh, kind=Kind.PARAGRAPH, level=0)
            if frame.path and frame.path[-1].what == "item":
                item = self._ground.new(replace(frame.path[-1], mark="", task=_unticked(frame)))
                fresh = replace(fresh, path=(*frame.path[:-1], item))
            if at_start:
                before = replace(fresh, kind=Kind.PARAGRAPH, level=0)
                self._ground.set(cursor.block().previous(), before)
                self._ground.set(cursor.block(), frame)
            else:
                self._ground.set(cursor.block(), fresh)
        return True

    def backspace(self, cursor: QTextCursor) -> bool:
        """At the start of a block: out of the list, back to a paragraph, or join with the one
        above.

        Returns False where the key does what it always does.
        """
        block = cursor.block()
        if cursor.hasSelection() or not cursor.atBlockStart():
            return False
        frame = self._ground.frame(block)
        if frame.kind is Kind.CELL:
            return True
        if frame.kind is Kind.RULE:
            return self._blocks.remove(cursor)
        if frame.kind in BOXES:
            if not block.text():
                self._blocks.turn(cursor, Kind.PARAGRAPH)
                return True
            return self._join_with(cursor, block.previous(), block)
        if frame.path:
            return self._lists.outdent(cursor)
        if frame.kind is Kind.HEADING:
            self._blocks.turn(cursor, Kind.PARAGRAPH)
            return True
        return self._join_with(cursor, block.previous(), block)

    def delete(self, cursor: QTextCursor) -> bool:
        """At the end of a block: join with what is below; False where the key does as always."""
        if cursor.hasSelection() or not cursor.atBlockEnd():
            return False
        block = cursor.block()
        frame = self._ground.frame(block)
        if frame.kind is Kind.RULE:
            return self._blocks.remove(cursor)
        if frame.kind not in TEXT:
            return True
        return self._join_with(cursor, block, block.next())

    def _join_with(self, cursor: QTextCursor, upper: QTextBlock, lower: QTextBlock) -> bool:
        if not upper.isValid() or not lower.isValid():
            return True
        above, below = self._ground.frame(upper), self._ground.frame(lower)
        if above.kind is Kind.RULE:
            return self._blocks.remove(QTextCursor(upper))
        if below.kind is Kind.RULE:
            return self._blocks.remove(QTextCursor(lower))
        if above.kind not in TEXT or below.kind not in TEXT:
            if not lower.text() and below.kind in TEXT and above.kind is not Kind.CELL:
                return self._blocks.remove(QTextCursor(lower))
            if not upper.text() and above.kind in TEXT and below.kind is not Kind.CELL:
                return self._blocks.remove(QTextCursor(upper))
            if cursor.block() == upper:
                cursor.setPosition(lower.position())
            else:
                cursor.setPosition(upper.position() + upper.length() - 1)
            return True
        with self._ground.step(cursor):
            keep = below if not upper.text() and not above.path else above
            position = upper.position() + upper.length() - 1
            cursor.setPosition(position)
            cursor.deleteChar()
            self._ground.set(cursor.block(), keep)
        return True

    def next_cell(self, cursor: QTextCursor, step: int = 1) -> bool:
        """Go to the next (or previous) cell of the table; before its first, out of it.

        False after the last cell.
        """
        table = cursor.currentTable()
        if not table:
            return False
        cell = table.cellAt(cursor)
        index = cell.row() * table.columns() + cell.column() + step
        if index >= table.rows() * table.columns():
            return False
        if index < 0:
            cursor.setPosition(table.firstPosition() - 1)
        else:
            row, column = divmod(index, table.columns())
            cursor.setPosition(table.cellAt(row, column).firstPosition())
        return True

    def _cell_below(self, cursor: QTextCursor) -> bool:
        """Go down one cell; below the last row, out of the table."""
        table = cursor.currentTable()
        if not table:
            return False
        cell = table.cellAt(cursor)
        if cell.row() + 1 < table.rows():
            cursor.setPosition(table.cellAt(cell.row() + 1, cell.column()).firstPosition())
        else:
            cursor.setPosition(table.lastPosition() + 1)
        return True

    def step_out(self, cursor: QTextCursor) -> bool:
        """A new paragraph after all that the cursor lies in: a box, a list, a quote, a table."""
        table = cursor.currentTable()
        if table:
            cursor.setPosition(table.lastPosition() + 1)
            return True
        block = cursor.block()
        frame = self._ground.frame(block)
        if frame.path:
            block = self._ground.all_in(block, frame.path[0])[-1]
        with self._ground.step(cursor):
            cursor.setPosition(block.position() + block.length() - 1)
            cursor.insertBlock()
            self._ground.set(cursor.block(), Frame())
        return True

    def leave(self, cursor: QTextCursor, *, up: bool) -> bool:
        """At the very edge of the text, lead out of a box or a quote that nothing stands beside."""
        block = cursor.block()
        frame = self._ground.frame(block)
        if frame.kind is Kind.CELL or (frame.kind in TEXT and not frame.path):
            return False
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        if up:
            if block.previous().isValid() or not line.isValid() or line.lineNumber() > 0:
                return False
            with self._ground.step(cursor):
                cursor.setPosition(block.position())
                cursor.insertBlock()
                self._ground.set(block, Frame())
                self._ground.set(block.next(), frame)
                cursor.setPosition(block.position())
            return True
        if block.next().isValid() or line.lineNumber() < block.layout().lineCount() - 1:
            return False
        return self.step_out(cursor)

    def shift(self, cursor: QTextCursor, *, back: bool) -> bool:
        """Set the lines of a box in or out, or type a tab."""
        if not back and not cursor.hasSelection():
            cursor.insertText("\t")
            return True
        block = cursor.block()
        text = block.text()
        start = cursor.selectionStart() - block.position()
        end = cursor.selectionEnd() - block.position()
        if end > len(text) or start < 0:
            return True
        first = text.rfind(BREAK, 0, start) + 1
        with self._ground.step(cursor):
            for at in reversed([first, *_line_starts(text, first, end)]):
                cursor.setPosition(block.position() + at)
                if not back:
                    cursor.insertText("    ")
                    continue
                for character in text[at : at + 4]:
                    if character not in " \t":
                        break
                    cursor.deleteChar()
        return True


def _line_starts(text: str, first: int, end: int) -> list[int]:
    """Where further lines begin between `first` and `end`, in UTF-16 units of plain letters."""
    return [at + 1 for at in range(first, end) if text[at] == BREAK]


def _unticked(frame: Frame) -> str:
    return " " if frame.path[-1].task else ""
