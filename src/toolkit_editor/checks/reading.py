"""How hard a text is to read, in English and French, by published formulas.

With W words, S sentences, Y syllables:

- Flesch reading ease (Flesch 1948): 206.835 - 1.015 W/S - 84.6 Y/W. Higher is easier.
- Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 W/S + 11.8 Y/W - 15.59. A school year.
- Kandel and Moles for French (1958): 207 - 1.015 W/S - 73.6 Y/W. Higher is easier.
- Gunning (1952): 0.4 (W/S + 100 H/W), H the words of three or more syllables.

A formula counts and does not understand: a good score is no proof of plain language, and a bad one
is a hint. Below about 100 words the figures jump about, so short texts get hints on sentences only.
Each text given is a paragraph, a heading, a list item or a cell: it ends a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.syllables import count_syllables
from toolkit_editor.prose.sentences import sentence_ends

ENOUGH_WORDS = 100
LONG_SENTENCE = 25
"""Words; guides to plain writing ask for about 20 on average."""
LONG_WORD = 4
"""Syllables from which a word counts as long in a hint."""

WORDS_A_MINUTE = 200
"""A calm pace; many people read faster and some slower."""

_WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in a text, and what the formulas make of it."""

    lang: str
    words: int
    sentences: int
    syllables: int
    hard_words: int

    @property
    def enough(self) -> bool:
        """Whether there are words enough for the formulas to mean something."""
        return self.words >= ENOUGH_WORDS

    @property
    def words_per_sentence(self) -> float:
        """The average length of a sentence."""
        return self.words / self.sentences

    @property
    def ease(self) -> float:
        """Reading ease, higher is easier: Kandel-Moles for French, else Flesch."""
        per_word = self.syllables / self.words
        if self.lang == "fr":
            return 207 - 1.015 * self.words_per_sentence - 73.6 * per_word
        return 206.835 - 1.015 * self.words_per_sentence - 84.6 * per_word

    @property
    def gunning(self) -> float:
        """Gunning's index: about the years of schooling a reader needs."""
        return 0.4 * (self.words_per_sentence + 100 * self.hard_words / self.words)

    @property
    def grade(self) -> float:
        """A school year: Flesch-Kincaid for English, Gunning for French."""
        if self.lang == "fr":
            return self.gunning
        return 0.39 * self.words_per_sentence + 11.8 * self.syllables / self.words - 15.59


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence that could be easier: where it is, in which of the texts, and why."""

    text: int
    span: Span
    message: Message


def measure(texts: Sequence[str], lang: str) -> Measure | None:
    """Count `texts`; None where they hold no word."""
    words = [word for text in texts for word in words_of(text)]
    if not words:
        return None
    syllables = [count_syllables(word, lang) for word in words]
    return Measure(
        lang=lang,
        words=len(words),
        sentences=sum(len(sentences_of(text)) for text in texts),
        syllables=sum(syllables),
        hard_words=sum(1 for number in syllables if number >= 3),
    )


def words_of(text: str) -> list[str]:
    """The words of `text`; `l'équipe` and `well-being` are one word each, bare numbers none."""
    return [word for word in _WORD.findall(text) if not word.isdigit()]


def minutes_to_read(words: int) -> int:
    """About how long reading that many words takes; at least one minute."""
    return max(1, round(words / WORDS_A_MINUTE))


def sentences_of(text: str) -> list[Span]:
    """The sentences of `text` that hold a word; an abbreviation's full stop ends none."""
    ends = sentence_ends(text)
    spans = pairwise([0, *ends])
    return [
        Span(begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip()))
        for begin, end_ in spans
        if words_of(piece := text[begin:end_])
    ]


def hints(texts: Sequence[str], lang: str) -> list[Hint]:
    """The sentences that could be easier to read, in the order of the texts."""
    found = []
    for index, text in enumerate(texts):
        for span in sentences_of(text):
            words = words_of(text[span.start : span.end])
            long_words = [word for word in words if count_syllables(word, lang) >= LONG_WORD]
            if len(words) > LONG_SENTENCE:
                message = say(
                    "This sentence has {words} words. Could it become two?", words=len(words)
                )
                found.append(Hint(index, span, message))
            elif len(words) >= 8 and len(long_words) * 4 >= len(words):
                message = say(
                    "This sentence has many long words, such as “{word}”. Is there a shorter way?",
                    word=max(long_words, key=len),
                )
                found.append(Hint(index, span, message))
    return found


def advice(measured: Measure | None, wanted_grade: float) -> Message | None:
    """A sentence where a text is clearly harder than the `wanted_grade`, else None."""
    if measured is None or not measured.enough or measured.grade <= wanted_grade + 0.5:
        return None
    return say(
        "This reads like a text for school year {grade}; the toolkit aims at {wanted}. "
        "Sentences have {length} words on average. Shorter ones, and everyday words, help.",
        grade=round(measured.grade),
        wanted=round(wanted_grade),
        length=round(measured.words_per_sentence),
    )
