"""Cuts the leaves on the screen into blocks: those that are as they were, and those that are not.

A block whose leaves are all there, in order and in their containers, is untorn: its changed words
can be put into its own lines. Must not know how anything is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from toolkit_editor.prose.model import Leaf
from toolkit_editor.prose.reading import Reading


@dataclass(frozen=True, slots=True)
class Part:
    """Leaves of one top-level block. `segment` is the index of the untorn block they are."""

    leaves: tuple[Leaf, ...]
    segment: int | None
    kept: bool
    """Whether nothing in it changed."""


@dataclass(frozen=True, slots=True)
class Window:
    """Parts `left + 1` up to `right` were changed; `left` and `right` are kept ones or edges."""

    left: int
    right: int


class Cutter:
    """Cuts leaves into parts over one reading."""

    def __init__(self, reading: Reading) -> None:
        """Cut over `reading`."""
        self._reading = reading
        self._origins = reading.origins
        self._starts = {one.first_segment for one in reading.all_generations}
        self._ends = {one.last_segment for one in reading.all_generations}
        self._segment_of = {
            number: index
            for index, segment in enumerate(reading.segments)
            for number in segment.leaves
        }

    def segment_of(self, leaf: Leaf) -> int | None:
        """The index of the block that a leaf came from."""
        return self._segment_of.get(leaf.number) if leaf.number is not None else None

    def parts(self, leaves: Sequence[Leaf], torn: AbstractSet[int]) -> list[Part]:
        """`leaves` in parts; the blocks with the indices `torn` count as torn."""
        parts: list[Part] = []
        index = 0
        while index < len(leaves):
            segment = self._untorn(leaves, index)
            if segment is not None and segment not in torn:
                size = len(self._reading.segments[segment].leaves)
                here = tuple(leaves[index : index + size])
                kept = all(self._is_same(leaf) for leaf in here)
                parts.append(Part(here, segment, kept))
                index += size
                continue
            start = index
            index += 1
            while index < len(leaves) and same_block(leaves[index - 1], leaves[index]):
                index += 1
            parts.append(Part(tuple(leaves[start:index]), None, kept=False))
        return parts

    def windows(self, parts: Sequence[Part]) -> list[Window]:
        """The stretches of `parts` that are not as they were."""
        found: list[Window] = []
        last = -1
        before: int | None = None
        for index, part in enumerate(parts):
            if not part.kept:
                continue
            assert part.segment is not None
            follows = part.segment == before + 1 if before is not None else self._begins(part)
            if index - last > 1 or not follows:
                found.append(Window(last, index))
            last, before = index, part.segment
        if len(parts) - last > 1 or before not in self._ends:
            found.append(Window(last, len(parts)))
        return found

    def _begins(self, part: Part) -> bool:
        return part.segment in self._starts

    def is_end(self, segment: int | None) -> bool:
        """Whether a block is the last of its text."""
        return segment in self._ends

    def is_in_place(self, leaf: Leaf, depth: int = 0) -> bool:
        """Whether a leaf is, from `depth` of its containers on, of the sort and in the place it
        had; its words may have changed.
        """
        if leaf.number is None or leaf.number >= len(self._origins):
            return False
        was = self._origins[leaf.number].leaf
        if leaf is was:
            return True
        if (leaf.kind, leaf.level, leaf.info) != (was.kind, was.level, was.info):
            return False
        inside = len(leaf.path) - depth
        outside = len(was.path) - inside
        return outside >= 0 and leaf.path[depth:] == was.path[outside:]

    def _is_same(self, leaf: Leaf) -> bool:
        assert leaf.number is not None
        was = self._origins[leaf.number].leaf
        return leaf is was or leaf == was

    def _untorn(self, leaves: Sequence[Leaf], index: int) -> int | None:
        number = leaves[index].number
        found = self._segment_of.get(number) if number is not None else None
        if found is None:
            return None
        wanted = self._reading.segments[found].leaves
        size = len(wanted)
        here = leaves[index : index + size]
        if len(here) != size or any(leaf.number != n for leaf, n in zip(here, wanted, strict=True)):
            return None
        if index and same_block(leaves[index - 1], here[0]):
            return None
        if index + size < len(leaves) and same_block(here[-1], leaves[index + size]):
            return None
        if not all(
            leaf.path == self._origins[n].leaf.path for leaf, n in zip(here, wanted, strict=True)
        ):
            return None
        return found if all(self.is_in_place(leaf) for leaf in here) else None


def same_block(left: Leaf, right: Leaf) -> bool:
    """Whether two leaves lie in one top-level container."""
    return bool(left.path and right.path and left.path[0].number == right.path[0].number)
