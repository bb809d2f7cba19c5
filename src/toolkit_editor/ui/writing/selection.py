"""Taking selected words away, whatever the selection reaches over.

Boxes of source are taken away whole or keep what was not selected; they never run together with the
words beside them. Cells of a table are emptied and stay.
"""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from toolkit_editor.prose.model import Kind
from toolkit_editor.ui.writing.formats import Frame
from toolkit_editor.ui.writing.ground import KEEP, Ground


class Selection:
    """Removes what a cursor has selected."""

    def __init__(self, ground: Ground) -> None:
        """Work on the blocks of `ground`."""
        self._ground = ground

    def remove(self, cursor: QTextCursor) -> None:
        """Take the selected words away; one step of undoing. The cursor ends where they began."""
        if not cursor.hasSelection():
            return
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        document = self._ground.screen.document
        first, last = document.findBlock(start), document.findBlock(end)
        with self._ground.step(cursor):
            if first == last:
                if not self._ground.frame(first).fixed or self._is_whole(first, start, end):
                    cursor.removeSelectedText()
            elif cursor.currentTable() is not None and cursor.hasComplexSelection():
                self._empty_cells(cursor)
            elif self._goes_together(first, last):
                frame = self._ground.frame(first)
                cursor.removeSelectedText()
                if frame.kind is Kind.CELL and cursor.currentTable() is None:
                    frame = Frame(Kind.PARAGRAPH, frame.path[:-2])
                if not self._ground.screen.is_filler(cursor.block()):
                    self._ground.set(cursor.block(), frame)
            else:
                self._remove_apart(cursor, start, end)

    def _goes_together(self, first: QTextBlock, last: QTextBlock) -> bool:
        """Whether what is left of both can be one block."""
        frames = [self._ground.frame(first), self._ground.frame(last)]
        if any(self._ground.screen.is_filler(block) for block in (first, last)):
            return True
        if any(frame.fixed for frame in frames):
            return False
        kinds = {frame.kind for frame in frames}
        return kinds <= {Kind.PARAGRAPH, Kind.HEADING, Kind.RULE} or Kind.CELL in kinds

    def _remove_apart(self, cursor: QTextCursor, start: int, end: int) -> None:
        """Take words away block by block from the end, so that nothing runs together."""
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        blocks = [
            (block.position(), block.length() - 1, self._ground.frame(block), self._joins(block))
            for block in self._ground.selected(cursor)
        ]
        inner = QTextCursor(self._ground.screen.document)
        for position, length, frame, joins in reversed(blocks):
            left, right = max(start, position), min(end, position + length)
            whole = (left, right) == (position, position + length)
            if left > right or (frame.fixed and not whole):
                continue
            inner.setPosition(left)
            inner.setPosition(right, KEEP)
            inner.removeSelectedText()
            if not whole or frame.kind is Kind.CELL:
                continue
            if joins and position > start:
                before = self._ground.frame(inner.block().previous())
                inner.deletePreviousChar()
                self._ground.set(inner.block(), before)
            elif frame.kind not in (Kind.PARAGRAPH, Kind.HEADING):
                self._ground.set(inner.block(), Frame(Kind.PARAGRAPH, frame.path))
        cursor.setPosition(start)

    def _joins(self, block: QTextBlock) -> bool:
        """Whether a block can be taken out by joining it with the one before."""
        before = block.previous()
        return (
            before.isValid()
            and not self._ground.screen.is_filler(before)
            and self._ground.frame(before).kind is not Kind.CELL
            and self._ground.frame(block).kind is not Kind.CELL
        )

    def _empty_cells(self, cursor: QTextCursor) -> None:
        table = cursor.currentTable()
        row, rows, column, columns = _selected_cells(cursor)
        inner = QTextCursor(self._ground.screen.document)
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                cell = table.cellAt(r, c)
                inner.setPosition(cell.firstPosition())
                inner.setPosition(cell.lastPosition(), KEEP)
                inner.removeSelectedText()
        cursor.setPosition(table.cellAt(row, column).firstPosition())

    def _is_whole(self, block: QTextBlock, start: int, end: int) -> bool:
        return (start, end) == (block.position(), block.position() + block.length() - 1)


def _selected_cells(cursor: QTextCursor) -> tuple[int, int, int, int]:
    """First row, number of rows, first column, number of columns of a selection in a table."""
    found = cursor.selectedTableCells()
    assert isinstance(found, tuple)
    first, rows, column, columns = found
    return int(first), int(rows), int(column), int(columns)
