"""What is noticed in changed words before they are shared or approved: suggestions, never errors.

Looks only at paragraphs that changed, so that nobody is told about somebody else's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit_editor.base.message import Message
from toolkit_editor.checks.accessibility import check_accessibility
from toolkit_editor.checks.finding import Code
from toolkit_editor.checks.identity import Known, find_identifiers
from toolkit_editor.checks.jargon import check_jargon
from toolkit_editor.checks.reading import hints
from toolkit_editor.checks.wording import check_wording
from toolkit_editor.content.front_matter import split
from toolkit_editor.content.toolkit import Toolkit
from toolkit_editor.prose.difference import Change, Op, changed_leaves
from toolkit_editor.prose.model import Kind
from toolkit_editor.prose.outline import structure_of
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.sections import find_section_at
from toolkit_editor.services.vocabulary import glossary, wording


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing noticed: its code, the words concerned, and a sentence."""

    path: str
    code: Code
    words: str
    message: Message


_WORDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.CELL)


def notice(desk: Desk, path: str, before: bytes, after: bytes) -> list[Noticed]:
    """What is noticed in what `after` has that `before` had not."""
    section = find_section_at(desk, path)
    language = section.language if section else desk.toolkit().source_language
    if not path.casefold().endswith((".md", ".markdown")):
        return []
    body_before, body_after = split(before)[1], split(after)[1]
    texts = [new_words(change) for change in changed_leaves(body_before, body_after)]
    found = list(_in_texts(desk, path, [text for text in texts if text], language))
    known = [f.message for f in check_accessibility(structure_of(body_before), path)]
    found += [
        Noticed(path, finding.code, "", finding.message)
        for finding in check_accessibility(structure_of(body_after), path)
        if finding.message not in known
    ]
    return found


def new_words(change: Change) -> str:
    """The words of a changed block as they are now; empty where nothing in them is new."""
    if change.kind not in _WORDS or not any(piece.op is Op.ADDED for piece in change.pieces):
        return ""
    return "".join(piece.text for piece in change.pieces if piece.op is not Op.REMOVED)


def _in_texts(desk: Desk, path: str, texts: list[str], language: str) -> Iterator[Noticed]:
    known = known_names(desk.toolkit())
    terms, entries = glossary(desk, language), wording(desk, language)
    for text in texts:
        for identifier in find_identifiers(text, language, known):
            words = text[identifier.start : identifier.end]
            yield Noticed(path, Code.IDENTITY, words, identifier.message)
        for suggestion in check_wording(text, language, entries):
            words = text[suggestion.start : suggestion.end]
            yield Noticed(path, Code.WORDING, words, suggestion.message)
        for hint in check_jargon(text, language, terms):
            yield Noticed(path, Code.JARGON, text[hint.start : hint.end], hint.message)
    for reading in hints(texts, language):
        words = texts[reading.text][reading.span.start : reading.span.end]
        yield Noticed(path, Code.PLAIN_LANGUAGE, words, reading.message)


def known_names(toolkit: Toolkit) -> Known:
    """What the toolkit says of itself, for looking for names."""
    words = {word for name in toolkit.name.values() for word in name.split()}
    words |= {w for part in toolkit.parts for t in part.title.values() for w in t.split()}
    contacts = {c for line in toolkit.support for c in line.contact.values()}
    contacts |= {c for line in toolkit.support for c in line.name.values()}
    links = {line.link for line in toolkit.support if line.link}
    return Known(toolkit.organisations, tuple(words), tuple(contacts | links))
