"""The passages in which an earlier text differs from the one there is now, and putting one back.

A passage is a leaf, or a whole table. Putting one back changes the text as it is now in that place
alone; every other byte stays. Must not know when or by whom anything was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from toolkit_editor.prose.difference import Change, Op, Piece, word_difference
from toolkit_editor.prose.document import BOM, Document, Written
from toolkit_editor.prose.meaning import meanings, words
from toolkit_editor.prose.model import Container, Leaf, Nesting
from toolkit_editor.prose.shown import shown_together

_ALIKE = 40
"""From this likeness (0 to 100) on, two passages are one that was changed."""

Span = tuple[int, int]
"""The first leaf, and the one after the last."""


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
    texts: tuple[str, ...]
    keys: tuple[int, ...]

    def at(self, index: int) -> int:
        """The leaf with which passage `index` begins, also after the last."""
        return self.spans[index][0] if index < len(self.spans) else len(self.leaves)


def passages(then: bytes, now: bytes) -> list[Passage]:
    """The passages in which body `now` differs from `then`, in the order of `now`."""
    old, new = _side(Document(then)), _side(Document(now))
    found: list[Passage] = []
    for gone, come in _between_equals(old, new):
        found += _paired(old, new, gone, come)
    return found


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
        if twin is not None and _shapes(twin.path) == _shapes(leaf.path):
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
    texts = tuple(shown_together(leaves[first:last]) for first, last in spans)
    keys = tuple(hash(tuple(map(_key, leaves[first:last]))) for first, last in spans)
    return _Side(leaves, spans, texts, keys)


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


def _key(leaf: Leaf) -> int:
    return hash((leaf.kind, leaf.level, leaf.info, _shapes(leaf.path), words(leaf)))


def _shapes(path: Nesting) -> tuple[object, ...]:
    return tuple((c.what, c.name, c.argument, c.task) for c in path)


def _between_equals(old: _Side, new: _Side) -> Iterator[tuple[Span, Span]]:
    """The runs of passages, by their index on both sides, that lie between equal ones."""
    begin = (0, 0)
    for before, after, length in [*_equals(old, new), (len(old.keys), len(new.keys), 0)]:
        if (before, after) != begin:
            yield (begin[0], before), (begin[1], after)
        begin = (before + length, after + length)


def _equals(old: _Side, new: _Side) -> list[tuple[int, int, int]]:
    return [
        (opcode.src_start, opcode.dest_start, opcode.src_end - opcode.src_start)
        for opcode in Indel.opcodes(old.keys, new.keys)
        if opcode.tag == "equal"
    ]


def _paired(old: _Side, new: _Side, gone: Span, come: Span) -> Iterator[Passage]:
    """Each new passage with the first old one it is like, in order."""
    next_old = gone[0]
    for index in range(*come):
        twin = next(
            (i for i in range(next_old, gone[1]) if _alike(old.texts[i], new.texts[index])), None
        )
        if twin is None:
            yield _added(new, index, old.at(next_old))
            continue
        for missing in range(next_old, twin):
            yield _removed(old, missing, new.at(index))
        next_old = twin + 1
        yield _changed(old, twin, new, index)
    for missing in range(next_old, gone[1]):
        yield _removed(old, missing, new.at(come[1]))


def _alike(before: str, after: str) -> bool:
    return fuzz.ratio(before, after) >= _ALIKE


def _added(new: _Side, index: int, at: int) -> Passage:
    change = Change(new.leaves[new.at(index)].kind, (Piece(Op.ADDED, new.texts[index]),))
    return Passage(change, (at, at), new.spans[index])


def _removed(old: _Side, index: int, at: int) -> Passage:
    change = Change(old.leaves[old.at(index)].kind, (Piece(Op.REMOVED, old.texts[index]),))
    return Passage(change, old.spans[index], (at, at))


def _changed(old: _Side, before: int, new: _Side, after: int) -> Passage:
    was, now = old.texts[before], new.texts[after]
    kind = new.leaves[new.at(after)].kind
    pieces = tuple(word_difference(was, now))
    return Passage(Change(kind, pieces, look_only=was == now), old.spans[before], new.spans[after])


def _containers(old: _Side, new: _Side, passage: Passage) -> dict[int, Container]:
    """The lists, quotes and so on of the earlier text, as those they are now, nearest first."""
    pairs = [
        (old.at(before + step), new.at(after + step))
        for before, after, length in _equals(old, new)
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
