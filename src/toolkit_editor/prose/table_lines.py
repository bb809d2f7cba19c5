"""Where the cells of a table stand in its lines."""

from __future__ import annotations

from itertools import pairwise

from markdown_it.token import Token


def cell_edges(line: str, start: int, column: int) -> tuple[str, str, str] | None:
    """Cut `line` around the content of its cell number `column`; the row begins at `start`."""
    pipes = [
        i for i in range(start, len(line)) if line[i] == "|" and (i == 0 or line[i - 1] != "\\")
    ]
    bounds = [start - 1, *pipes, len(line)]
    if not line[start:].lstrip().startswith("|"):
        cells = list(pairwise(bounds))
    else:
        cells = list(pairwise(bounds[1:]))
    if column >= len(cells):
        return None
    left, right = cells[column][0] + 1, cells[column][1]
    inside = line[left:right]
    content = inside.strip(" \t")
    at = left + len(inside) - len(inside.lstrip(" \t")) if content else left + min(1, len(inside))
    return line[:at], content, line[at + len(content) :]


def alignment(token: Token) -> str:
    """One letter for how a cell is aligned: `l`, `c`, `r`, or `-` for not said."""
    style = str(token.attrGet("style") or "")
    for letter in ("left", "center", "right"):
        if letter in style:
            return letter[0]
    return "-"


def cell_source(source: str) -> str:
    """Words as they stand in a table cell: one line, bars escaped."""
    return source.replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")
