"""The past of a section: what the person had when, what they shared, what the group had.

Every pause in typing is a moment, so there are far too many to read: `worth_reading` keeps a few of
each sitting. Putting something back makes a new moment, so nothing is lost by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from toolkit_editor.base.errors import Refused, Stale
from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.message import say
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.passages import Passage, put_back
from toolkit_editor.services import reading
from toolkit_editor.services.desk import DRAFTS, MAIN, Desk
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.services.writing import Kept, keep, moments_of
from toolkit_editor.store.model import Oid

PAUSE = timedelta(minutes=10)
"""Whoever writes nothing for longer than this has begun a new sitting afterwards."""
STRIDE = timedelta(minutes=5)
"""Within a sitting, moments nearer to each other than this are not worth reading one by one."""


class Whose(StrEnum):
    """Where a moment comes from."""

    MINE = "mine"
    """Kept on this computer while the person wrote."""
    SHARED = "shared"
    """Shared by the person with the group."""
    GROUP = "group"
    """In the toolkit, for everyone of the group."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a section was at some time. `exact` says that the minute is known, else the hour is."""

    whose: Whose
    at: datetime
    exact: bool
    blob: Oid


@dataclass(frozen=True, slots=True)
class Now:
    """What the person has now."""

    section: SectionId
    language: str
    title: str
    path: str
    data: bytes
    blob: Oid


@dataclass(frozen=True, slots=True)
class History:
    """A section now, and its past, newest first."""

    now: Now
    past: tuple[Past, ...]


def read_history(desk: Desk, id_: SectionId, language: str) -> History:
    """The section and its past; raises `NotFound`."""
    opened = reading.open_section(desk, id_, language)
    path = opened.section.path
    now = Now(id_, language, opened.section.title, path, opened.head + opened.body, opened.blob)
    mine, of_the_group = _newest_first(_mine(desk, path)), list(_of_the_group(desk, path))
    newest = mine or of_the_group
    if newest and newest[0].blob == now.blob:
        del newest[0]
    found = _newest_first([*mine, *_shared(desk, path), *of_the_group])
    return History(now, tuple(found))


def _newest_first(past: Iterable[Past]) -> list[Past]:
    return sorted(past, key=lambda one: one.at, reverse=True)


def _mine(desk: Desk, path: str) -> Iterator[Past]:
    for draft in all_drafts(desk):
        if draft.local is None or path not in draft.touched:
            continue
        for moment in moments_of(desk, draft.local, path)[:-1]:
            if moment.blob is not None:
                yield Past(Whose.MINE, moment.at, moment.exact, moment.blob)


def _shared(desk: Desk, path: str) -> Iterator[Past]:
    me = desk.me.id if desk.has_key else None
    for draft in all_drafts(desk):
        tip = desk.ref(DRAFTS + draft.id)
        if tip is not None and draft.owner == me and path in draft.files:
            for version in desk.store.versions(tip, path, until=draft.base):
                if version.blob is not None:
                    yield Past(Whose.SHARED, version.at, False, version.blob)


def _of_the_group(desk: Desk, path: str) -> Iterator[Past]:
    tip = desk.ref(MAIN)
    for version in desk.store.versions(tip, path) if tip else ():
        if version.blob is not None:
            yield Past(Whose.GROUP, version.at, False, version.blob)


def sittings(past: Sequence[Past]) -> list[tuple[Past, ...]]:
    """`past`, newest first, cut where the person paused; what others have stands alone."""
    found: list[list[Past]] = []
    for one in past:
        last = found[-1][-1] if found else None
        mine = last is not None and one.whose is last.whose is Whose.MINE
        if last is not None and mine and last.at - one.at <= PAUSE:
            found[-1].append(one)
        else:
            found.append([one])
    return [tuple(each) for each in found]


def worth_reading(sitting: Sequence[Past]) -> tuple[Past, ...]:
    """The last moment of a sitting, and one every few minutes before it."""
    found = [sitting[0]]
    for one in sitting[1:]:
        if found[-1].at - one.at >= STRIDE:
            found.append(one)
    return tuple(found)


def read_past(desk: Desk, *past: Past) -> list[bytes]:
    """What the section was each time, with its description."""
    contents = desk.store.read_many(one.blob for one in past)
    return [contents[one.blob] for one in past]


def put_all_back(desk: Desk, now: Now, past: Past) -> Kept | None:
    """Make the section what it was; what it is now stays a moment. Raises `Stale`."""
    _require_unchanged(desk, now)
    return keep(desk, now.path, desk.store.read(past.blob))


def put_passage_back(desk: Desk, now: Now, past: Past, passage: Passage) -> Kept | None:
    """Make one passage what it was, and change nothing else. Raises `Stale` and `Refused`."""
    _require_unchanged(desk, now)
    head, body = split(now.data)
    written = put_back(split(desk.store.read(past.blob))[1], body, passage)
    if not written.faithful:
        raise Refused(
            say(
                "This passage cannot be put back by itself. Put everything back, or copy its words."
            )
        )
    return keep(desk, now.path, head + written.data)


def _require_unchanged(desk: Desk, now: Now) -> None:
    if reading.open_section(desk, now.section, now.language).blob != now.blob:
        raise Stale(say("The section was changed meanwhile. Look at it again and try once more."))
