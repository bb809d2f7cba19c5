"""Words between a teller and the people who may read the story, sealed on the story's own ref.

Nothing of it reaches `review`: erasing the story takes every word along.
"""

from __future__ import annotations

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import PersonId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.review.event import Event, EventUnreadable, from_json, on_story, to_json
from toolkit_editor.review.fold import fold_story_talk
from toolkit_editor.review.people import Role
from toolkit_editor.review.signing import make_event
from toolkit_editor.review.talk import Saying, textual
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import STORIES, Desk
from toolkit_editor.services.opening_stories import (
    is_as_shared,
    open_commit,
    open_shared,
    story_refs,
    talk_path,
)
from toolkit_editor.store.model import RefChange
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.sealing import seal


def say_about(desk: Desk, id_: StoryId, words: str) -> Changed:
    """Say something about a shared story, to those who may read it and to nobody else.

    What its teller shared stays as it was, byte for byte, so that what they agreed to stays agreed.
    """
    me = desk.require(Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)
    if not words.strip():
        raise Refused(say("Write a few words first."))
    refs = story_refs(desk).get(id_)
    if refs is None or refs.shared is None:
        raise NotFound(say("This story was not shared yet."))
    opened = open_commit(desk, id_, refs.shared)
    sealed_to = opened.found_sealed_to
    if sealed_to is None or not is_as_shared(desk, id_):
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
    said = seal(to_json(event), _keys(desk, sealed_to.people))
    entries = {**desk.tree(refs.shared).entries, talk_path(event.id): desk.store.write(said)}
    commit = desk.store.make_commit(entries, author=me.id, at=desk.clock.now(), message="Story")
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


def _keys(desk: Desk, people: frozenset[PersonId]) -> list[str]:
    group = desk.state().group
    return [person.key for person in map(group.person, people) if person is not None]


def _events(opened: OpenStory) -> list[Event]:
    found = []
    for data in opened.talk.values():
        try:
            found.append(from_json(data))
        except EventUnreadable:
            continue
    return found
