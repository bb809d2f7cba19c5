"""Looking for a quote whose place is not known: an answer, or none, but never a silent guess.

What is found here is a proposal that a person is asked about. A look-alike that is nearly as good
as the best answer makes both worthless.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from toolkit_editor.annotations.selector import CONTEXT, Selector

LIKE_ENOUGH = 85.0
"""Least likeness (per cent, insertions and deletions) of a passage that may be proposed."""

CLEARLY_AHEAD = 10.0
"""By how much the best passage must be more like the quote than any other one."""

_TOO_SHORT_ALONE = 8
_MOST_OCCURRENCES = 200
_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quote may stand now."""

    start: int
    end: int
    likeness: float


class QuoteSearch:
    """Looks for quotes in one text; its lines are found once for many quotes."""

    def __init__(self, text: str) -> None:
        """Look in `text`."""
        self.text = text
        self._windows: dict[int, tuple[list[str], list[int]]] = {}

    def find(self, selector: Selector) -> Passage | None:
        """The only passage that can be meant, or None."""
        places = self._occurrences(selector.exact)
        if places:
            return self._exact(selector, places)
        return self._fuzzy(selector.exact)

    def _occurrences(self, quote: str) -> list[int]:
        places: list[int] = []
        at = self.text.find(quote)
        while at >= 0 and len(places) <= _MOST_OCCURRENCES:
            places.append(at)
            at = self.text.find(quote, at + 1)
        return places

    def _exact(self, selector: Selector, places: list[int]) -> Passage | None:
        length = len(selector.exact)
        if len(places) == 1 and length >= _TOO_SHORT_ALONE:
            return Passage(places[0], places[0] + length, 100.0)
        if len(places) > _MOST_OCCURRENCES:
            return None
        ranked = heapq.nlargest(2, ((self._context(selector, at), -at) for at in places))
        best, runner_up = ranked[0][0], ranked[1][0] if len(ranked) > 1 else 0.0
        if best < LIKE_ENOUGH or best - runner_up < CLEARLY_AHEAD:
            return None
        return Passage(-ranked[0][1], length - ranked[0][1], 100.0)

    def _context(self, selector: Selector, at: int) -> float:
        """How like the quote's surroundings those at `at` are, in per cent."""
        end = at + len(selector.exact)
        around = self.text[max(0, at - CONTEXT) : at] + "\0" + self.text[end : end + CONTEXT]
        return fuzz.ratio(f"{selector.prefix}\0{selector.suffix}", around)

    def _fuzzy(self, quote: str) -> Passage | None:
        if len(quote) < _TOO_SHORT_ALONE:
            return None
        windows, starts = self._lines(quote.count("\n") + 1)
        floor = LIKE_ENOUGH - CLEARLY_AHEAD
        least = _shortest_likeness(quote)
        choices = [window if len(window) >= least else None for window in windows]
        near = process.extract(
            quote, choices, scorer=fuzz.partial_ratio, score_cutoff=floor, limit=_CANDIDATES
        )
        found = [
            passage
            for _, _, index in near
            for passage in _likest(quote, windows[index], starts[index], floor)
        ]
        found.sort(key=lambda passage: -passage.likeness)
        if not found or found[0].likeness < LIKE_ENOUGH:
            return None
        best = found[0]
        rivals = [
            other for other in found[1:] if other.end <= best.start or best.end <= other.start
        ]
        if rivals and best.likeness - rivals[0].likeness < CLEARLY_AHEAD:
            return None
        return best

    def _lines(self, count: int) -> tuple[list[str], list[int]]:
        """Every run of `count` lines with the place where it begins."""
        if count not in self._windows:
            breaks = [-1] + [at for at, c in enumerate(self.text) if c == "\n"] + [len(self.text)]
            starts = [at + 1 for at in breaks[:-1]]
            ends = breaks[1:]
            last = max(1, len(starts) - count + 1)
            runs = [(starts[i], ends[min(i + count, len(ends)) - 1]) for i in range(last)]
            windows = [self.text[start:end] for start, end in runs]
            self._windows[count] = (windows, [start for start, _ in runs])
        return self._windows[count]


def _shortest_likeness(quote: str) -> float:
    """The least length of a text that can be like enough to be proposed."""
    floor = (LIKE_ENOUGH - CLEARLY_AHEAD) / 100
    return len(quote) * floor / (2 - floor)


def _likest(quote: str, window: str, at: int, floor: float) -> list[Passage]:
    """The likest part of `window` and the likest part of what is left beside it."""
    found: list[Passage] = []
    pieces = [(0, len(window))]
    for _ in range(2):
        best: Passage | None = None
        for start, end in pieces:
            passage = _best_part(quote, window, start, end)
            if (
                passage
                and passage.likeness >= floor
                and (not best or passage.likeness > best.likeness)
            ):
                best = passage
        if best is None:
            break
        found.append(Passage(at + best.start, at + best.end, best.likeness))
        cuts = sorted({0, best.start, best.end, len(window)})
        pieces = [(a, b) for a, b in pairwise(cuts) if (a, b) != (best.start, best.end)]
    return found


def _best_part(quote: str, window: str, start: int, end: int) -> Passage | None:
    piece = window[start:end]
    if len(piece) < _shortest_likeness(quote):
        return None
    alignment = fuzz.partial_ratio_alignment(quote, piece)
    if alignment is None:
        return None
    first, last = alignment.dest_start, alignment.dest_end
    while 0 < first < len(piece) and piece[first].isalnum() and piece[first - 1].isalnum():
        first -= 1
    while 0 < last < len(piece) and piece[last].isalnum() and piece[last - 1].isalnum():
        last += 1
    last = max(first, first + len(piece[first:last].rstrip()))
    first = last - len(piece[first:last].lstrip())
    if first == last:
        return None
    return Passage(start + first, start + last, fuzz.ratio(quote, piece[first:last]))
