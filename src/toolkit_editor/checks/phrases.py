"""Finding set phrases in running text, in any of their ordinary forms.

`suffers from` is also found as `suffering from`, `se suicider` as `s'est suicidé`. The forms are
made by a few rules; one too many does no harm, since what is found is only a suggestion.
Both apostrophes and any run of white space count as the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_APOSTROPHE = "['’]"
_GAP = r"(?:\s+|[-‑])"
_VOWEL = "aeiouy"
_SMALL_WORDS_EN = frozenset(
    """a an the of to in on at by for from with and or not no as is are it up out has have
    """.split()  # noqa: SIM905
)
_FR_ER = "er e es ent ons ez é ée és ées ait aient ais ant era eront".split()  # noqa: SIM905
_FR_FRIR = "re res rent rons rez rir rait raient rant rira ert erte erts".split()  # noqa: SIM905
_FR_SMALL = {
    "de": f"(?:de|du|des|d{_APOSTROPHE})",
    "à": "(?:à|au|aux)",
    "le": f"(?:le|la|les|l{_APOSTROPHE})",
    "un": "(?:un|une|des)",
    "se": (
        f"(?:se|me|te|nous|vous|s{_APOSTROPHE}|m{_APOSTROPHE}|t{_APOSTROPHE})"
        r"(?:\s*(?:est|sont|était|étaient|suis|es|être))?"
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: which, and from where to where in code points."""

    phrase: str
    start: int
    end: int


def find_phrases(phrases: Iterable[str], text: str, lang: str) -> list[Found]:
    """Every place in `text` that says one of `phrases`; the longer one wins where two overlap."""
    candidates = sorted(
        (hit for phrase in phrases for hit in _occurrences(phrase, text, lang)),
        key=lambda hit: (hit.start, hit.start - hit.end),
    )
    found: list[Found] = []
    for hit in candidates:
        if not found or hit.start >= found[-1].end:
            found.append(hit)
        elif hit.end - hit.start > found[-1].end - found[-1].start:
            found[-1] = hit
    return found


def _occurrences(phrase: str, text: str, lang: str) -> Iterator[Found]:
    for match in _pattern(phrase, lang[:2]).finditer(text):
        yield Found(phrase, match.start(), match.end())


@cache
def _pattern(phrase: str, lang: str) -> re.Pattern[str]:
    words = phrase.strip().split()
    pieces = [_word_pattern(word, lang) for word in words]
    body = ""
    for index, piece in enumerate(pieces):
        elided = index > 0 and lang == "fr" and words[index - 1].lower() in _FR_SMALL
        joint = "" if index == 0 else r"\s*" if elided else _GAP
        body += joint + piece
    return re.compile(rf"(?<!\w){body}(?:(?<={_APOSTROPHE})|(?!\w))", re.IGNORECASE)


def _word_pattern(word: str, lang: str) -> str:
    if lang == "fr" and word.lower() in _FR_SMALL:
        return _FR_SMALL[word.lower()]
    forms = sorted(forms_of(word, lang), key=len, reverse=True)
    return "(?:" + "|".join(_literal(form) for form in forms) + ")"


def _literal(form: str) -> str:
    parts = re.split(r"(['’]|[-‑])", form)
    return "".join(
        _APOSTROPHE if part in ("'", "’") else f"{_GAP}?" if part in ("-", "‑") else re.escape(part)
        for part in parts
    )


def forms_of(word: str, lang: str) -> set[str]:
    """`word` as written and its ordinary forms, lower case."""
    word = word.lower()
    if lang == "fr":
        return _french_forms(word)
    if lang == "en":
        return _english_forms(word)
    return {word}


def _english_forms(word: str) -> set[str]:
    if len(word) < 3 or word in _SMALL_WORDS_EN or not word.isalpha():
        return {word}
    forms = {word}
    for base in _english_bases(word):
        forms.add(base)
        if base.endswith("y") and base[-2] not in _VOWEL:
            forms |= {base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
        elif base.endswith("e"):
            forms |= {base + "s", base + "d", base[:-1] + "ing"}
        elif base.endswith(("s", "x", "z", "ch", "sh")):
            forms |= {base + "es", base + "ed", base + "ing"}
        else:
            forms |= {base + "s", base + "ed", base + "ing"}
            if _doubles(base):
                forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return forms


def _english_bases(word: str) -> set[str]:
    """What `word` may be a form of, itself included only where it looks like a base."""
    if word.endswith("ies") and len(word) > 4:
        return {word[:-3] + "y"}
    if word.endswith("ing") and len(word) > 5:
        return _without_suffix(word[:-3])
    if word.endswith("ed") and len(word) > 4:
        return _without_suffix(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return {word[:-1]}
    return {word}


def _without_suffix(stem: str) -> set[str]:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return {stem[:-1]}
    if len(stem) > 2 and stem[-1] not in _VOWEL and stem[-2] in _VOWEL and stem[-3] not in _VOWEL:
        return {stem, stem + "e"}
    return {stem}


def _doubles(base: str) -> bool:
    return (
        len(base) > 2
        and base[-1] in "bdgklmnprt"
        and base[-2] in "aeiou"
        and (base[-3] not in "aeiou")
    )


def _french_forms(word: str) -> set[str]:
    if len(word) < 4 or not word.isalpha():
        return {word}
    if word.endswith("er"):
        return {word} | {word[:-2] + ending for ending in _FR_ER} | {word + "s"}
    if word.endswith("ffre"):
        return {word[:-2] + ending for ending in _FR_FRIR}
    forms = {word, word + "s", word + "e", word + "es"}
    if word.endswith("al"):
        forms |= {word[:-2] + "aux"}
    if word.endswith("teur"):
        forms |= {word[:-4] + "trice", word[:-4] + "trices"}
    if word.endswith("eur"):
        forms |= {word[:-3] + "euse", word[:-3] + "euses"}
    if word.endswith(("s", "x")):
        forms |= {word[:-1], word[:-1] + "e", word[:-1] + "es"}
    if word.endswith("if"):
        forms |= {word[:-1] + "ve", word[:-1] + "ves"}
    if word.endswith("e"):
        forms |= {word[:-1], word + "nt"}
    return forms
