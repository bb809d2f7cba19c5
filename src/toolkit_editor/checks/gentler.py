"""Gentler ways to say what could identify somebody, in the language of the text.

Each is offered for the place where the words stand, so that the sentence still reads well: a town
becomes a region, a date a season, an age a decade, a name a relation, an organisation its kind.
Nothing is replaced here; a person takes one or leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit_editor.checks.gentler_tables import (
    AGES_EN,
    AGES_FR,
    FALLBACK,
    HELPERS,
    KINDS,
    MONTHS,
    SAID,
    SAID_TENS,
    SEASON_ARTICLES,
    SEASONS,
    TENS,
    WIDER,
)
from toolkit_editor.checks.identity import Identifier
from toolkit_editor.checks.identity_patterns import Kind
from toolkit_editor.checks.identity_words import Town, fold, region_names, split_words, towns

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KIN = {
    "en": re.compile(r"\b((?:my|our|his|her) [a-z-]+(?: [a-z-]+)?),? $", re.IGNORECASE),
    "fr": re.compile(r"\b((?:ma|mon|notre|sa|son) [a-zà-ÿœ-]+),? $", re.IGNORECASE),
}
_BEFORE = {
    "en": re.compile(r"\b(?:on the|on|in|the) $", re.IGNORECASE),
    "fr": re.compile(
        r"(?:\b(?:à la|à l['’]|de la|de l['’]|à|au|en|du|de|le|la)\s|\b(?:à l|de l|d|l)['’])$",
        re.IGNORECASE,
    ),
}
_STARTS = re.compile(r"(?:^|[.!?…\n]|[.!?] ?[”»\"])\s*[«“\"]?\s*$")
_VOWEL = re.compile(r"[aeiouyâàéèêëîïôœùû]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gentler:
    """Instead of `text[start:end]`, `words`; empty words take the old ones out."""

    start: int
    end: int
    words: str


def gentler(text: str, lang: str, found: Identifier) -> list[Gentler]:
    """What `found` could be said with instead, the one that keeps most of its sense first."""
    lang = "fr" if lang.startswith("fr") else "en"
    make = _WAYS.get(found.kind, _taken_out)
    offers: list[Gentler] = []
    for one in make(text, lang, found):
        fitted = _fitted(text, one)
        if fitted.words != text[fitted.start : fitted.end] and fitted not in offers:
            offers.append(fitted)
    return offers


def _fitted(text: str, one: Gentler) -> Gentler:
    """With a capital where a sentence begins."""
    if one.words and _STARTS.search(text[: one.start]):
        return Gentler(one.start, one.end, one.words[0].upper() + one.words[1:])
    return one


def _before(text: str, lang: str, start: int) -> tuple[int, str]:
    """The small word that stands before a place or a date, and where it begins."""
    match = _BEFORE[lang].search(text, max(0, start - 12), start)
    return (match.start(), match.group().strip().casefold()) if match else (start, "")


def _french(before: str, noun: str, *, at: str = "dans ") -> str:
    """`noun`, with its article, after the small word that stood before what it replaces."""
    small = before.replace("’", "'")
    if small in ("de", "du", "d'", "de la", "de l'"):
        if noun.startswith("le "):
            return "du " + noun[3:]
        if noun.startswith("les "):
            return "des " + noun[4:]
        return ("d'" if _VOWEL.match(noun) else "de ") + noun
    if small in ("à", "au", "en", "à la", "à l'"):
        return at + noun
    return noun


def _name(text: str, lang: str, found: Identifier) -> Iterator[Gentler]:
    said = text[found.start : found.end]
    kin = _KIN[lang].search(text, max(0, found.start - 40), found.start)
    if kin:
        yield Gentler(kin.end(1), found.end, "")
    else:
        other = re.search(
            _KIN[lang].pattern.removesuffix("$") + re.escape(said), text, re.IGNORECASE
        )
        if other:
            yield from _instead(text, lang, found, other[1][0].lower() + other[1][1:])
    for pattern, words in HELPERS[lang].items():
        title = re.search(rf"\b(?:{pattern})\.?\s$", text[: found.start])
        if title:
            yield Gentler(title.start(), found.end, words)
            return
    for words in FALLBACK[lang][Kind.NAME]:
        yield from _instead(text, lang, found, words)


def _instead(text: str, lang: str, found: Identifier, words: str) -> Iterator[Gentler]:
    if lang == "fr":
        start, small = _before(text, lang, found.start)
        if small in ("de", "d'", "d’"):
            yield Gentler(start, found.end, _french(small, words))
            return
    yield Gentler(found.start, found.end, words)


def _place(text: str, lang: str, found: Identifier) -> Iterator[Gentler]:
    town = towns().get(split_words(text[found.start : found.end]))
    for words in (*_regions(town, lang), *FALLBACK[lang][Kind.PLACE]):
        if lang == "en":
            yield Gentler(found.start, found.end, words)
            continue
        start, small = _before(text, lang, found.start)
        if small in ("le", "la", "l'", "l’"):
            start, small = found.start, ""
        yield Gentler(start, found.end, _french(small, words))


def _regions(town: Town | None, lang: str) -> Iterator[str]:
    if town is None:
        return
    region = region_names()[town.region][lang]
    if lang == "en":
        yield region
        yield f"{'a city' if town.large else 'a small town'} in {region}"
    else:
        yield region
        yield f"une {'grande' if town.large else 'petite'} ville {_french('de', region)}"


def _date(text: str, lang: str, found: Identifier) -> Iterator[Gentler]:
    said = text[found.start : found.end]
    season = _season(said, lang)
    year = _YEAR.search(said)
    start, small = _before(text, lang, found.start)
    if lang == "en":
        lead = "in " if small in ("on", "on the", "in") else ""
        if not lead:
            start = found.start if small != "the" else start
        if season:
            yield Gentler(
                start, found.end, f"{lead}the {season}" + (f" of {year[0]}" if year else "")
            )
        if year:
            yield Gentler(start, found.end, f"{lead}{year[0]}")
        else:
            yield Gentler(start, found.end, "one day")
        return
    on_a_day = small in ("le", "en", "au", "") and not re.search(
        r"\b(?:depuis|avant|après|jusqu['’]à|vers) (?:le )?$", text[: found.start], re.IGNORECASE
    )
    if small in ("de", "d'", "d’"):
        yield Gentler(start, found.end, f"de {year[0]}" if year else "d'un jour")
        return
    if season:
        article, at = SEASON_ARTICLES[season]
        lead = (
            at
            if on_a_day
            else ("de l'" if article == "l'" else "du ")
            if small == "du"
            else article
        )
        yield Gentler(start, found.end, f"{lead}{season}" + (f" {year[0]}" if year else ""))
    if year:
        yield Gentler(start, found.end, f"en {year[0]}" if on_a_day else year[0])
    else:
        yield Gentler(start, found.end, "un jour" if on_a_day else "ce jour-là")


def _season(said: str, lang: str) -> str | None:
    plain = fold(said)
    for number, names in enumerate(MONTHS[lang]):
        if re.search(rf"\b(?:{names})", plain):
            return SEASONS[lang][number]
    digits = re.match(r"(?:19|20)\d\d[-/.](\d{1,2})", plain)
    return SEASONS[lang][int(digits[1]) - 1] if digits and 1 <= int(digits[1]) <= 12 else None


def _age(text: str, lang: str, found: Identifier) -> Iterator[Gentler]:
    said = fold(text[found.start : found.end])
    years = _years(said, lang)
    if years is None:
        return
    before = text[: found.start]
    if lang == "en":
        yield from _age_en(said, years, before, found)
        return
    stage = "enfant" if years < 13 else "ado" if years < 20 else ""
    if has := re.match(r"(?:ai|as|a|avais|avait|aura|aurai|eu)\b", said):
        was = {"ai": "suis", "a": "est", "as": "es", "avait": "était", "avais": "étais"}.get(has[0])
        if stage and was:
            start = found.start
            elided = re.search(r"\bj['’]$", before, re.IGNORECASE)
            if elided and was == "suis":
                yield Gentler(elided.start(), found.end, "je suis " + stage)
            else:
                yield Gentler(start, found.end, f"{was} {stage}")
        elif not stage:
            yield Gentler(found.start, found.end, f"{has[0]} une {AGES_FR[years // 10]} d'années")
        return
    start, small = _before(text, lang, found.start)
    if small == "à":
        words = f"quand j'étais {stage}" if stage else f"dans la {AGES_FR[years // 10]}"
        yield Gentler(start, found.end, words)
    elif small == "de":
        if not stage:
            yield Gentler(start, found.end, f"d'une {AGES_FR[years // 10]} d'années")
    elif not stage:
        yield Gentler(found.start, found.end, f"une {AGES_FR[years // 10]} d'années")


def _age_en(said: str, years: int, before: str, found: Identifier) -> Iterator[Gentler]:
    if "birthday" in said:
        yield Gentler(found.start, found.end, "birthday")
        return
    stage = "a child" if years < 13 else "a teenager" if years < 20 else ""
    if re.search(r"year[ -]olds?$", said) and "-" in said:
        word = next(word for most, word in AGES_EN if years < most)
        yield Gentler(found.start, found.end, word)
        return
    who = re.search(r"\b(I|he|she|my|his|her)\b[^.!?]*$", before, re.IGNORECASE)
    owner = {"i": "my", "my": "my", "he": "his", "his": "his", "she": "her", "her": "her"}
    whose = owner[who[1].casefold()] if who else "their"
    at = re.search(r"\b(?:at) $", before, re.IGNORECASE)
    tens = TENS[years // 10]
    if at:
        words = f"as {stage}" if stage else f"in {whose} {tens}"
        yield Gentler(at.start(), found.end, words)
    elif said.startswith(("turned", "turning")):
        yield Gentler(found.start, found.end, "was " + (stage or f"in {whose} {tens}"))
    elif said.startswith("at the"):
        yield Gentler(found.start, found.end, f"as {stage}" if stage else f"in {whose} {tens}")
    else:
        yield Gentler(found.start, found.end, stage or f"in {whose} {tens}")


def _years(said: str, lang: str) -> int | None:
    digits = re.search(r"\d{1,3}", said)
    if digits:
        return min(int(digits[0]), 99)
    words = re.split(r"[\s-]+", said)
    known = SAID[lang]
    value = sum(known.index(word) for word in words if word in known)
    for number, tens in enumerate(SAID_TENS[lang]):
        if tens and tens in words:
            value += number * 10
    return value or None


def _organisation(text: str, lang: str, found: Identifier) -> Iterator[Gentler]:
    said = fold(text[found.start : found.end])
    kinds = [kind for word, kind in KINDS[lang] if re.search(rf"\b(?:{word})\b", said)]
    for words in (*kinds[:1], *FALLBACK[lang][Kind.ORGANISATION]):
        start, small = _before(text, lang, found.start)
        if lang == "en":
            yield Gentler(start if small == "the" else found.start, found.end, words)
        else:
            yield Gentler(start, found.end, _french(small, words))


def _role(text: str, lang: str, found: Identifier) -> Iterator[Gentler]:
    said = text[found.start : found.end]
    start = found.start
    article = re.search(r"\b(?:the|our|la|le) $|\bl['’]$", text[:start])
    if article and not re.match(r"(?:the|la|le|our)\b|l['’]", said, re.IGNORECASE):
        start = article.start()
    for pattern, words in WIDER[lang].items():
        if re.search(rf"\b(?:{pattern})", said, re.IGNORECASE):
            yield Gentler(start, found.end, words)
            break
    for words in FALLBACK[lang][Kind.ROLE]:
        yield Gentler(start, found.end, words)


def _address(text: str, lang: str, found: Identifier) -> Iterator[Gentler]:
    at = re.search(r"\b(?:at|to|on|au|à|sur la|sur) $", text[: found.start], re.IGNORECASE)
    start = at.start() if at else found.start
    yield Gentler(start, found.end, FALLBACK[lang][Kind.ADDRESS][0])
    yield from _taken_out(text, lang, found)


def _taken_out(text: str, _lang: str, found: Identifier) -> Iterator[Gentler]:
    """Without the words, and without the blank before them."""
    blank = re.search(r"[ \u00a0]+$", text[: found.start])
    yield Gentler(blank.start() if blank else found.start, found.end, "")


_WAYS = {
    Kind.NAME: _name,
    Kind.PLACE: _place,
    Kind.DATE: _date,
    Kind.AGE: _age,
    Kind.ORGANISATION: _organisation,
    Kind.ROLE: _role,
    Kind.ADDRESS: _address,
}
