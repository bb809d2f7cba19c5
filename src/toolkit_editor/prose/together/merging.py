"""Brings two sides' changes to one text together; a person chooses where both changed the same.

Changes to different sentences combine, to the byte; the same sentence changed on both sides, or
changed here and taken out there, is a `Clash` that keeps both. Words of two versions of a sentence
are never mixed but in a proposal. The same from either side: who is first makes no difference but
in the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from toolkit_editor.prose.together.matching import Fate, Matched, match
from toolkit_editor.prose.together.units import Sort, Unit, units_of

_WORDS = re.compile(r"\w+(?:['’\-]\w+)*|\s+|[^\w\s]")
_PART = 85
"""From this likeness on, a new sentence is a part of the one it was split from."""
_PART_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that both sides changed. Each version is source; empty where it was taken out."""

    base: str
    ours: str
    theirs: str
    proposal: str | None
    """Both changes at once, where they concern different words of one sentence."""
    lead: str = field(default="", compare=False)
    """What has to stand before any other words in this place: blanks, lines, marks of a list."""


@dataclass(frozen=True, slots=True)
class Together:
    """A text and places in it that wait for a choice."""

    pieces: tuple[str | Clash, ...]
    looks: tuple[str, ...]
    """Paragraphs in which both sides changed something: combined, and worth a look."""

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The places that wait, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))

    def text(self, choose: Callable[[Clash], str]) -> str:
        """The text with what was chosen at each place."""
        return "".join(piece if isinstance(piece, str) else choose(piece) for piece in self.pieces)


def bring_together(base: str, ours: str, theirs: str) -> Together:
    """What `ours` and `theirs` did to `base`, both at once."""
    if theirs in (ours, base):
        return Together((ours,) if ours else (), ())
    if ours == base:
        return Together((theirs,) if theirs else (), ())
    units = units_of(base)
    return _Bringing(units, match(units, units_of(ours)), match(units, units_of(theirs))).done()


class _Bringing:
    """One text being brought together."""

    def __init__(self, base: Sequence[Unit], ours: Matched, theirs: Matched) -> None:
        self._base = base
        self._ours = ours
        self._theirs = theirs
        self._pieces: list[str | Clash] = []
        self._owed: str | None = None
        """The lead of a block whose first unit went while another side made it the first."""
        self._placed: set[int] = set()
        """Moved units that stand in their new place, or cannot go there."""
        self._moved = {
            number
            for side in (ours, theirs)
            for number, fate in enumerate(side.fates)
            if fate.moved
        }
        self._touched: list[tuple[str, set[str]]] = []

    def done(self) -> Together:
        ranges = self._clashing()
        for first, last in ranges.items():
            self._placed.update(range(first, last + 1))
        number = -1
        self._put_new(-1)
        while (number := number + 1) < len(self._base):
            end = ranges.get(number)
            if end is None:
                if number not in self._moved:
                    self._put(number)
                else:
                    self._note(self._base[number], "", set())
            else:
                self._put_clash(number, end)
                for inside in range(number, end):
                    self._put_new(inside)
                number = end
            self._put_new(number)
        return Together(tuple(_joined(self._pieces)), tuple(self._looks()))

    # what clashes

    def _clashing(self) -> dict[int, int]:
        """The last unit of each stretch in which both sides changed the same, by its first."""
        groups: dict[int, int] = {}
        clashing = [self._clashes(number) for number in range(len(self._base))]
        number = 0
        while number < len(self._base):
            if not clashing[number]:
                number += 1
                continue
            first = last = number
            grown = True
            while grown:
                low, high = self._stretch(first)[0], self._stretch(last)[1]
                after = last + 1
                if high == last and after < len(self._base) and not self._base[after].opens:
                    high = after if clashing[after] or self._takes_over(after) else last
                grown = (low, high) != (first, last)
                first, last = low, high
            groups[first] = last
            number = last + 1
        return groups

    def _clashes(self, number: int) -> bool:
        base = self._base[number]
        ours, theirs = self._ours.fates[number], self._theirs.fates[number]
        changed = [fate.words != (base.words,) for fate in (ours, theirs)]
        if all(changed):
            return ours.words != theirs.words
        forms = {fate.now[0].form for fate in (ours, theirs) if fate.now} - {base.form}
        return len(forms) > 1 and not (ours.moved or theirs.moved)

    def _takes_over(self, number: int) -> bool:
        """Whether a block begins with a unit on a side that took out the one before it."""
        return any(
            bool(side.fates[number].now)
            and side.fates[number].now[0].opens
            and not side.fates[number - 1].now
            for side in (self._ours, self._theirs)
        )

    def _stretch(self, number: int) -> tuple[int, int]:
        """First and last of the units that were rewritten together with one."""
        first = last = number
        for fates in (self._ours.fates, self._theirs.fates):
            stretch = fates[number].stretch
            if stretch is not None:
                while first > 0 and fates[first - 1].stretch == stretch:
                    first -= 1
                while last + 1 < len(fates) and fates[last + 1].stretch == stretch:
                    last += 1
        return first, last

    def _put_clash(self, first: int, last: int) -> None:
        base = "".join(unit.source for unit in self._base[first : last + 1])
        made = [self._version(side, first, last) for side in (self._ours, self._theirs)]
        ours, theirs = ("".join(unit.source for unit in units) for units in made)
        proposal = None
        if first == last and ours and theirs:
            proposal = _proposal(base, ours, theirs)
        lead = next((units[0].lead for units in made if units), self._base[first].lead)
        self._pieces.append(Clash(base, ours, theirs, proposal, lead))

    def _version(self, side: Matched, first: int, last: int) -> list[Unit]:
        """What a side made of the units from `first` to `last`, its own new ones between them."""
        made: list[Unit] = []
        for number in range(first, last + 1):
            made += side.fates[number].now
            new = [one for one in side.after.get(number, ()) if isinstance(one, Unit)]
            if number == last:
                new = [one for one in new if _is_part(one, self._base[number])]
            made += new
            for one in new:
                side.after[number].remove(one)
        return made

    # what combines

    def _put(self, number: int) -> None:
        """One unit as the side has it that changed it."""
        base = self._base[number]
        ours, theirs = self._ours.fates[number], self._theirs.fates[number]
        lead = self._lead(number)
        kept = self._kept(base, ours, theirs)
        sides = {name for name, fate in (("o", ours), ("t", theirs)) if _differs(base, fate)}
        if not kept:
            self._note(base, "", sides)
            if lead[1] != base.form and not base.opens:
                self._owed = lead[0]
            return
        head, *rest = kept
        opens = lead[1].startswith("block")
        self._write(lead[0], head.text, opens=opens)
        self._note(base, head.text, sides)
        for unit in rest:
            self._write(unit.lead, unit.text, opens=unit.opens)

    def _kept(self, base: Unit, ours: Fate, theirs: Fate) -> tuple[Unit, ...]:
        if ours.words == theirs.words != (base.words,):
            return min(ours.now, theirs.now, key=_order)
        if ours.words != (base.words,):
            return ours.now
        if theirs.words != (base.words,):
            return theirs.now
        return (_chosen(base, ours.now[0], theirs.now[0], lambda unit: unit.text),)

    def _lead(self, number: int) -> tuple[str, str]:
        """The lead of a unit and its form: of the side that changed the form, where one did."""
        base = self._base[number]
        sides = [
            fate.now[0]
            for fate in (self._ours.fates[number], self._theirs.fates[number])
            if fate.now and not fate.moved
        ]
        changed = [unit for unit in sides if unit.form != base.form]
        if changed:
            one = min(changed, key=lambda unit: unit.lead)
            return one.lead, one.form
        ours, theirs = (*sides, base, base)[:2]
        return _chosen(base, ours, theirs, lambda unit: unit.lead).lead, base.form

    def _put_new(self, number: int) -> None:
        """What stands newly after a unit, of both sides; the same only once."""
        ours, theirs = self._ours.after.get(number, []), self._theirs.after.get(number, [])
        both = [ours, theirs] if _order(ours) <= _order(theirs) else [theirs, ours]
        seen: set[tuple[Sort, str]] = set()
        for side, news in enumerate(both):
            for one in news:
                if isinstance(one, int):
                    self._put_moved(one)
                elif side == 0 or (one.sort, one.words) not in seen:
                    self._write(one.lead, one.text, opens=one.opens)
                    seen.add((one.sort, one.words))
                    anchor = self._base[number] if number >= 0 else None
                    self._note(anchor, one.text, {"o" if news is ours else "t"})

    # what was moved

    def _put_moved(self, number: int) -> None:
        """A unit in its new place, with what the other side made of it; once."""
        if number in self._placed:
            return
        self._placed.add(number)
        ours, theirs = self._ours.fates[number], self._theirs.fates[number]
        mover = ours if ours.moved else theirs
        kept = self._kept(self._base[number], ours, theirs)
        for place, unit in enumerate(kept):
            where = mover.now[0] if place == 0 else unit
            self._write(where.lead, unit.text, opens=where.opens)

    # writing

    def _write(self, lead: str, text: str, *, opens: bool) -> None:
        if self._owed is not None and not opens:
            lead, opens = self._owed, True
        self._owed = None
        if not self._pieces:
            lead = lead.lstrip("\r\n") if opens else ""
        elif text and opens and "\n" not in lead and "\r" not in lead:
            lead = "\n\n" + lead
        self._pieces.append(lead + text)

    def _note(self, block: Unit | None, text: str, sides: set[str]) -> None:
        """Remember who changed something in which paragraph."""
        if block is None or block.opens or not self._touched:
            self._touched.append(("", set()))
        words, known = self._touched[-1]
        self._touched[-1] = (f"{words} {text}".strip(), known | sides)

    def _looks(self) -> Iterator[str]:
        return (words for words, sides in self._touched if len(sides) > 1 and words)


def _differs(base: Unit, fate: Fate) -> bool:
    return fate.words != (base.words,) or fate.now[0].form != base.form or fate.moved


def _chosen(base: Unit, ours: Unit, theirs: Unit, part: Callable[[Unit], str]) -> Unit:
    """Of what says the same, the one that is written anew."""
    if part(ours) == part(base):
        return theirs
    if part(theirs) == part(base):
        return ours
    return min(ours, theirs, key=part)


def _order(news: Iterable[Unit | int]) -> list[str]:
    return [one.source if isinstance(one, Unit) else f"{one:09}" for one in news]


def _is_part(new: Unit, base: Unit) -> bool:
    """Whether a new sentence is what was split from `base`."""
    if new.opens or len(new.words) < _PART_LENGTH:
        return False
    return fuzz.partial_ratio(new.words, base.words) >= _PART


def _joined(pieces: Iterable[str | Clash]) -> Iterator[str | Clash]:
    held: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            held.append(piece)
            continue
        if held:
            yield "".join(held)
            held.clear()
        yield piece
    if held:
        yield "".join(held)


def _proposal(base: str, ours: str, theirs: str) -> str | None:
    """Both versions' words at once; None where they change the same or neighbouring words."""
    words = _WORDS.findall(base)
    changes = sorted({*_changes(words, ours), *_changes(words, theirs)})
    made: list[str] = []
    at = -1
    for start, end, text in changes:
        if start <= at + 1 and at >= 0:
            return None
        made += [*words[max(at, 0) : start], text]
        at = end
    return "".join([*made, *words[max(at, 0) :]])


def _changes(words: Sequence[str], version: str) -> Iterator[tuple[int, int, str]]:
    """From where to where which words stand in the place of others."""
    new = _WORDS.findall(version)
    old_at = new_at = 0
    ends = [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in LCSseq.opcodes(words, new)
        if step.tag == "equal"
    ]
    for old_start, old_end, new_start, new_end in [*ends, (len(words), 0, len(new), 0)]:
        if old_at < old_start or new_at < new_start:
            yield old_at, old_start, "".join(new[new_at:new_start])
        old_at, new_at = old_end, new_end
