"""Two readings of one text as one: what was opened, and what was written as source since.

Leaves of both can then stand side by side on the screen, each with the lines it came from, so that
undoing leads from one to the other and back without a byte that differs.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit_editor.prose.model import Container, Leaf
from toolkit_editor.prose.reading import Extent, Generation, Origin, Reading, Segment


def joined(first: Reading, second: Reading, above: int) -> Reading:
    """`first` with `second` after it; the leaves and containers of `second` get other numbers,
    those of containers higher than `above`.
    """
    shift = _Shift(
        lines=len(first.lines),
        leaves=len(first.origins),
        containers=max([above, *(c.number for o in first.origins for c in o.leaf.path)]),
    )
    # An empty block between the two keeps them from being taken for neighbours.
    apart = Segment(shift.lines, shift.lines, (), shift.lines)
    start = len(first.segments) + 1
    fresh = Generation(
        shift.lines, shift.lines + second.lead, start, start + len(second.segments) - 1
    )
    return Reading(
        lines=(*first.lines, *second.lines),
        segments=(*first.segments, apart, *(shift.segment(one) for one in second.segments)),
        origins=(*first.origins, *(shift.origin(one) for one in second.origins)),
        lead=second.lead,
        env=second.env,
        extents={
            **first.extents,
            **{
                number + shift.containers: shift.extent(one)
                for number, one in second.extents.items()
            },
        },
        generations=(*first.all_generations, fresh),
    )


class _Shift:
    def __init__(self, *, lines: int, leaves: int, containers: int) -> None:
        self.lines = lines
        self.leaves = leaves
        self.containers = containers

    def segment(self, one: Segment) -> Segment:
        numbers = tuple(number + self.leaves for number in one.leaves)
        return Segment(one.first + self.lines, one.last + self.lines, numbers, one.end + self.lines)

    def extent(self, one: Extent) -> Extent:
        return Extent(
            one.first + self.lines,
            one.last + self.lines,
            one.start + self.leaves,
            one.stop + self.leaves,
        )

    def origin(self, one: Origin) -> Origin:
        return replace(
            one, leaf=self.leaf(one.leaf), first=one.first + self.lines, last=one.last + self.lines
        )

    def leaf(self, one: Leaf) -> Leaf:
        assert one.number is not None
        path = tuple(self.container(container) for container in one.path)
        return replace(one, number=one.number + self.leaves, path=path)

    def container(self, one: Container) -> Container:
        return replace(one, number=one.number + self.containers)
