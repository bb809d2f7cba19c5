"""Sealing stories anew when people join, leave or do something else in the group.

Only a teller may share a story, so that nobody can put other words in its place; sealing anew
changes the sealed file, so the teller's own program does it, the next time it meets the group.
Until then somebody new cannot open the story, and somebody who left can still open what they could
open before. A story for which changes were asked, or that was declined, waits until its teller
shares it again: sharing would count as the teller's answer. A story whose teller has a new key is
first handed over to it by those who can open it (see `handing_over`).
"""

from __future__ import annotations

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.review.event import on_story
from toolkit_editor.review.work import Status, StoryState
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import LOCAL_SHARED, LOCAL_STORIES, STORIES, Desk
from toolkit_editor.services.handing_over import hand_over, handed_over
from toolkit_editor.services.opening_stories import (
    is_as_shared,
    open_commit,
    sealed_blob,
    sealed_place,
    shared_facts,
    whole,
)
from toolkit_editor.services.story_moments import keep_opened
from toolkit_editor.services.story_sharing import readers, seal
from toolkit_editor.store.model import Oid
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.stories.sealing import key_tag, sealed_for

_SETTLED = (Status.IN_REVIEW, Status.APPROVED, Status.PUBLIC)


def reseal(desk: Desk) -> Changed:
    """Seal the person's own shared stories to those who ought to open them now.

    The words that were shared stay what they were; what the teller wrote since stays here. A story
    that cannot be sealed now stays as it is.
    """
    person = desk.person()
    if person is None or person.former:
        return Changed()
    done: list[StoryId] = []
    for state in list(desk.state().stories.values()):
        shared = desk.ref(STORIES + state.id)
        if shared is None or state.withdrawn:
            continue
        if state.owner != person.id:
            did = hand_over(desk, state, shared)
        else:
            did = _take_over(desk, state, shared) | _seal_anew(desk, state, shared)
        if did:
            done.append(state.id)
    return changed(Topic.STORIES, ids=tuple(done)) if done else Changed()


def _take_over(desk: Desk, state: StoryState, shared: Oid) -> bool:
    """Keep the person's own story here again, out of a copy that was handed over to their key."""
    if desk.ref(LOCAL_STORIES + state.id) is not None or _opens(desk, shared):
        return False
    opened = handed_over(desk, state, shared)
    if opened is None:
        return False
    keep_opened(desk, opened)
    return True


def _opens(desk: Desk, shared: Oid) -> bool:
    """Whether the person's key is among those that open the story's text."""
    sealed = sealed_blob(desk, shared)
    try:
        marks = desk.made_of("sealed-for", sealed, sealed_for) if sealed else None
    except Refused:
        return False
    return marks is not None and key_tag(desk.me.key.public_line) in marks


def _is_right(desk: Desk, shared: Oid, place: Place) -> bool:
    """Whether the story's text opens with the keys of those who ought to read it, and no other."""
    sealed = sealed_blob(desk, shared)
    if sealed is None:
        return True
    keys = {person.key for person in readers(desk, place).people} | {desk.me.key.public_line}
    try:
        marks = desk.made_of("sealed-for", sealed, sealed_for)
        return marks == frozenset(map(key_tag, keys))
    except Refused:
        return True


def _seal_anew(desk: Desk, state: StoryState, shared: Oid) -> bool:
    """Seal one shared story anew where it has to be and can be now."""
    place = sealed_place(desk, shared)
    if state.status not in _SETTLED or place is None or place is Place.ONLY_ME:
        return False
    if state.whole and not is_as_shared(desk, state.id):
        return False
    if not state.whole and not _is_untouched(desk, state.id, shared):
        return False
    if state.whole and _is_right(desk, shared, place):
        return False
    try:
        opened = _as_shared(desk, state, shared)
        seal(desk, opened, place)
    except Refused:
        return False
    desk.record(("shared", on_story(state.id), shared_facts(desk, opened, state.released)))
    return True


def _is_untouched(desk: Desk, id_: StoryId, shared: Oid) -> bool:
    """Whether a story is still what was shared from this computer; for entries of long ago."""
    known = desk.ref(LOCAL_SHARED + id_)
    return known is not None and whole(desk, known) == whole(desk, shared)


def _as_shared(desk: Desk, state: StoryState, shared: Oid) -> OpenStory:
    """The words that were shared; raises `Refused` where no key here opens them."""
    if not _opens(desk, shared):
        opened = handed_over(desk, state, shared)
        if opened is not None:
            return opened
    return open_commit(desk, state.id, shared)
