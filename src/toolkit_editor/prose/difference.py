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
from toolkit_editor.prose.model import BREAK, Kind, Leaf
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


def changes(before: bytes, after: bytes) -> list[Change]:
    """The blocks in which two bodies differ, in the order of the newer one; a table row by row."""
    return _changes(_shown_units(before), _shown_units(after))


def changed_leaves(before: bytes, after: bytes) -> list[Change]:
    """The same, leaf by leaf and with the very words: for looking into them, not for reading."""
    return _changes(_leaf_units(before), _leaf_units(after))


class _Unit(NamedTuple):
    """What is compared as one: equal where the keys are, alike where the texts are."""

    kind: Kind
    key: int
    text: str


def _leaf_units(body: bytes) -> list[_Unit]:
    return [_Unit(leaf.kind, _key(leaf), leaf.text.replace(BREAK, "\n")) for leaf in _leaves(body)]


def _shown_units(body: bytes) -> list[_Unit]:
    units = []
    for row, inside in groupby(_leaves(body), key=row_of):
        leaves = list(inside)
        for together in [[leaf] for leaf in leaves] if row is None else [leaves]:
            key = hash(tuple(map(_key, together)))
            units.append(_Unit(together[0].kind, key, shown_together(together)))
    return units


def _leaves(body: bytes) -> list[Leaf]:
    return list(read(body.decode("utf-8", "surrogateescape").removeprefix("\ufeff")).leaves)


def _key(leaf: Leaf) -> int:
    shape = tuple((c.what, c.name, c.argument, c.task) for c in leaf.path)
    return hash((leaf.kind, leaf.level, shape, words(leaf)))


def _changes(old: Sequence[_Unit], new: Sequence[_Unit]) -> list[Change]:
    found: list[Change] = []
    removed: list[_Unit] = []
    added: list[_Unit] = []
    for opcode in Indel.opcodes([unit.key for unit in old], [unit.key for unit in new]):
        if opcode.tag == "equal":
            found += _paired(removed, added)
            removed, added = [], []
        removed += old[opcode.src_start : opcode.src_end] if opcode.tag == "delete" else []
        added += new[opcode.dest_start : opcode.dest_end] if opcode.tag == "insert" else []
    return found + _paired(removed, added)


def _paired(removed: Sequence[_Unit], added: Sequence[_Unit]) -> list[Change]:
    """Changed blocks: each new block with the first old one it is like, in order."""
    found: list[Change] = []
    rest = list(removed)
    for unit in added:
        twin = next((i for i, old in enumerate(rest) if _alike(old, unit)), None)
        if twin is None:
            found.append(Change(unit.kind, (Piece(Op.ADDED, unit.text),)))
            continue
        found += [Change(old.kind, (Piece(Op.REMOVED, old.text),)) for old in rest[:twin]]
        found.append(_changed(rest[twin], unit))
        del rest[: twin + 1]
    found += [Change(old.kind, (Piece(Op.REMOVED, old.text),)) for old in rest]
    return [change for change in found if any(piece.text.strip() for piece in change.pieces)]


def _alike(old: _Unit, new: _Unit) -> bool:
    return fuzz.ratio(old.text, new.text) >= _ALIKE


def _changed(old: _Unit, new: _Unit) -> Change:
    pieces = tuple(word_difference(old.text, new.text))
    return Change(new.kind, pieces, look_only=old.text == new.text)


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
