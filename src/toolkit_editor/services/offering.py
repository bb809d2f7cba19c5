"""Putting a draft before the group: its commit, on the toolkit as it is now, and the event.

Whoever brings a draft up to the toolkit does it here: its writer, or an editor or maintainer for
what the group has already. Must not look at what is only on this computer.
"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit_editor.base.ids import DraftId
from toolkit_editor.review.event import on_draft
from toolkit_editor.services.desk import DRAFTS, Desk
from toolkit_editor.services.drafts import difference
from toolkit_editor.store.model import Oid, RefChange

_SHARED = "Shared"


def written(desk: Desk, files: Mapping[str, Oid | bytes | None]) -> dict[str, Oid | None]:
    """`files` as ids; new bytes are kept durably."""
    fresh = {path: data for path, data in files.items() if isinstance(data, bytes)}
    ids = dict(zip(fresh, desk.store.write_many(list(fresh.values())), strict=True))
    return {path: ids[path] if isinstance(one, bytes) else one for path, one in files.items()}


def offer(desk: Desk, id_: DraftId, files: Mapping[str, Oid | None], note: str = "") -> Oid:
    """Offer `files` on top of the toolkit as draft `id_`; the commit they are in.

    Raises `Stale` where the draft moved meanwhile, and `StorageFailed`.
    """
    main, ref = desk.main(), DRAFTS + id_
    known = desk.ref(ref)
    grown = known is not None and desk.merge_base(known, main) == main
    commit = desk.store.make_commit(
        files,
        base=main,
        parents=tuple(one for one in (known, None if grown else main) if one is not None),
        author=desk.me.id,
        at=desk.clock.now(),
        message=_SHARED,
    )
    changed = difference(desk, main, commit)
    desk.move(RefChange(ref, commit, known))
    facts = {"base": main, "tip": commit, "files": changed, "note": note}
    shared = desk.state().drafts.get(id_)
    if shared is not None:
        facts["onto"] = shared.tip
    desk.record(("shared", on_draft(id_), facts))
    return commit
