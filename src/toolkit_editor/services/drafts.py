"""Drafts on this computer and with the group: which there are, what they hold, what they rest on.

A draft's files are those that differ from the commit of the toolkit it began on. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit_editor.base.ids import DraftId, PersonId
from toolkit_editor.review.work import DraftState, Status
from toolkit_editor.services.desk import LOCAL_DRAFTS, MAIN, Desk
from toolkit_editor.services.place import Place
from toolkit_editor.store.model import Oid

_DONE = {Status.IN_TOOLKIT, Status.PUBLIC, Status.DECLINED, Status.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft. `files` is what it holds now, on this computer where it is newer there."""

    id: DraftId
    owner: PersonId | None
    base: Oid
    files: Mapping[str, Oid | None]
    local: Oid | None = None
    shared: DraftState | None = None
    touched: frozenset[str] = frozenset()
    """The files it ever changed on this computer, also those that are as they were again."""

    @property
    def status(self) -> Status:
        """Where it is on its way."""
        return self.shared.status if self.shared else Status.LOCAL

    @property
    def has_unshared(self) -> bool:
        """Whether there is something here that nobody else has seen."""
        return dict(self.files) != (dict(self.shared.files) if self.shared else {})

    @property
    def place(self) -> Place:
        """Who can read what it holds now."""
        if self.has_unshared:
            return Place.HERE
        return Place.PUBLIC if self.status is Status.PUBLIC else Place.GROUP

    @property
    def is_done(self) -> bool:
        """Whether it reached an end."""
        return self.status in _DONE


def local_base(desk: Desk, tip: Oid) -> Oid:
    """The commit of the toolkit that a draft on this computer began on."""
    return _local_bases(desk, [tip])[tip]


def _local_bases(desk: Desk, tips: Iterable[Oid]) -> dict[Oid, Oid]:
    main = desk.ref(MAIN)
    tips = list(tips)
    found = desk.merge_bases(tips, main) if main else {}
    return {tip: found.get(tip) or desk.store.history(tip)[-1].oid for tip in tips}


def all_drafts(desk: Desk) -> list[Draft]:
    """Every draft, here or shared; those of this computer first."""
    return desk.once("drafts", lambda: _all_drafts(desk))


def _all_drafts(desk: Desk) -> list[Draft]:
    state = desk.state()
    local = {
        DraftId(ref.removeprefix(LOCAL_DRAFTS)): tip for ref, tip in desk.refs(LOCAL_DRAFTS).items()
    }
    me = desk.me.id if desk.has_key else None
    bases = _local_bases(desk, local.values())
    differing = desk.differences.read_all((bases[tip], tip) for tip in local.values())
    found: list[Draft] = []
    for id_, tip in local.items():
        shared = state.drafts.get(id_)
        base = bases[tip]
        files = differing[base, tip]
        touched = frozenset(files) or _touched(desk, tip)
        found.append(Draft(id_, me, base, files, tip, shared, touched))
    for id_, shared in state.drafts.items():
        if id_ not in local:
            found.append(Draft(id_, shared.owner, shared.base, shared.files, None, shared))
    return found


def _touched(desk: Desk, tip: Oid) -> frozenset[str]:
    """What the newest moment changed: for a draft that is back at its beginning."""
    parents = desk.store.commit(tip).parents
    return frozenset(desk.difference(parents[0], tip)) if parents else frozenset()


def own_draft_of(desk: Desk, path: str) -> Draft | None:
    """The person's open draft that changes `path`, if there is one."""
    return next(
        (
            draft
            for draft in all_drafts(desk)
            if draft.local is not None and path in draft.touched and not _is_over(draft)
        ),
        None,
    )


def _is_over(draft: Draft) -> bool:
    return draft.is_done and not draft.has_unshared
