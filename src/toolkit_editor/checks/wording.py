"""Respectful words: a group's own list of what it would rather say, and why.

The list is data, kept per language by people with lived experience. It suggests and never corrects;
it is not used on a teller's own words about themselves, which the caller sees to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.phrases import find_phrases


@dataclass(frozen=True, slots=True)
class WordingEntry:
    """One line of `wording/<lang>.yml`: words, and what may be said in their place."""

    instead: tuple[str, ...]
    say: tuple[str, ...]
    why: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class WordingHint:
    """Words in a text, from `start` to `end` in code points, for which there is a suggestion."""

    start: int
    end: int
    entry: WordingEntry
    message: Message


def check_wording(text: str, lang: str, entries: Iterable[WordingEntry]) -> list[WordingHint]:
    """What the group's list has to suggest about `text`, in the order of the text."""
    by_phrase = {phrase: entry for entry in entries for phrase in entry.instead if phrase.strip()}
    hints = []
    for found in find_phrases(by_phrase, text, lang):
        entry = by_phrase[found.phrase]
        if _already_said(text, found.start, found.end, entry):
            continue
        words = text[found.start : found.end]
        hints.append(WordingHint(found.start, found.end, entry, _message(words, entry)))
    return hints


def _already_said(text: str, start: int, end: int, entry: WordingEntry) -> bool:
    """Whether the words stand inside what the entry suggests to say."""
    around = text.casefold()
    for suggestion in entry.say:
        wanted = suggestion.casefold()
        at = around.find(wanted, max(0, start - len(wanted)))
        if wanted and 0 <= at <= start and end <= at + len(wanted):
            return True
    return False


def _message(words: str, entry: WordingEntry) -> Message:
    choices = " / ".join(entry.say)
    if not entry.say:
        return say("“{words}” can hurt some readers. {why}", words=words, why=entry.why)
    if entry.why:
        return say(
            "Instead of “{words}” the group suggests “{choices}”. {why}",
            words=words,
            choices=choices,
            why=entry.why,
        )
    return say("Instead of “{words}” the group suggests “{choices}”.", words=words, choices=choices)
