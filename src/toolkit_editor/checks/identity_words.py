"""The word lists that tell names from other words, read once from `resources/identity`.

Plain text, one list to a file, `#` for remarks. Everything is kept in case-folded form. Knows what
the lists hold and how words are inflected, and nothing of sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from toolkit_editor.base.resources import resource

LANGUAGES = ("en", "fr")
_APOSTROPHES = str.maketrans("’ʼ‘‑", "'''-")
_WORD = re.compile(
    r"[^\W\d_](?:[\w\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0dff\u0e31-\u0eff\u102b-\u109f]|['’ʼ:‑-](?=[^\W\d_]))*"
)
_ENDINGS = {
    "en": ("'s", "s", "es", "d", "ed", "ing", "er", "ers", "ly", "y", "ness", "less", "ful"),
    "fr": (
        "s",
        "x",
        "e",
        "es",
        "é",
        "ée",
        "és",
        "ées",
        "er",
        "ez",
        "ait",
        "ais",
        "aient",
        "ant",
        "ante",
        "ants",
        "antes",
        "ons",
        "ent",
        "ment",
        "i",
        "ie",
        "is",
        "it",
        "ir",
        "a",
        "ai",
        "era",
        "ent",
        "rait",
        "aient",
        "eur",
        "euse",
        "eurs",
        "ions",
    ),
}
_SHAPES = {
    "en": re.compile(
        r"\w{3,}(?:ing|ly|[ts]ion|[ts]ions|ness|ment|ments|ed|ism|ity|ous|ful|less|able|ology"
        r"|itis|osis|phrenia|xiety|ative)"
    ),
    "fr": re.compile(
        r"\w{2,}(?:ez|ons|ant|ante|ment|ments|[ts]ion|[ts]ions|isme|ité|ités|ologie|euse|eux|ique"
        r"|aient|ait|ée|ées|és|er|able|age|ages|ure)(?:-\w+)*"
    ),
}


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the list: the region it lies in, and whether it is a large city."""

    region: str
    large: bool


def split_words(text: str) -> tuple[str, ...]:
    """The words of a phrase, folded, as the lists are keyed."""
    return tuple(fold(word) for word in _WORD.findall(text))


def words_of(text: str) -> list[re.Match[str]]:
    """Where the words of `text` stand."""
    return list(_WORD.finditer(text))


def fold(word: str) -> str:
    """A word without capitals and with plain apostrophes and hyphens."""
    return word.casefold().translate(_APOSTROPHES)


@cache
def given_names() -> frozenset[str]:
    """Given names and short names of people."""
    return frozenset(fold(name) for name in _words("given.txt"))


@cache
def ordinary_words(lang: str) -> frozenset[str]:
    """Ordinary words of a language, as listed."""
    return frozenset(fold(word) for word in _words(f"ordinary.{lang}.txt"))


@cache
def quiet_phrases(lang: str) -> dict[tuple[str, ...], str]:
    """What is written with capitals and names nobody, by its words; the value is as written."""
    lines = [*_lines("capitals.txt"), *_lines(f"capitals.{lang}.txt"), *_words("medicines.txt")]
    return {split_words(line): line for line in lines}


@cache
def towns() -> dict[tuple[str, ...], Town]:
    """Towns by their words; where two share a name the first listed is kept."""
    found: dict[tuple[str, ...], Town] = {}
    region = ""
    for line in _lines("towns.txt"):
        if line.startswith("["):
            region = line[1 : line.index("]")]
            continue
        for name in line.split(","):
            written = name.strip()
            found.setdefault(split_words(written), Town(region, written.startswith("*")))
    return found


@cache
def region_names() -> dict[str, dict[str, str]]:
    """How each region is called in each language, with its article."""
    heads = [line for line in _lines("towns.txt") if line.startswith("[")]
    names = {}
    for head in heads:
        key, _, said = head[1:].partition("]")
        names[key] = dict(zip(LANGUAGES, (one.strip() for one in said.split("|")), strict=True))
    return names


@cache
def lengths(which: str, lang: str) -> dict[str, tuple[int, ...]]:
    """How many words the phrases of a list have, by their first word, the longest first."""
    found: dict[str, set[int]] = {}
    for phrase in towns() if which == "towns" else quiet_phrases(lang):
        found.setdefault(phrase[0], set()).add(len(phrase))
    return {first: tuple(sorted(some, reverse=True)) for first, some in found.items()}


@cache
def public_lines() -> frozenset[str]:
    """Digits of numbers that reach a public service, without the leading 1."""
    numbers = (re.sub(r"\D", "", line.split(" ")[0]) for line in _lines("public_lines.txt"))
    return frozenset(number[-10:] for number in numbers)


def is_listed(word: str, lang: str) -> bool:
    """Whether a folded word is an ordinary one, in its bare form or as a plural."""
    known = ordinary_words(lang)
    return word in known or (word.endswith("s") and word[:-1] in known)


def is_ordinary(word: str, lang: str) -> bool:
    """Whether a folded word is an ordinary one in some inflection; a listed name is not."""
    if is_listed(word, lang):
        return True
    if word in given_names():
        return False
    if "-" in word:
        return all(is_ordinary(part, lang) for part in word.split("-") if part)
    if "'" in word:
        return is_ordinary(word.split("'", maxsplit=1)[0].removesuffix("n"), lang)
    return _SHAPES[lang].fullmatch(word) is not None or any(
        _stem(word, ending) in _stems(lang) for ending in _ENDINGS[lang] if word.endswith(ending)
    )


@cache
def _stems(lang: str) -> frozenset[str]:
    """Beginnings that ordinary words share over their inflections."""
    stems = set()
    for word in ordinary_words(lang):
        if len(word) > 3:
            stems.add(_bare(word))
            if lang == "fr":
                stems |= {_stem(word, end) for end in _ENDINGS[lang] if word.endswith(end)}
    return frozenset(stem for stem in stems if len(stem) > 2)


def _stem(word: str, ending: str) -> str:
    return _bare(word[: len(word) - len(ending)])


def _bare(word: str) -> str:
    """Without a mute e, a doubled letter or an i for y, so that `hopping` meets `hop`."""
    word = word.removesuffix("e")
    if len(word) > 2 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") else word


def _words(name: str) -> list[str]:
    return [word for line in _lines(name) for word in line.split()]


def _lines(name: str) -> list[str]:
    text = resource("identity", name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
