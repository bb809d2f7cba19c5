"""What is in the toolkit without an editor's yes, as another program may have put it there.

It is shown, never published, and a maintainer decides: an editor is asked to look, or what was
approved before comes back. Nothing of it is lost in either case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit_editor.annotations.placement import FOLDER as VOICES
from toolkit_editor.base.ids import DraftId, new_id
from toolkit_editor.review.event import on_draft
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import Files
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import DRAFTS, MAIN, Desk
from toolkit_editor.services.sections import title_at
from toolkit_editor.store.model import Oid, RefChange

_TOPICS = (Topic.SECTIONS, Topic.DRAFTS, Topic.REVIEW)
_Content = tuple[str, Oid | None]


@dataclass(frozen=True, slots=True)
class Unapproved:
    """The files concerned as they are now and as they were last approved; None where not there."""

    now: Files
    titles: tuple[str, ...]

    @property
    def waits(self) -> bool:
        """Whether there is anything to decide."""
        return bool(self.now)


def approved_contents(desk: Desk) -> set[_Content]:
    """Every content that an editor said yes to, by its path; None where it was to be removed."""
    return desk.once("approved contents", lambda: set(_approved_contents(desk)))


def _approved_contents(desk: Desk) -> Iterator[_Content]:
    for draft in desk.state().drafts.values():
        for approval in draft.approvals:
            yield from ((path, Oid(oid) if oid else None) for path, oid in approval.what.items())
        for brought in (*draft.brought_before, draft.brought):
            if brought is not None:
                yield from brought.files.items()


def unapproved(desk: Desk) -> Unapproved:
    """What waits for a maintainer, by path."""
    approved = approved_contents(desk)
    entries = desk.tree().entries
    brought = {
        path
        for draft in desk.state().drafts.values()
        if draft.brought is not None
        for path, oid in draft.brought.files.items()
        if oid is not None and not path.startswith(f"{VOICES}/")
    }
    missing = {p for p in brought - entries.keys() if (p, None) not in approved}
    other = {path for path, oid in entries.items() if (path, oid) not in approved}
    paths = sorted(missing | other)
    return Unapproved(
        {path: entries.get(path) for path in paths},
        tuple(dict.fromkeys(title_at(desk, path) for path in paths)),
    )


def _before(desk: Desk, found: Unapproved) -> Files:
    """What the files were when they were last approved; None for those that never were."""
    approved = approved_contents(desk)
    main = desk.main()
    return {
        path: next(
            (
                version.blob
                for version in desk.store.versions(main, path)
                if version.blob is not None and (path, version.blob) in approved
            ),
            None,
        )
        for path in found.now
    }


def ask_to_look(desk: Desk, note: str = "") -> Changed:
    """Share what was put into the toolkit, so that an editor reads it and answers."""
    desk.require(Role.MAINTAINER)
    found = unapproved(desk)
    if not found.waits:
        return Changed()
    id_, main = DraftId(new_id()), desk.main()
    base = _commit(desk, _before(desk, found), main)
    tip = _commit(desk, found.now, base)
    desk.move(RefChange(DRAFTS + id_, tip, None))
    facts = {"base": base, "tip": tip, "files": dict(found.now), "note": note}
    desk.record(("shared", on_draft(id_), facts))
    return changed(*_TOPICS, ids=(id_,))


def put_approved_back(desk: Desk) -> Changed:
    """Make the files what they were when they were last approved.

    What stood there stays in the history of the toolkit.
    """
    desk.require(Role.MAINTAINER)
    found = unapproved(desk)
    if not found.waits:
        return Changed()
    main = desk.main()
    before = _before(desk, found)
    desk.move(RefChange(MAIN, _commit(desk, before, main), main))
    return changed(*_TOPICS, ids=tuple(before))


def _commit(desk: Desk, files: Files, on: Oid) -> Oid:
    return desk.store.make_commit(
        files, base=on, parents=(on,), author=desk.me.id, at=desk.clock.now(), message="Shared"
    )
