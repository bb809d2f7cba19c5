"""Writing in a section: every pause is kept here as a moment, and can be gone back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from toolkit_editor.base.clock import minute_stamp
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, new_id
from toolkit_editor.base.message import say
from toolkit_editor.content.outline import MARKDOWN
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import LOCAL_DRAFTS, Desk
from toolkit_editor.services.drafts import Draft, all_drafts, local_base, own_draft_of
from toolkit_editor.store.model import Oid, RefChange, Version

_MOMENT = "Moment"
"""What the message of a moment begins with; the minute follows. Only commits of local drafts have
it: sharing makes a commit of its own, on top of what others have, with a message that says nothing.
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping did: the draft it belongs to, and its newest moment."""

    draft: DraftId
    moment: Oid
    changed: Changed


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a draft: when, and the content of the file then.

    `exact` says that the minute is known; else only the hour is.
    """

    id: Oid
    at: datetime
    blob: Oid | None
    exact: bool = False


def keep(desk: Desk, path: str, data: bytes) -> Kept | None:
    """Keep `data` as what the person has at `path` now, on this computer alone.

    Returns None where nothing differs from what is kept already. Raises `StorageFailed`.
    """
    draft = own_draft_of(desk, path)
    blob = desk.store.blob_id(data)
    if draft is None:
        if desk.tree().entries.get(path) == blob:
            return None
        return _begin(desk, path, data)
    if draft.files.get(path, desk.tree(draft.base).entries.get(path)) == blob:
        return None
    assert draft.local is not None
    moment = _save(desk, draft.id, draft.local, draft.local, path, data)
    return Kept(draft.id, moment, changed(Topic.DRAFTS, ids=(path,)))


def _begin(desk: Desk, path: str, data: bytes) -> Kept:
    if not path.casefold().endswith((*MARKDOWN, ".json", ".yml")):
        raise Refused(say("Only pages of the toolkit can be changed here."))
    id_ = DraftId(new_id())
    moment = _save(desk, id_, None, desk.main(), path, data)
    return Kept(id_, moment, changed(Topic.DRAFTS, ids=(path,)))


def _save(desk: Desk, id_: DraftId, tip: Oid | None, parent: Oid, path: str, data: bytes) -> Oid:
    ref = LOCAL_DRAFTS + id_
    at = desk.clock.now()
    commit = desk.store.make_commit(
        {path: desk.store.write(data)},
        base=parent,
        parents=(parent,),
        author=desk.me.id,
        at=at,
        message=moment_message(at),
    )
    desk.grown(commit, parent)
    desk.move(RefChange(ref, commit, tip))
    return commit


def moments(desk: Desk, path: str, most: int | None = None) -> list[Moment]:
    """The moments of the person's open draft at `path`, newest first, the beginning last."""
    draft = own_draft_of(desk, path)
    if draft is None or draft.local is None:
        return []
    return moments_of(desk, draft.local, path, most)


def moments_of(desk: Desk, tip: Oid, path: str, most: int | None = None) -> list[Moment]:
    """The moments of `path` in the local draft at `tip`, newest first; `most` of them."""
    base = local_base(desk, tip)
    found = [
        moment_of(version) for version in desk.store.versions(tip, path, until=base, most=most)
    ]
    if most is None or len(found) < most:
        found.append(Moment(base, desk.store.commit(base).at, desk.tree(base).entries.get(path)))
    return found


def moment_of(version: Version) -> Moment:
    """A version of a local draft as a moment, with its minute where it was written down."""
    at = minute_of(version.message)
    return Moment(version.commit, at or version.at, version.blob, exact=at is not None)


def moment_message(at: datetime) -> str:
    """What a commit says that never leaves this computer."""
    return f"{_MOMENT} {minute_stamp(at)}"


def minute_of(message: str) -> datetime | None:
    """The minute that `moment_message` wrote down; None in any other message."""
    begin, _, stamp = message.partition(" ")
    if begin != _MOMENT:
        return None
    try:
        return datetime.strptime(stamp, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def read_moment(desk: Desk, moment: Moment) -> bytes:
    """The bytes of the file at a moment."""
    return desk.store.read(moment.blob) if moment.blob else b""


def discard(desk: Desk, draft: DraftId) -> Changed:
    """Put a draft on this computer away for good; what was shared stays as it is."""
    ref = LOCAL_DRAFTS + draft
    tip = desk.ref(ref)
    if tip is None:
        return Changed()
    desk.move(RefChange(ref, None, tip))
    return changed(Topic.DRAFTS, ids=(draft,))


def unshared(desk: Desk) -> list[Draft]:
    """The drafts with something that nobody else has seen yet."""
    return [draft for draft in all_drafts(desk) if draft.local and draft.has_unshared]
