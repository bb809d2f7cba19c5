"""What is gone from the workspace although nobody decided so: told, and put back from here.

An emptied folder looks the same as a hundred deletions, so a few things are put back at once, and
many only when a maintainer says so. What was taken back by a signed decision is not meant here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from toolkit_editor.base.message import Message, count, say
from toolkit_editor.review.people import Role
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import DRAFTS, STORIES, VANISHED, Desk
from toolkit_editor.store.exchange import HEADS, MARKER, SEEN
from toolkit_editor.store.model import Oid, RefChange

_FEW = 3


def withdrawn_refs(desk: Desk) -> set[str]:
    """The refs of what was taken back; they stay gone."""
    state = desk.state()
    gone = {STORIES + one.id for one in state.stories.values() if one.withdrawn}
    return gone | {DRAFTS + one.id for one in state.drafts.values() if one.withdrawn}


def note_vanished(desk: Desk, there: Collection[str], vanished: Mapping[str, Oid]) -> list[Message]:
    """Take note of refs that are not in the workspace any more; what a maintainer should know.

    `there` are those that are.
    """
    back = {ref: oid for ref, oid in desk.refs(VANISHED).items() if _named(ref) in there}
    if back:
        desk.move(*(RefChange(ref, None, oid) for ref, oid in back.items()))
    if not vanished:
        return []
    gone = withdrawn_refs(desk)
    missed = {ref: oid for ref, oid in vanished.items() if ref not in gone and desk.ref(ref)}
    forgotten = [RefChange(SEEN + ref.removeprefix(HEADS), None, vanished[ref]) for ref in vanished]
    if len(missed) <= _FEW:
        desk.move(*forgotten)
        if not missed:
            return []
        return [
            count(
                len(missed),
                "Another program took one thing out of the workspace. It is put back.",
                "Another program took {n} things out of the workspace. They are put back.",
            )
        ]
    held = [VANISHED + ref.removeprefix(HEADS) for ref in missed]
    known = desk.refs(VANISHED)
    desk.move(
        *forgotten,
        *(
            RefChange(ref, oid, known.get(ref))
            for ref, oid in zip(held, missed.values(), strict=True)
        ),
    )
    return [
        say(
            "Much is gone from the workspace, and nobody here took it back. Nothing was changed on "
            "this computer. A maintainer can put it back, on the page “Publish”."
        )
    ]


def note_gone(desk: Desk) -> None:
    """Take note that the whole workspace is gone, so that a maintainer can put it back."""
    ours = desk.ref(MARKER)
    if ours is not None:
        held = VANISHED + MARKER.removeprefix(HEADS)
        desk.move(RefChange(held, ours, desk.ref(held)))


def held_back(desk: Desk) -> set[str]:
    """The refs that vanished and that nobody said to put back yet."""
    return {_named(ref) for ref in desk.refs(VANISHED)}


def _named(held: str) -> str:
    """What a ref that is held back is called in the workspace."""
    return HEADS + held.removeprefix(VANISHED)


def put_back(desk: Desk) -> Changed:
    """Put everything that vanished back into the workspace at the next sync."""
    desk.require(Role.MAINTAINER)
    gone = desk.refs(VANISHED)
    if MARKER in held_back(desk):  # nothing that was seen there is certain any more
        gone |= desk.refs(SEEN)
    desk.move(*(RefChange(ref, None, oid) for ref, oid in gone.items()))
    return changed(Topic.REVIEW, Topic.DRAFTS, Topic.SECTIONS)
