"""Reviewing: what waits, what changed in words, and an editor's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit_editor.annotations.placement import FOLDER
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, PersonId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.review.event import on_draft
from toolkit_editor.review.people import Role
from toolkit_editor.review.talk import Thread
from toolkit_editor.review.work import DraftState, Status
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.disagreements import bring_up, united
from toolkit_editor.services.drafts import Draft, find_draft
from toolkit_editor.services.grounds import title_of
from toolkit_editor.services.noticing import Noticed, notice
from toolkit_editor.services.placements import is_moot, read_placement
from toolkit_editor.services.sections import find_section_at
from toolkit_editor.services.sharing import FileChange, file_changes, is_picture


@dataclass(frozen=True, slots=True)
class Waiting:
    """One draft in the queue, told without opening it. `story` is the id it places, if it does."""

    id: DraftId
    owner: PersonId
    owner_name: str
    status: Status
    since: str
    titles: tuple[str, ...]
    note: str
    story: StoryId | None
    moves_story: bool = False
    """Whether it only changes where a story of the toolkit stands, or that it stands anywhere."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One draft opened for review, as it reads on the toolkit as it is now."""

    draft: Draft
    files: tuple[FileChange, ...]
    noticed: tuple[Noticed, ...]
    threads: tuple[Thread, ...]
    looks: tuple[str, ...] = ()
    """Paragraphs in which the draft and somebody else changed something."""
    is_open: bool = False
    """Whether two versions of a sentence wait for a choice."""


_OPEN = (Status.IN_REVIEW, Status.CHANGES_ASKED, Status.APPROVED)


def queue(desk: Desk) -> list[Waiting]:
    """The drafts that are not at an end, what waits longest first."""
    state = desk.state()
    found = [
        _waiting(desk, draft_)
        for draft_ in state.drafts.values()
        if draft_.status in _OPEN and not is_moot(desk, draft_)
    ]
    order = {Status.IN_REVIEW: 0, Status.APPROVED: 1, Status.CHANGES_ASKED: 2}
    return sorted(found, key=lambda one: (order[one.status], one.since, one.id))


def _waiting(desk: Desk, state: DraftState) -> Waiting:
    person = desk.state().group.person(state.owner)
    titles = []
    story: StoryId | None = None
    moved = 0
    for path, oid in state.files.items():
        if path.startswith(f"{FOLDER}/"):
            before = desk.store.file(state.base, path)
            content = oid or before
            placement = read_placement(desk, content) if content is not None else None
            if before is not None:
                moved += 1
                titles.append(title_of(desk, placement.target) if placement else "")
            elif placement is not None:
                story = placement.story
            continue
        if is_picture(path):
            continue
        section = find_section_at(desk, path)
        titles.append(section.title if section else path)
    return Waiting(
        state.id,
        state.owner,
        person.name if person else "",
        state.status,
        state.since,
        tuple(title for title in titles if title),
        state.note,
        story,
        moved == len(state.files) > 0,
    )


def review(desk: Desk, id_: DraftId) -> ReviewItem:
    """A draft with its changed words, what was noticed, and its conversations."""
    one = find_draft(desk, id_)
    shared = _as_shared(one)
    now = united(desk, id_)
    moved = dict(now.files) != dict(shared.files)
    files = file_changes(desk, desk.main() if moved else shared.base, now.files)
    noticed = tuple(n for file in files for n in notice(desk, file.path, file.before, file.after))
    threads = desk.state().threads(on_draft(id_))
    return ReviewItem(shared, files, noticed, tuple(threads.values()), now.looks, now.is_open)


def _as_shared(one: Draft) -> Draft:
    """The draft as the group sees it, whatever is newer on this computer."""
    if one.shared is None:
        raise Refused(say("This draft was not shared yet."))
    return Draft(one.id, one.owner, one.shared.base, one.shared.files, None, one.shared)


def approve(desk: Desk, id_: DraftId, note: str = "") -> Changed:
    """Say yes to exactly what the draft holds now, on the toolkit as it is now.

    Raises `Refused` where somebody has to choose between two versions first.
    """
    desk.require(Role.EDITOR)
    _as_shared(find_draft(desk, id_))
    if united(desk, id_).is_open:
        raise Refused(
            say("Two versions of a sentence wait for a choice here. Choose, then approve it.")
        )
    bring_up(desk, id_)
    one = _as_shared(find_draft(desk, id_))
    desk.record(("approved", on_draft(id_), {"files": dict(one.files), "note": note}))
    return changed(Topic.REVIEW, Topic.DRAFTS, ids=(id_,))


def ask_for_changes(desk: Desk, id_: DraftId, note: str) -> Changed:
    """Ask the writer for changes; the note says which."""
    desk.require(Role.EDITOR)
    if not note.strip():
        raise Refused(say("Write what you would like to be changed, so that the writer knows."))
    desk.record(("changes-asked", on_draft(id_), {"note": note.strip()}))
    return changed(Topic.REVIEW, Topic.DRAFTS, ids=(id_,))


def decline(desk: Desk, id_: DraftId, note: str) -> Changed:
    """Say no, with the reason."""
    desk.require(Role.EDITOR)
    if not note.strip():
        raise Refused(say("Write why, so that the writer knows."))
    desk.record(("declined", on_draft(id_), {"note": note.strip()}))
    return changed(Topic.REVIEW, Topic.DRAFTS, ids=(id_,))


def approved(desk: Desk) -> Sequence[DraftState]:
    """The drafts that can be brought into the toolkit."""
    return [one for one in desk.state().drafts.values() if one.status is Status.APPROVED]
