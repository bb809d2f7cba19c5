"""Words between a teller and the people who may read the story, sealed on the story's own ref.

Nothing of it reaches `review`: erasing the story takes every word along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import EventId, PersonId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.review.event import Event, EventUnreadable, from_json, on_story, to_json
from toolkit_editor.review.fold import fold_story_talk
from toolkit_editor.review.people import Role
from toolkit_editor.review.signing import make_event
from toolkit_editor.review.talk import Saying, textual
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import STORIES, Desk
from toolkit_editor.services.opening_stories import open_commit, open_shared, story_refs
from toolkit_editor.store.model import RefChange
from toolkit_editor.stories.bundle import OpenStory, seal_bundle


def say_about(desk: Desk, id_: StoryId, words: str) -> Changed:
    """Say something about a shared story, to those who may read it and to nobody else.

    The sealed text stays as it was, so that what its teller agreed to stays agreed.
    """
    me = desk.require(Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)
    if not words.strip():
        raise Refused(say("Write a few words first."))
    refs = story_refs(desk).get(id_)
    if refs is None or refs.shared is None:
        raise NotFound(say("This story was not shared yet."))
    opened = open_commit(desk, id_, refs.shared)
    sealed_to = opened.found_sealed_to
    if sealed_to is None:
        raise Refused(say("It cannot be read who may read this story, so nothing can be added."))
    event = make_event(
        me.key,
        "comment",
        on_story(id_),
        {"motivation": "commenting", "body": textual(words.strip())},
        by=me.id,
        at=desk.clock.now(),
        after=max((desk.state().lamport, *(one.lamport for one in _events(opened)))),
    )
    talk: Mapping[EventId, bytes] = {**opened.talk, event.id: to_json(event)}
    keys = _keys(desk, sealed_to.people)
    files = seal_bundle(replace(opened, talk=talk), sealed_to.place, keys)
    ids = desk.store.write_many(list(files.values()))
    commit = desk.store.make_commit(
        dict(zip(files, ids, strict=True)), author=me.id, at=desk.clock.now(), message="Story"
    )
    desk.move(RefChange(STORIES + id_, commit, refs.shared))
    return changed(Topic.STORIES, Topic.TALK, ids=(id_,))


def said_about(desk: Desk, id_: StoryId) -> tuple[Saying, ...]:
    """What was said about a story, oldest first; nothing where it is sealed to other people."""
    opened = open_shared(desk, id_)
    if opened is None:
        return ()
    threads, _ = fold_story_talk(_events(opened), id_, desk.state())
    said = [one for thread in threads.values() for one in (thread.first, *thread.replies)]
    return tuple(one for one in said if one.text is not None)


def _keys(desk: Desk, people: frozenset[PersonId]) -> dict[PersonId, str]:
    group = desk.state().group
    known = {id_: group.person(id_) for id_ in people}
    return {id_: person.key for id_, person in known.items() if person is not None}


def _events(opened: OpenStory) -> list[Event]:
    found = []
    for data in opened.talk.values():
        try:
            found.append(from_json(data))
        except EventUnreadable:
            continue
    return found
