"""Finding a passage again in a section that went on changing.

Four answers. `certain`: the very same version. `mapped`: enough of it is still where a diff from
its own version leads. `unsure`: it had to be searched for, and a person is asked. `lost`: kept with
the place where it was last known to be. Nothing is ever decided by the best score alone: where
passages look alike and it cannot be told which one is meant, the answer is not `mapped`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz import fuzz

from toolkit_editor.annotations.alignment import Alignment, Block, align
from toolkit_editor.annotations.quote_search import CLEARLY_AHEAD, LIKE_ENOUGH, QuoteSearch
from toolkit_editor.annotations.selector import CONTEXT, Selector, quotable

SURVIVES = 0.6
"""The least part of a quote's characters, blanks apart, that must still be there."""

_LEAST_RUN = 6
"""Fewer characters in a row say nothing, unless they are what must survive of a short quote."""
_SLIP = 2
_SLACK = 24
_NEIGHBOURHOOD = 200
_ONE_SIDE = 0.8
_BOTH_SIDES = 0.5
_MARKS = ".,;:!?…)(\"'«»“”‘’"


class Certainty(StrEnum):
    """How sure it is that a place is the one that was meant."""

    CERTAIN = "certain"
    MAPPED = "mapped"
    UNSURE = "unsure"
    LOST = "lost"

    @property
    def settled(self) -> bool:
        """Whether no person needs to be asked."""
        return self in (Certainty.CERTAIN, Certainty.MAPPED)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage is: the place, a proposal (`unsure`), or the last known place (`lost`)."""

    start: int
    end: int
    certainty: Certainty


def find(selector: Selector, pinned_text: str | None, text: str, version: str) -> Found:
    """Find one passage in `text`, the plain text of `version`; see `find_all`."""
    pinned = {} if pinned_text is None else {selector.version: pinned_text}
    return find_all([selector], pinned, text, version)[0]


def find_all(
    selectors: Iterable[Selector], pinned_texts: Mapping[str, str], text: str, version: str
) -> list[Found]:
    """Find each passage in `text`, the plain text of `version` (a blob id).

    `pinned_texts` holds the plain text of the versions that selectors name, as far as they are at
    hand. Each is compared with `text` once, however many selectors name it.
    """
    text = quotable(text)
    search = QuoteSearch(text)
    pinned = {name: quotable(words) for name, words in pinned_texts.items()}
    alignments: dict[str, Alignment] = {}
    found = []
    for selector in selectors:
        if selector.version == version and _quotes(selector, text):
            found.append(Found(selector.start, selector.end, Certainty.CERTAIN))
            continue
        alignment = None
        before = pinned.get(selector.version)
        if before is not None and selector.version != version and _quotes(selector, before):
            alignment = alignments.get(selector.version)
            if alignment is None:
                alignment = alignments[selector.version] = align(before, text)
        found.append(_find(selector, before or "", alignment, search, len(text)))
    return found


def _quotes(selector: Selector, text: str) -> bool:
    return bool(selector.exact) and text[selector.start : selector.end] == selector.exact


def _find(
    selector: Selector, before: str, alignment: Alignment | None, search: QuoteSearch, length: int
) -> Found:
    if alignment is not None:
        place = _mapped(selector, before, alignment)
        if place is not None:
            return Found(*_with_edges(selector, *place, search.text), Certainty.MAPPED)
    passage = search.find(selector)
    if passage is not None:
        return Found(passage.start, passage.end, Certainty.UNSURE)
    return Found(*_last_known(selector, alignment, length), Certainty.LOST)


def _mapped(selector: Selector, before: str, alignment: Alignment) -> tuple[int, int] | None:
    """The range that the diff leads to, if enough survives and stands together."""
    start, end = selector.start, selector.end
    whole = _weight(before[start:end])
    least = min(_LEAST_RUN, SURVIVES * whole)
    pieces = alignment.surviving(start, end)
    pieces = [piece for piece in pieces if _has_words(_old_words(before, piece))] or pieces
    weights = [_weight(_old_words(before, piece)) for piece in pieces]
    runs = [run for run in _runs(pieces) if sum(weights[run.start : run.stop]) >= least]
    kept = sum(sum(weights[run.start : run.stop]) for run in runs)
    if not runs or kept < SURVIVES * whole:
        return None
    together = _together(pieces, runs[0].start, runs[-1].stop - 1)
    first = _first(start, together[0], before, alignment)
    last = _last(end, together[-1], before, alignment)
    if last - first > 2 * (end - start) + _SLACK:
        return None
    if not _beside_known(selector, before, alignment, first, last):
        return None
    return None if _like_one_is_gone(selector, before, alignment) else (first, last)


def _runs(pieces: list[Block]) -> Iterator[range]:
    """Which pieces follow one another but for a letter or a mark."""
    first = 0
    for index, (one, other) in enumerate(pairwise(pieces), 1):
        lost, gained = _gap(one, other)
        if max(lost, gained) > _SLIP:
            yield range(first, index)
            first = index
    if pieces:
        yield range(first, len(pieces))


def _together(pieces: list[Block], first: int, last: int) -> list[Block]:
    """The pieces from `first` to `last`, and the small ones beside them that stayed near."""
    while first > 0 and _near(pieces[first - 1], pieces[first]):
        first -= 1
    while last + 1 < len(pieces) and _near(pieces[last], pieces[last + 1]):
        last += 1
    return pieces[first : last + 1]


def _near(one: Block, other: Block) -> bool:
    """Whether the gap between two neighbouring pieces did not grow much."""
    lost, gained = _gap(one, other)
    return gained <= 2 * lost + _SLACK


def _gap(one: Block, other: Block) -> tuple[int, int]:
    """How many characters were, and are, between two neighbouring pieces."""
    return other.old - one.old - one.length, other.new - one.new - one.length


def _first(start: int, run: Block, before: str, alignment: Alignment) -> int:
    """Where the range begins: with the words that took the place of its own first words."""
    old, new = alignment.before(run.old)
    return new if old == start and _replaced(before[old : run.old], run.new - new) else run.new


def _last(end: int, run: Block, before: str, alignment: Alignment) -> int:
    """Where the range ends: with the words that took the place of its own last words."""
    old_end, new_end = run.old + run.length, run.new + run.length
    old, new = alignment.after(old_end)
    return new if old == end and _replaced(before[old_end:old], new - new_end) else new_end


def _replaced(lost: str, gained: int) -> bool:
    """Whether `gained` characters can be what was written for the words `lost`."""
    return _has_words(lost) and gained <= 2 * len(lost) + _SLACK


def _with_edges(selector: Selector, first: int, last: int, text: str) -> tuple[int, int]:
    """The range with whole words, and the quote's own opening or closing marks beside it.

    The diff leaves a full stop out when it cannot tell which of two it is; beside the passage it is
    the passage's. Of a word that is spelt with more letters now, it leads to the first ones only.
    """
    quote = selector.exact
    if not (quote[-1] + selector.suffix[:1]).isalnum() or not selector.suffix:
        while 0 < last < len(text) and text[last - 1 : last + 1].isalnum():
            last += 1
    tail = quote[len(quote.rstrip(_MARKS)) :]
    if tail and text.startswith(tail, last) and not text.endswith(tail, first, last):
        last += len(tail)
    head = quote[: len(quote) - len(quote.lstrip(_MARKS))]
    if head and text.endswith(head, 0, first) and not text.startswith(head, first, last):
        first -= len(head)
    return first, last


def _beside_known(
    selector: Selector, before: str, alignment: Alignment, first: int, last: int
) -> bool:
    """Whether what stood beside the passage still does: nearly all on one side, or half on each.

    A passage that fills its whole text has no neighbours and needs none.
    """
    start, end = selector.start, selector.end
    if not start and end == len(before):
        return True
    left = alignment.surviving(max(0, start - CONTEXT), start)
    right = alignment.surviving(end, end + CONTEXT)
    near_left = [run for run in left if 0 <= first - (run.new + run.length) <= CONTEXT + _SLACK]
    near_right = [run for run in right if 0 <= run.new - last <= CONTEXT + _SLACK]
    shares = [
        sum(_weight(_old_words(before, run)) for run in near) / weight
        for near, around in (
            (near_left, before[max(0, start - CONTEXT) : start]),
            (near_right, before[end : end + CONTEXT]),
        )
        if (weight := _weight(around))
    ]
    return bool(shares) and (max(shares) >= _ONE_SIDE or min(shares) >= _BOTH_SIDES)


def _like_one_is_gone(selector: Selector, before: str, alignment: Alignment) -> bool:
    """Whether words much like the passage are gone from beside it: which of the two was kept?"""
    reach = max(_NEIGHBOURHOOD, 2 * len(selector.exact))
    return any(
        fuzz.partial_ratio(selector.exact, gone) >= LIKE_ENOUGH - CLEARLY_AHEAD
        for first, last in (
            (max(0, selector.start - reach), selector.start),
            (selector.end, min(len(before), selector.end + reach)),
        )
        if len(gone := _longest_gone(before, first, last, alignment))
        >= SURVIVES * len(selector.exact)
    )


def _longest_gone(before: str, start: int, end: int, alignment: Alignment) -> str:
    """The longest part of an old range of which nothing is there any more."""
    pieces = [Block(start, 0, 0), *alignment.surviving(start, end), Block(end, 0, 0)]
    gaps = (before[one.old + one.length : other.old] for one, other in pairwise(pieces))
    return max(gaps, key=len)


def _last_known(selector: Selector, alignment: Alignment | None, length: int) -> tuple[int, int]:
    """The gap where the passage was, within the text there is now."""
    if alignment is None:
        at = min(selector.start, length)
        return at, min(max(at, selector.end), length)
    _, first = alignment.before(selector.start)
    _, last = alignment.after(selector.end)
    return first, max(first, min(last, first + selector.end - selector.start))


def _old_words(before: str, block: Block) -> str:
    return before[block.old : block.old + block.length]


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _weight(words: str) -> int:
    """How many characters that are not blank."""
    return len(words) - sum(words.count(blank) for blank in " \n\t\u00a0\u202f")
