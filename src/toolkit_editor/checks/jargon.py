"""Specialists' words, and what the group's glossary says in their place.

Where a word has two senses (a facilitator is a person who guides meetings, or something that helps)
both are offered: which one is meant, only a person knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.phrases import find_phrases


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One line of `glossary/<lang>.yml`; `sense` tells apart two lines with the same term."""

    term: str
    plain: str
    meaning: str = ""
    sense: str = ""


@dataclass(frozen=True, slots=True)
class JargonHint:
    """A specialists' word in a text, from `start` to `end` in code points, and what it may mean."""

    start: int
    end: int
    terms: tuple[GlossaryTerm, ...]
    message: Message


def check_jargon(
    text: str, lang: str, glossary: Iterable[GlossaryTerm], *, every_use: bool = False
) -> list[JargonHint]:
    """The glossary's words in `text`: each at its first use, or at `every_use`.

    A word that stands beside its plain form, as in `stakeholder (person affected)`, is explained
    already and not mentioned.
    """
    by_term: dict[str, list[GlossaryTerm]] = {}
    for entry in glossary:
        by_term.setdefault(entry.term.strip().casefold(), []).append(entry)
    by_term.pop("", None)
    hints: list[JargonHint] = []
    seen: set[str] = set()
    for found in find_phrases(by_term, text, lang):
        if found.phrase in seen and not every_use:
            continue
        seen.add(found.phrase)
        terms = tuple(by_term[found.phrase])
        if _is_explained(text, found.end, terms):
            continue
        message = _message(text[found.start : found.end], terms)
        hints.append(JargonHint(found.start, found.end, terms, message))
    return hints


def _is_explained(text: str, end: int, terms: tuple[GlossaryTerm, ...]) -> bool:
    nearby = text[end : end + 80].casefold().replace("’", "'")
    return any(term.plain.casefold().replace("’", "'") in nearby for term in terms if term.plain)


def _message(word: str, terms: tuple[GlossaryTerm, ...]) -> Message:
    if len(terms) == 1:
        return say(
            "“{word}” may be new to some readers. In plain words: {plain}.",
            word=word,
            plain=terms[0].plain,
        )
    meanings = "; ".join(
        f"{term.plain} ({term.sense})" if term.sense else term.plain for term in terms
    )
    return say(
        "“{word}” has more than one meaning. Which one do you mean? {meanings}.",
        word=word,
        meanings=meanings,
    )
