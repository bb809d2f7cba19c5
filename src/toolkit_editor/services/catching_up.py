"""Bringing what others changed in the toolkit into a draft of one's own, before it is shared.

Different sentences combine, and the draft rests on the toolkit as it is now; what it was stays a
moment. Where both changed the same sentence nothing is written: a person must choose.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.content.outline import MARKDOWN
from toolkit_editor.prose.together.merging import Clash, bring_together
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import Draft, all_drafts
from toolkit_editor.services.writing import save_moment
from toolkit_editor.store.model import Oid


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A file in which the draft and the toolkit changed the same. Without clashes, all of it."""

    path: str
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """A draft on the toolkit as it is now; as it was, where something must be chosen first."""

    draft: Draft
    looks: tuple[str, ...] = ()
    """Paragraphs that both changed and that are combined now."""
    disagreements: tuple[Disagreement, ...] = ()
    moved: bool = False
    """Whether the draft is another one now."""


def catch_up(desk: Desk, draft: Draft) -> CaughtUp:
    """Bring the toolkit as it is now into `draft`, which must lie on this computer.

    `draft.base` is what both began on. Raises `Stale` where it was moved on meanwhile, and
    `StorageFailed`.
    """
    main = desk.main()
    if draft.local is None or draft.base == main:
        return CaughtUp(draft)
    shared = draft.shared.files if draft.shared else {}
    files: dict[str, Oid | None] = {}
    looks: list[str] = []
    disagreements: list[Disagreement] = []
    for path, ours in draft.files.items():
        theirs, base = desk.store.file(main, path), desk.store.file(draft.base, path)
        if theirs in (base, ours) or theirs == shared.get(path, ""):
            files[path] = ours
            continue
        texts = [_text(desk, path, oid) for oid in (base, ours, theirs)]
        if None in texts:
            disagreements.append(Disagreement(path))
            continue
        together = bring_together(*(text or "" for text in texts))
        if together.clashes:
            disagreements.append(Disagreement(path, together.clashes))
        else:
            looks += together.looks
            files[path] = desk.store.write(together.text(lambda clash: clash.ours).encode())
    if disagreements:
        return CaughtUp(draft, disagreements=tuple(disagreements))
    save_moment(desk, draft.id, draft.local, files, base=main, parents=(draft.local, main))
    fresh = next(one for one in all_drafts(desk) if one.id == draft.id)
    return CaughtUp(fresh, tuple(looks), moved=True)


def _text(desk: Desk, path: str, oid: Oid | None) -> str | None:
    """The words of a page; None where it is no page, is not there or is not text."""
    if oid is None or not path.casefold().endswith(MARKDOWN):
        return None
    try:
        return desk.store.read(oid).decode()
    except UnicodeDecodeError:
        return None
