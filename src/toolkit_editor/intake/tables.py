"""Tables as Markdown can hold them: a plain grid under one header row.

A cell over several columns stands in the first of them. A short one over several rows is said again
in each, so that every row can be read by itself. Must not know how words are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from selectolax.lexbor import LexborNode

from toolkit_editor.prose.model import Run

Words = tuple[Run, ...]
_WIDEST_SPAN = 50
_HIGHEST_SPAN = 200
_MOST_SPANNED = 20_000
_SHORT = 120
_GROUPS = ("thead", "tbody", "tfoot")


def is_layout(table: LexborNode, around_tables: bool) -> bool:
    """Whether a table only arranges things: one column, or tables inside and no header."""
    attributes = table.attributes
    if attributes.get("role") in ("presentation", "none"):
        return True
    rows = list(_rows(table))
    if all(len(list(_cells(row))) <= 1 for row in rows):
        return True
    return around_tables and not any(cell.tag == "th" for row in rows for cell in _cells(row))


def grid(table: LexborNode, words: Callable[[LexborNode], Words]) -> list[list[Words]]:
    """The cells of a table row by row, all rows equally long; nothing where all are empty."""
    cells: dict[tuple[int, int], Words] = {}
    taken: set[tuple[int, int]] = set()
    rows = list(_rows(table))
    for y, row in enumerate(rows):
        x = 0
        for cell in _cells(row):
            while (y, x) in taken:
                x += 1
            width, height = _span(cell, "colspan", _WIDEST_SPAN), _span(cell, "rowspan", 0)
            height = min(height, len(rows) - y, _HIGHEST_SPAN)
            if width * height + len(taken) > _MOST_SPANNED:
                width = height = 1
            found = words(cell)
            if found:
                short = sum(len(run.text) for run in found) <= _SHORT
                cells.update({(y + down, x): found for down in range(height if short else 1)})
            taken.update((y + down, x + along) for down in range(height) for along in range(width))
            x += width
    return _filled(cells)


def _filled(cells: Mapping[tuple[int, int], Words]) -> list[list[Words]]:
    """The grid without its empty rows and columns."""
    ys = sorted({y for y, _ in cells})
    xs = sorted({x for _, x in cells})
    return [[cells.get((y, x), ()) for x in xs] for y in ys]


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    groups: dict[str, list[LexborNode]] = {name: [] for name in _GROUPS}
    for child in _children(table):
        if child.tag == "tr":
            groups["tbody"].append(child)
        elif child.tag in _GROUPS:
            groups[child.tag] += [row for row in _children(child) if row.tag == "tr"]
    for name in _GROUPS:
        yield from groups[name]


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (child for child in _children(row) if child.tag in ("td", "th"))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _span(cell: LexborNode, name: str, largest: int) -> int:
    value = (cell.attributes.get(name) or "").strip()
    if not (value.isascii() and value.isdigit()) or len(value) > 6:
        return 1
    span = max(1, int(value))
    return min(span, largest) if largest else span


def as_lines(rows: Sequence[Sequence[Words]]) -> list[Words]:
    """The words of a grid that turned out to have one column."""
    return [cell for row in rows for cell in row if cell]
