"""The passages in which an earlier text differs from the one there is now, and putting one back.

A passage is a leaf, or a whole table. Putting one back changes the text as it is now in that place
alone; every other byte stays. Must not know when or by whom anything was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit_editor.prose.difference import (
    Change,
    Span,
    Unit,
    change_of,
    differing,
    equal_runs,
    shapes,
    unit_of,
)
from toolkit_editor.prose.document import BOM, Document, Written
from toolkit_editor.prose.meaning import meanings
from toolkit_editor.prose.model import Container, Leaf


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that differs: how it changed from then to now, and where it stands in both.

    Where it is missing on one side, its span there is empty and lies where it would be.
    """

    change: Change
    then: Span
    now: Span


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts, cut into passages."""

    leaves: tuple[Leaf, ...]
    spans: tuple[Span, ...]
    units: tuple[Unit, ...]

    def leaves_of(self, units: Span) -> Span:
        """The leaves of some passages; none, where they would be, if there is none."""
        return self.at(units[0]), self.at(units[1])

    def at(self, index: int) -> int:
        """The leaf with which passage `index` begins, also after the last."""
        return self.spans[index][0] if index < len(self.spans) else len(self.leaves)


def passages(then: bytes, now: bytes) -> list[Passage]:
    """The passages in which body `now` differs from `then`, in the order of `now`."""
    old, new = _side(Document(then)), _side(Document(now))
    return [
        Passage(
            change_of(old.units[slice(*before)], new.units[slice(*after)]),
            old.leaves_of(before),
            new.leaves_of(after),
        )
        for before, after in differing(old.units, new.units)
    ]


def put_back(then: bytes, now: bytes, passage: Passage) -> Written:
    """Body `now` with `passage`, one of `passages(then, now)`, as it was then."""
    document = Document(now)
    old, new = _side(Document(then)), _side(document)
    wanted = old.leaves[slice(*passage.then)]
    replaced = new.leaves[slice(*passage.now)]
    known = _containers(old, new, passage)
    highest = max((c.number for leaf in new.leaves for c in leaf.path), default=0)
    back: list[Leaf] = []
    for index, leaf in enumerate(wanted):
        twin = replaced[index] if len(wanted) == len(replaced) else None
        if twin is not None and shapes(twin.path) == shapes(leaf.path):
            back.append(replace(leaf, path=twin.path, number=twin.number))
            continue
        path = tuple(
            known.get(c.number, replace(c, number=highest + 1 + c.number)) for c in leaf.path
        )
        back.append(replace(leaf, path=path, number=None))
    first, last = passage.now
    leaves = [*new.leaves[:first], *back, *new.leaves[last:]]
    whole = _with_its_lines(Document(then), document, passage)
    if whole is not None:
        data = BOM.encode() * now.startswith(BOM.encode()) + whole
        if meanings(Document(data).leaves) == meanings(leaves):
            return Written(data, True)
    return document.write(leaves)


def _with_its_lines(old: Document, new: Document, passage: Passage) -> bytes | None:
    """The text with the lines the passage had, where it is a whole block; else None.

    May read as something else where it stands now: to be looked at before it is trusted.
    """
    both = passage.then[0] < passage.then[1] and passage.now[0] < passage.now[1]
    was = _block(old, passage.then, with_blanks=not both)
    now = _block(new, passage.now, with_blanks=not both)
    if was is None or now is None:
        return None
    lines = new.reading.lines
    back = old.reading.lines[slice(*was)]
    text = "".join([*lines[: now[0]], *back, *lines[now[1] :]])
    return text.encode("utf-8", "surrogateescape")


def _block(document: Document, span: Span, *, with_blanks: bool) -> Span | None:
    """The lines of the block that is exactly the leaves of `span`; None where there is none."""
    segments = document.reading.segments
    if span[0] == span[1]:
        at = next((s.first for s in segments if s.leaves and s.leaves[0] == span[0]), None)
        end = len(document.reading.lines) if span[0] == len(document.leaves) else at
        return None if end is None else (end, end)
    wanted = tuple(range(*span))
    found = next((s for s in segments if s.leaves == wanted), None)
    return None if found is None else (found.first, found.last if with_blanks else found.end)


def _side(document: Document) -> _Side:
    leaves = document.leaves
    spans = tuple(_spans(leaves))
    units = tuple(unit_of(leaves[first:last]) for first, last in spans)
    return _Side(leaves, spans, units)


def _spans(leaves: Sequence[Leaf]) -> Iterator[Span]:
    first = 0
    while first < len(leaves):
        table = _table(leaves[first])
        last = first + 1
        while table is not None and last < len(leaves) and _table(leaves[last]) == table:
            last += 1
        yield first, last
        first = last


def _table(leaf: Leaf) -> int | None:
    return next((c.number for c in leaf.path if c.what == "table"), None)


def _containers(old: _Side, new: _Side, passage: Passage) -> dict[int, Container]:
    """The lists, quotes and so on of the earlier text, as those they are now, nearest first."""
    pairs = [
        (old.at(before + step), new.at(after + step))
        for before, after, length in equal_runs(old.units, new.units)
        for step in range(length)
    ]
    found: dict[int, Container] = {}
    for before, after in sorted(pairs, key=lambda pair: _distance(pair[1], passage.now)):
        for was, now in zip(old.leaves[before].path, new.leaves[after].path, strict=False):
            if was.what != now.what:
                break
            found.setdefault(was.number, now)
    return found


def _distance(at: int, span: Span) -> tuple[int, int]:
    """How far a leaf is from a span; of two as far, the one before it comes first."""
    return (span[0] - at, 0) if at < span[0] else (at - span[1] + 1, 1)
