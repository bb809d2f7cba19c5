"""How much of what is marked by hand a finder of identifiers finds, and how often it is mistaken.

A mark is found when one find covers at least half of its characters, whatever kind was said: what
matters is that the person is made to look there. A find that touches no mark is a false alarm.
Kinds are counted beside that: how many of the found marks some such find also called by their kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from support.marked import Mark, Passage
from toolkit_editor.checks.identity_patterns import Kind

GROUPS: dict[str, tuple[Kind, ...]] = {
    "direct identifiers": (
        Kind.NAME,
        Kind.PHONE,
        Kind.EMAIL,
        Kind.WEB,
        Kind.POSTAL_CODE,
        Kind.ADDRESS,
        Kind.NUMBER,
    ),
    "places, dates, organisations": (Kind.PLACE, Kind.DATE, Kind.ORGANISATION),
    "the rest": (Kind.AGE, Kind.ROLE),
}
"""Every kind is in one group."""


class Find(Protocol):
    """What a finder says: words from `start` to `end` (code points) are of a kind."""

    @property
    def kind(self) -> Kind: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Finder = Callable[[str, str], Sequence[Find]]
"""From a text and its language to what is found in it."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of marks and of finds; those of several texts or kinds can be added."""

    marks: int = 0
    found: int = 0
    kind_right: int = 0
    finds: int = 0
    on_a_mark: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.marks + other.marks,
            self.found + other.found,
            self.kind_right + other.kind_right,
            self.finds + other.finds,
            self.on_a_mark + other.on_a_mark,
        )

    @property
    def recall(self) -> float | None:
        """The share of the marks that was found; None without marks."""
        return self.found / self.marks if self.marks else None

    @property
    def precision(self) -> float | None:
        """The share of the finds that touch a mark; None without finds."""
        return self.on_a_mark / self.finds if self.finds else None

    @property
    def right(self) -> float | None:
        """The share of the found marks whose kind was said; None where none was found."""
        return self.kind_right / self.found if self.found else None


@dataclass(frozen=True, slots=True)
class Judged:
    """One passage beside what was found in it."""

    passage: Passage
    missed: tuple[Mark, ...]
    alarms: tuple[Find, ...]
    scores: dict[Kind, Score]


def judge(passage: Passage, finds: Sequence[Find]) -> Judged:
    """Compare the finds with the marks. A mark scores under its own kind, a find under its own."""
    said = {mark: {one.kind for one in finds if _covers_half(one, mark)} for mark in passage.marks}
    alarms = tuple(one for one in finds if not any(_shared(one, m) for m in passage.marks))
    marks = Counter(mark.kind for mark in said)
    found = Counter(mark.kind for mark, kinds in said.items() if kinds)
    right = Counter(mark.kind for mark, kinds in said.items() if mark.kind in kinds)
    all_finds = Counter(one.kind for one in finds)
    false = Counter(one.kind for one in alarms)
    scores = {
        kind: Score(
            marks[kind], found[kind], right[kind], all_finds[kind], all_finds[kind] - false[kind]
        )
        for kind in Kind
    }
    return Judged(passage, tuple(m for m, kinds in said.items() if not kinds), alarms, scores)


def judge_all(passages: Iterable[Passage], finder: Finder) -> list[Judged]:
    """Every passage beside what `finder` finds in it."""
    return [judge(one, finder(one.text, one.lang)) for one in passages]


def score_of(judged: Iterable[Judged], kinds: Iterable[Kind] = Kind) -> Score:
    """The counts of some kinds, by default of all, over several passages."""
    kinds = tuple(kinds)
    return sum((one.scores[kind] for one in judged for kind in kinds), Score())


def disturbed(judged: Iterable[Judged]) -> tuple[int, int]:
    """Of the passages without a mark: in how many something was found, and how many there are."""
    quiet = [one for one in judged if not one.passage.marks]
    return sum(bool(one.alarms) for one in quiet), len(quiet)


def _covers_half(find: Find, mark: Mark) -> bool:
    return 2 * _shared(find, mark) >= mark.end - mark.start


def _shared(find: Find, mark: Mark) -> int:
    return max(0, min(find.end, mark.end) - max(find.start, mark.start))
