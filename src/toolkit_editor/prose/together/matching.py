"""What became of each unit of a text on one side: kept, changed, gone or moved; and what is new.

Equal units are matched first, then alike ones in what lies between, then those that stand elsewhere
now. What was rewritten beyond likeness counts as one stretch put in the place of another. Knows
one side only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from toolkit_editor.prose.together.units import Sort, Unit

_ALIKE = 50
"""From this likeness (0 to 100) on, a unit in the same gap is the same one, changed."""
_MOVED_ALIKE = 80
"""From this likeness on, a unit elsewhere is the same one, moved and changed."""
_MOVED_LENGTH = 25
"""Shorter units are not looked for elsewhere: too many are alike by chance."""
_MOST_WEIGHED = 40_000
"""Where more pairs than this could have moved, only equal ones are looked for."""
_WIDEST = 400
"""Gaps with more units than this on a side are matched in order without weighing."""


@dataclass(slots=True)
class Fate:
    """What became of one unit: the units that stand for it now; none where it is gone."""

    now: tuple[Unit, ...]
    moved: bool = False
    stretch: int | None = None
    """The number of the stretch that was rewritten as a whole, where it lies in one."""
    whole: tuple[Unit, ...] = ()
    """What stands for the stretch now: of its units, only the first has it as `now`."""

    @property
    def words(self) -> tuple[str, ...]:
        """What stands there now, for comparing."""
        return tuple(unit.words for unit in self.whole or self.now)


@dataclass(slots=True)
class Matched:
    """All fates, and what stands newly after which unit: in order, after -1 what comes first.

    A moved unit appears in `after` as its number, a new one as itself.
    """

    fates: list[Fate]
    after: dict[int, list[Unit | int]] = field(default_factory=lambda: defaultdict(list))


def match(base: Sequence[Unit], side: Sequence[Unit]) -> Matched:
    """What became of the units of `base` on `side`."""
    pairs = _equal(base, side)
    for low, high in _gaps(pairs, len(base), len(side)):
        pairs |= _alike(base, side, low, high)
    moved = _elsewhere(base, side, pairs)
    fates = [Fate(()) for _ in base]
    for old, new in (pairs | moved).items():
        fates[old] = Fate((side[new],), moved=old in moved)
    matched = Matched(fates)
    taken = _stretches(matched, base, side, pairs, moved)
    back = {new: old for old, new in pairs.items()}
    elsewhere = {new: old for old, new in moved.items()}
    last = -1
    for number, unit in enumerate(side):
        if number in back:
            last = back[number]
        elif number in elsewhere:
            matched.after[last].append(elsewhere[number])
        elif number not in taken:
            matched.after[last].append(unit)
    return matched


def _key(unit: Unit) -> tuple[Sort, str]:
    return unit.sort, unit.words


def _equal(base: Sequence[Unit], side: Sequence[Unit]) -> dict[int, int]:
    """Pairs of equal units in order; keys of front matter by their names, the ends always."""
    pairs: dict[int, int] = {}
    for step in LCSseq.opcodes([_key(unit) for unit in base], [_key(unit) for unit in side]):
        if step.tag == "equal":
            pairs |= zip(
                range(step.src_start, step.src_end),
                range(step.dest_start, step.dest_end),
                strict=True,
            )
    return pairs


def _gaps(
    pairs: dict[int, int], base: int, side: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """What lies between pairs, as (from, to) in both texts; only where both have something."""
    found = []
    left = right = 0
    for old, new in [*sorted(pairs.items()), (base, side)]:
        if left < old and right < new:
            found.append(((left, old), (right, new)))
        left, right = old + 1, new + 1
    return found


def _likeness(one: Unit, other: Unit) -> float:
    if one.sort is not other.sort:
        return 0
    if one.sort is Sort.KEY:
        return 100 if one.name == other.name else 0
    letters = fuzz.ratio(one.words, other.words)
    words = Indel.normalized_similarity(one.words.split(), other.words.split())
    return (letters + 100 * words) / 2


def _alike(
    base: Sequence[Unit], side: Sequence[Unit], low: tuple[int, int], high: tuple[int, int]
) -> dict[int, int]:
    """Pairs of alike units of one gap, in order, with the most likeness in all."""
    olds, news = range(*low), range(*high)
    if max(len(olds), len(news)) > _WIDEST:
        return {
            old: new
            for old, new in zip(olds, news, strict=False)
            if _likeness(base[old], side[new]) >= _ALIKE
        }
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    weights = [[_likeness(base[old], side[new]) for new in news] for old in olds]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            skip = max(best[i + 1][j], best[i][j + 1])
            weight = weights[i][j]
            take = weight - _ALIKE + 1 + best[i + 1][j + 1] if weight >= _ALIKE else 0.0
            best[i][j] = max(skip, take)
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(olds) and j < len(news):
        weight = weights[i][j]
        if weight >= _ALIKE and best[i][j] == weight - _ALIKE + 1 + best[i + 1][j + 1]:
            pairs[olds[i]] = news[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _elsewhere(base: Sequence[Unit], side: Sequence[Unit], pairs: dict[int, int]) -> dict[int, int]:
    """Pairs of units that stand in another place now: equal and unmistakable, or very alike."""
    taken = set(pairs.values())
    gone = [old for old, unit in enumerate(base) if old not in pairs and _is_long(unit)]
    new = [number for number, unit in enumerate(side) if number not in taken and _is_long(unit)]
    counts = Counter(_key(unit) for unit in base)
    where = {_key(side[number]): number for number in new}
    moved: dict[int, int] = {}
    for old in gone:
        number = where.get(_key(base[old]))
        if number is not None and counts[_key(base[old])] == 1 and number not in moved.values():
            moved[old] = number
    for old in gone if len(gone) * len(new) <= _MOST_WEIGHED else ():
        left = [number for number in new if number not in moved.values()]
        if old in moved or not left:
            continue
        likeness, number = max((_likeness(base[old], side[number]), number) for number in left)
        if likeness >= _MOVED_ALIKE:
            moved[old] = number
    for old, number in sorted(moved.items()):
        for step in (1, -1):
            _take_along(base, side, pairs, moved, old, number, step)
    return moved


def _take_along(
    base: Sequence[Unit],
    side: Sequence[Unit],
    pairs: dict[int, int],
    moved: dict[int, int],
    old: int,
    new: int,
    step: int,
) -> None:
    """The sentences beside a moved one that moved with it, however short or changed."""
    taken = {*pairs.values(), *moved.values()}
    while 0 < old + step < len(base) and 0 <= new + step < len(side):
        old, new = old + step, new + step
        if old in pairs or old in moved or new in taken:
            return
        if _likeness(base[old], side[new]) < _ALIKE:
            return
        moved[old] = new


def _is_long(unit: Unit) -> bool:
    return unit.sort in (Sort.SENTENCE, Sort.ROW) and len(unit.words) >= _MOVED_LENGTH


def _stretches(
    matched: Matched,
    base: Sequence[Unit],
    side: Sequence[Unit],
    pairs: dict[int, int],
    moved: dict[int, int],
) -> set[int]:
    """Where units are gone and others stand in their very place, those were rewritten.

    The first of the gone ones gets what stands there now. Gives the numbers on the side.
    """
    taken: set[int] = set()
    elsewhere = set(moved.values())
    for number, (low, high) in enumerate(_gaps(pairs, len(base), len(side))):
        olds = [old for old in range(*low) if old not in moved]
        news = [new for new in range(*high) if new not in elsewhere]
        if not olds or not news:
            continue
        for old in olds:
            matched.fates[old].stretch = number
            matched.fates[old].whole = tuple(side[new] for new in news)
        matched.fates[olds[0]].now = matched.fates[olds[0]].whole
        taken.update(news)
    return taken
