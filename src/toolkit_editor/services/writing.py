"""Writing in a section: every pause is kept here as a moment, and can be gone back to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile

from toolkit_editor.base.clock import minute_stamp
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, new_id
from toolkit_editor.base.message import say
from toolkit_editor.content.outline import MARKDOWN
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import LOCAL_DRAFTS, LOCAL_REMARKS, LOCAL_SHARED, Desk
from toolkit_editor.services.drafts import Draft, all_drafts, find_draft, local_base, own_draft_of
from toolkit_editor.store.model import Oid, RefChange, Version

_MOMENT = "Moment"
"""What the message of a moment begins with; the minute follows. Only commits of local drafts have
it: sharing makes a commit of its own, on top of what others have, with a message that says nothing.
"""
_MEDIA = re.compile(r"media/[0-9a-f]{12}\.(?:jpg|png)")


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


def keep(desk: Desk, path: str, data: bytes, since: Oid | None = None) -> Kept | None:
    """Keep `data` as what the person has at `path` now, on this computer alone.

    `since` is the commit the words were read from, where that may not be the newest any more: what
    others changed after it is then brought together with them later, and not undone. Returns None
    where nothing differs from what is kept already. Raises `StorageFailed`.
    """
    return keep_files(desk, {path: data}, since)


def keep_files(desk: Desk, files: Mapping[str, bytes], since: Oid | None = None) -> Kept | None:
    """Keep a page and the pictures it shows in one moment, as `keep` does.

    The page comes first; pictures lie where `intake.pictures` names them. What the toolkit or the
    draft has already is not kept again. Raises `Refused` for any other path, `StorageFailed`.
    """
    page = next(iter(files))
    _require_paths(page, files)
    draft = own_draft_of(desk, page)
    ground = _ground(desk, draft, since)
    fresh = {
        path: data
        for path, data in files.items()
        if desk.store.file(ground, path) != desk.store.blob_id(data)
    }
    if not fresh:
        return None
    id_ = draft.id if draft else DraftId(new_id())
    tip = draft.local if draft else None
    written: dict[str, Oid | None] = {path: desk.store.write(data) for path, data in fresh.items()}
    parents = (tip, ground) if tip is not None and tip != ground else (ground,)
    moment = save_moment(desk, id_, tip, written, base=ground, parents=parents)
    if ground == tip or tip is None:
        desk.grown(moment, ground)
    if draft is not None and draft.shared is not None and ground == draft.shared.tip:
        mark = LOCAL_SHARED + id_
        desk.move(RefChange(mark, ground, desk.ref(mark)))
    return Kept(id_, moment, changed(Topic.DRAFTS, ids=tuple(files)))


def _ground(desk: Desk, draft: Draft | None, since: Oid | None) -> Oid:
    """The commit on which the next moment of `draft` rests, or the first one without a draft."""
    if draft is not None:
        rests_on = draft.rests_on
        if draft.local is not None and since == draft.local:
            return draft.local
        assert rests_on is not None
        return rests_on
    main = desk.main()
    if since is not None and desk.merge_base(since, main) == since:
        return since
    return _brought_in(desk, since) or main


def _brought_in(desk: Desk, since: Oid | None) -> Oid | None:
    """Where the toolkit got the words of the draft that was read at `since`, if it has them now."""
    if since is None:
        return None
    for draft in all_drafts(desk):
        brought = draft.shared.brought if draft.shared else None
        if brought and since in (draft.local, draft.rests_on) and desk.is_here(brought.commit):
            return brought.commit
    return None


def _require_paths(page: str, files: Mapping[str, bytes]) -> None:
    if not page.casefold().endswith((*MARKDOWN, ".json", ".yml")):
        raise Refused(say("Only pages of the toolkit can be changed here."))
    if not all(_MEDIA.fullmatch(path) for path in files if path != page):
        raise Refused(say("A picture must be kept where pictures are kept."))


def save_moment(
    desk: Desk,
    id_: DraftId,
    tip: Oid | None,
    files: Mapping[str, Oid | None],
    *,
    base: Oid,
    parents: Sequence[Oid],
) -> Oid:
    """A new moment of the draft that stands at `tip`: `files` on top of those of commit `base`.

    Raises `Stale` where the draft stands elsewhere by now, and `StorageFailed`.
    """
    at = desk.clock.now()
    commit = desk.store.make_commit(
        files,
        base=base,
        parents=parents,
        author=desk.me.id,
        at=at,
        message=moment_message(at),
    )
    desk.move(RefChange(LOCAL_DRAFTS + id_, commit, tip))
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
    versions = desk.store.versions(tip, path, until=base, most=most)
    found = [moment_of(one) for one in takewhile(_is_moment, versions)]
    if most is None or len(found) < most:
        found.append(Moment(base, desk.store.commit(base).at, desk.store.file(base, path)))
    return found


def moment_of(version: Version) -> Moment:
    """A version of a local draft as a moment, with its minute where it was written down."""
    at = minute_of(version.message)
    return Moment(version.commit, at or version.at, version.blob, exact=at is not None)


def _is_moment(version: Version) -> bool:
    """Whether a version was kept here: a draft may rest on what was shared after it began."""
    return version.message.split(" ")[0].strip() == _MOMENT


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
    beside = {name: desk.ref(name) for name in (LOCAL_REMARKS + draft, LOCAL_SHARED + draft)}
    gone = [RefChange(name, None, oid) for name, oid in beside.items() if oid]
    desk.move(RefChange(ref, None, tip), *gone)
    return changed(Topic.DRAFTS, ids=(draft,))


def begin_anew(desk: Desk, draft: Draft) -> Draft:
    """The person's draft under another id, because what was shared of it was taken back for good.

    Its moments and the remarks that belong to it go along.
    """
    fresh = DraftId(new_id())
    moves = []
    for place in (LOCAL_DRAFTS, LOCAL_REMARKS):
        tip = desk.ref(place + draft.id)
        if tip is not None:
            moves += [RefChange(place + draft.id, None, tip), RefChange(place + fresh, tip, None)]
    mark = desk.ref(LOCAL_SHARED + draft.id)
    if mark is not None:
        moves.append(RefChange(LOCAL_SHARED + draft.id, None, mark))
    desk.move(*moves)
    return find_draft(desk, fresh)


def unshared(desk: Desk) -> list[Draft]:
    """The drafts with something that nobody else has seen yet."""
    return [draft for draft in all_drafts(desk) if draft.local and draft.has_unshared]
