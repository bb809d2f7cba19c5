"""Reviewing stories: the queue of drafts and stories together, and an editor's answer to a teller.

A story and the draft that places it are answered as one. On `review` a story shows as its id, its
state and hashes, so what an editor writes to a teller is said on the story's own ref, sealed.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.review.event import on_draft, on_story
from toolkit_editor.review.people import Role
from toolkit_editor.review.talk import Saying
from toolkit_editor.review.work import Status
from toolkit_editor.services.answers import Standing, standing_of
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.placements import placements_of
from toolkit_editor.services.reviewing import approve, queue
from toolkit_editor.services.story_reading import Telling, open_story
from toolkit_editor.services.story_sharing import approve_story
from toolkit_editor.services.story_talk import said_about, say_about
from toolkit_editor.services.story_views import Setting, settings_of

_WEIGHT = {Status.IN_REVIEW: 0, Status.APPROVED: 1, Status.CHANGES_ASKED: 2}


@dataclass(frozen=True, slots=True)
class InQueue:
    """One thing in the queue, told without opening it: a draft, or a story with what places it.

    Of a story, nothing is said about who told it. `titles` are the sections concerned.
    """

    draft: DraftId | None
    story: StoryId | None
    owner_name: str
    status: Status
    since: str
    titles: tuple[str, ...]
    note: str
    moves_story: bool = False
    """Whether it only changes where a story of the toolkit stands, or that it stands anywhere."""


@dataclass(frozen=True, slots=True)
class StoryItem:
    """One story opened for review. `drafts` place it and wait too; `said` is sealed with it."""

    telling: Telling
    settings: tuple[Setting, ...]
    drafts: tuple[DraftId, ...]
    said: tuple[Saying, ...]
    standing: Standing


def whole_queue(desk: Desk) -> list[InQueue]:
    """Drafts and stories that are not at an end, what waits longest first."""
    found: list[InQueue] = []
    placing: dict[StoryId, list[DraftId]] = {}
    waiting = {one.id: one for one in queue(desk)}
    for one in waiting.values():
        if one.story is not None:
            placing.setdefault(StoryId(one.story), []).append(one.id)
            continue
        found.append(
            InQueue(
                one.id,
                None,
                one.owner_name,
                one.status,
                one.since,
                one.titles,
                one.note,
                one.moves_story,
            )
        )
    for state in desk.state().stories.values():
        drafts = placing.get(state.id, [])
        parts = [(state.status, state.since)]
        parts += [(waiting[draft].status, waiting[draft].since) for draft in drafts]
        opens = [part for part in parts if part[0] in _WEIGHT]
        over = state.status in (Status.WITHDRAWN, Status.DECLINED)
        if over or not opens or (not drafts and state.status is Status.APPROVED):
            continue
        asked = state.status is Status.CHANGES_ASKED
        status = state.status if asked else min((one[0] for one in opens), key=_WEIGHT.__getitem__)
        since = min(at for here, at in opens if asked or here is status)
        found.append(
            InQueue(
                drafts[0] if drafts else None,
                state.id,
                "",
                status,
                since,
                _beside(desk, state.id),
                "",
            )
        )
    return sorted(found, key=lambda one: (_WEIGHT[one.status], one.since, one.draft or one.story))


def _beside(desk: Desk, story: StoryId) -> tuple[str, ...]:
    targets = [placed.placement.target for placed in placements_of(desk, story)]
    titles = {(s.id, s.language): s.title for s in desk.sections()}
    source = desk.toolkit().source_language
    found = [titles.get((target.source, target.language or source)) for target in targets]
    return tuple(title for title in found if title)


def review_story(desk: Desk, id_: StoryId) -> StoryItem:
    """A story with where it would stand and what was said; raises `Refused` where it is sealed."""
    telling = open_story(desk, id_)
    if desk.state().stories.get(id_) is None:
        raise Refused(say("This story was not shared yet."))
    waiting = [one for one in queue(desk) if one.status is not Status.APPROVED]
    drafts = tuple(one.id for one in waiting if one.story == id_)
    return StoryItem(
        telling,
        settings_of(desk, telling),
        drafts,
        said_about(desk, id_),
        standing_of(desk, id_),
    )


def approve_with_place(desk: Desk, id_: StoryId) -> Changed:
    """Say yes to exactly what the teller released, and to where it stands."""
    result = approve_story(desk, id_)
    for one in queue(desk):
        if one.story == id_ and one.status is not Status.APPROVED:
            result |= approve(desk, one.id)
    return result


def ask_teller(desk: Desk, id_: StoryId, words: str) -> Changed:
    """Ask the teller for a change; the words are sealed to those who may read the story."""
    desk.require(Role.EDITOR)
    if not words.strip():
        raise Refused(say("Write what you would like to ask, so that the teller knows."))
    result = say_about(desk, id_, words)
    desk.record(("changes-asked", on_story(id_), {}))
    return result | changed(Topic.REVIEW, Topic.STORIES, ids=(id_,))


def decline_story(desk: Desk, id_: StoryId, words: str) -> Changed:
    """Say not this time, with the reason, sealed; what would place the story ends too."""
    desk.require(Role.EDITOR)
    if not words.strip():
        raise Refused(say("Write why, so that the teller knows."))
    result = say_about(desk, id_, words)
    drafts = [one.id for one in queue(desk) if one.story == id_]
    desk.record(
        ("declined", on_story(id_), {}), *(("declined", on_draft(draft), {}) for draft in drafts)
    )
    return result | changed(Topic.REVIEW, Topic.STORIES, Topic.DRAFTS, ids=(id_, *drafts))
