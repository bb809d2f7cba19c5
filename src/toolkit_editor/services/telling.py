"""Telling a story: write it, say what may be done with it, read it once more and say yes.

All of it stays on this computer, sealed to the teller alone, until they share it. What cannot be
undone is said before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from toolkit_editor.annotations.placement import Placement, path_of, to_json
from toolkit_editor.annotations.selector import Target, make_selector
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, SectionId, StoryId, new_id
from toolkit_editor.base.message import say
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.people import Role
from toolkit_editor.services.changed import Changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.story_moments import keep_moment, keep_opened, mine
from toolkit_editor.services.talking import Passage, shared_passage
from toolkit_editor.services.writing import keep
from toolkit_editor.store.model import Oid
from toolkit_editor.stories import attribution, consent, release
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.consent import Changeable, Consent
from toolkit_editor.stories.story import Story, as_written


def begin(desk: Desk, language: str, passage: Passage | None = None, text: str = "") -> StoryId:
    """A new, empty story on this computer; beside a passage of `text` if one is given."""
    me = desk.require(Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)
    id_ = StoryId(new_id())
    record = consent.begin(id_, me.id, desk.clock.now().date())
    story = Story(id_, "", language, attribution=attribution.PROPOSED)
    keep_moment(desk, OpenStory(story, consent=record), None)
    if passage is not None:
        place(desk, id_, passage, text)
    return id_


def begin_beside(
    desk: Desk, section: SectionId, language: str, text: str, start: int, end: int
) -> StoryId:
    """A new story beside `text[start:end]` of what the person sees; raises `Refused`."""
    passage, known = shared_passage(desk, section, language, text, start, end)
    return begin(desk, language, passage, known)


def place(desk: Desk, story: StoryId, passage: Passage, text: str) -> DraftId | None:
    """Put a story beside a passage: kept here as a draft of its own until the story is shared."""
    selector = make_selector(text, passage.start, passage.end, passage.version)
    target = Target(passage.section, selector, passage.language)
    placement = Placement(new_id(), story, target)
    kept = keep(desk, path_of(placement.id), to_json(placement))
    return kept.draft if kept else None


def keep_story(desk: Desk, id_: StoryId, story: Story, since: Oid | None = None) -> Changed:
    """Keep the words of a story as they are now, on this computer alone.

    `since` is the commit they were read from: what another computer of the teller's shared after
    it is brought together with them later, and not undone.
    """
    opened = mine(desk, id_, since)
    if story == opened.story:
        return Changed()
    return keep_opened(desk, replace(opened, story=as_written(story)), since)


def keep_words(
    desk: Desk, id_: StoryId, title: str, body: bytes, since: Oid | None = None
) -> Changed:
    """Keep the title and the words of a story, and leave everything else as it is kept now."""
    story = mine(desk, id_, since).story
    return keep_story(desk, id_, replace(story, title=title, body=body), since)


def keep_translation(desk: Desk, id_: StoryId, story: Story) -> Changed:
    """Keep a translation of a story."""
    opened = mine(desk, id_)
    translations = {**opened.translations, story.language: as_written(story)}
    return keep_opened(desk, replace(opened, translations=translations))


def keep_consent(desk: Desk, id_: StoryId, changes: Mapping[Changeable, Any]) -> Changed:
    """Keep what the teller answered. What is shown of them is part of the story's own text."""
    opened = mine(desk, id_)
    record = _record(desk, opened)
    record = consent.changed(record, desk.me.id, desk.clock.now(), changes)
    story = replace(
        opened.story,
        attribution=record.attribution,
        display_name=record.display,
        content_notes=record.content_notes,
    )
    return keep_opened(desk, replace(opened, story=as_written(story), consent=record))


def keep_answers(desk: Desk, id_: StoryId, answers: Mapping[str, Any]) -> Changed:
    """Keep answers of the conversation: `voice` belongs to the text, all else to the consent."""
    told = dict(answers)
    result = Changed()
    if "voice" in told:
        opened = mine(desk, id_)
        result = keep_story(desk, id_, replace(opened.story, voice=told.pop("voice")))
    return (result | keep_consent(desk, id_, cast(Any, told))) if told else result


def go_on(desk: Desk, id_: StoryId) -> Changed:
    """The teller lets what they agreed to hold for another term of the usual length from today."""
    opened = mine(desk, id_)
    record = consent.renewed(
        _record(desk, opened), desk.me.id, desk.clock.now(), desk.clock.now().date()
    )
    return keep_opened(desk, replace(opened, consent=record))


def keep_looked_at(desk: Desk, id_: StoryId, key: str) -> Changed:
    """The teller looked at words that could identify somebody, and leaves them as they are."""
    opened = mine(desk, id_)
    record = _record(desk, opened)
    record = replace(record, looked_at=record.looked_at | {key})
    return keep_opened(desk, replace(opened, consent=record))


def say_yes(desk: Desk, id_: StoryId) -> Changed:
    """The teller has read the story as it stands, in every language, and says yes to it."""
    opened = mine(desk, id_)
    if not plain_of(opened.story.body).text.strip():
        raise Refused(say("There are no words in this story yet."))
    record = release.released(_record(desk, opened), desk.me.id, desk.clock.now(), opened.hashes())
    return keep_opened(desk, replace(opened, consent=record))


def _record(desk: Desk, opened: OpenStory) -> Consent:
    return opened.consent or consent.begin(opened.story.id, desk.me.id, desk.clock.now().date())
