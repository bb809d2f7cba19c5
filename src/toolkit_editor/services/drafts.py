"""Drafts on this computer and with the group: which there are, what they hold, what they rest on.

A draft's files are those that differ from the commit of the toolkit it began on. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import DraftId, PersonId
from toolkit_editor.base.message import say
from toolkit_editor.review.work import DraftState, Status
from toolkit_editor.services.desk import LOCAL_DRAFTS, LOCAL_SHARED, MAIN, Desk
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
    """The files one's own draft ever changed, also those that are as they were again."""
    has_unshared: bool = False
    """Whether there is something here that nobody else has seen."""
    rests_on: Oid | None = None
    """For one's own draft, the commit that holds `files`: a moment here, or what others have."""

    @property
    def status(self) -> Status:
        """Where it is on its way."""
        return self.shared.status if self.shared else Status.LOCAL

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


def difference(desk: Desk, base: Oid, tip: Oid) -> dict[str, Oid | None]:
    """The files in which `tip` differs from `base`; None where it removes one."""
    return dict(desk.difference(base, tip))


def local_base(desk: Desk, tip: Oid) -> Oid:
    """The commit of the toolkit that a draft on this computer began on."""
    return _local_bases(desk, [tip])[tip]


def _local_bases(desk: Desk, tips: Iterable[Oid]) -> dict[Oid, Oid]:
    """The same for many, asked for together."""
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
    desk.differences.read_all((base, tip) for tip, base in bases.items())
    found: list[Draft] = []
    for id_, tip in local.items():
        found.append(_local_draft(desk, id_, tip, me))
    for id_, shared in state.drafts.items():
        if id_ not in local:
            found.append(_shared_draft(shared, own=shared.owner == me))
    return found


def _local_draft(desk: Desk, id_: DraftId, tip: Oid, me: PersonId | None) -> Draft:
    """The draft as it is here; as others have it where nothing here is newer."""
    shared = desk.state().drafts.get(id_)
    base = local_base(desk, tip)
    files = difference(desk, base, tip)
    touched = frozenset(files) or _touched(desk, tip)
    known = desk.ref(LOCAL_SHARED + id_)
    if shared is None:
        return Draft(id_, me, base, files, tip, None, touched, bool(files), tip)
    if known in (None, shared.tip):
        newer = dict(files) != dict(shared.files)
    else:
        assert known is not None
        newer = bool(difference(desk, known, tip))
        if not newer:
            return Draft(
                id_,
                shared.owner,
                shared.base,
                shared.files,
                tip,
                shared,
                touched,
                False,
                shared.tip,
            )
    return Draft(id_, shared.owner, base, files, tip, shared, touched, newer, tip)


def _shared_draft(shared: DraftState, *, own: bool) -> Draft:
    """A draft of another person, or of the person's other computer: this one can go on with it."""
    return Draft(
        shared.id,
        shared.owner,
        shared.base,
        shared.files,
        shared=shared,
        touched=frozenset(shared.files) if own else frozenset(),
        rests_on=shared.tip if own else None,
    )


def _touched(desk: Desk, tip: Oid) -> frozenset[str]:
    """What the newest moment changed: for a draft that is back at its beginning."""
    parents = desk.store.commit(tip).parents
    return frozenset(difference(desk, parents[0], tip)) if parents else frozenset()


def find_draft(desk: Desk, id_: DraftId) -> Draft:
    """One draft; raises `NotFound`."""
    for one in all_drafts(desk):
        if one.id == id_:
            return one
    raise NotFound(say("This draft is not here any more."))


def own_draft_of(desk: Desk, path: str) -> Draft | None:
    """The person's open draft that changes `path`, if there is one."""
    return next(
        (
            draft
            for draft in all_drafts(desk)
            if draft.rests_on is not None and path in draft.touched and not _is_over(draft)
        ),
        None,
    )


def _is_over(draft: Draft) -> bool:
    return draft.is_done and not draft.has_unshared
