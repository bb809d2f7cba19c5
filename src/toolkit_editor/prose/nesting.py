"""Mends containers after leaves were moved: a container is one unbroken run of leaves, and a table
has as many columns as its longest row.

Editing can leave a container in two places (a new list item between an item and its own second
paragraph). Readers would see what follows as part of what is right before it, so it becomes that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from toolkit_editor.prose.model import Container, Kind, Leaf, Nesting


def nest(leaves: Sequence[Leaf]) -> list[Leaf]:
    """`leaves` with every container in one piece; untouched leaves are returned as they are."""
    mended = _Nesting(leaves).mended()
    return _with_whole_tables(mended) if any(leaf.kind is Kind.CELL for leaf in leaves) else mended


def _with_whole_tables(leaves: Sequence[Leaf]) -> list[Leaf]:
    mended: list[Leaf] = []
    for table, group in groupby(leaves, key=_table_of):
        cells = list(group)
        mended += cells if table is None else _whole_table(cells)
    return mended


def _table_of(leaf: Leaf) -> int | None:
    return leaf.path[-2].number if leaf.kind is Kind.CELL else None


def _whole_table(cells: Sequence[Leaf]) -> list[Leaf]:
    """`cells` with the columns they stand in, in a table that says how each column is aligned."""
    rows = [list(row) for _, row in groupby(cells, key=lambda leaf: leaf.path[-1].number)]
    table = cells[0].path[-2]
    width = max(len(row) for row in rows)
    mark = table.mark.ljust(width, "-")[:width]
    whole = table if mark == table.mark else replace(table, mark=mark)
    mended: list[Leaf] = []
    for row in rows:
        missing = [Leaf(Kind.CELL, path=row[0].path) for _ in range(width - len(row))]
        for column, cell in enumerate([*row, *missing]):
            right = cell.level == column and cell.path[-2] == whole
            path = (*cell.path[:-2], whole, cell.path[-1])
            mended.append(cell if right else replace(cell, level=column, path=path))
    return mended


class _Nesting:
    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self._open: Nesting = ()
        self._used: set[int] = set()
        self._instead: dict[int, Container] = {}
        """What stands for a container from some leaf on, by its number."""
        self._highest = max((c.number for leaf in leaves for c in leaf.path), default=0)

    def mended(self) -> list[Leaf]:
        mended: list[Leaf] = []
        for leaf in self._leaves:
            if not leaf.path:
                self._open = ()
                mended.append(leaf)
                continue
            path = self._path(leaf)
            self._open = path
            mended.append(leaf if path == leaf.path else replace(leaf, path=path))
        return mended

    def _path(self, leaf: Leaf) -> Nesting:
        path: list[Container] = []
        inside = True
        """Whether all containers so far are the open ones."""
        for depth, wanted in enumerate(leaf.path):
            container = self._instead.get(wanted.number, wanted)
            here = self._open[depth] if inside and len(self._open) > depth else None
            if here is not None and here.number == container.number:
                path.append(here)
                continue
            if container.number in self._used:
                if here is not None and here.what == container.what == "item":
                    path.append(here)
                    continue
                self._highest += 1
                container = replace(container, number=self._highest)
                self._instead[wanted.number] = container
            inside = False
            self._used.add(container.number)
            if container.task and not _can_be_task(leaf, depth):
                container = replace(container, task="")
                self._instead[wanted.number] = container
            path.append(container)
        return tuple(path)


def _can_be_task(leaf: Leaf, depth: int) -> bool:
    """Whether the first leaf of an item is a paragraph, which alone can have a box to tick."""
    return leaf.kind is Kind.PARAGRAPH and depth == len(leaf.path) - 1
