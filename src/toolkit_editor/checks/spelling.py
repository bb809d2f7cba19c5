"""Which words of a text are not in a dictionary, and what may have been meant.

A word that is right in one of the languages switched on is right: people write in two languages at
once. Numbers, addresses, acronyms and names with capitals inside are left alone. Says nothing of a
language it has no dictionary for. Loading one takes a tenth of a second and suggesting takes as
long, so the caller does both beside the window. Must not know where words are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from toolkit_editor.checks.dictionaries import Dictionary, find_dictionary

_LETTER = r"[^\W\d_]"
_MARK = r"[\u0300-\u036f]"
_TOKEN = re.compile(rf"{_LETTER}(?:{_LETTER}|{_MARK}|['’\-‑\u00ad](?={_LETTER}))*")
_CHUNK = re.compile(r"\S+")
_UNUSUAL = re.compile(r"[/_@\\\d#]|\.\w")
_ADDRESS = re.compile(r"://|www\.|@|\\|/.*\.\w")
_PIECE = re.compile(r"[\w-]+(?:[._]\w[\w-]*)+|#[\w-]+|\w*\d\w*")
_LONGEST = 200
"""Letters; what is longer is no word of anybody's."""
_ENDING = re.compile(r"(?:[·•‧]|\w\(-?)\Z")
"""Before an ending for another gender: `facilitateur·rice`, `facilitateur(-trice)`."""
_PART = re.compile(r"[^\-‑]+")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:'s|')$", re.IGNORECASE)
_LAST_LATIN = "\u024f"
_PLAIN_APOSTROPHE = str.maketrans({"’": "'", "‑": "-", "\u00ad": None})
_AMERICAN = (
    (re.compile(r"our(?=$|s$|ed$|ing$|ful|less|able|ably|er|ite|hood|ist)"), "or"),
    (re.compile(r"tre(?=$|s$|d$)"), "ter"),
    (re.compile(r"is(?=e$|es$|ed$|ing$|er$|ers$|ation|ations$)"), "iz"),
    (re.compile(r"ys(?=e$|es$|ed$|ing$|er$|ers$)"), "yz"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$|or$|ors$|ment|ful)"), "l"),
    (re.compile(r"l(?=$|s$|ful|ment)"), "ll"),
    (re.compile(r"ogue(?=$|s$|d$)"), "og"),
    (re.compile(r"(?<=[ef])ence(?=$|s$)"), "ense"),
    (re.compile(r"(?<=[nl])c(?=e$|es$|ed$)"), "s"),
    (re.compile(r"practis"), "practic"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"que(?=$|s$)"), "ck"),
)
"""Turns British and Canadian spellings into those an American dictionary has."""
_BRITISH = frozenset(
    ("grey", "greys", "programme", "programmes", "storey", "storeys", "skilful", "jewellery")
)


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """Letters that stand together in a text: `l’équipe` and `co-chair` are one token each."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """One past its last letter."""
        return self.start + len(self.text)


class _Loaded(Protocol):
    def spell(self, word: str) -> bool: ...

    def suggest(self, word: str) -> tuple[str, ...]: ...


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of `text` that can be looked up: no addresses, numbers or lone letters."""
    for match in _CHUNK.finditer(text):
        chunk, start = match.group(), match.start()
        inside = _tokens_in(chunk) if len(chunk) <= _LONGEST else _find_tokens(chunk)
        for token, at in inside:
            yield Token(token, start + at)


@lru_cache(maxsize=20_000)
def _tokens_in(chunk: str) -> tuple[tuple[str, int], ...]:
    return tuple(_find_tokens(chunk))


def _find_tokens(chunk: str) -> Iterator[tuple[str, int]]:
    """The tokens of what stands between two blanks, and where in it they start."""
    left_out = list(_left_out(chunk)) if _UNUSUAL.search(chunk) else []
    for match in _TOKEN.finditer(chunk):
        start, end = match.span()
        if (
            1 < end - start <= _LONGEST
            and not any(first < end and start < last for first, last in left_out)
            and not _ENDING.search(chunk[max(0, start - 3) : start])
        ):
            yield match.group(), start


def _left_out(chunk: str) -> Iterator[tuple[int, int]]:
    """Where addresses, file names, tags and words with digits stand."""
    if len(chunk) > _LONGEST or _ADDRESS.search(chunk):
        yield 0, len(chunk)
    else:
        for piece in _PIECE.finditer(chunk):
            yield piece.span()


class Spelling:
    """Looks words up in the dictionaries of the languages that are switched on."""

    def __init__(
        self,
        dictionaries: Sequence[Path],
        languages: tuple[str, ...],
        own_words: frozenset[str] = frozenset(),
    ) -> None:
        """Dictionaries are looked for in these folders and loaded when first needed.

        `own_words` are right in every language, whatever their capitals.
        """
        found = {language: find_dictionary(language, dictionaries) for language in languages}
        self._dictionaries = {code: one for code, one in found.items() if one is not None}
        self._loaded: dict[str, _Loaded] = {}
        self._own: set[str] = set()
        self.missing = tuple(code for code in languages if code not in self._dictionaries)
        """The languages without a dictionary."""
        self.learn(own_words)

    def learn(self, words: Iterable[str]) -> None:
        """Count these words, and no others that were learnt before, as right from now on."""
        self._own = {_plain(token.text).casefold() for word in words for token in tokens_of(word)}

    def load(self) -> None:
        """Load every dictionary now, so that the first word need not wait."""
        for code in self._dictionaries:
            self._dictionary(code)

    def misspelt(self, text: str, language: str) -> list[Range]:
        """The words of `text` that are not in a dictionary, in order."""
        return [
            Range(token.start + fault.start, token.start + fault.end)
            for token in tokens_of(text)
            for fault in self.faults(token.text, language)
        ]

    def faults(self, token: str, language: str) -> tuple[Range, ...]:
        """What is not right in one token: nothing, all of it, or some of its parts."""
        if language not in self._dictionaries or self._is_right(token):
            return ()
        parts = list(_PART.finditer(token))
        wrong = [
            part for part in parts if len(part.group()) > 1 and not self._is_right(part.group())
        ]
        return tuple(self._without_elision(part.group(), part.start()) for part in wrong)

    def suggest(self, word: str, language: str, most: int = 6) -> list[str]:
        """What may have been meant, likeliest first, with the apostrophes `word` has.

        Another language is asked where the text's own has nothing to say; each takes its time.
        """
        other, own = ("’", "'") if "'" in word else ("'", "’")
        order = [language, *(code for code in self._dictionaries if code != language)]
        for code in order:
            found = self._suggested(word, code) if code in self._dictionaries else []
            if found:
                return [one.replace(other, own) for one in found[:most]]
        return []

    # one word

    def _is_right(self, word: str) -> bool:
        plain = _plain(word)
        if len(plain) < 2 or _is_left_alone(plain) or plain.casefold() in self._own:
            return True
        return any(self._is_in(plain, code) for code in self._dictionaries)

    def _is_in(self, word: str, code: str) -> bool:
        forms = {word}
        if code == "fr":
            forms.add(_ELISION.sub("", word, count=1))
        elif code == "en":
            forms.add(_POSSESSIVE.sub("", word))
        for form in forms:
            short = len(form) < 2 or (form != word and _is_left_alone(form))
            if short or form.casefold() in self._own or self._looked_up(form, code):
                return True
        return False

    def _looked_up(self, word: str, code: str) -> bool:
        dictionary = self._dictionary(code)
        if _spell(dictionary, word):
            return True
        if not self._dictionaries[code].is_american:
            return False
        low = word.lower()
        if low in _BRITISH:
            return True
        for pattern, american in _AMERICAN:
            other = pattern.sub(american, low)
            if other != low and _spell(dictionary, other):
                return True
        return False

    def _suggested(self, word: str, code: str) -> list[str]:
        try:
            return list(self._dictionary(code).suggest(_plain(word)))
        except UnicodeEncodeError:
            return []

    def _without_elision(self, part: str, start: int) -> Range:
        """The range of a wrong part; `l’` before a French word is not what is wrong."""
        elided = _ELISION.match(_plain(part))
        skip = elided.end() if elided and "fr" in self._dictionaries else 0
        return Range(start + skip, start + len(part))

    def _dictionary(self, code: str) -> _Loaded:
        if code not in self._loaded:
            self._loaded[code] = load_dictionary(self._dictionaries[code])
        return self._loaded[code]


def load_dictionary(dictionary: Dictionary) -> _Loaded:
    """Read the files of a dictionary; about a tenth of a second."""
    from hunspell import Hunspell

    make: Callable[..., _Loaded] = Hunspell
    return make(dictionary.name, hunspell_data_dir=str(dictionary.folder))


def _plain(word: str) -> str:
    """`word` as dictionaries write it."""
    return unicodedata.normalize("NFC", word).translate(_PLAIN_APOSTROPHE)


def _spell(dictionary: _Loaded, word: str) -> bool:
    try:
        return dictionary.spell(word)
    except UnicodeEncodeError:
        return True  # letters this dictionary cannot even hold: it has no opinion


def _is_left_alone(word: str) -> bool:
    """An acronym, a name with capitals inside, or letters of another script."""
    inside = word[1:]
    has_capital = any(letter.isupper() for letter in inside)
    if has_capital and not _ELISION.match(word):
        return True
    return any(letter > _LAST_LATIN and letter.isalpha() for letter in word)
