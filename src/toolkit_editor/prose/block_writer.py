"""From leaves in containers to lines of Markdown, in the habits of the file.

Used only where the structure changed; what kept its structure is spliced into its old lines by
`document`. Lines are returned without line ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from toolkit_editor.prose.habits import Habits
from toolkit_editor.prose.model import BREAK, Container, Kind, Leaf

InlineSource = Callable[[Leaf], str]
"""Gives the Markdown of a leaf's words; lines are separated by newlines."""


def write_blocks(leaves: Sequence[Leaf], habits: Habits, inline: InlineSource) -> list[str]:
    """The lines of `leaves`."""
    return _Writer(habits, inline).blocks(leaves, 0, tight=False)


class _Writer:
    def __init__(self, habits: Habits, inline: InlineSource) -> None:
        self._habits = habits
        self._inline = inline

    def blocks(self, leaves: Sequence[Leaf], depth: int, *, tight: bool) -> list[str]:
        lines: list[str] = []
        before: Container | Leaf | None = None
        mark = ""
        for container, group in _siblings(leaves, depth):
            if container is None:
                for leaf in group:
                    if before is not None and not (tight and isinstance(before, Container)):
                        lines.append("")
                    lines += self._leaf(leaf)
                    before = leaf
                continue
            if before is not None and not (tight and container.what == "list"):
                lines.append("")
            mark = self._list_mark(container, before, mark)
            lines += self._container(container, group, depth, mark)
            before = container
        return lines

    def _container(
        self, container: Container, group: Sequence[Leaf], depth: int, mark: str
    ) -> list[str]:
        if container.what == "quote":
            inner = self.blocks(group, depth + 1, tight=False)
            return [f"> {line}" if line else ">" for line in inner]
        if container.what == "list":
            return self._list(container, group, depth, mark)
        if container.what == "directive":
            return self._directive(container, group, depth)
        if container.what == "table":
            return self._table(container, group, depth)
        return self._item("", container, group, depth, tight=True)

    def _directive(self, container: Container, group: Sequence[Leaf], depth: int) -> list[str]:
        inner = self.blocks(group, depth + 1, tight=False)
        colons = container.mark or ":::"
        while any(re.match(rf" *{colons}", line) for line in inner):
            colons += ":"
        head = f"{colons} {container.name} {container.argument}".rstrip()
        air = [""] if self._habits.airy else []
        return [head, *air, *inner, *air, colons]

    # lists

    def _list_mark(self, container: Container, before: Container | Leaf | None, last: str) -> str:
        """The mark of a list: another one than that of a like list right before it."""
        if container.what != "list":
            return ""
        habit = self._habits.bullet if container.name == "bullet" else self._habits.ordered
        mark = container.mark or habit
        like = isinstance(before, Container) and (before.what, before.name) == (
            "list",
            container.name,
        )
        if like and mark == last:
            others = "-*+" if container.name == "bullet" else ".)"
            mark = next(other for other in others if other != mark)
        return mark

    def _list(
        self, container: Container, group: Sequence[Leaf], depth: int, mark: str
    ) -> list[str]:
        items = [(item, list(inside)) for item, inside in _siblings(group, depth + 1)]
        tight = container.tight and not any(
            _has_neighbour_paragraphs(inside, depth + 2) for _, inside in items
        )
        lines: list[str] = []
        for position, (item, inside) in enumerate(items):
            if lines and not tight:
                lines.append("")
            ordered = container.name == "ordered"
            written = f"{container.start + position}{mark}" if ordered else mark
            lines += self._item(
                written, item or Container("item", -1), inside, depth + 1, tight=tight
            )
        return lines

    def _item(
        self, mark: str, item: Container, group: Sequence[Leaf], depth: int, *, tight: bool
    ) -> list[str]:
        blanks = item.mark[len(item.mark.rstrip()) :].replace("\t", " ") or " "
        inner = self.blocks(group, depth + 1, tight=tight)
        if inner and inner[0][:1] in (" ", "\t"):
            blanks = " "
        if item.task:
            inner = [f"[{item.task}] {inner[0] if inner else ''}".rstrip(), *inner[1:]]
        head, *rest = inner or [""]
        indent = " " * len(mark + blanks)
        first = f"{mark}{blanks}{head}" if head else mark
        return [first, *(f"{indent}{line}" if line else "" for line in rest)]

    # tables

    def _table(self, container: Container, group: Sequence[Leaf], depth: int) -> list[str]:
        rows = [
            [self._cell(leaf) for leaf in sorted(inside, key=lambda leaf: leaf.level)]
            for _, inside in _siblings(group, depth + 1)
        ]
        width = max(len(row) for row in rows)
        dashes = {"l": ":---", "r": "---:", "c": ":---:"}
        marks = container.mark.ljust(width, "-")
        under = [dashes.get(letter, "---") for letter in marks[:width]]
        padded = [row + [""] * (width - len(row)) for row in rows]
        return [_row(padded[0]), _row(under), *(_row(row) for row in padded[1:])]

    def _cell(self, leaf: Leaf) -> str:
        return self._inline(leaf).strip()

    # leaves

    def _leaf(self, leaf: Leaf) -> list[str]:
        if leaf.kind is Kind.HEADING:
            source = self._inline(leaf)
            lines = source.split("\n")
            if leaf.level <= 2 and source and (len(lines) > 1 or self._habits.underlined):
                length = max(3, *map(len, lines))
                return [*lines, ("=" if leaf.level == 1 else "-") * length]
            return [f"{'#' * leaf.level} {source.replace(chr(10), ' ')}".rstrip()]
        if leaf.kind is Kind.CODE:
            return self._code(leaf)
        if leaf.kind is Kind.RULE:
            in_item = any(container.what == "item" for container in leaf.path)
            return ["***" if in_item else self._habits.rule]
        if leaf.kind is Kind.RAW:
            return leaf.text.split(BREAK)
        return self._inline(leaf).split("\n")

    def _code(self, leaf: Leaf) -> list[str]:
        text = leaf.text.replace(BREAK, "\n")
        character = self._habits.fence[0]
        if "`" in leaf.info:
            character = "~"
        longest = max(
            (len(run) for run in re.findall(rf"{re.escape(character)}+", text)), default=0
        )
        fence = character * max(3, longest + 1)
        body = text.split("\n") if text else []
        return [f"{fence}{leaf.info}", *body, fence]


def cell_source(source: str) -> str:
    """Words as they stand in a table cell: one line, bars escaped."""
    return source.replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _siblings(leaves: Sequence[Leaf], depth: int) -> list[tuple[Container | None, list[Leaf]]]:
    """Group leaves by the container they lie in at `depth`."""

    def container(leaf: Leaf) -> int | None:
        return leaf.path[depth].number if len(leaf.path) > depth else None

    groups: list[tuple[Container | None, list[Leaf]]] = []
    for number, group in groupby(leaves, key=container):
        inside = list(group)
        groups.append((inside[0].path[depth] if number is not None else None, inside))
    return groups


def _has_neighbour_paragraphs(leaves: Sequence[Leaf], depth: int) -> bool:
    """Whether an item holds two blocks that need a blank line between them."""
    direct = [container for container, _ in _siblings(leaves, depth)]
    own = sum(1 for leaf in leaves if len(leaf.path) == depth)
    return own > 1 or any(c is not None and c.what != "list" for c in direct)
