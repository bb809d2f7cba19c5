"""Tables: making one, and adding, moving and removing its rows and columns.

The first row is always the header, as Markdown has it. Every command is one step of undoing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable

from toolkit_editor.prose.model import OBJECT, Container, Kind, Leaf, Nesting
from toolkit_editor.ui.writing.formats import Frame
from toolkit_editor.ui.writing.ground import KEEP, Ground


class Tables:
    """Commands on tables, at a cursor."""

    def __init__(self, ground: Ground) -> None:
        """Work on the tables of what `ground` shows."""
        self._ground = ground

    def insert(self, cursor: QTextCursor, rows: int, columns: int) -> None:
        """An empty table with a header row, after the block of the cursor."""
        block = cursor.block()
        frame = self._ground.frame(block)
        if frame.kind is Kind.CELL:
            return
        with self._ground.step(cursor):
            path = self._outside_lists(frame.path)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            if block.text() or frame.kind is not Kind.PARAGRAPH or frame.path != path:
                cursor.insertBlock()
            self._ground.set(cursor.block(), Frame(Kind.PARAGRAPH, path))
            table_path = (*path, self._ground.new(Container("table", 0, mark="-" * columns)))
            cells = [
                Leaf(Kind.CELL, path=(*table_path, row), level=column)
                for row in (self._ground.new(Container("row", 0)) for _ in range(rows))
                for column in range(columns)
            ]
            table = self._ground.screen.insert_table(cursor, cells)
            cursor.setPosition(table.cellAt(0, 0).firstPosition())

    def where(self, cursor: QTextCursor) -> tuple[int, int, str]:
        """Row and column of the cell of the cursor, from 1, and the words over its column."""
        table = cursor.currentTable()
        if not table:
            return 0, 0, ""
        cell = table.cellAt(cursor)
        head = table.cellAt(0, cell.column()).firstCursorPosition().block()
        return cell.row() + 1, cell.column() + 1, head.text().replace(OBJECT, "").strip()

    def add_row(self, cursor: QTextCursor, *, above: bool) -> bool:
        """An empty row above or below the one of the cursor; nothing goes above the header."""
        table = cursor.currentTable()
        if not table:
            return False
        row = table.cellAt(cursor).row()
        at = max(1, row if above else row + 1)
        with self._ground.step(cursor):
            path = self._path(table)
            table.insertRows(at, 1)
            self._name_row(table, at, path)
            cursor.setPosition(table.cellAt(at, 0).firstPosition())
        return True

    def remove_row(self, cursor: QTextCursor) -> bool:
        """Take the row of the cursor out; the last one takes the table along."""
        table = cursor.currentTable()
        if not table:
            return False
        row = table.cellAt(cursor).row()
        with self._ground.step(cursor):
            if table.rows() == 1:
                self._remove(cursor, table)
                return True
            self._take_out(table, partial(table.removeRows, row, 1))
            self._ground.screen.dress_header(table)
            row = min(row, table.rows() - 1)
            cursor.setPosition(table.cellAt(row, 0).firstPosition())
        return True

    def move_row(self, cursor: QTextCursor, *, up: bool) -> bool:
        """Change places with the row above or below; the header stays the header."""
        table = cursor.currentTable()
        if not table:
            return False
        cell = table.cellAt(cursor)
        row, column = cell.row(), cell.column()
        other = row - 1 if up else row + 1
        if not 0 <= other < table.rows():
            return False
        with self._ground.step(cursor):
            here, there = self._leaves(table, row), self._leaves(table, other)
            self._write(table, other, here)
            self._write(table, row, there)
            cursor.setPosition(table.cellAt(other, column).firstPosition())
        return True

    def add_column(self, cursor: QTextCursor, *, before: bool) -> bool:
        """An empty column before or after the one of the cursor."""
        table = cursor.currentTable()
        if not table:
            return False
        cell = table.cellAt(cursor)
        row, column = cell.row(), cell.column()
        at = column if before else column + 1
        with self._ground.step(cursor):
            marks = self._marks(table)
            paths = self._row_paths(table)
            table.insertColumns(at, 1)
            self._rename(table, paths, marks[:at] + "-" + marks[at:])
            cursor.setPosition(table.cellAt(row, at).firstPosition())
        return True

    def remove_column(self, cursor: QTextCursor) -> bool:
        """Take the column of the cursor out; the last one takes the table along."""
        table = cursor.currentTable()
        if not table:
            return False
        cell = table.cellAt(cursor)
        row, column = cell.row(), cell.column()
        with self._ground.step(cursor):
            if table.columns() == 1:
                self._remove(cursor, table)
                return True
            marks = self._marks(table)
            paths = self._row_paths(table)
            self._take_out(table, partial(table.removeColumns, column, 1))
            self._rename(table, paths, marks[:column] + marks[column + 1 :])
            at = min(column, table.columns() - 1)
            cursor.setPosition(table.cellAt(row, at).firstPosition())
        return True

    def _take_out(self, table: QTextTable, remove: Callable[[], None]) -> None:
        """Without its first cell Qt makes the block above a table what that cell was: not so."""
        above = self._above(table).blockFormat()
        remove()
        if self._above(table).blockFormat() != above:
            QTextCursor(self._above(table)).setBlockFormat(above)

    def _above(self, table: QTextTable) -> QTextBlock:
        return self._ground.screen.document.findBlock(table.firstPosition() - 1)

    def move_column(self, cursor: QTextCursor, *, left: bool) -> bool:
        """Change places with the column before or after."""
        table = cursor.currentTable()
        if not table:
            return False
        cell = table.cellAt(cursor)
        row, column = cell.row(), cell.column()
        other = column - 1 if left else column + 1
        if not 0 <= other < table.columns():
            return False
        with self._ground.step(cursor):
            marks = list(self._marks(table))
            marks[column], marks[other] = marks[other], marks[column]
            paths = []
            for r in range(table.rows()):
                cells = self._leaves(table, r)
                paths.append(cells[0].path)
                cells[column], cells[other] = cells[other], cells[column]
                self._write(table, r, cells)
            self._rename(table, paths, "".join(marks))
            cursor.setPosition(table.cellAt(row, other).firstPosition())
        return True

    def align_column(self, cursor: QTextCursor, letter: str) -> bool:
        """Set the column of the cursor left `l`, centred `c`, right `r`, or as usual `-`."""
        table = cursor.currentTable()
        if not table:
            return False
        column = table.cellAt(cursor).column()
        marks = self._marks(table)
        paths = self._row_paths(table)
        with self._ground.step(cursor):
            self._rename(table, paths, marks[:column] + letter + marks[column + 1 :])
        return True

    def remove(self, cursor: QTextCursor) -> bool:
        """Take the whole table out."""
        table = cursor.currentTable()
        if not table:
            return False
        with self._ground.step(cursor):
            self._remove(cursor, table)
        return True

    # the ground of tables

    def _remove(self, cursor: QTextCursor, table: QTextTable) -> None:
        cursor.setPosition(table.firstPosition() - 1)
        cursor.setPosition(table.lastPosition() + 1, KEEP)
        outside = self._path(table)[:-1]
        cursor.removeSelectedText()
        if self._ground.screen.is_filler(cursor.block()):
            self._ground.set(cursor.block(), Frame(Kind.PARAGRAPH, outside))

    def _leaves(self, table: QTextTable, row: int) -> list[Leaf]:
        screen = self._ground.screen
        return [
            screen.leaf(table.cellAt(row, column).firstCursorPosition().block())
            for column in range(table.columns())
        ]

    def _row_paths(self, table: QTextTable) -> list[Nesting]:
        """What the cells of each row lie in, the row itself included."""
        return [self._leaves(table, row)[0].path for row in range(table.rows())]

    def _path(self, table: QTextTable) -> Nesting:
        """What the rows lie in, the table itself included."""
        return self._leaves(table, 0)[0].path[:-1]

    def _marks(self, table: QTextTable) -> str:
        """The alignment of each column, a letter each."""
        return self._path(table)[-1].mark.ljust(table.columns(), "-")[: table.columns()]

    def _name_row(self, table: QTextTable, row: int, path: Nesting) -> None:
        """Make the cells of a new row cells."""
        own = self._ground.new(Container("row", 0))
        for column in range(table.columns()):
            block = table.cellAt(row, column).firstCursorPosition().block()
            self._ground.set(block, Frame(Kind.CELL, (*path, own), level=column))

    def _rename(self, table: QTextTable, paths: Sequence[Nesting], marks: str) -> None:
        """Tell every cell its column, and the table how its columns are aligned."""
        fresh = self._ground.new(replace(paths[0][-2], mark=marks))
        for row, path in enumerate(paths):
            for column in range(table.columns()):
                block = table.cellAt(row, column).firstCursorPosition().block()
                frame = self._ground.frame(block)
                number = frame.number if frame.kind is Kind.CELL else None
                self._ground.set(
                    block,
                    Frame(Kind.CELL, (*path[:-2], fresh, path[-1]), number, level=column),
                )

    def _write(self, table: QTextTable, row: int, leaves: Sequence[Leaf]) -> None:
        """Put these cells into a row, words and all."""
        screen = self._ground.screen
        for column, leaf in enumerate(leaves):
            cell = table.cellAt(row, column)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastPosition(), KEEP)
            cursor.removeSelectedText()
            self._ground.set(cursor.block(), Frame.of(leaf))
            screen.insert_runs(cursor, leaf.runs, Frame.of(leaf))

    @staticmethod
    def _outside_lists(path: Nesting) -> Nesting:
        """The containers around a list: a table in an item would be hard to read and to write."""
        for index, container in enumerate(path):
            if container.what == "list":
                return path[:index]
        return path
