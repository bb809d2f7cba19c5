"""Conversations about sections and drafts: say something beside a passage, answer, settle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from toolkit_editor.annotations.anchor import Certainty, Found, find_all
from toolkit_editor.annotations.selector import Selector, make_selector, to_target
from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import EventId, SectionId
from toolkit_editor.base.message import say
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import on_section
from toolkit_editor.review.people import Role
from toolkit_editor.review.talk import Thread, textual
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.services.sections import find_section
from toolkit_editor.store.model import Oid

_NOWHERE = "0" * 40
"""The version of what is on a screen and nowhere else."""
_EVERYONE = (Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of a section's plain text, in code points, in the version with this blob id."""

    section: SectionId
    language: str
    version: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A thread with where its passage is now; `place` is None for one about the whole section."""

    thread: Thread
    place: Found | None
    section: SectionId | None
    title: str
    language: str


def target_of(desk: Desk, passage: Passage, text: str) -> dict[str, object]:
    """The W3C target of a passage of `text`."""
    selector = make_selector(text, passage.start, passage.end, passage.version)
    return to_target(selector, passage.section, passage.language)


def shared_passage(
    desk: Desk, section: SectionId, language: str, text: str, start: int, end: int
) -> tuple[Passage, str]:
    """The passage `text[start:end]` of what the person sees, in the toolkit's own version.

    Gives the passage and that version's text. What is only on this computer must not be quoted to
    others: raises `Refused` where the words are not in the toolkit yet.
    """
    here = desk.section(section, language)
    known = plain_of(split(desk.store.read(Oid(here.blob)))[1]).text
    selector = make_selector(text, start, end, _NOWHERE)
    found = find_all([selector], {_NOWHERE: text}, known, here.blob)[0]
    if not found.certainty.settled or known[found.start : found.end] != selector.exact:
        raise Refused(
            say(
                "These words are only on this computer so far. Share them first, then come back "
                "to this passage."
            )
        )
    return Passage(section, language, here.blob, found.start, found.end), known


def comment_on(
    desk: Desk, section: SectionId, language: str, text: str, start: int, end: int, words: str
) -> Changed:
    """Say `words` about `text[start:end]` of what the person sees."""
    passage, known = shared_passage(desk, section, language, text, start, end)
    return comment(desk, passage, known, words)


def suggest_on(
    desk: Desk, section: SectionId, language: str, text: str, start: int, end: int, words: str
) -> Changed:
    """Propose other words for `text[start:end]` of what the person sees."""
    passage, known = shared_passage(desk, section, language, text, start, end)
    return suggest(desk, passage, known, words)


def comment(desk: Desk, passage: Passage, text: str, words: str) -> Changed:
    """Say `words` about a passage of `text`, to the group."""
    return _say(desk, "comment", "commenting", passage, text, words)


def suggest(desk: Desk, passage: Passage, text: str, replacement: str) -> Changed:
    """Propose other words for a passage."""
    return _say(desk, "suggest", "editing", passage, text, replacement)


def _say(
    desk: Desk, kind: str, motivation: str, passage: Passage, text: str, words: str
) -> Changed:
    desk.require(*_EVERYONE)
    if not words.strip():
        raise Refused(say("Write a few words first."))
    data = {
        "motivation": motivation,
        "target": target_of(desk, passage, text),
        "body": textual(words.strip()),
    }
    desk.record((kind, on_section(passage.section), data))
    return changed(Topic.TALK, ids=(passage.section,))


def reply(desk: Desk, on: str, to: EventId, words: str) -> Changed:
    """Answer in a conversation."""
    desk.require(*_EVERYONE)
    if not words.strip():
        raise Refused(say("Write a few words first."))
    return _answer(desk, on, "reply", {"to": to, "body": textual(words.strip())})


def resolve(desk: Desk, on: str, to: EventId) -> Changed:
    """Mark a conversation as settled."""
    desk.require(*_EVERYONE)
    return _answer(desk, on, "resolve", {"to": to})


def reopen(desk: Desk, on: str, to: EventId) -> Changed:
    """Take a settled conversation up again."""
    desk.require(*_EVERYONE)
    return _answer(desk, on, "reopen", {"to": to})


def take_back(desk: Desk, on: str, to: EventId) -> Changed:
    """Take the words of a saying away."""
    desk.require(*_EVERYONE)
    return _answer(desk, on, "redact", {"to": to})


def _answer(desk: Desk, on: str, kind: str, data: Mapping[str, Any]) -> Changed:
    desk.record((kind, on, data))
    return changed(Topic.TALK, ids=(on.partition(":")[2],))


def conversations(desk: Desk) -> list[Conversation]:
    """Every conversation about sections, those that wait first."""
    found: list[Conversation] = []
    for on, talk in desk.state().talk.items():
        if not on.startswith("section:"):
            continue
        found += _placed(desk, SectionId(on.removeprefix("section:")), list(talk.threads.values()))
    return sorted(found, key=lambda one: (not one.thread.waits, one.thread.first.at), reverse=False)


def conversations_in(
    desk: Desk, section: SectionId, language: str, version: Oid, text: Callable[[], str]
) -> list[Conversation]:
    """The conversations of one section, placed in the plain text of `version`, which `text` reads
    where there are any.
    """
    threads = list(desk.state().threads(on_section(section)).values())
    mine = [t for t in threads if t.target is None or t.target.language in (None, language)]
    selectors = [t.target.selector for t in mine if t.target]
    places = iter(
        find_all(selectors, pinned_texts(desk, selectors), text(), version) if selectors else ()
    )
    title = _title(desk, section, language)
    return [
        Conversation(t, next(places) if t.target else None, section, title, language) for t in mine
    ]


def _plain(desk: Desk, version: Oid) -> str:
    return plain_of(split(desk.store.read(version))[1]).text


def _placed(desk: Desk, section: SectionId, threads: list[Thread]) -> list[Conversation]:
    by_language: dict[str, list[Thread]] = {}
    for thread in threads:
        language = thread.target.language if thread.target else None
        by_language.setdefault(language or desk.toolkit().source_language, []).append(thread)
    found: list[Conversation] = []
    for language, spoken in by_language.items():
        try:
            here = find_section(desk, section, language)
        except NotFound:
            found += [
                Conversation(t, Found(0, 0, Certainty.LOST), None, "", language) for t in spoken
            ]
            continue
        offered = _offered(desk, here.path)
        by_version: dict[Oid, list[Thread]] = {}
        for thread in spoken:
            named = Oid(thread.target.selector.version) if thread.target else Oid("")
            version = named if named in offered else Oid(here.blob)
            by_version.setdefault(version, []).append(thread)
        for version, here_said in by_version.items():
            text = partial(_plain, desk, version)
            found += [
                one
                for one in conversations_in(desk, section, language, version, text)
                if one.thread in here_said
            ]
    return found


def _offered(desk: Desk, path: str) -> set[Oid]:
    """What open drafts offer for a page: words in them can be talked about before they are in."""
    return {
        oid
        for draft in all_drafts(desk)
        if draft.shared is not None and not draft.is_done and (oid := draft.shared.files.get(path))
    }


def pinned_texts(desk: Desk, selectors: list[Selector]) -> dict[str, str]:
    """The plain texts of the versions that selectors name, as far as they are here."""
    texts: dict[str, str] = {}
    for version in {selector.version for selector in selectors}:
        try:
            texts[version] = plain_of(split(desk.store.read(Oid(version)))[1]).text
        except NotFound:
            continue
    return texts


def _title(desk: Desk, section: SectionId, language: str) -> str:
    try:
        return find_section(desk, section, language).title
    except NotFound:
        return ""
