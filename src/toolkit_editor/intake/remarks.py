"""From marks left in the text of a document to remarks on ranges of its leaves.

While a document is turned into leaves, each end of a remark is one private character in the words.
Here the characters go and their places stay. Must not know how a document is stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from toolkit_editor.intake.taken import Remark, RemarkKind
from toolkit_editor.intake.words import MARKS, without_marks
from toolkit_editor.prose.model import Kind, Leaf
from toolkit_editor.prose.plain import plain_text

_FOREIGN = re.compile(f"[{chr(MARKS.start)}-{chr(MARKS.stop - 1)}]")
_LONGEST = 20_000
"""The longest passage that can be quoted."""


@dataclass(slots=True)
class _Noted:
    kind: RemarkKind
    text: str


@dataclass(slots=True)
class Marker:
    """Gives out the private characters, and knows what each stands for."""

    _noted: list[_Noted] = field(default_factory=list)
    left_over: int = 0
    """How many remarks there was no character for."""

    def note(self, kind: RemarkKind, text: str = "") -> tuple[str, str]:
        """The characters to put before and behind what a remark is about."""
        index = len(self._noted)
        if 2 * index + 1 >= len(MARKS):
            self.left_over += 1
            return "", ""
        self._noted.append(_Noted(kind, text))
        return chr(MARKS.start + 2 * index), chr(MARKS.start + 2 * index + 1)

    def found_in(self, leaves: Sequence[Leaf]) -> tuple[tuple[Leaf, ...], tuple[Remark, ...]]:
        """`leaves` without the characters, and the remarks in the order of the text."""
        places: dict[int, int] = {}
        kept: list[Leaf] = []
        at = 0
        for leaf in leaves:
            here: dict[int, int] = {}
            runs = without_marks(leaf.runs, here.setdefault, at)
            bare = replace(leaf, runs=runs) if here else leaf
            if here and not bare.text and leaf.kind in (Kind.PARAGRAPH, Kind.HEADING):
                places = {**here, **places}
                continue
            end = at + len(bare.text)
            places = {**{mark: min(place, end) for mark, place in here.items()}, **places}
            kept.append(bare)
            at = end + 1
        text = plain_text(kept).text
        remarks = self._remarks(places, text)
        return tuple(kept), tuple(sorted(remarks, key=lambda one: (one.start, one.end)))

    def _remarks(self, places: dict[int, int], text: str) -> list[Remark]:
        found: list[Remark] = []
        for index, noted in enumerate(self._noted):
            first, last = places.get(2 * index), places.get(2 * index + 1)
            if first is None and last is None:
                continue
            start = min(len(text), first if first is not None else last or 0)
            end = min(len(text), last if last is not None else start)
            found.append(Remark(noted.kind, start, max(start, end), noted.text))
        return [_settled(one, text) for one in _as_replacements(found)]


def without_foreign_marks(text: str) -> str:
    """`text` without characters that would be taken for ours."""
    return text if text.isascii() else _FOREIGN.sub("", text)


def _as_replacements(remarks: Sequence[Remark]) -> list[Remark]:
    """Words taken away with words put in right beside them: other words for them."""
    joined: list[Remark] = []
    for one in remarks:
        last = joined[-1] if joined else None
        if last is not None and {one.kind, last.kind} == {
            RemarkKind.INSERTION,
            RemarkKind.DELETION,
        }:
            gone, new = (last, one) if last.kind is RemarkKind.DELETION else (one, last)
            if (
                new.start == new.end
                and new.start in (gone.start, gone.end)
                and gone.end > gone.start
            ):
                joined[-1] = Remark(RemarkKind.INSERTION, gone.start, gone.end, new.text)
                continue
        joined.append(one)
    return joined


def _settled(one: Remark, text: str) -> Remark:
    """The remark on words that can be quoted: what is on no word gets the nearest one."""
    if one.kind is RemarkKind.INSERTION and one.start == one.end:
        return _with_neighbour(one, text)
    start, end = one.start, min(one.end, one.start + _LONGEST)
    if one.kind is RemarkKind.COMMENT:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
    if start == end:
        start, end = _word_before(text, start) or _word_after(text, start) or (start, end)
        if one.kind is RemarkKind.DELETION:
            return replace(one, start=one.start, end=one.end)
    return replace(one, start=start, end=end)


def _with_neighbour(one: Remark, text: str) -> Remark:
    """New words between others, said as other words for the word beside them."""
    at = one.start
    begins_word = at < len(text) and not text[at].isspace() and (not at or text[at - 1].isspace())
    before = None if begins_word else _word_before(text, at)
    if before is not None:
        start, _ = before
        gap = "" if "\n" not in text[start:at] else " "
        return replace(one, start=start, text=f"{text[start:at].rstrip(chr(10))}{gap}{one.text}")
    after = _word_after(text, at)
    if after is None:
        return one
    _, end = after
    return replace(one, end=end, text=f"{one.text}{text[at:end]}")


def _word_before(text: str, at: int) -> tuple[int, int] | None:
    end = at
    while end and text[end - 1].isspace():
        end -= 1
    start = end
    while start and not text[start - 1].isspace():
        start -= 1
    return (start, end) if start < end else None


def _word_after(text: str, at: int) -> tuple[int, int] | None:
    start = at
    while start < len(text) and text[start].isspace():
        start += 1
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return (start, end) if start < end else None
