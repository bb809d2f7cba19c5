"""Sync: bring in what is new, send what is ahead, until both sides are the same.

What is ahead is what the refs say. Deletions come only from signed withdrawals. Moments and
unshared drafts never leave this computer, because their refs are not among those that are sent.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass

from toolkit_editor.base.errors import Stale
from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.base.message import Message, count, say
from toolkit_editor.review.people import Role
from toolkit_editor.services.changed import EVERYTHING, Changed
from toolkit_editor.services.desk import DRAFTS, MAIN, STORIES, Desk
from toolkit_editor.services.opening_stories import sealed_blob
from toolkit_editor.services.resealing import reseal
from toolkit_editor.services.sending import not_taken, send
from toolkit_editor.services.withdrawing import erase_withdrawn
from toolkit_editor.store.erasure import erase
from toolkit_editor.store.exchange import (
    HEADS,
    SEEN,
    PushRef,
    fetch,
    look,
    remember_seen,
)
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.model import Oid, RefChange

_REVIEW = "refs/heads/review"
_ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did."""

    changed: Changed
    sent: int
    received: int
    notes: tuple[Message, ...] = ()


def _never() -> bool:
    return False


def ahead(desk: Desk) -> list[PushRef]:
    """What the workspace does not have yet, as far as it was last seen, and this person may send.

    Only maintainers move the toolkit itself, and many hosts see to that.
    """
    ours = desk.refs(HEADS)
    if not desk.is_a(Role.MAINTAINER):
        ours.pop(MAIN, None)
    seen = {HEADS + ref.removeprefix(SEEN): oid for ref, oid in desk.refs(SEEN).items()}
    return [PushRef(ref, oid, seen.get(ref)) for ref, oid in ours.items() if seen.get(ref) != oid]


def waiting_words(desk: Desk) -> Message:
    """What is waiting, in words."""
    things = [change for change in ahead(desk) if change.ref != _REVIEW]
    if not ahead(desk):
        return say("Nothing to send.")
    return count(max(1, len(things)), "One thing to send.", "{n} things to send.")


def sync(desk: Desk, stopped: Callable[[], bool] = _never) -> Synced:
    """Make this computer and the workspace the same. Raises `NoConnection` and its kin."""
    desk.refresh()
    received = 0
    sent = 0
    for attempt in range(_ATTEMPTS):
        received += _receive(desk, stopped)
        reseal(desk)
        result = _send(desk, stopped)
        if result is not None:
            sent += result
            found = EVERYTHING if received else Changed()
            return Synced(found, sent, received)
        threading.Event().wait(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311 - jitter only
    raise Stale(say("Others are sending at the same moment. Your work is safe; try again."))


def _receive(desk: Desk, stopped: Callable[[], bool]) -> int:
    if not _exists(desk):
        return 0
    gone = {STORIES + s.id for s in desk.state().stories.values() if s.withdrawn}
    before = desk.refs(SEEN)
    fetched = fetch(desk.store, desk.address, skip=gone, stopped=stopped)
    desk.refresh()
    seen = desk.refs(SEEN)
    _unite_review(desk, seen.get(SEEN + "review"))
    _follow_main(desk, seen.get(SEEN + "main"))
    for ref, oid in seen.items():
        name = ref.removeprefix(SEEN)
        if name.startswith("draft/"):
            _follow_draft(desk, HEADS + name, oid)
        elif name.startswith("story/"):
            _follow_story(desk, HEADS + name, oid, before.get(ref))
    erased = erase_withdrawn(desk)
    return len(fetched.changed) + int(erased)


def _exists(desk: Desk) -> bool:
    """Whether there is anything at the address yet; a workspace being founded is empty."""
    folder = desk.address.folder
    known = bool(desk.refs(SEEN))
    return known or folder is None or not _is_empty(desk)


def _is_empty(desk: Desk) -> bool:
    return not look(desk.store, desk.address)


def _unite_review(desk: Desk, theirs: Oid | None) -> None:
    ours = desk.ref(_REVIEW)
    if theirs is None or theirs == ours:
        return
    if ours is None:
        desk.move(RefChange(_REVIEW, theirs, None))
        return
    author = desk.me.id if desk.has_key else None
    if author is None:
        desk.move(RefChange(_REVIEW, theirs, ours))
        return
    united = desk.journal.unite(
        ours, theirs, group=desk.state().group, by=author, at=desk.clock.now()
    )
    if united != ours:
        desk.move(RefChange(_REVIEW, united, ours))


def _follow_main(desk: Desk, theirs: Oid | None) -> None:
    ours = desk.ref(MAIN)
    if theirs is None or theirs == ours:
        return
    if ours is None or desk.merge_base(ours, theirs) == ours:
        desk.move(RefChange(MAIN, theirs, ours))
    elif desk.merge_base(ours, theirs) != theirs:
        raise Stale(
            say(
                "Two maintainers changed the toolkit at the same time. Nothing is lost: the other "
                "one's work is there, and yours is still here. Bring your drafts in again."
            )
        )


def _follow_draft(desk: Desk, ref: str, theirs: Oid) -> None:
    """Take over a draft as its last `shared` event names it."""
    ours = desk.ref(ref)
    state = desk.state().drafts.get(DraftId(ref.removeprefix(DRAFTS)))
    if state is not None and state.withdrawn:
        return
    if ours is None or (ours != theirs and state is not None and state.tip == theirs):
        desk.move(RefChange(ref, theirs, ours))


def _follow_story(desk: Desk, ref: str, theirs: Oid, seen: Oid | None) -> None:
    """Take over a story as its last `shared` event names it, with all that was said about it.

    `seen` is where it stood in the workspace when last looked at.
    """
    ours = desk.ref(ref)
    state = desk.state().stories.get(StoryId(ref.removeprefix(STORIES)))
    if state is not None and state.withdrawn:
        return
    if ours is None:
        desk.move(RefChange(ref, theirs, None))
        return
    if theirs in (ours, seen) or state is None:
        return
    mine = desk.has_key and state.owner == desk.me.id
    if sealed_blob(desk, theirs) != state.sealed:
        if sealed_blob(desk, ours) != state.sealed:
            return
        united = _unite_story(desk, ours, theirs, ours_leads=True)
    elif ours == seen:
        united = theirs
    else:
        united = _unite_story(desk, ours, theirs, ours_leads=mine)
    if united != ours:
        desk.move(RefChange(ref, united, ours))


def _unite_story(desk: Desk, ours: Oid, theirs: Oid, *, ours_leads: bool) -> Oid:
    """What was said on both sides; of everything else, the side that leads. Nothing is opened."""
    leading, other = (ours, theirs) if ours_leads else (theirs, ours)
    entries = dict(desk.tree(leading).entries)
    before = len(entries)
    for path, oid in desk.tree(other).entries.items():
        if path.startswith("talk/"):
            entries.setdefault(path, oid)
    if len(entries) == before:
        return leading
    return desk.store.make_commit(entries, author=desk.me.id, at=desk.clock.now(), message="Story")


def _send(desk: Desk, stopped: Callable[[], bool]) -> int | None:
    """Send what is ahead; None where somebody else was first."""
    if not desk.has_key:
        return 0
    sent, refusal = 0, None
    for taken_back in (False, True):  # a host may look for the word that something was taken back
        changes = _removals(desk) if taken_back else ahead(desk)
        if not changes:
            continue
        result = send(desk.store, desk.address, changes, stopped=stopped)
        remember_seen(desk.store, changes, result)
        desk.refresh()
        if result.stale:
            return None
        refusal = refusal or not_taken(result)
        sent += len(changes)
        if taken_back:
            clean_folder(desk)
    if refusal is not None:
        raise refusal
    return sent


def _removals(desk: Desk) -> list[PushRef]:
    """Refs of withdrawn stories and drafts that the workspace may still have."""
    state = desk.state()
    gone = {STORIES + one.id for one in state.stories.values() if one.withdrawn}
    gone |= {DRAFTS + one.id for one in state.drafts.values() if one.withdrawn}
    if not gone:
        return []
    there = look(desk.store, desk.address)
    return [PushRef(ref, None, oid) for ref, oid in there.items() if ref in gone]


def clean_folder(desk: Desk) -> bool:
    """Where the workspace is a folder we can write to, erase there what was taken back."""
    folder = desk.address.folder
    if folder is None:
        return False
    with GitStore.open(folder) as store:
        erase(store, [])
    return True
