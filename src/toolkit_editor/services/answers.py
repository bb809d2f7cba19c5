"""Answers that others give or write down about a story: the teller's on paper, a community's.

A teller without the program reads a printed sheet, and somebody they trust writes their answer
down under their own name. Where two wrote down different answers the story is not shown. What a
community owns is shown only when its approver has said yes to exactly these words.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import say
from toolkit_editor.review.event import on_story
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import StoryState
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import open_shared
from toolkit_editor.services.story_talk import say_about


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """One answer: who wrote it down and when, and whether it is about the words as they are."""

    name: str
    at: str
    yes: bool
    now: bool


def write_down(desk: Desk, id_: StoryId, yes: bool, words: str) -> Changed:
    """Write down what the teller answered to the story as it is shared.

    `words` say how they answered; they are sealed to those who may read the story.
    """
    opened = open_shared(desk, id_)
    if opened is None:
        raise NotFound(say("This story was not shared yet."))
    result = say_about(desk, id_, words)
    desk.record(("answered", on_story(id_), {"released": opened.hashes(), "yes": yes}))
    return result | changed(Topic.STORIES, Topic.REVIEW, ids=(id_,))


def written_down(desk: Desk, id_: StoryId) -> tuple[WrittenDown, ...]:
    """What people of the group wrote down, each one's last answer."""
    state = desk.state().stories.get(id_)
    opened = open_shared(desk, id_)
    if state is None or opened is None:
        return ()
    now = opened.hashes()
    found = []
    for one in state.answers:
        person = desk.state().group.person(one.by)
        about_now = any(now.get(language) == digest for language, digest in one.what.items())
        found.append(WrittenDown(person.name if person else "", one.at, one.yes, about_now))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it: answers written down, whether a community decides too, and what one may do."""

    written: tuple[WrittenDown, ...] = ()
    held: bool = False
    agreed: bool = False
    may_hold: bool = False
    may_agree: bool = False


def standing_of(desk: Desk, id_: StoryId) -> Standing:
    """What is known of a shared story; nothing of one that was not shared."""
    state = desk.state().stories.get(id_)
    if state is None or state.withdrawn:
        return Standing()
    languages = list(state.released)
    return Standing(
        written_down(desk, id_),
        state.held,
        bool(languages) and all(map(state.community_agrees, languages)),
        state.owner == desk.me.id or desk.is_a(Role.EDITOR, Role.MAINTAINER, Role.COMMUNITY),
        desk.is_a(Role.COMMUNITY),
    )


def hold(desk: Desk, id_: StoryId) -> Changed:
    """Say that a community decides too; only its approver can let the story go on."""
    _state(desk, id_)
    desk.record(("held", on_story(id_), {}))
    return changed(Topic.STORIES, Topic.REVIEW, ids=(id_,))


def agree_for_community(desk: Desk, id_: StoryId) -> Changed:
    """The community's yes to exactly the words that the teller released."""
    desk.require(Role.COMMUNITY)
    state = _state(desk, id_)
    if not state.released:
        raise Refused(
            say("Its teller has not yet read it as it will stand and said yes. Ask them first.")
        )
    desk.record(("community-agreed", on_story(id_), {"released": dict(state.released)}))
    return changed(Topic.STORIES, Topic.REVIEW, ids=(id_,))


def _state(desk: Desk, id_: StoryId) -> StoryState:
    state = desk.state().stories.get(id_)
    if state is None:
        raise NotFound(say("This story was not shared yet."))
    return state
