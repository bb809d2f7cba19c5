"""Stories as they are read: in a list, or opened with where they stand and who may read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.identity import Identifier
from toolkit_editor.review.work import Status
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import (
    StoryRefs,
    open_commit,
    open_newest,
    says_the_same,
    sealed_place,
    story_refs,
)
from toolkit_editor.services.place import Place
from toolkit_editor.services.placements import Placed, placements_of
from toolkit_editor.services.recognising import waiting
from toolkit_editor.services.showing import why_not_yet
from toolkit_editor.stories import release, standing
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.sealed_to import Place as SealedPlace


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list. `title` is empty where it is sealed to other people."""

    id: StoryId
    title: str
    display_name: str
    language: str
    place: Place
    status: Status
    mine: bool
    readable: bool
    beside: str
    warning: Message | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A story whose time is nearly over, or over, in words."""

    id: StoryId
    title: str
    end: date
    said: Message


@dataclass(frozen=True, slots=True)
class Telling:
    """A story opened by somebody who may read it.

    `stale` are the languages whose text is not what the teller last agreed to; `reasons` why it
    could not be shown on the public site today.
    """

    id: StoryId
    opened: OpenStory
    place: Place
    status: Status
    mine: bool
    has_unshared: bool
    placed: tuple[Placed, ...]
    stale: tuple[str, ...]
    reasons: tuple[Message, ...]
    noticed: tuple[tuple[str, Identifier], ...]
    """Words that could point to a person and were not looked at yet, with what is suggested."""


def stories(desk: Desk) -> list[StoryRow]:
    """Every story here that was not taken back; the person's own first."""
    rows = []
    for refs in story_refs(desk).values():
        state = desk.state().stories.get(refs.id)
        if state is None or not state.withdrawn:
            rows.append(_row(desk, refs))
    return sorted(rows, key=lambda row: (not row.mine, not row.readable, row.title.casefold()))


def _row(desk: Desk, refs: StoryRefs) -> StoryRow:
    beside = ""
    for placed in placements_of(desk, refs.id):
        target = placed.placement.target
        section = next((s for s in desk.sections() if s.id == target.source), None)
        beside = section.title if section else ""
    try:
        telling = open_story(desk, refs.id)
    except Refused:
        state = desk.state().stories.get(refs.id)
        where = _shared_place(desk, refs)
        status = state.status if state else Status.LOCAL
        return StoryRow(refs.id, "", "", "", where, status, False, False, beside, None)
    story = telling.opened.story
    record = telling.opened.consent
    warning = standing.warning(record, desk.clock.now().date()) if record else None
    return StoryRow(
        refs.id,
        story.title,
        story.display_name,
        story.language,
        telling.place,
        telling.status,
        telling.mine,
        True,
        beside,
        warning,
    )


def ending(desk: Desk) -> list[Ending]:
    """The person's own shared stories of whose end they should know by now, the nearest first."""
    return sorted(_ending(desk), key=lambda one: one.end)


def _ending(desk: Desk) -> Iterator[Ending]:
    me = desk.me.id if desk.has_key else None
    today = desk.clock.now().date()
    for state in desk.state().stories.values():
        if state.owner != me or state.withdrawn:
            continue
        try:
            opened = open_newest(desk, state.id)
        except Refused:
            continue
        record = opened.consent
        said = standing.warning(record, today) if record else None
        if record is not None and said is not None:
            yield Ending(state.id, opened.story.title, record.end, said)


def _shared_place(desk: Desk, refs: StoryRefs) -> Place:
    if refs.shared is None:
        return Place.HERE
    state = desk.state().stories.get(refs.id)
    if state is not None and state.public and not state.withdrawn:
        return Place.PUBLIC
    sealed = sealed_place(desk, refs.shared)
    return Place.GROUP if sealed is SealedPlace.GROUP else Place.EDITORS


def open_story(desk: Desk, id_: StoryId) -> Telling:
    """A story with its standing; raises `Refused` where it is sealed to other people."""
    refs = story_refs(desk).get(id_)
    if refs is None:
        raise NotFound(say("This story is not here any more."))
    opened = open_newest(desk, id_)
    state = desk.state().stories.get(id_)
    record = opened.consent
    texts = opened.texts()
    stale = tuple(
        lang
        for lang, text in texts.items()
        if not release.is_released(record, lang, text, opened.media)
    )
    has_unshared = refs.shared is None or _differs(desk, refs, opened)
    where = Place.HERE if has_unshared else _shared_place(desk, refs)
    status = Status.LOCAL if has_unshared or state is None else state.status
    teller = record.teller if record else None
    return Telling(
        id=id_,
        opened=opened,
        place=where,
        status=status,
        mine=teller == desk.me.id,
        has_unshared=has_unshared,
        placed=tuple(placements_of(desk, id_)),
        stale=stale,
        reasons=tuple(one.message for one in why_not_yet(desk, opened, stale)),
        noticed=tuple(_noticed(desk, opened)),
    )


def _differs(desk: Desk, refs: StoryRefs, opened: OpenStory) -> bool:
    if refs.local is None or refs.shared is None:
        return refs.shared is None
    try:
        shared = open_commit(desk, refs.id, refs.shared)
    except Refused:
        return True
    return not says_the_same(shared, opened)


def _noticed(desk: Desk, opened: OpenStory) -> list[tuple[str, Identifier]]:
    return [(find.words, find.identifier) for find in waiting(desk, opened)]
