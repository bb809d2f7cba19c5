"""From leaves in containers to lines of Markdown, in the habits of the file.

Used only where the structure changed; what kept its structure is spliced into its old lines by
`document`. Lines are returned without line ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from toolkit_editor.prose.model import BREAK, Container, Kind, Leaf
from toolkit_editor.prose.old_lines import OldLines
from toolkit_editor.prose.reader import read
from toolkit_editor.prose.splicing import Splicer

_NUMBER = re.compile(r"\d+")
_RULE = re.compile(r" {0,3}([-*])(?:[ \t]*\1){2,}[ \t]*$")
_ITEM = re.compile(r"( *)([-+*]|\d{1,9}[.)])")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The leaves right before and right after what is written; None at the edges of the text."""

    before: Leaf | None = None
    after: Leaf | None = None


def write_blocks(
    leaves: Sequence[Leaf],
    splicer: Splicer,
    around: Neighbours,
    old: OldLines,
    *,
    reuse: bool,
) -> list[str]:
    """The lines of `leaves`, in part `old` ones where `reuse` says so.

    A line has a line end only where it is not the usual one of the file.
    """
    return _Writer(splicer, around, old, reuse=reuse).blocks(leaves, 0, tight=False)


class _Writer:
    def __init__(self, splicer: Splicer, around: Neighbours, old: OldLines, *, reuse: bool) -> None:
        self._habits = splicer.habits
        self._inline = splicer.inline
        self._around = around
        self._old = old
        self._reuse = reuse

    def blocks(self, leaves: Sequence[Leaf], depth: int, *, tight: bool) -> list[str]:
        lines: list[str] = []
        before: Container | Leaf | None = None
        last: Leaf | None = None
        mark = ""
        if depth == 0 and self._around.before is not None and self._around.before.path:
            before = self._around.before.path[0]
            mark = before.mark
        groups = _siblings(leaves, depth)
        for index, (container, group) in enumerate(groups):
            following = self._after(depth) if index == len(groups) - 1 else None
            for inside in [group] if container is not None else [[leaf] for leaf in group]:
                close = tight and _may_follow_closely(container, inside[0])
                if last is not None:
                    lines += self._gap(last, inside[0], depth, 0 if close else 1)
                if container is not None:
                    mark = self._list_mark(container, before, mark, following)
                    lines += self._container(container, inside, depth, mark)
                    before = container
                else:
                    lines += self._leaf(inside[0], depth)
                    before = inside[0]
                last = inside[-1]
        return lines

    def _after(self, depth: int) -> Container | None:
        after = self._around.after
        return after.path[0] if depth == 0 and after is not None and after.path else None

    def _gap(self, last: Leaf, following: Leaf, depth: int, usual: int) -> list[str]:
        """The blank lines that go between two blocks: at least `usual` ones if that is not 0."""
        gap = self._old.gap(last, following, depth) if self._reuse else None
        return [""] * usual if gap is None or (usual and not gap) else gap

    def _container(
        self, container: Container, group: Sequence[Leaf], depth: int, mark: str
    ) -> list[str]:
        kept = self._old.of(group, depth) if self._reuse else None
        if kept is not None and (container.what != "list" or mark == container.mark):
            return kept
        if container.what == "quote":
            inner = self.blocks(group, depth + 1, tight=False)
            return [f"> {line}" if line.rstrip("\r\n") else ">" for line in inner]
        if container.what == "list":
            return self._list(container, group, depth, mark)
        if container.what == "directive":
            return self._directive(container, group, depth)
        if container.what == "table":
            return self._table(container, group, depth)
        return self._item("", container, group, depth, " ", tight=True)

    def _directive(self, container: Container, group: Sequence[Leaf], depth: int) -> list[str]:
        inner = self.blocks(group, depth + 1, tight=False)
        edges = self._old.edges(container, group[0].path[:depth]) if self._reuse else None
        colons = container.mark or ":::"
        if edges and not any(re.match(rf" *{colons}", line) for line in inner):
            start, end = [""] * edges.airy_start, [""] * edges.airy_end
            return [edges.opening, *start, *inner, *end, edges.closing]
        while any(re.match(rf" *{colons}", line) for line in inner):
            colons += ":"
        head = f"{colons} {container.name} {container.argument}".rstrip()
        air = [""] if self._habits.airy else []
        return [head, *air, *inner, *air, colons]

    # lists

    def _list_mark(
        self,
        container: Container,
        before: Container | Leaf | None,
        last: str,
        after: Container | None,
    ) -> str:
        """The mark of a list: another one than those of like lists right before and after it."""
        if container.what != "list":
            return ""
        habit = self._habits.bullet if container.name == "bullet" else self._habits.ordered
        mark = container.mark or habit
        taken = {last} if _are_alike(container, before) else set()
        if after is not None and _are_alike(container, after) and container.name == "ordered":
            taken.add(after.mark)
        others = [mark, *("-*+" if container.name == "bullet" else ".)")]
        return next((other for other in others if other not in taken), mark)

    def _list(
        self, container: Container, group: Sequence[Leaf], depth: int, mark: str
    ) -> list[str]:
        items = [(item, list(inside)) for item, inside in _siblings(group, depth + 1)]
        tight = container.tight and not any(
            _has_neighbour_paragraphs(inside, depth + 2) for _, inside in items
        )
        counted = [
            int(found[0]) for item, _ in items if item and (found := _NUMBER.match(item.mark))
        ]
        steady = len(counted) > 1 and len(set(counted)) == 1
        blanks = _usual_blanks(items)
        lead = ""
        lines: list[str] = []
        for position, (item, inside) in enumerate(items):
            if position:
                before = items[position - 1][1][-1]
                lines += self._gap(before, inside[0], depth + 1, 0 if tight else 1)
            written = mark
            if container.name == "ordered":
                written = f"{container.start + (0 if steady else position)}{mark}"
            kept = self._old.of(inside, depth + 1) if self._reuse and item is not None else None
            kept = _remarked(kept, written) if kept is not None else None
            if kept is not None:
                lead = kept[0][: len(kept[0]) - len(kept[0].lstrip(" "))]
                lines += kept
                continue
            own = item or Container("item", -1)
            fresh = self._item(written, own, inside, depth + 1, blanks, tight=tight)
            lines += [lead + line if line.rstrip("\r\n") else line for line in fresh]
        if mark in "-*" and any(_RULE.match(line) for line in lines):
            return self._list(container, group, depth, "+")
        return lines

    def _item(
        self,
        mark: str,
        item: Container,
        group: Sequence[Leaf],
        depth: int,
        usual: str,
        *,
        tight: bool,
    ) -> list[str]:
        blanks = item.mark[len(item.mark.rstrip()) :].replace("\t", " ") or usual
        inner = self.blocks(group, depth + 1, tight=tight)
        if inner and inner[0][:1] in (" ", "\t"):
            blanks = " "
        if item.task:
            head = inner[0] if inner else ""
            inner = [f"[{item.task}] {head}" if head else f"[{item.task}]", *inner[1:]]
        head, *rest = inner or [""]
        indent = " " * len(mark + blanks)
        first = f"{mark}{blanks}{head}" if head else mark
        return [first, *(f"{indent}{line}" if line.rstrip("\r\n") else line for line in rest)]

    # tables

    def _table(self, container: Container, group: Sequence[Leaf], depth: int) -> list[str]:
        rows = [
            sorted(inside, key=lambda leaf: leaf.level) for _, inside in _siblings(group, depth + 1)
        ]
        width = max(len(row) for row in rows)
        dashes = {"l": ":---", "r": "---:", "c": ":---:"}
        marks = container.mark.ljust(width, "-")
        under = _row([dashes.get(letter, "---") for letter in marks[:width]])
        lines = [self._row(row, width, depth + 1) for row in rows]
        if self._reuse and len(rows[0]) == width == len(container.mark):
            under = self._old.under_header(container) or under
        return [lines[0], under, *lines[1:]]

    def _row(self, cells: Sequence[Leaf], width: int, depth: int) -> str:
        kept = self._old.row(cells, depth) if self._reuse and len(cells) == width else None
        written = [self._cell(leaf) for leaf in cells] if kept is None else []
        return kept or _row(written + [""] * (width - len(cells)))

    def _cell(self, leaf: Leaf) -> str:
        return self._inline(leaf).strip()

    # leaves

    def _leaf(self, leaf: Leaf, depth: int) -> list[str]:
        kept = self._old.of([leaf], depth) if self._reuse or leaf.fixed else None
        if kept is not None:
            return kept
        if leaf.kind is Kind.HEADING:
            return self._heading(leaf)
        if leaf.kind is Kind.CODE:
            return self._code(leaf)
        if leaf.kind is Kind.RULE:
            in_item = any(container.what == "item" for container in leaf.path)
            return ["***" if in_item else self._habits.rule]
        if leaf.kind is Kind.RAW:
            return leaf.text.split(BREAK)
        return self._inline(leaf).lstrip(" \t").split("\n")

    def _heading(self, leaf: Leaf) -> list[str]:
        source = self._inline(leaf).lstrip(" \t")
        lines = source.split("\n")
        if leaf.level <= 2 and source and (len(lines) > 1 or self._habits.underlined):
            length = max(3, *map(len, lines))
            underlined = [*lines, ("=" if leaf.level == 1 else "-") * length]
            found = read("\n".join(underlined)).leaves
            if [one.kind for one in found] == [Kind.HEADING]:
                return underlined
        return [f"{'#' * leaf.level} {source.replace(chr(10), ' ')}".rstrip()]

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


def _may_follow_closely(container: Container | None, first: Leaf) -> bool:
    """Whether a list may come right after words: one from 1 on, whose first item has words."""
    if container is None or container.what != "list":
        return False
    return (container.name == "bullet" or container.start == 1) and bool(first.text.strip())


def _are_alike(container: Container, other: Container | Leaf | None) -> bool:
    return isinstance(other, Container) and (other.what, other.name) == (
        container.what,
        container.name,
    )


def _usual_blanks(items: Sequence[tuple[Container | None, list[Leaf]]]) -> str:
    """The blanks that follow the marks of a list."""
    for item, _ in items:
        if item is not None and item.mark.strip():
            return item.mark[len(item.mark.rstrip()) :].replace("\t", " ") or " "
    return " "


def _remarked(lines: list[str], mark: str) -> list[str] | None:
    """The lines of an item with this mark; None where that would move its other lines."""
    found = _ITEM.match(lines[0])
    if found is None or (len(found[2]) != len(mark) and len(lines) > 1):
        return None
    return [found[1] + mark + lines[0][found.end() :], *lines[1:]]


def _has_neighbour_paragraphs(leaves: Sequence[Leaf], depth: int) -> bool:
    """Whether an item holds two blocks that need a blank line between them."""
    direct = [container for container, _ in _siblings(leaves, depth)]
    own = sum(1 for leaf in leaves if len(leaf.path) == depth)
    return own > 1 or any(c is not None and c.what != "list" for c in direct)
