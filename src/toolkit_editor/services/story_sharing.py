"""Letting others read a story: sealed to the people of the place chosen, and the group is told.

The shared form is one commit without history. Must not change a word of what its teller kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import on_story
from toolkit_editor.review.people import Person, Role
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import STORIES, Desk
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.services.opening_stories import (
    is_as_shared,
    open_commit,
    shared_facts,
)
from toolkit_editor.services.placements import placements_of
from toolkit_editor.services.sharing import share
from toolkit_editor.services.story_moments import commit_of, mine, note_shared
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.stories import standing
from toolkit_editor.stories.bundle import OpenStory, seal_bundle
from toolkit_editor.stories.sealed_to import Place as SealedPlace
from toolkit_editor.stories.sealed_to import people_in


@dataclass(frozen=True, slots=True)
class StoryReaders:
    """Who could read a story in a place."""

    place: SealedPlace
    people: tuple[Person, ...]


def readers(desk: Desk, place_: SealedPlace) -> StoryReaders:
    """Who could read a story of the person in a place."""
    group = desk.state().group
    roles = [(person.id, [str(role) for role in person.roles]) for person in group.members()]
    ids = people_in(place_, desk.me.id, roles)
    people = [person for person in group.members() if person.id in ids]
    return StoryReaders(place_, tuple(people))


def share_story(desk: Desk, id_: StoryId, place_: SealedPlace) -> Changed:
    """Seal the story to the people of a place and offer it, with where it wishes to stand."""
    desk.require(Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)
    opened = mine(desk, id_)
    if place_ is SealedPlace.ONLY_ME:
        raise Refused(say("Choose who may read it: the editors, or everyone in the group."))
    if not plain_of(opened.story.body).text.strip():
        raise Refused(say("There are no words in this story yet."))
    seal(desk, opened, place_)
    result = announce(desk, opened)
    state = desk.state().stories.get(id_)
    if opened.consent and opened.consent.community_hold and state and not state.held:
        desk.record(("held", on_story(id_), {}))
    for placed in placements_of(desk, id_):
        if placed.draft is not None and _is_mine(desk, placed.draft):
            result |= share(desk, placed.draft).changed
    return result


def announce(desk: Desk, opened: OpenStory) -> Changed:
    """Tell the group of the story's shared form, which was just sealed."""
    id_ = opened.story.id
    hashes = opened.consent.released if opened.consent else {}
    shared = desk.refs(STORIES + id_)[STORIES + id_]
    note_shared(desk, id_, shared)
    desk.record(("shared", on_story(id_), shared_facts(desk, opened, hashes)))
    return changed(Topic.STORIES, Topic.REVIEW, ids=(id_,))


def seal(desk: Desk, opened: OpenStory, place_: SealedPlace) -> None:
    """Write the story's shared form: one commit without history, sealed to the place."""
    id_ = opened.story.id
    people = readers(desk, place_).people
    keys = {person.id: person.key for person in people} | {desk.me.id: desk.me.key.public_line}
    ref = STORIES + id_
    known = desk.ref(ref)
    before = _shared_before(desk, id_, known)
    if before is not None:
        opened = replace(opened, seals=before.seals, talk={**before.talk, **opened.talk})
    files = seal_bundle(opened, place_, keys)
    commit = commit_of(desk, files, ())
    desk.move(RefChange(ref, commit, known))


def _shared_before(desk: Desk, id_: StoryId, shared: Oid | None) -> OpenStory | None:
    """What was shared last: its seals are used again, and what was said about it is kept."""
    if shared is None:
        return None
    try:
        return open_commit(desk, id_, shared)
    except Refused:
        return None


def _is_mine(desk: Desk, draft: DraftId) -> bool:
    return any(one.id == draft and one.local is not None for one in all_drafts(desk))


def approve_story(desk: Desk, id_: StoryId) -> Changed:
    """An editor's yes to exactly what the teller released."""
    desk.require(Role.EDITOR)
    state = desk.state().stories.get(id_)
    if state is None:
        raise NotFound(say("This story was not shared yet."))
    if not state.released:
        raise Refused(
            say("Its teller has not yet read it as it will stand and said yes. Ask them first.")
        )
    if not is_as_shared(desk, id_):
        raise Refused(standing.NOT_AS_SHARED.message)
    desk.record(("approved", on_story(id_), {"released": dict(state.released)}))
    return changed(Topic.STORIES, Topic.REVIEW, ids=(id_,))
