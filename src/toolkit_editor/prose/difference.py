"""What changed between two texts, in words: block by block, then word by word.

Blocks are aligned first, so that a word diff never runs across paragraphs. Positions are not kept:
this is for people to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from toolkit_editor.prose.meaning import words
from toolkit_editor.prose.model import BREAK, Kind, Leaf, Nesting
from toolkit_editor.prose.reader import read
from toolkit_editor.prose.shown import row_of, shown_together

_TOKEN = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")
_ALIKE = 40
"""From this likeness (0 to 100) on, two blocks are one block that was changed."""


class Op(StrEnum):
    """What happened to words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, and what happened to them."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One block that changed. `look_only` means that its words are the same but not their form."""

    kind: Kind
    pieces: tuple[Piece, ...]
    look_only: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the whole block is new."""
        return all(piece.op is Op.ADDED for piece in self.pieces)

    @property
    def is_gone(self) -> bool:
        """Whether the whole block was taken out."""
        return all(piece.op is Op.REMOVED for piece in self.pieces)


class Unit(NamedTuple):
    """What is compared as one: equal where the keys are, alike where the texts are."""

    kind: Kind
    key: int
    text: str


Span = tuple[int, int]
"""The first of something in a row, and the one after the last."""


def changes(before: bytes, after: bytes) -> list[Change]:
    """The blocks in which two bodies differ, in the order of the newer one; a table row by row."""
    return _changes(_shown_units(before), _shown_units(after))


def changed_leaves(before: bytes, after: bytes) -> list[Change]:
    """The same, leaf by leaf and with the very words: for looking into them, not for reading."""
    return _changes(_leaf_units(before), _leaf_units(after))


def differing(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Span, Span]]:
    """Where units differ, in the order of the newer ones: one that changed, came, or is gone.

    Where it is missing on one side, its span there is empty and lies where it would be.
    """
    begin = (0, 0)
    for before, after, length in [*equal_runs(old, new), (len(old), len(new), 0)]:
        yield from _paired(old, new, (begin[0], before), (begin[1], after))
        begin = (before + length, after + length)


def equal_runs(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int, int]]:
    """Where units are equal: the first of a run on both sides, and how many."""
    return [
        (opcode.src_start, opcode.dest_start, opcode.src_end - opcode.src_start)
        for opcode in Indel.opcodes([unit.key for unit in old], [unit.key for unit in new])
        if opcode.tag == "equal"
    ]


def change_of(old: Sequence[Unit], new: Sequence[Unit]) -> Change:
    """How one unit changed, came or is gone; each side has one, or none."""
    if not old:
        return Change(new[0].kind, (Piece(Op.ADDED, new[0].text),))
    if not new:
        return Change(old[0].kind, (Piece(Op.REMOVED, old[0].text),))
    was, now = old[0].text, new[0].text
    return Change(new[0].kind, tuple(word_difference(was, now)), look_only=was == now)


def _paired(
    old: Sequence[Unit], new: Sequence[Unit], gone: Span, come: Span
) -> Iterator[tuple[Span, Span]]:
    """Each new unit with the first old one it is like, in order."""
    rest = gone[0]
    for index in range(*come):
        text = new[index].text
        twin = next((i for i in range(rest, gone[1]) if _alike(old[i].text, text)), None)
        if twin is None:
            yield (rest, rest), (index, index + 1)
            continue
        for missing in range(rest, twin):
            yield (missing, missing + 1), (index, index)
        yield (twin, twin + 1), (index, index + 1)
        rest = twin + 1
    for missing in range(rest, gone[1]):
        yield (missing, missing + 1), (come[1], come[1])


def _alike(before: str, after: str) -> bool:
    return fuzz.ratio(before, after) >= _ALIKE


def _changes(old: Sequence[Unit], new: Sequence[Unit]) -> list[Change]:
    found = [
        change_of(old[slice(*before)], new[slice(*after)]) for before, after in differing(old, new)
    ]
    return [change for change in found if any(piece.text.strip() for piece in change.pieces)]


def unit_of(leaves: Sequence[Leaf]) -> Unit:
    """Neighbouring leaves as one unit, with their words as people see them."""
    return Unit(leaves[0].kind, _key(leaves), shown_together(leaves))


def shapes(path: Nesting) -> tuple[object, ...]:
    """What containers look like, whichever of their kind they are."""
    return tuple((c.what, c.name, c.argument, c.task) for c in path)


def _leaf_units(body: bytes) -> list[Unit]:
    return [Unit(one.kind, _key([one]), one.text.replace(BREAK, "\n")) for one in _leaves(body)]


def _shown_units(body: bytes) -> list[Unit]:
    units: list[Unit] = []
    for row, inside in groupby(_leaves(body), key=row_of):
        if row is None:
            units += [unit_of([leaf]) for leaf in inside]
        else:
            units.append(unit_of(list(inside)))
    return units


def _leaves(body: bytes) -> list[Leaf]:
    return list(read(body.decode("utf-8", "surrogateescape").removeprefix("\ufeff")).leaves)


def _key(leaves: Sequence[Leaf]) -> int:
    return hash(
        tuple((one.kind, one.level, one.info, shapes(one.path), words(one)) for one in leaves)
    )


def word_difference(before: str, after: str) -> Iterator[Piece]:
    """`before` and `after` as one run of pieces, word by word."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    removed = added = ""
    for opcode in Indel.opcodes(old, new):
        if opcode.tag == "equal":
            yield from _pieces(removed, added)
            removed = added = ""
            yield Piece(Op.SAME, "".join(old[opcode.src_start : opcode.src_end]))
        removed += "".join(old[opcode.src_start : opcode.src_end]) * (opcode.tag == "delete")
        added += "".join(new[opcode.dest_start : opcode.dest_end]) * (opcode.tag == "insert")
    yield from _pieces(removed, added)


def _pieces(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Op.REMOVED, removed)
    if added:
        yield Piece(Op.ADDED, added)
