"""What of one text is still there in another, and where: a diff by line, then by word.

Where very much changed at once, sentences are compared in between, so that words need not be.

A diff often has several equally short answers: of two sentences that begin alike, which one was
deleted? So it is made twice, once leaning to the front and once to the back, and only what both
answers agree on counts as still there. For a text from which something was only deleted this is a
proof: whatever both extremes match to one place, every shortest answer matches to that place.

Between what both agree on, a word that was only spelt otherwise is still the same word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA, LCSseq

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+[\s»”\")]*|\n|\Z)")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_WORD_CHARACTER = re.compile(r"\w")
_WORDS_AT_ONCE = 20_000 * 20_000
"""Above this product of lengths a hunk is compared by sentence first, then by word."""
_WORD_ONLY = re.compile(r"\w+")
_MOST_RESPELT = 40
"""How many words may stand in a gap in which a word is looked for in another spelling."""
_MOST_PAIRS = 20_000 * 20_000
"""Above this product of piece counts nothing is compared: it would take 50 MB and more."""


@dataclass(frozen=True, slots=True)
class Block:
    """`length` characters that stood at `old` and now stand at `new`.

    A word that is spelt otherwise counts with the length of its shorter spelling.
    """

    old: int
    new: int
    length: int


class Alignment:
    """The agreed blocks between two texts, in order, ready to be asked about ranges."""

    def __init__(self, blocks: Sequence[Block], old_length: int, new_length: int) -> None:
        """Blocks ascend in both texts."""
        self._blocks = tuple(blocks)
        self._starts = [block.old for block in blocks]
        self.old_length = old_length
        self.new_length = new_length

    def surviving(self, start: int, end: int) -> list[Block]:
        """The parts of the old range `start` to `end` that are still there."""
        found = []
        for block in self._blocks[max(0, bisect_right(self._starts, start) - 1) :]:
            if block.old >= end:
                break
            first = max(block.old, start)
            last = min(block.old + block.length, end)
            if first < last:
                found.append(Block(first, block.new + first - block.old, last - first))
        return found

    def before(self, position: int) -> tuple[int, int]:
        """Where the last agreed block that begins before `position` ends: old place, new place."""
        index = bisect_left(self._starts, position) - 1
        if index < 0:
            return 0, 0
        block = self._blocks[index]
        length = min(block.length, position - block.old)
        return block.old + length, block.new + length

    def after(self, position: int) -> tuple[int, int]:
        """Where the first agreed block that ends after `position` begins: old place, new place."""
        index = max(0, bisect_right(self._starts, position) - 1)
        for block in self._blocks[index : index + 2]:
            if block.old + block.length > position:
                skipped = max(0, position - block.old)
                return block.old + skipped, block.new + skipped
        return self.old_length, self.new_length


def align(old: str, new: str) -> Alignment:
    """What of `old` is still in `new`, as far as it can be told without guessing."""
    if old == new:
        whole = [Block(0, 0, len(old))] if old else []
        return Alignment(whole, len(old), len(new))
    grains = (_LINE, _SENTENCE, _WORD)
    front = _held(_merged(_blocks(old, new, 0, 0, 1, grains)), old)
    back = _held(_merged(_blocks(old, new, 0, 0, -1, grains)), old)
    agreed = _agreed(front, back)
    return Alignment(_merged(_with_respelt(agreed, old, new)), len(old), len(new))


def _blocks(
    old: str, new: str, at: int, there: int, leaning: int, grains: Sequence[re.Pattern[str]]
) -> Iterator[Block]:
    """What `old`, which stands at `at`, shares with `new`, at `there`: by ever finer pieces."""
    old_pieces, new_pieces = grains[0].findall(old), grains[0].findall(new)
    if len(old_pieces) * len(new_pieces) > _MOST_PAIRS:
        return
    old_at, new_at = _offsets(old_pieces), _offsets(new_pieces)
    for same, old_from, old_to, new_from, new_to in _pieces(old_pieces, new_pieces, leaning):
        left, right = old_at[old_from], new_at[new_from]
        if same:
            yield Block(at + left, there + right, old_at[old_to] - left)
            continue
        before, after = old[left : old_at[old_to]], new[right : new_at[new_to]]
        finer = grains[1:]
        if len(finer) > 1 and len(before) * len(after) <= _WORDS_AT_ONCE:
            finer = (_WORD,)
        if finer and before and after:
            yield from _blocks(before, after, at + left, there + right, leaning, finer)


def _pieces(
    old: Sequence[str], new: Sequence[str], leaning: int
) -> list[tuple[bool, int, int, int, int]]:
    """(equal?, old from, to, new from, to) in order; neighbours that differ are one piece."""
    operations = LCSseq.opcodes(old[::leaning], new[::leaning])
    found: list[tuple[bool, int, int, int, int]] = []
    for step in operations:
        same = step.tag == "equal"
        old_from, old_to, new_from, new_to = (
            step.src_start,
            step.src_end,
            step.dest_start,
            step.dest_end,
        )
        if found and found[-1][0] == same:
            _, old_from, _, new_from, _ = found.pop()
        found.append((same, old_from, old_to, new_from, new_to))
    if leaning > 0:
        return found
    return [
        (same, len(old) - old_to, len(old) - old_from, len(new) - new_to, len(new) - new_from)
        for same, old_from, old_to, new_from, new_to in reversed(found)
    ]


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def _merged(blocks: Iterable[Block]) -> list[Block]:
    """Blocks that follow one another in both texts, as one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and (last.old + last.length, last.new + last.length) == (block.old, block.new):
            joined[-1] = Block(last.old, last.new, last.length + block.length)
        else:
            joined.append(block)
    return joined


def _held(blocks: Sequence[Block], old: str) -> list[Block]:
    """`blocks` without the words along which a deletion between two of them could slide.

    Of "ten and ten and" left as "ten and", either half may be the one that was deleted. Leaning
    finds that out within a line, not where whole lines were matched first.
    """
    held = list(blocks)
    ends = [Block(0, 0, 0), *blocks, Block(len(old), -1, 0)]
    for index, (one, other) in enumerate(pairwise(ends)):
        gap = other.old - one.old - one.length
        new_gap = other.new - one.new - one.length if other.new >= 0 else 0
        if gap == 0 or new_gap != 0:
            continue
        left, right = one.old + one.length, other.old
        before = held[index - 1] if index > 0 else one
        if before.length:
            loose = _sliding(old[before.old : right][::-1], gap)
            held[index - 1] = Block(before.old, before.new, max(0, before.length - loose))
        if other.length:
            loose = min(other.length, _sliding(old[left : other.old + other.length], gap))
            held[index] = Block(other.old + loose, other.new + loose, other.length - loose)
    return [block for block in held if block.length]


def _sliding(text: str, gap: int) -> int:
    """How many characters of whole words the first `gap` characters of `text` could slide along."""
    slid = 0
    while gap + slid < len(text) and text[slid] == text[gap + slid]:
        slid += 1
    while slid and gap + slid < len(text) and _within_word(text, gap + slid):
        slid -= 1
    return slid


def _within_word(text: str, at: int) -> bool:
    return (
        _WORD_CHARACTER.match(text, at - 1) is not None
        and _WORD_CHARACTER.match(text, at) is not None
    )


def _agreed(left: Sequence[Block], right: Sequence[Block]) -> list[Block]:
    """What both lists of blocks take from the same old place to the same new place."""
    agreed: list[Block] = []
    i = j = 0
    while i < len(left) and j < len(right):
        one, other = left[i], right[j]
        first = max(one.old, other.old)
        last = min(one.old + one.length, other.old + other.length)
        if first < last and one.new - one.old == other.new - other.old:
            agreed.append(Block(first, one.new + first - one.old, last - first))
        if one.old + one.length < other.old + other.length:
            i += 1
        else:
            j += 1
    return agreed


def _with_respelt(blocks: Sequence[Block], old: str, new: str) -> Iterator[Block]:
    """`blocks`, and in the gaps between them the words that are only spelt otherwise."""
    at = there = 0
    for block in (*blocks, Block(len(old), len(new), 0)):
        for one in _respelt(old[at : block.old], new[there : block.new]):
            yield Block(at + one.old, there + one.new, one.length)
        if block.length:
            yield block
        at, there = block.old + block.length, block.new + block.length


def _respelt(old: str, new: str) -> list[Block]:
    """The words of one gap that are like one another and like no other word in it, in order."""
    if not old or not new:
        return []
    before, after = list(_WORD_ONLY.finditer(old)), list(_WORD_ONLY.finditer(new))
    if not 0 < len(before) <= _MOST_RESPELT or not 0 < len(after) <= _MOST_RESPELT:
        return []
    alike = [(a, b) for a in before for b in after if _spelt_alike(a[0], b[0])]
    pairs = [(a, b) for a, b in alike if sum(a is one or b is other for one, other in alike) == 1]
    found: list[Block] = []
    for a, b in pairs:
        if not found or b.start() >= found[-1].new + found[-1].length:
            found.append(Block(a.start(), b.start(), min(len(a[0]), len(b[0]))))
    return found


def _spelt_alike(one: str, other: str) -> bool:
    """Whether the difference is one of capitals, or a slip: one in four letters, two at most."""
    one, other = one.casefold(), other.casefold()
    slips = min(2, max(len(one), len(other)) // 4)
    return OSA.distance(one, other, score_cutoff=slips) <= slips
