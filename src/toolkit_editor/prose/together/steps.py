"""From one version of a text to a later one, step by step: a person says yes or no to each.

A step is a sentence, an item or a row that changed, came or went; what cannot be told apart is one
step. With every step taken the text is the later one, with none the earlier one, to the byte.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from toolkit_editor.prose.plain import plain_of
from toolkit_editor.prose.together.units import Unit, units_of


@dataclass(frozen=True, slots=True)
class Step:
    """One change, in the words of readers; empty where there was nothing, or is nothing now."""

    before: str
    after: str
    old: str
    """The earlier source, and `new` the later one."""
    new: str

    @property
    def shows(self) -> bool:
        """Whether a reader sees a difference: line ends and blanks are none."""
        return self.before != self.after


class Steps:
    """The whole way."""

    def __init__(self, before: str, after: str) -> None:
        """From `before` to `after`."""
        self._pieces = list(_pieces(units_of(before), units_of(after)))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that a reader can see, in order."""
        return tuple(one for one in self._pieces if isinstance(one, Step) and one.shows)

    def without(self, refused: Collection[int]) -> str:
        """The later text without the steps of these numbers, as they stand in `steps`."""
        made: list[str] = []
        number = 0
        for piece in self._pieces:
            if isinstance(piece, str):
                made.append(piece)
                continue
            made.append(piece.old if piece.shows and number in refused else piece.new)
            number += piece.shows
        return "".join(made)


def _pieces(before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[str | Step]:
    old: list[Unit] = []
    new: list[Unit] = []
    for opcode in Indel.opcodes([one.source for one in before], [one.source for one in after]):
        if opcode.tag == "equal":
            yield from _steps(old, new)
            old, new = [], []
            yield "".join(one.source for one in before[opcode.src_start : opcode.src_end])
        elif opcode.tag == "delete":
            old += before[opcode.src_start : opcode.src_end]
        else:
            new += after[opcode.dest_start : opcode.dest_end]
    yield from _steps(old, new)


def _steps(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Step]:
    """As many as can be told apart: one for each where as many came as went."""
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield _step([one], [other])
    elif not old or not new:
        for one in old:
            yield _step([one], [])
        for one in new:
            yield _step([], [one])
    else:
        yield _step(old, new)


def _step(old: Sequence[Unit], new: Sequence[Unit]) -> Step:
    return Step(_read(old), _read(new), _source(old), _source(new))


def _source(units: Sequence[Unit]) -> str:
    return "".join(one.source for one in units)


def _read(units: Sequence[Unit]) -> str:
    data = _source(units).strip().encode("utf-8", "surrogateescape")
    return " ".join(plain_of(data).text.split())
