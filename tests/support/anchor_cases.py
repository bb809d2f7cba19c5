"""Six things that happen to a passage of a real text, each with where the passage is afterwards.

Every case is made from a seed. The text is cut into what stands before the passage, the passage and
what stands after it; each part is edited by itself, so that the right answer is known and not
searched for. Words that are written anew come from the other texts in the same language, so that
they look like what people write there.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rapidfuzz import fuzz

from support.passages import NEW, OLD
from toolkit_editor.annotations.anchor import Found
from toolkit_editor.annotations.selector import Selector, make_selector
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.plain import plain_of

SAMPLE = Path(__file__).resolve().parents[2] / "content_repo"

_SENTENCE = re.compile(r"[^.!?\n]{25,400}[.!?](?=\s|$)")
_WORD = re.compile(r"\w[\w’'-]*")
_FRENCH = re.compile(r"\b(?:les|des|une|dans|pour|est)\b")
_FEW = 4
_SHORTEST_TEXT = 1500


class Situation(StrEnum):
    """What happened to the text since the passage was chosen."""

    UNTOUCHED = "untouched"
    LIGHT = "light edit"
    HEAVY = "heavy rewrite"
    MOVED = "paragraph moved"
    DELETED = "sentence deleted"
    LOOK_ALIKE = "deleted, look-alike left"


class Verdict(StrEnum):
    """What an answer is worth."""

    KEPT = "kept"
    """At the right place, and nobody was asked."""
    ASKED = "asked"
    """A person is asked, or told that the place is lost."""
    WRONG = "wrong"
    """Said to be found, at a place that was not meant. This is the harm."""


@dataclass(frozen=True, slots=True)
class Case:
    """A passage chosen in `old`; in `new` it stands at `meant`, or nowhere (None)."""

    situation: Situation
    old: str
    new: str
    selector: Selector
    meant: tuple[int, int] | None

    @property
    def version(self) -> str:
        """The version that `new` is."""
        return OLD if self.new == self.old else NEW

    def judge(self, found: Found) -> Verdict:
        """What an answer is worth: half of what was found and meant together must be shared."""
        if not found.certainty.settled:
            return Verdict.ASKED
        return Verdict.KEPT if self.is_right(found.start, found.end) else Verdict.WRONG

    def is_right(self, start: int, end: int) -> bool:
        """Whether a place is the one that was meant."""
        if self.meant is None:
            return False
        first, last = self.meant
        shared = min(end, last) - max(start, first)
        return shared > 0 and 2 * shared >= max(end, last) - min(start, first)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A passage in its text, and the sentence that it is in (all in characters of `text`)."""

    text: str
    start: int
    end: int
    sentence: tuple[int, int]

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the passage, the passage, and what stands after it."""
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]


Made = tuple[Chosen, str, tuple[int, int] | None]
"""A passage, its text afterwards, and where it stands there (None: nowhere)."""


class Authors:
    """Where new words and sentences come from: the other texts in the same language."""

    def __init__(self, texts: Sequence[str]) -> None:
        """`texts` are all texts, in whatever languages."""
        self._sentences: dict[bool, list[str]] = {True: [], False: []}
        self._words: dict[bool, list[str]] = {True: [], False: []}
        for text in texts:
            french = is_french(text)
            self._sentences[french] += [found[0].strip() for found in _SENTENCE.finditer(text)]
            self._words[french] += _WORD.findall(text)

    def sentence(self, dice: random.Random, text: str) -> str:
        """A sentence that is not in `text`."""
        while (found := dice.choice(self._sentences[is_french(text)])) in text:
            pass
        return found

    def word(self, dice: random.Random, text: str) -> str:
        """A word, the frequent ones more often."""
        return dice.choice(self._words[is_french(text)])


@functools.cache
def authors_of(texts: tuple[str, ...]) -> Authors:
    """What the authors of `texts` write."""
    return Authors(texts)


@functools.cache
def is_french(text: str) -> bool:
    """Whether a text seems to be French."""
    return len(_FRENCH.findall(text)) * 80 > len(text.split())


@functools.cache
def texts_in(folder: Path) -> tuple[str, ...]:
    """The plain texts of the sections in a folder, where there are any; the long ones."""
    found = [plain_of(split(path.read_bytes())[1]).text for path in sorted(folder.rglob("*.md"))]
    return tuple(text for text in found if len(text) > _SHORTEST_TEXT)


def cases(
    texts: tuple[str, ...], situation: Situation, count: int, seed: int = 1
) -> Iterator[Case]:
    """`count` cases of one situation, the same ones every time."""
    dice = random.Random(f"{situation} {seed}")
    authors = authors_of(texts)
    usable = [text for text in texts if len(_SENTENCE.findall(text)) > 5]
    made = 0
    while made < count:
        case = make_case(dice, authors, dice.choice(usable), situation)
        if case is not None:
            made += 1
            yield case


def make_case(
    dice: random.Random, authors: Authors, text: str, situation: Situation
) -> Case | None:
    """One case in `text`; None where the passage does not allow it."""
    made = _MAKERS[situation](dice, authors, _choose(dice, text))
    if made is None:
        return None
    chosen, new, meant = made
    selector = make_selector(chosen.text, chosen.start, chosen.end, OLD)
    return Case(situation, chosen.text, new, selector, meant)


def _choose(dice: random.Random, text: str) -> Chosen:
    """A sentence, some words of one, one to three words of one, or two sentences."""
    found = list(_SENTENCE.finditer(text))
    at = dice.randrange(len(found))
    start, end = found[at].span()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    sentence = start, end
    words = list(_WORD.finditer(text, start, end))
    kind = dice.random()
    if kind < 0.15 and at + 1 < len(found) and found[at + 1].start() - end < 2:
        end = found[at + 1].end()
        sentence = start, end
    elif kind < 0.55 and len(words) > 4:
        count = dice.randint(1, 3) if kind < 0.3 else dice.randint(4, len(words))
        first = dice.randint(0, len(words) - count)
        start, end = words[first].start(), words[first + count - 1].end()
    return Chosen(text, start, end, sentence)


# light: a letter, a word or a mark in or beside the passage, other sentences around it


def _light(dice: random.Random, authors: Authors, chosen: Chosen) -> Made:
    return _together(chosen, *_touched(dice, authors, chosen))


def _touched(dice: random.Random, authors: Authors, chosen: Chosen) -> tuple[str, str, str]:
    """One to three changes; a passage of a few words has one slip at most, since three in one
    word would be no slip any more.
    """
    before, passage, after = chosen.parts
    for _ in range(dice.randint(1, 3)):
        what = dice.random()
        if what < 0.45:
            if passage == chosen.parts[1] or len(passage.split()) > _FEW:
                passage = _touch(dice, authors, chosen.text, passage)
        elif what < 0.6:
            before = _touch_near(dice, authors, chosen.text, before, last=True)
        elif what < 0.75:
            after = _touch_near(dice, authors, chosen.text, after, last=False)
        elif what < 0.87:
            before = _with_sentence(dice, authors, chosen.text, before, last=True)
        else:
            after = _with_sentence(dice, authors, chosen.text, after, last=False)
    return before, passage, after


def _touch(dice: random.Random, authors: Authors, text: str, words: str) -> str:
    """`words` with one letter, or in a longer passage one word or mark, changed."""
    found = list(_WORD.finditer(words))
    if not found:
        return words
    one = dice.choice(found)
    long = [word for word in found if len(word[0]) > 3]
    if len(found) <= _FEW or dice.random() < 0.4:
        return _misspelt(dice, words, dice.choice(long)) if long else words
    new = authors.word(dice, text)
    match dice.randrange(4):
        case 0:
            return words[: one.start()] + new + words[one.end() :]
        case 1:
            return words[: one.start()] + new + " " + words[one.start() :]
        case 2 if one is not found[0]:
            return words[: one.start()].rstrip() + words[one.end() :]
        case _:
            return words[: one.end()] + dice.choice(",;") + words[one.end() :].lstrip(",;")


def _misspelt(dice: random.Random, words: str, word: re.Match[str]) -> str:
    """One letter doubled, left out, or in the place of its neighbour; or a capital letter."""
    at = dice.randrange(word.start() + 1, word.end() - 1)
    match dice.randrange(4):
        case 0:
            return words[:at] + words[at] + words[at:]
        case 1:
            return words[:at] + words[at + 1 :]
        case 2:
            return words[:at] + words[at + 1] + words[at] + words[at + 2 :]
        case _:
            return words[: word.start()] + word[0].swapcase()[0] + words[word.start() + 1 :]


def _touch_near(dice: random.Random, authors: Authors, text: str, words: str, *, last: bool) -> str:
    """`words` with something changed among the three words nearest to the passage."""
    found = list(_WORD.finditer(words))
    near = found[-3:] if last else found[:3]
    if not near:
        return words
    one = dice.choice(near)
    if dice.random() < 0.5 or len(one[0]) < 4:
        return words[: one.start()] + authors.word(dice, text) + words[one.end() :]
    return _misspelt(dice, words, one)


def _with_sentence(
    dice: random.Random, authors: Authors, text: str, words: str, *, last: bool
) -> str:
    """`words` with a sentence more: in the passage's own paragraph, or as a paragraph elsewhere."""
    new = authors.sentence(dice, text)
    if dice.random() < 0.5:
        cut = _sentence_edge(words, last=last)
        if cut is not None:
            return words[:cut] + new + " " + words[cut:]
    lines = words.split("\n")
    at = dice.randrange(0, len(lines)) if last else dice.randrange(1, len(lines) + 1)
    return "\n".join([*lines[:at], new, *lines[at:]])


def _sentence_edge(words: str, *, last: bool) -> int | None:
    """Where the sentence that is nearest to the passage begins, in its own paragraph."""
    edges = [found.end() for found in re.finditer(r"[.!?] (?=\w)", words)]
    if last:
        edges = [edge for edge in edges if "\n" not in words[edge:]]
        return edges[-1] if edges else None
    edges = [edge for edge in edges if "\n" not in words[:edge]]
    return edges[0] if edges else None


# heavy: hardly anything of the passage is as it was


def _heavy(dice: random.Random, authors: Authors, chosen: Chosen) -> Made:
    """Six to nine words in ten are others; or what stands there says something else altogether."""
    before, passage, after = _touched(dice, authors, chosen)
    if dice.random() < 0.3:
        passage = authors.sentence(dice, chosen.text)
    else:
        share = dice.uniform(0.6, 0.95)
        passage = _WORD.sub(
            lambda word: authors.word(dice, chosen.text) if dice.random() < share else word[0],
            passage,
        )
    return _together(chosen, before, passage, after)


# moved: its paragraph stands elsewhere


def _move(dice: random.Random, authors: Authors, chosen: Chosen) -> Made | None:
    """The paragraph of the passage stands elsewhere, in one case of two touched lightly too."""
    start = chosen.text.rfind("\n", 0, chosen.start) + 1
    end = chosen.text.find("\n", chosen.end)
    end = len(chosen.text) if end < 0 else end
    others = (chosen.text[: max(0, start - 1)], chosen.text[end + 1 :])
    lines = [line for part in others if part for line in part.split("\n")]
    here = others[0].count("\n") + 1 if others[0] else 0
    places = [at for at in range(len(lines) + 1) if at != here]
    if not places:
        return None
    head, passage, tail = (
        chosen.text[start : chosen.start],
        chosen.text[chosen.start : chosen.end],
        chosen.text[chosen.end : end],
    )
    if dice.random() < 0.5:
        passage = _touch(dice, authors, chosen.text, passage)
    at = dice.choice(places)
    before = "".join(line + "\n" for line in lines[:at]) + head
    after = tail + "".join("\n" + line for line in lines[at:])
    return _together(chosen, before, passage, after)


# deleted: the sentence is not there any more


def _delete(dice: random.Random, authors: Authors, chosen: Chosen) -> Made:
    """Its sentence is gone, in one case of two from a text that was touched around it."""
    before, after = chosen.text[: chosen.sentence[0]], chosen.text[chosen.sentence[1] :].lstrip(" ")
    if dice.random() < 0.5:
        before = _touch_near(dice, authors, chosen.text, before, last=True)
    if dice.random() < 0.5:
        after = _touch_near(dice, authors, chosen.text, after, last=False)
    return chosen, before + after, None


def _leave_look_alike(dice: random.Random, authors: Authors, chosen: Chosen) -> Made | None:
    """Its sentence is gone, and one that differs in one word stood beside it or elsewhere.

    Or it was newly written elsewhere, at least a paragraph away: at the same place it would be a
    light edit, and nobody could tell the two apart.
    """
    first, last = chosen.sentence
    other = _like(dice, authors, chosen)
    before, after = chosen.text[:first], chosen.text[last:]
    match dice.randrange(4):
        case 0:
            old = Chosen(
                before + other + " " + chosen.text[first:],
                *(at + len(other) + 1 for at in (chosen.start, chosen.end)),
                (first, last),
            )
            new = before + other + after
        case 1:
            old = Chosen(before + chosen.text[first:last] + " " + other + after, *_range(chosen))
            new = before + other + after
        case 2:
            lines = after.split("\n")
            at = dice.randint(1, len(lines))
            rest = "\n".join([*lines[:at], other, *lines[at:]])
            old = Chosen(before + chosen.text[first:last] + rest, *_range(chosen))
            new = before + rest.lstrip(" ")
        case _:
            lines = before.split("\n")
            if len(lines) < 3:
                return None
            at = dice.randrange(len(lines) - 1)
            old = chosen
            new = "\n".join([*lines[:at], other, *lines[at:]]) + after.lstrip(" ")
    return old, new, None


def _range(chosen: Chosen) -> tuple[int, int, tuple[int, int]]:
    return chosen.start, chosen.end, chosen.sentence


def _like(dice: random.Random, authors: Authors, chosen: Chosen) -> str:
    """The sentence of the passage with one of its words exchanged, whichever it is."""
    sentence = chosen.text[slice(*chosen.sentence)]
    word = dice.choice(list(_WORD.finditer(sentence)))
    while (new := authors.word(dice, chosen.text)) == word[0]:
        pass
    return sentence[: word.start()] + new + sentence[word.end() :]


def _untouched(_dice: random.Random, _authors: Authors, chosen: Chosen) -> Made:
    return chosen, chosen.text, (chosen.start, chosen.end)


def _together(chosen: Chosen, before: str, passage: str, after: str) -> Made:
    meant = len(before), len(before) + len(passage)
    return chosen, before + passage + after, meant


_MAKERS: dict[Situation, Callable[[random.Random, Authors, Chosen], Made | None]] = {
    Situation.UNTOUCHED: _untouched,
    Situation.LIGHT: _light,
    Situation.HEAVY: _heavy,
    Situation.MOVED: _move,
    Situation.DELETED: _delete,
    Situation.LOOK_ALIKE: _leave_look_alike,
}


# harder ones, and a plain way of doing it to compare with


def lightly_touched(text: str, authors: Authors, share: float) -> str:
    """`text` with something small changed in `share` of its lines, the same ones every time."""
    dice = random.Random(f"{len(text)} {share}")
    return "\n".join(
        _touch(dice, authors, text, line) if dice.random() < share else line
        for line in text.split("\n")
    )


def likest_place(selector: Selector, text: str) -> tuple[int, int]:
    """Where the quote with its surroundings is most alike: plain best-score matching.

    It always answers, which is what is wrong with it.
    """
    around = selector.prefix + selector.exact + selector.suffix
    near = fuzz.partial_ratio_alignment(around, text)
    if near is None:
        return 0, 0
    window = text[near.dest_start : near.dest_end]
    inside = fuzz.partial_ratio_alignment(selector.exact, window)
    if inside is None:
        return near.dest_start, near.dest_end
    return near.dest_start + inside.dest_start, near.dest_start + inside.dest_end
