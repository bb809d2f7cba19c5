"""Sync: bring in what is new, send what is ahead, until both sides are the same.

What is ahead is what the refs say. Deletions come only from signed withdrawals. Moments and
unshared drafts never leave this computer, because their refs are not among those that are sent.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from toolkit_editor.base.errors import Stale
from toolkit_editor.base.message import Message, count, say
from toolkit_editor.review.people import Role
from toolkit_editor.services.changed import EVERYTHING, Changed
from toolkit_editor.services.desk import MAIN, STORIES, Desk
from toolkit_editor.services.following import follow
from toolkit_editor.services.resealing import reseal
from toolkit_editor.services.sending import not_taken, send
from toolkit_editor.services.vanished import held_back, note_gone, note_vanished, withdrawn_refs
from toolkit_editor.services.withdrawing import erase_earlier, erase_withdrawn, narrowed
from toolkit_editor.store.exchange import HEADS, SEEN, PushRef, WorkspaceGone
from toolkit_editor.store.model import Oid, RefChange

_REVIEW = "refs/heads/review"
_ATTEMPTS = 12
_LONGEST_WAIT = 8.0
_GLANCE = 0.05


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did. `received` counts the things that are new from others."""

    changed: Changed
    sent: int
    received: int
    notes: tuple[Message, ...] = ()


def _never() -> bool:
    return False


def ahead(desk: Desk) -> list[PushRef]:
    """What the workspace does not have yet, as far as it was last seen, and what goes there.

    The toolkit is sent by maintainers alone.
    """
    ours = desk.refs(HEADS)
    seen = {HEADS + ref.removeprefix(SEEN): oid for ref, oid in desk.refs(SEEN).items()}
    kept = held_back(desk)
    if not desk.is_a(Role.MAINTAINER):
        kept.add(MAIN)
    return [
        PushRef(ref, oid, seen.get(ref))
        for ref, oid in ours.items()
        if seen.get(ref) != oid and ref not in kept
    ]


def waiting_words(desk: Desk) -> Message:
    """What is waiting, in words."""
    waiting = ahead(desk)
    if not waiting:
        return say("Nothing waits to be shared")
    things = sum(change.ref != _REVIEW for change in waiting)
    return count(
        max(1, things), "One thing waiting to be shared", "{n} things waiting to be shared"
    )


def sync(desk: Desk, stopped: Callable[[], bool] = _never) -> Synced:
    """Make this computer and the workspace the same. Raises `NoConnection` and its kin."""
    desk.refresh()
    received = 0
    notes: list[Message] = []
    for attempt in range(_ATTEMPTS):
        begun = time.monotonic()
        new, told, there = _receive(desk, stopped)
        received += new
        notes += [one for one in told if one not in notes]
        reseal(desk)
        sent = _send(desk, there, stopped)
        if sent is not None:
            found = EVERYTHING if received else Changed()
            return Synced(found, sent, received, tuple(notes))
        _stand_back(time.monotonic() - begun, attempt, stopped)
    raise Stale(
        say(
            "Others are sending at the same moment. Your work is safe; try again. If this goes on, "
            "tell the person who looks after the workspace."
        )
    )


def _stand_back(took: float, attempt: int, stopped: Callable[[], bool]) -> None:
    """Wait after somebody else was first: by chance, and longer the more often it happened.

    Measured by how long an exchange takes here, since that is how long the others need.
    """
    most = min(_LONGEST_WAIT, took * 2 ** min(attempt, 3))
    until = time.monotonic() + random.uniform(0, most)  # noqa: S311 - not a secret
    while time.monotonic() < until and not stopped():
        time.sleep(_GLANCE)


def _receive(
    desk: Desk, stopped: Callable[[], bool]
) -> tuple[int, list[Message], Mapping[str, Oid]]:
    """How much was new, what a maintainer should know, and all refs that are there."""
    if desk.workspace.is_new():
        return 0, [], {}
    gone = {STORIES + s.id for s in desk.state().stories.values() if s.withdrawn}
    before = desk.refs(SEEN)
    try:
        fetched = desk.workspace.fetch(skip=gone, stopped=stopped)
    except WorkspaceGone:
        note_gone(desk)
        raise
    desk.refresh()
    notes = [
        *_unite_review(desk, desk.ref(SEEN + "review"), before.get(SEEN + "review")),
        *note_vanished(desk, fetched.refs, fetched.vanished),
        *follow(desk, before),
    ]
    erased = erase_withdrawn(desk)
    if narrowed(desk, fetched.changed):
        erase_earlier(desk)
    there = {**fetched.refs, **fetched.skipped}
    things = sum(ref != _REVIEW for ref in fetched.changed)
    return max(things, bool(fetched.changed)) + int(erased), notes, there


def _unite_review(desk: Desk, theirs: Oid | None, before: Oid | None) -> list[Message]:
    """All entries of both sides; what was taken out there is put back."""
    ours = desk.ref(_REVIEW)
    if theirs is None or theirs == ours:
        return []
    if ours is None or not desk.has_key:
        desk.move(RefChange(_REVIEW, theirs, ours))
        return []
    united = desk.journal.unite(
        ours, theirs, group=desk.state().group, by=desk.me.id, at=desk.clock.now()
    )
    if united != ours:
        desk.move(RefChange(_REVIEW, united, ours))
    if before is None or desk.merge_base(before, theirs) == before:
        return []
    return [
        say(
            "Another program took out some of what people here said and decided. It is put back, "
            "and nothing is lost."
        )
    ]


def _send(desk: Desk, there: Mapping[str, Oid], stopped: Callable[[], bool]) -> int | None:
    """Send what is ahead; None where somebody else was first."""
    if not desk.has_key:
        return 0
    sent, refusal = 0, None
    for taken_back in (False, True):  # a host may look for the word that something was taken back
        changes = _removals(desk, there) if taken_back else ahead(desk)
        if not changes:
            continue
        result = send(desk.workspace, changes, stopped=stopped)
        desk.workspace.remember_seen(changes, result)
        desk.refresh()
        if result.stale:
            return None
        refusal = refusal or not_taken(result)
        sent += len(changes)
        fewer = narrowed(desk, (one.ref for one in changes))
        if taken_back or fewer:
            desk.workspace.clean()
        if fewer:
            erase_earlier(desk)
    if refusal is not None:
        raise refusal
    return sent


def _removals(desk: Desk, there: Mapping[str, Oid]) -> list[PushRef]:
    """Refs of withdrawn stories and drafts that the workspace still has."""
    gone = withdrawn_refs(desk)
    return [PushRef(ref, None, oid) for ref, oid in there.items() if ref in gone]
