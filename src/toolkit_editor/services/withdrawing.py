"""Taking a story or a draft back: one action, from any state, no reason asked; and erasing it.

A decision is written at once, also without a connection. What only this computer has is erased
here; what others have is erased by their programs when they hear of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from toolkit_editor.base.errors import NotAllowed, NotFound
from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.review.event import on_draft, on_story
from toolkit_editor.review.people import Role
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import (
    DRAFTS,
    LOCAL_DRAFTS,
    LOCAL_SHARED,
    LOCAL_STORIES,
    STORIES,
    VANISHED,
    Desk,
)
from toolkit_editor.services.placements import answers_on_their_way, placements_of
from toolkit_editor.services.taking_down import take_down
from toolkit_editor.store.exchange import SEEN


def withdraw_story(desk: Desk, id_: StoryId) -> Changed:
    """Take a story back for good. Where it was shared, the group is told; here it is erased."""
    me = desk.me
    state = desk.state().stories.get(id_)
    if state is not None and state.owner != me.id and not desk.is_a(Role.MAINTAINER):
        raise NotAllowed(say("Only its teller, or a maintainer, can take this story back."))
    placed = placements_of(desk, id_)
    if state is not None and not state.withdrawn:
        desk.record(("withdrawn", on_story(id_), {}))
    drafts = [one.draft for one in placed if one.draft is not None]
    on_their_way = answers_on_their_way(desk)
    drafts += [
        on_their_way[one.placement.path].id
        for one in placed
        if one.draft is None and one.placement.path in on_their_way
    ]
    shared = desk.state().drafts
    for draft in drafts:
        if draft in shared and shared[draft].owner == me.id:
            desk.record(("withdrawn", on_draft(draft), {}))
    refs = [place + draft for draft in drafts for place in (LOCAL_DRAFTS, LOCAL_SHARED)]
    desk.store.erase([*_story_refs(id_), *refs])
    _forget_all(desk)
    if state is not None:
        desk.record(("erased-here", on_story(id_), {}))
    if desk.is_a(Role.MAINTAINER):
        take_down(desk)
    return changed(Topic.STORIES, Topic.REVIEW, Topic.DRAFTS, Topic.SECTIONS, ids=(id_,))


def withdraw_draft(desk: Desk, id_: DraftId) -> Changed:
    """Take an offered change back; the words stay on this computer until they are put away."""
    if id_ not in desk.state().drafts:
        raise NotFound(say("This draft was not shared."))
    desk.record(("withdrawn", on_draft(id_), {}))
    return changed(Topic.DRAFTS, Topic.REVIEW, ids=(id_,))


def erase_withdrawn(desk: Desk) -> bool:
    """Erase what is left here of every story that was taken back, and write a receipt for each."""
    here = desk.refs("refs/")
    gone = [story for story in desk.state().stories.values() if story.withdrawn]
    left = [ref for story in gone for ref in _story_refs(story.id) if ref in here]
    left += [
        DRAFTS + draft.id
        for draft in desk.state().drafts.values()
        if draft.withdrawn and DRAFTS + draft.id in here
    ]
    if left:
        desk.store.erase(left)
        _forget_all(desk)
    me = desk.me.id if desk.has_key else None
    receipts = [story for story in gone if me is not None and me not in story.erased_by]
    if receipts and desk.person() is not None:
        desk.record(*(("erased-here", on_story(story.id), {}) for story in receipts))
    return bool(left or receipts)


def narrowed(desk: Desk, refs: Iterable[str]) -> bool:
    """Whether any of these refs is a story whose teller took one of its texts back."""
    stories = desk.state().stories.values()
    fewer = {STORIES + story.id for story in stories if story.narrowed}
    return not fewer.isdisjoint(refs)


def erase_earlier(desk: Desk) -> None:
    """Erase here what earlier states of stories held and present ones do not."""
    desk.store.erase([])
    _forget_all(desk)


def _forget_all(desk: Desk) -> None:
    """Drop what was remembered or laid out of what is erased now."""
    desk.forget()
    if desk.preview is not None:
        shutil.rmtree(desk.preview, ignore_errors=True)


def _story_refs(id_: StoryId) -> list[str]:
    seen = [f"{SEEN}story/{id_}", f"{VANISHED}story/{id_}"]
    return [LOCAL_STORIES + id_, LOCAL_SHARED + id_, STORIES + id_, *seen]
