"""The gate: everything that publishing refuses or mentions, as findings. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from toolkit_editor.annotations.anchor import Certainty
from toolkit_editor.annotations.placement import Placement
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.accessibility import check_accessibility
from toolkit_editor.checks.finding import Code, Finding, Place, Severity
from toolkit_editor.checks.jargon import check_jargon
from toolkit_editor.checks.links import Targets, check_links
from toolkit_editor.checks.reading import advice, measure
from toolkit_editor.checks.wording import check_wording
from toolkit_editor.content.front_matter import split
from toolkit_editor.content.section import Section
from toolkit_editor.prose.model import Kind
from toolkit_editor.prose.outline import RawHtml, Structure, structure_of
from toolkit_editor.prose.reader import read
from toolkit_editor.prose.render import is_carried
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import Status
from toolkit_editor.services.belonging import Question, story_questions
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.disagreements import open_disagreements
from toolkit_editor.services.opening_stories import (
    agreed_record,
    is_as_shared,
    open_shared,
    story_refs,
)
from toolkit_editor.services.placements import in_toolkit
from toolkit_editor.services.recognising import waiting
from toolkit_editor.services.unapproved import unapproved
from toolkit_editor.services.vocabulary import glossary, wording
from toolkit_editor.store.model import Oid
from toolkit_editor.stories import channels, release, standing
from toolkit_editor.stories.bundle import OpenStory

_GRADE = 9.0
"""The school year that sections aim at: domain knowledge puts facilitators' guides at 9 to 10."""

_RUNNING = (Kind.PARAGRAPH, Kind.CELL)


def check(desk: Desk) -> list[Finding]:
    """Every finding about the toolkit as it stands, those that block first."""
    found = [
        *_approvals(desk),
        *_disagreements(desk),
        *_refused_names(desk),
        *_voices(desk),
        *_sections(desk),
    ]
    weight = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.NOTE: 2}
    return sorted(found, key=lambda one: (weight[one.severity], str(one.place), one.code))


def blocking(findings: list[Finding]) -> list[Finding]:
    """Those that stop publishing."""
    return [finding for finding in findings if finding.blocks]


# approvals


def _approvals(desk: Desk) -> Iterator[Finding]:
    """Every file of the toolkit must be what an editor approved, and none may be missing."""
    for path, oid in unapproved(desk).now.items():
        said = say("No editor has approved this file as it is now. Share it for review.")
        if oid is None:
            said = say("This page was taken out of the toolkit, and no editor agreed to that.")
        yield _block(Code.NOT_APPROVED, Place(path), said)


def _disagreements(desk: Desk) -> Iterator[Finding]:
    """Two approved versions of a sentence: which one the site is to show, a person decides."""
    for one in open_disagreements(desk):
        if one.status is Status.APPROVED:
            for path in one.paths:
                yield _block(
                    Code.OPEN_DISAGREEMENT,
                    Place(path),
                    say("Two approved versions of a sentence wait here. Choose which one stays."),
                )


def _refused_names(desk: Desk) -> Iterator[Finding]:
    for entry in desk.tree().refused:
        yield Finding(Severity.WARN, Code.UNSAFE, Place(entry.path), entry.reason)


# stories


def _voices(desk: Desk) -> Iterator[Finding]:
    asked = {one.subject: one for one in story_questions(desk)}
    for path, placement in in_toolkit(desk):
        if placement is None:
            yield _block(
                Code.ANCHOR_UNSURE,
                Place(path),
                say("It cannot be read which story stands where. Place the story again."),
            )
            continue
        yield from _voice(desk, placement, asked.get(placement.id))


def _voice(desk: Desk, placement: Placement, asked: Question | None) -> Iterator[Finding]:
    story = placement.story
    place = Place(story=story)
    state = desk.state().stories.get(story)
    if state is not None and state.withdrawn:
        yield _block(
            Code.WITHDRAWN,
            place,
            say("This story was taken back, and it is still placed. Take it off the page."),
        )
        return
    opened = open_shared(desk, story)
    if opened is None:
        yield _unreadable(desk, story)
        return
    for reason in why_not_shown(desk, opened, placement, today(desk)):
        yield _block(Code(reason.code.value), place, reason.message)
    yield from _anchor(asked, place)
    yield from _identity(desk, opened, place)


def _unreadable(desk: Desk, story: StoryId) -> Finding:
    place = Place(story=story)
    if story in story_refs(desk):
        sentence = say(
            "This story is sealed to other people, so it cannot be checked here. Ask its teller "
            "to share it with the editors, or publish from an editor's computer."
        )
        return _block(Code.SEALED, place, sentence)
    return _block(
        Code.NO_CONSENT, place, say("This story is not here, so nobody can say what was agreed.")
    )


def showing(
    desk: Desk, opened: OpenStory, language: str, placement: Placement, today: date
) -> tuple[standing.Reason, ...]:
    """Why a story may not be shown on the public site in `language`; empty where it may."""
    if not is_as_shared(desk, opened.story.id):
        return (standing.NOT_AS_SHARED,)
    text = opened.texts().get(language, b"")
    record = agreed_record(desk, opened)
    yes = release.is_released(record, language, text, opened.media)
    state = desk.state().stories.get(opened.story.id)
    if state is not None and record is not None:
        yes = yes and state.released.get(language) == record.released.get(language)
    use = standing.Use(channels.site(language), language, today, placement.target.source)
    return standing.reasons(
        record,
        use,
        released=yes,
        refused=state is not None and state.refused(language),
        hold=state is not None and state.held,
        community=state is not None and state.community_agrees(language),
    )


def why_not_shown(
    desk: Desk, opened: OpenStory, placement: Placement, today: date
) -> tuple[standing.Reason, ...]:
    """Why a story may not be shown where it is placed; empty where it may.

    One that may only not be used in this language is shown in the others it is told in.
    """
    own = placement.target.language or opened.story.language
    reasons = showing(desk, opened, own, placement, today)
    if any(one.code is not standing.Code.CHANNEL for one in reasons):
        return reasons
    others = (one for one in opened.texts() if one != own)
    elsewhere = any(not showing(desk, opened, one, placement, today) for one in others)
    return () if elsewhere else reasons


def today(desk: Desk) -> date:
    """The day that counts for consent: no earlier than when the group last published.

    A clock that was set back makes no consent last longer.
    """
    now = desk.clock.now().date()
    published = desk.state().published
    if published is None:
        return now
    return max(now, datetime.fromisoformat(published.at).date())


def _anchor(asked: Question | None, place: Place) -> Iterator[Finding]:
    """A passage that had to be searched for, or is gone: until an answer is in the toolkit."""
    if asked is None:
        return
    if asked.answered is not None:
        said = say("Somebody has said where this story belongs now. An editor has yet to agree.")
        if asked.answered.is_agreed:
            said = say("Where this story belongs now is agreed. Bring it into the toolkit.")
    elif asked.ground is None:
        said = say("The section this story stands in is not in the toolkit any more.")
    elif asked.place is not None and asked.place.certainty is Certainty.UNSURE:
        said = say("The passage beside this story moved or changed. Somebody must say where it is.")
    else:
        said = say("The passage beside this story is gone. Place the story again, or take it off.")
    yield _block(Code.ANCHOR_UNSURE, place, said)


def _identity(desk: Desk, opened: OpenStory, place: Place) -> Iterator[Finding]:
    """Identifiers block until their teller or an editor has looked at them."""
    state = desk.state().stories.get(opened.story.id)
    if state is not None and state.covered(state.released):
        return
    if waiting(desk, opened):
        yield _block(
            Code.IDENTITY,
            place,
            say(
                "Something in this story could point to a person, and no editor has looked at "
                "it since its words changed."
            ),
        )


# sections


def _sections(desk: Desk) -> Iterator[Finding]:
    toolkit = desk.toolkit()
    sections = desk.sections()
    blocks = toolkit.blocking()
    entries = desk.tree().entries
    contents = desk.store.read_many({Oid(section.blob) for section in sections})
    structures: dict[str, Structure] = {}
    for section in sections:
        structures[section.path] = structure_of(split(contents[Oid(section.blob)])[1])
    targets = Targets(entries)
    sources = {(s.id, s.language): s for s in sections}
    for section in sections:
        head, body = split(contents[Oid(section.blob)])
        above = head.count(b"\n")
        structure = structures[section.path]
        for finding in (
            *check_accessibility(structure, section.path, blocks),
            *check_links(structure, section.path, targets, blocks),
            *_html(structure.html, section.path),
        ):
            yield _lower(finding, above)
        yield from _words(desk, section, body)
        yield from _front_matter(section)
        yield from _translation(section, sources.get((section.id, toolkit.source_language)))


def _lower(finding: Finding, lines: int) -> Finding:
    """The finding with its line counted in the whole file."""
    line = finding.place.line
    place = Place(finding.place.path, None if line is None else line + lines)
    return Finding(finding.severity, finding.code, place, finding.message)


def _html(found: tuple[RawHtml, ...], path: str) -> Iterator[Finding]:
    for one in found:
        if not is_carried(one.html):
            yield _block(
                Code.UNSAFE,
                Place(path, one.line),
                say("There is HTML here that the site does not carry. Write it in plain words."),
            )


def _front_matter(section: Section) -> Iterator[Finding]:
    if section.problem is not None:
        yield Finding(
            Severity.WARN,
            Code.UNSAFE,
            Place(section.path, 1),
            say("The description at the top of this page is broken. {why}", why=section.problem),
        )


def _words(desk: Desk, section: Section, body: bytes) -> Iterator[Finding]:
    language = section.language
    leaves = read(body.decode("utf-8", "replace")).leaves
    texts = [leaf.text for leaf in leaves if leaf.kind in _RUNNING and leaf.text.strip()]
    said = advice(measure(texts, language), _GRADE)
    if said is not None:
        yield Finding(Severity.NOTE, Code.PLAIN_LANGUAGE, Place(section.path), said)
    whole = "\n".join(texts)
    for hint in check_jargon(whole, language, glossary(desk, language)):
        yield Finding(Severity.NOTE, Code.JARGON, Place(section.path), hint.message)
    for suggestion in check_wording(whole, language, wording(desk, language)):
        yield Finding(Severity.NOTE, Code.WORDING, Place(section.path), suggestion.message)


def _translation(section: Section, source: Section | None) -> Iterator[Finding]:
    made_from = section.translated_from
    if made_from is None or source is None or source.path == section.path:
        return
    if made_from.blob != source.blob:
        yield Finding(
            Severity.NOTE,
            Code.TRANSLATION_BEHIND,
            Place(section.path),
            say("“{title}” changed since this translation was made.", title=source.title),
        )


def _block(code: Code, place: Place, message: Message) -> Finding:
    return Finding(Severity.BLOCK, code, place, message)


def require_open(desk: Desk) -> list[Finding]:
    """All findings; raises `Refused` where one of them stops publishing."""
    desk.require(Role.MAINTAINER)
    found = check(desk)
    stops = blocking(found)
    if stops:
        raise Refused(
            say(
                "Publishing waits: {n} things must be settled first. The first is {place}: {why}",
                n=len(stops),
                place=str(stops[0].place),
                why=stops[0].message,
            )
        )
    return found
