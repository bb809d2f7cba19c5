"""Which stories stand beside which passages: placements in the toolkit and in open drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit_editor.annotations.placement import FOLDER, Placement, PlacementUnreadable, from_json
from toolkit_editor.annotations.selector import PlaceUnreadable
from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.review.work import DraftState, Status
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.store.model import Oid

_ON_THEIR_WAY = (Status.IN_REVIEW, Status.CHANGES_ASKED, Status.APPROVED)


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement, and the draft it waits in (None: it is in the toolkit)."""

    placement: Placement
    draft: DraftId | None


def read_placement(desk: Desk, oid: Oid) -> Placement | None:
    """The placement in a file; None where it is none, or has not come here yet."""
    try:
        return desk.made_of("placement", oid, _placement)
    except NotFound:
        return None


def _placement(data: bytes) -> Placement | None:
    try:
        return from_json(data)
    except (PlacementUnreadable, PlaceUnreadable):
        return None


def in_toolkit(desk: Desk, commit: Oid | None = None) -> Iterator[tuple[str, Placement | None]]:
    """Every file of placements in the toolkit, by path, with what it says."""
    for path, oid in desk.store.files_in(commit or desk.main(), FOLDER).items():
        if path.endswith(".json"):
            yield path, read_placement(desk, oid)


def all_placements(desk: Desk) -> list[Placed]:
    """Placements in the toolkit, and those in drafts that are on their way."""
    return desk.once("placements", lambda: _all_placements(desk))


def _all_placements(desk: Desk) -> list[Placed]:
    found = [Placed(placement, None) for _, placement in in_toolkit(desk) if placement]
    known = {placed.placement.id for placed in found}
    for draft in all_drafts(desk):
        if draft.is_done:
            continue
        for path, oid in draft.files.items():
            if not path.startswith(f"{FOLDER}/") or oid is None:
                continue
            placement = read_placement(desk, oid)
            if placement and placement.id not in known:
                known.add(placement.id)
                found.append(Placed(placement, draft.id))
    return found


def answers_on_their_way(desk: Desk) -> dict[str, DraftState]:
    """The shared drafts that would change or remove a placement of the toolkit, by its path."""
    there = desk.store.files_in(desk.main(), FOLDER)
    return {
        path: draft
        for draft in desk.state().drafts.values()
        if draft.status in _ON_THEIR_WAY
        for path, oid in draft.files.items()
        if path in there and there[path] != oid
    }


def is_moot(desk: Desk, draft: DraftState) -> bool:
    """Whether all that a draft does is to place stories that were taken back meanwhile."""
    return bool(draft.files) and all(
        path.startswith(f"{FOLDER}/") and _places_withdrawn(desk, path, oid, draft.base)
        for path, oid in draft.files.items()
    )


def _places_withdrawn(desk: Desk, path: str, oid: Oid | None, base: Oid) -> bool:
    content = oid or desk.store.file(base, path)
    placement = read_placement(desk, content) if content is not None else None
    state = desk.state().stories.get(placement.story) if placement is not None else None
    return state is not None and state.withdrawn


def placements_of(desk: Desk, story: StoryId) -> list[Placed]:
    """Where a story stands or waits to stand."""
    return [placed for placed in all_placements(desk) if placed.placement.story == story]
