"""Finding words in a text as people look for them: accents, capitals and quotes may differ.

`deja` finds `déjà`, `oeuvre` finds `œuvre`, both apostrophes are alike and any blank is a blank.
Where capitals and accents count, letters must be as typed. No pattern language for people.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit_editor.prose.model import OBJECT, Kind, Leaf, Run

_MARKS = "[\u0300-\u036f]"
_QUOTES = ("'’‘ʼ", '"“”„«»')
_HYPHENS = "-‐‑"
_BLANK = r"[^\S\n]+"
_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
_LIGATURES = {"oe": "œ", "ae": "æ"}
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `exact`: capitals and accents count; `whole`: whole words only."""

    text: str
    exact: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """From where to where something was found, in code points."""

    start: int
    end: int


def searchable(leaf: Leaf) -> str:
    """The text of a leaf for finding: as long as it is, with what is source left out."""
    if leaf.fixed or leaf.kind in (Kind.RAW, Kind.RULE):
        return OBJECT * len(leaf.text)
    return "".join(
        OBJECT * len(run.text) if run.style.raw or run.style.picture else run.text
        for run in leaf.runs
    )


def find(text: str, wanted: Wanted) -> list[Match]:
    """Every place in `text` with what is wanted, in order; none overlaps another."""
    pattern = _pattern(wanted)
    return [] if pattern is None else [Match(*found.span()) for found in pattern.finditer(text)]


def holds(text: str, wanted: Wanted) -> bool:
    """Whether what is wanted is in `text` at all."""
    pattern = _pattern(wanted)
    return pattern is not None and pattern.search(text) is not None


def fitted(found: str, other: str, wanted: Wanted) -> str:
    """`other` as it goes in the place of `found`: with a capital where that had one.

    Where capitals count, or `other` has capitals of its own, it goes in as it is.
    """
    if wanted.exact or other != other.lower() or wanted.text != wanted.text.lower():
        return other
    first = next((letter for letter in found if letter.isalpha()), "")
    if not first.isupper():
        return other
    if len(found) > 1 and found.isupper():
        return other.upper()
    return other[:1].upper() + other[1:]


def replaced(text: str, matches: Sequence[Match], other: str, wanted: Wanted) -> str:
    """`text` with `other` in the place of every match."""
    pieces: list[str] = []
    at = 0
    for match in matches:
        pieces += text[at : match.start], fitted(text[match.start : match.end], other, wanted)
        at = match.end
    return "".join((*pieces, text[at:]))


def replaced_leaf(leaf: Leaf, matches: Sequence[Match], other: str, wanted: Wanted) -> Leaf:
    """`leaf` with `other` for every match, in the style of the first letter that was replaced."""
    if not matches:
        return leaf
    text = leaf.text
    runs: list[Run] = []
    at = 0
    for run in leaf.runs:
        start, end = at, at + len(run.text)
        at = end
        pieces: list[str] = []
        position = start
        for match in matches:
            if match.end <= start or match.start >= end:
                continue
            pieces.append(text[position : max(position, match.start)])
            if match.start >= start:
                pieces.append(fitted(text[match.start : match.end], other, wanted))
            position = min(end, match.end)
        changed = "".join((*pieces, text[position:end]))
        if changed == run.text:
            runs.append(run)
        elif changed:
            runs.append(Run(changed, run.style))
    return leaf.with_runs(*runs)


@cache
def _pattern(wanted: Wanted) -> re.Pattern[str] | None:
    text = unicodedata.normalize("NFC", wanted.text)[:_LONGEST]
    if not text.strip() or OBJECT in text:
        return None
    body = _BLANK.join(_word(word, exact=wanted.exact) for word in re.split(r"\s+", text))
    if wanted.whole:
        body = rf"(?<!\w){body}(?!\w|{_MARKS})"
    return re.compile(body)


def _word(word: str, *, exact: bool) -> str:
    plain = word if exact else _spelt_out(word)
    pieces: list[str] = []
    at = 0
    while at < len(plain):
        pair = plain[at : at + 2]
        if not exact and pair in _LIGATURES:
            both = "".join(_letter(letter) for letter in pair)
            ligature = _LIGATURES[pair]
            pieces.append(f"(?:{both}|[{ligature}{ligature.upper()}])")
            at += 2
            continue
        pieces.append(_exactly(plain[at]) if exact else _letter(plain[at]))
        at += 1
    return "".join(pieces)


def _spelt_out(word: str) -> str:
    """`word` in small plain letters."""
    low = "".join(_base(letter) for letter in word.lower())
    for pair, ligature in _LIGATURES.items():
        low = low.replace(ligature, pair)
    return low


def _letter(letter: str) -> str:
    like = _likes().get(letter)
    if like is None:
        other = letter.upper()
        alone = other == letter or len(other) > 1
        return _exactly(letter) if alone else f"(?:{_exactly(letter)}|{_exactly(other)})"
    return f"[{like}]{_MARKS}?"


def _exactly(letter: str) -> str:
    """One letter, sign or quote; a composed letter may be written in two pieces."""
    for alike in (*_QUOTES, _HYPHENS):
        if letter in alike:
            return f"[{re.escape(alike)}]"
    pieces = unicodedata.normalize("NFD", letter)
    if pieces != letter:
        return f"(?:{re.escape(letter)}|{re.escape(pieces)})"
    after = f"(?!{_MARKS})" if letter.isalpha() else ""
    return re.escape(letter) + after


@cache
def _likes() -> dict[str, str]:
    """For every plain small letter, all letters that count as it, in both cases."""
    found: dict[str, str] = {}
    for letter in _LETTERS:
        base = _base(letter.lower())
        if letter.isalpha() and len(base) == 1 and len(letter.lower()) == 1:
            found[base] = found.get(base, "") + letter
    return found


def _base(letter: str) -> str:
    """A Latin letter without its accents; any other as it is."""
    plain = "".join(p for p in unicodedata.normalize("NFD", letter) if not unicodedata.combining(p))
    return plain if plain and plain.isascii() else letter
