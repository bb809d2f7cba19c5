"""Bringing what others did into a draft on this computer: to the draft itself, and to the toolkit.

Different sentences combine, and what the draft was stays a moment. Where both changed the same
sentence nothing is written until a person has chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit_editor.review.work import Choice
from toolkit_editor.services.desk import LOCAL_SHARED, Desk
from toolkit_editor.services.drafts import Draft, difference, find_draft
from toolkit_editor.services.offering import written
from toolkit_editor.services.uniting import Place, United, unite
from toolkit_editor.services.writing import save_moment
from toolkit_editor.store.model import Oid, RefChange


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """A draft with what others did; as it was, where something must be chosen first."""

    draft: Draft
    looks: tuple[str, ...] = ()
    """Paragraphs that both changed and that are combined now."""
    places: tuple[Place, ...] = ()
    """What waits for a choice."""
    moved: bool = False
    """Whether the draft is another one now."""


def catch_up(desk: Desk, draft: Draft, choices: Mapping[str, Choice] | None = None) -> CaughtUp:
    """Bring the draft as others have it, then the toolkit as it is now, into `draft`.

    It must lie on this computer, else nothing happens. Raises `Stale` where it was moved on
    meanwhile, and `StorageFailed`.
    """
    chosen = {**(draft.shared.chosen if draft.shared else {}), **(choices or {})}
    first = _with_shared(desk, draft, chosen)
    if first.places:
        return first
    then = _with_toolkit(desk, first.draft, chosen)
    looks = tuple(dict.fromkeys((*first.looks, *then.looks)))
    return CaughtUp(then.draft, looks, then.places, first.moved or then.moved)


def _with_shared(desk: Desk, draft: Draft, choices: Mapping[str, Choice]) -> CaughtUp:
    """What others did to the draft since it was shared from here."""
    mark = LOCAL_SHARED + draft.id
    known = desk.ref(mark)
    if draft.local is None or draft.shared is None or known in (None, draft.shared.tip):
        return CaughtUp(draft)
    assert known is not None
    tip, mine = draft.shared.tip, difference(desk, known, draft.local)
    united = unite(
        desk,
        desk.blobs(known, mine),
        mine,
        desk.blobs(tip, mine),
        choices,
    )
    caught = _taken(desk, draft, tip, united)
    if not caught.places:
        desk.move(RefChange(mark, tip, known))
    return caught


def _with_toolkit(desk: Desk, draft: Draft, choices: Mapping[str, Choice]) -> CaughtUp:
    """What others brought into the toolkit. What was shared from here may be in it already."""
    main = desk.main()
    if draft.local is None or draft.base == main:
        return CaughtUp(draft)
    now = desk.blobs(main, draft.files)
    shared = draft.shared.files if draft.shared else {}
    before = desk.blobs(draft.base, draft.files)
    before |= {p: oid for p, oid in shared.items() if oid is not None and now.get(p) == oid}
    return _taken(desk, draft, main, unite(desk, before, draft.files, now, choices))


def _taken(desk: Desk, draft: Draft, tip: Oid, united: United) -> CaughtUp:
    """`draft` with what stands at `tip`, as a moment of its own."""
    if united.is_open:
        return CaughtUp(draft, places=united.places)
    assert draft.local is not None
    files = written(desk, united.files)
    save_moment(desk, draft.id, draft.local, files, base=tip, parents=(draft.local, tip))
    return CaughtUp(find_draft(desk, draft.id), united.looks, moved=True)
