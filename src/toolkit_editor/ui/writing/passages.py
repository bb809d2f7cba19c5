"""Pieces of text between documents: what is selected as leaves, and leaves put in at a cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtGui import QTextBlock, QTextCursor

from toolkit_editor.base.text import from_utf16
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.model import BREAK, OBJECT, Container, Kind, Leaf, Nesting, Run
from toolkit_editor.prose.reader import MOST_CELLS
from toolkit_editor.ui.writing.formats import Frame
from toolkit_editor.ui.writing.ground import Ground
from toolkit_editor.ui.writing.lists import TEXT, item_depth
from toolkit_editor.ui.writing.structure import Structure


class Passages:
    """Takes leaves out of one screen and puts leaves in."""

    def __init__(self, structure: Structure) -> None:
        """Work on what `structure` changes."""
        self._structure = structure
        self._ground: Ground = structure.ground

    # out

    def selected(self, cursor: QTextCursor) -> list[Leaf]:
        """What is selected, as leaves of their own."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        found = [
            self._part(block, start - block.position(), end - block.position())
            for block in self._ground.selected(cursor)
        ]
        if len(found) == 1 and found[0].kind in (*TEXT, Kind.CELL):
            return [Leaf(Kind.PARAGRAPH, found[0].runs)]
        return [leaf for leaf in found if leaf.text or leaf.kind in (Kind.CELL, Kind.RULE)]

    def _part(self, block: QTextBlock, start: int, end: int) -> Leaf:
        runs: list[Run] = []
        text = block.text()
        for left, right, run in self._ground.screen.spans(block):
            first, last = max(left, start), min(right, end)
            if first >= last:
                continue
            words = text[from_utf16(text, first) : from_utf16(text, last)]
            runs.append(Run(words, run.style, run.source if words == run.text else None))
        leaf = self._ground.frame(block).leaf(tuple(runs))
        return replace(leaf, number=None, fixed=False)

    # in

    def insert(self, cursor: QTextCursor, leaves: Sequence[Leaf]) -> None:
        """Put `leaves` in place of what is selected; one step of undoing. The cursor ends after."""
        if not leaves:
            return
        with self._ground.step(cursor):
            self._structure.selection.remove(cursor)
            frame = self._ground.frame(cursor.block())
            if frame.fixed:
                return
            if frame.kind is Kind.RAW:
                cursor.insertText(_source(leaves))
            elif frame.kind is Kind.CODE:
                text = BREAK.join(leaf.text for leaf in leaves)
                cursor.insertText(text.replace(OBJECT, ""))
            elif frame.kind is Kind.CELL:
                self._insert_runs(cursor, _one_line(leaves), frame)
            elif len(leaves) == 1 and leaves[0].kind is Kind.PARAGRAPH and not leaves[0].path:
                self._insert_runs(cursor, leaves[0].runs, frame)
            else:
                self._insert_blocks(cursor, leaves)

    def _insert_runs(self, cursor: QTextCursor, runs: Sequence[Run], frame: Frame) -> None:
        if frame.kind is Kind.RULE:
            cursor.insertBlock()
            frame = replace(frame.anew(), kind=Kind.PARAGRAPH)
            self._ground.set(cursor.block(), frame)
        self._ground.screen.insert_runs(cursor, runs, frame)

    def _insert_blocks(self, cursor: QTextCursor, leaves: Sequence[Leaf]) -> None:
        frame = self._ground.frame(cursor.block())
        rest = self._cut_off(cursor)
        placed = self._placed(_bearable(leaves), frame.path)
        first = placed[0]
        if leaves[0].kind is Kind.PARAGRAPH and not leaves[0].path and cursor.block().text():
            self._insert_runs(cursor, first.runs, frame)
            placed = placed[1:]
            fresh = False
        else:
            fresh = not cursor.block().text() and frame.kind in TEXT
        for is_cell, group in groupby(placed, key=lambda leaf: leaf.kind is Kind.CELL):
            for some in _tables(group) if is_cell else [[leaf] for leaf in group]:
                if not fresh:
                    cursor.insertBlock()
                fresh = False
                if is_cell:
                    outside = some[0].path[:-2]
                    self._ground.set(cursor.block(), Frame(Kind.PARAGRAPH, outside))
                    self._ground.screen.insert_table(cursor, some)
                    fresh = True
                else:
                    self._ground.set(cursor.block(), Frame.of(some[0]))
                    self._ground.screen.insert_runs(cursor, some[0].runs, Frame.of(some[0]))
        if rest is not None and rest.runs:
            self._put_back(cursor, rest, fresh=fresh, around=frame.path)

    def _cut_off(self, cursor: QTextCursor) -> Leaf | None:
        """Take what follows the cursor in its block out of it."""
        block = cursor.block()
        if cursor.atBlockEnd():
            return None
        end = QTextCursor(cursor)
        end.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        rest = self._part(block, cursor.positionInBlock(), block.length() - 1)
        end.removeSelectedText()
        return rest

    def _put_back(self, cursor: QTextCursor, rest: Leaf, *, fresh: bool, around: Nesting) -> None:
        """What was cut off goes on where the pasted words end, but never in a quote or a block of
        theirs: nobody's words become somebody else's.
        """
        at = cursor.position()
        last = self._ground.frame(cursor.block())
        theirs = any(c.what in ("quote", "directive") and c not in around for c in last.path)
        in_place = not fresh and last.kind is Kind.PARAGRAPH and not theirs
        if not in_place:
            if not fresh:
                cursor.insertBlock()
            self._ground.set(cursor.block(), Frame.of(rest))
            at = cursor.position()
        self._ground.screen.insert_runs(cursor, rest.runs, self._ground.frame(cursor.block()))
        cursor.setPosition(at)

    def _placed(self, leaves: Sequence[Leaf], here: Nesting) -> list[Leaf]:
        """`leaves` with containers of their own, inside those around the cursor.

        Items that are put into a list become items of it.
        """
        fresh: dict[int, Container] = {}
        depth = item_depth(here)
        outer = here
        first = leaves[0].path[0] if leaves[0].path else None
        if depth is not None and first is not None and first.what == "list":
            outer = here[: depth - 1]
            if first.name == here[depth - 1].name:
                fresh[first.number] = here[depth - 1]
        placed: list[Leaf] = []
        for leaf in leaves:
            own: list[Container] = []
            for container in leaf.path:
                if container.number not in fresh:
                    fresh[container.number] = self._ground.new(container)
                own.append(fresh[container.number])
            around = outer
            if leaf.kind is Kind.CELL:
                around = tuple(c for c in outer if c.what not in ("list", "item"))
            placed.append(replace(leaf, number=None, path=(*around, *own)))
        return placed


def _source(leaves: Sequence[Leaf]) -> str:
    """`leaves` as the source of them, as a box holds it."""
    data = Document(b"").write(leaves).data.decode("utf-8", "replace")
    return data.strip("\n").replace("\n", BREAK)


def _tables(cells: Iterator[Leaf]) -> list[list[Leaf]]:
    return [list(group) for _, group in groupby(cells, key=lambda leaf: leaf.path[-2].number)]


def _bearable(leaves: Sequence[Leaf]) -> list[Leaf]:
    """`leaves` with a box of source for each table that is too large to be shown as one."""
    found: list[Leaf] = []
    for is_cell, group in groupby(leaves, key=lambda leaf: leaf.kind is Kind.CELL):
        for some in _tables(group) if is_cell else [list(group)]:
            if is_cell and len(some) > MOST_CELLS:
                path = some[0].path[:-2]
                alone = [replace(leaf, number=None, path=leaf.path[-2:]) for leaf in some]
                found.append(Leaf(Kind.RAW, (Run(_source(alone)),), path))
            else:
                found += some
    return found


def _one_line(leaves: Sequence[Leaf]) -> list[Run]:
    """All words of `leaves` as they can stand in a cell."""
    runs: list[Run] = []
    for leaf in leaves:
        if runs and leaf.runs:
            runs.append(Run(" "))
        runs += [
            replace(run, text=run.text.replace(BREAK, " "), source=None)
            if BREAK in run.text or (run.source and "\n" in run.source)
            else run
            for run in leaf.runs
        ]
    return runs
