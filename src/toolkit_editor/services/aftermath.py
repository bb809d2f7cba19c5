"""What became of a story that was taken back: what was done when, and what still waits.

Told from what is written down for good: that it was taken back, whose programs erased it, what was
published since. Nothing of the story's words is left to tell from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import PersonId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.review.event import GROUP, Event, on_story
from toolkit_editor.review.work import StoryState
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.placements import in_toolkit
from toolkit_editor.store.address import Kind
from toolkit_editor.store.exchange import SEEN


@dataclass(frozen=True, slots=True)
class Receipt:
    """Somebody in the group, and when their program erased its copy; empty: not yet heard."""

    name: str
    at: str
    me: bool


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Everything that is known. Times are stamps as in events; empty where it did not happen yet.

    `shown` are the editions of the public site that held it, first and last; `clean` the first
    edition without it. `told` says whether the group's workspace has heard, which is also when its
    copy was deleted there.
    """

    id: StoryId
    at: str
    mine: bool
    by_teller: bool
    told: bool
    receipts: tuple[Receipt, ...]
    placed: bool
    shown: tuple[str, str] | None
    clean: str
    host_erases: bool
    """Whether the workspace is a folder, which this program cleans itself."""
    address: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A story that was taken back, and when."""

    id: StoryId
    at: str


def taken_back_stories(desk: Desk) -> list[TakenBack]:
    """The person's own stories that were taken back, the last one first."""
    me = desk.me.id if desk.has_key else None
    mine = [one for one in desk.state().stories.values() if one.withdrawn and one.owner == me]
    found = [TakenBack(one.id, _withdrawal(_counted(desk, one)).at) for one in mine]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _counted(desk: Desk, state: StoryState) -> list[Event]:
    """The events about a story that counted."""
    return [one for one in desk.events_about(on_story(state.id)) if one.id in state.events]


def _withdrawal(events: Sequence[Event]) -> Event:
    return next(one for one in events if one.kind == "withdrawn")


def aftermath(desk: Desk, id_: StoryId) -> Aftermath:
    """What became of a story; raises `NotFound` for one that was not taken back."""
    state = desk.state().stories.get(id_)
    if state is None or not state.withdrawn:
        raise NotFound(say("This story was not taken back."))
    events = _counted(desk, state)
    withdrawn = _withdrawal(events)
    published = sorted(
        (one for one in desk.events_about(GROUP) if one.kind == "published"),
        key=lambda one: one.order,
    )
    holding = [one for one in published if id_ in one.data.get("stories", ())]
    since = [one for one in published if one.order > withdrawn.order and one not in holding]
    return Aftermath(
        id=id_,
        at=withdrawn.at,
        mine=desk.has_key and state.owner == desk.me.id,
        by_teller=withdrawn.by == state.owner,
        told=_heard(desk, withdrawn),
        receipts=_receipts(desk, events),
        placed=any(one is not None and one.story == id_ for _, one in in_toolkit(desk)),
        shown=(holding[0].at, holding[-1].at) if holding else None,
        clean=since[0].at if since else "",
        host_erases=desk.address.kind is Kind.FOLDER,
        address=str(desk.address),
    )


def _heard(desk: Desk, event: Event) -> bool:
    """Whether an event is among those the workspace was last seen to have."""
    seen = desk.ref(SEEN + "review")
    return seen is not None and desk.store.file(seen, event.path) is not None


def _receipts(desk: Desk, events: Sequence[Event]) -> tuple[Receipt, ...]:
    """The people of the group now, and those who have erased it and left."""
    erased: dict[PersonId, str] = {}
    for event in events:
        if event.kind == "erased-here":
            erased.setdefault(event.by, event.at)
    people = desk.state().group.people or {}
    me = desk.me.id if desk.has_key else None
    found = [
        Receipt(person.name, erased.get(person.id, ""), person.id == me)
        for person in people.values()
        if person.id in erased or not person.former
    ]
    return tuple(sorted(found, key=lambda one: (not one.me, not one.at, one.name.casefold())))
