"""The old lines of what lies unchanged inside a block that has to be written anew.

A list that gets one more item keeps the lines of the others; so do the rows of a table and the
paragraphs of a quote. Lines come without what the containers around them put before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit_editor.prose.model import Container, Leaf, Nesting
from toolkit_editor.prose.parts import Cutter
from toolkit_editor.prose.splicing import Splicer, line_end

_BLANK = " \t\r\n>"
"""What a blank line can hold, inside quotes too."""
_TASK = re.compile(r"\[[ xX]\](?: |$)")


@dataclass(frozen=True, slots=True)
class Edges:
    """The first and last line of one of the toolkit's own blocks, and the air inside them."""

    opening: str
    closing: str
    airy_start: bool
    airy_end: bool


class OldLines:
    """Finds old lines in one reading."""

    def __init__(self, cutter: Cutter, splicer: Splicer) -> None:
        """Find them in the reading of `splicer`, which puts changed words into them."""
        self._cutter = cutter
        self._splicer = splicer
        self._reading = splicer.reading

    def of(self, leaves: Sequence[Leaf], depth: int) -> list[str] | None:
        """The lines of `leaves`, one leaf or all that lie in one container at `depth`; None where
        they are not what they were.
        """
        if not self._are_together(leaves, depth):
            return None
        number = leaves[0].number
        assert number is not None
        origin = self._reading.origins[number]
        outside = len(origin.leaf.path) - (len(leaves[0].path) - depth)
        outer = origin.leaf.path[:outside]
        if len(leaves[0].path) > depth:
            extent = self._reading.extents.get(origin.leaf.path[outside].number)
            if extent is None or (extent.start, extent.stop) != (number, number + len(leaves)):
                return None
            first, last = extent.first, extent.last
        else:
            if len(leaves) > 1:
                return None
            first, last = origin.first, origin.last
        lines = self._stripped(first, last, leaves, outer)
        if lines and outer and outer[-1].task and self._begins(outer[-1], number):
            if not _TASK.match(lines[0]):
                return None
            lines[0] = lines[0][4:]
        return lines

    def gap(self, left: Leaf, right: Leaf, depth: int) -> list[str] | None:
        """The blank lines there were between two leaves that followed each other, in the
        container at `depth` that holds both.
        """
        if left.number is None or right.number != left.number + 1:
            return None
        start = self._reading.origins[left.number].last
        end = self._reading.origins[right.number].first
        while start > 0 and not self._reading.lines[start - 1].strip(_BLANK):
            start -= 1
        between = [line.rstrip("\r\n") for line in self._reading.lines[start:end]]
        if any(line.strip(_BLANK) for line in between):
            return None
        inside = any(container.what in ("quote", "item") for container in right.path[:depth])
        if inside or any(line.strip() for line in between):
            return [""] * len(between)
        return between

    def row(self, cells: Sequence[Leaf], depth: int) -> str | None:
        """The line of a row of a table, whose container lies at `depth`."""
        if not self._are_together(cells, depth):
            return None
        number = cells[0].number
        assert number is not None
        origins = self._reading.origins
        origin = origins[number]
        row = origin.leaf.path[-1]
        around = [*origins[max(0, number - 1) : number], *origins[number + len(cells) :][:1]]
        if any(near.leaf.path[-1:] == (row,) for near in around):
            return None
        if [cell.level for cell in cells] != list(range(len(cells))):
            return None
        outer = origin.leaf.path[: len(origin.leaf.path) - (len(cells[0].path) - depth)]
        lines = self._stripped(origin.first, origin.first + 1, cells, outer)
        return lines[0] if lines else None

    def under_header(self, table: Container) -> str | None:
        """The line under the header of a table whose columns are as they were."""
        extent = self._reading.extents.get(table.number)
        if extent is None:
            return None
        was = self._reading.origins[extent.start].leaf.path
        if table not in was:
            return None
        outer = was[: was.index(table)]
        lines = self._stripped(extent.first + 1, extent.first + 2, (), outer)
        return lines[0] if lines else None

    def edges(self, container: Container, outer: Nesting) -> Edges | None:
        """The old lines around one of the toolkit's own blocks that lies in `outer`."""
        extent = self._reading.extents.get(container.number)
        if extent is None or extent.stop >= len(self._reading.origins) + 1:
            return None
        was = self._reading.origins[extent.start].leaf.path
        if container not in was:
            return None
        old_outer = was[: was.index(container)]
        opening = self._stripped(extent.first, extent.first + 1, (), old_outer)
        last = extent.last
        while last > extent.first + 1 and not self._reading.lines[last - 1].strip(_BLANK):
            last -= 1
        closing = self._stripped(last - 1, last, (), old_outer)
        if not opening or not closing:
            return None
        start, end = self._reading.lines[extent.first + 1], self._reading.lines[last - 2]
        return Edges(opening[0], closing[0], not start.strip(_BLANK), not end.strip(_BLANK))

    def _are_together(self, leaves: Sequence[Leaf], depth: int) -> bool:
        first = leaves[0].number
        return first is not None and all(
            leaf.number == first + i and self._cutter.is_in_place(leaf, depth)
            for i, leaf in enumerate(leaves)
        )

    def _begins(self, item: Container, number: int) -> bool:
        extent = self._reading.extents.get(item.number)
        return extent is not None and extent.start == number

    def _stripped(
        self, first: int, last: int, leaves: Sequence[Leaf], outer: Nesting
    ) -> list[str] | None:
        """Lines of the file with what `leaves` say, without what `outer` puts before them."""
        lines = self._splicer.lines(first, last, leaves)
        if lines is None:
            return None
        found: list[str] = []
        for index, line in enumerate(lines):
            end = line_end(line)
            bare = self._without(line[: len(line) - len(end)], first + index, outer, index == 0)
            if bare is None:
                return None
            found.append(bare + (end if end not in ("", self._splicer.habits.line_end) else ""))
        while len(found) > 1 and not found[-1].strip():
            found.pop()
        return found

    def _without(self, line: str, number: int, outer: Nesting, at_first: bool) -> str | None:
        for depth, container in enumerate(outer):
            if container.what == "quote":
                if line.startswith("> "):
                    line = line[2:]
                elif line.rstrip() == ">":
                    line = ""
                else:
                    return None
            elif container.what == "item":
                extent = self._reading.extents.get(container.number)
                if extent is None or "\t" in container.mark or not container.mark:
                    return None
                head = self._head(container, outer[:depth])
                if head is None:
                    return None
                if at_first and number == extent.first:
                    line = line[len(head) :]
                elif not line.strip():
                    line = ""
                elif line.startswith(" " * len(head)):
                    line = line[len(head) :]
                else:
                    return None
        return line

    def _head(self, item: Container, outer: Nesting) -> str | None:
        """What stands before the words in the first line of an item: blanks, mark and blanks."""
        extent = self._reading.extents[item.number]
        line = self._reading.lines[extent.first].rstrip("\r\n")
        bare = self._without(line, extent.first, outer, at_first=True)
        found = re.match(rf" *{re.escape(item.mark)}", bare) if bare is not None else None
        return found[0] if found else None
