"""Sharing a draft with the group: first what would be shared and what was noticed, then do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit_editor.base.errors import Refused, StorageFailed
from toolkit_editor.base.ids import DraftId
from toolkit_editor.base.message import say
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.difference import Change, changes
from toolkit_editor.review.people import Person, Role
from toolkit_editor.services.catching_up import catch_up
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import LOCAL_SHARED, Desk
from toolkit_editor.services.drafts import Draft, find_draft
from toolkit_editor.services.noticing import Noticed, notice
from toolkit_editor.services.offering import offer
from toolkit_editor.services.remarks import Waiting, post_remarks, waiting_remarks
from toolkit_editor.services.sections import find_section_at
from toolkit_editor.services.uniting import Place
from toolkit_editor.services.writing import begin_anew
from toolkit_editor.store.model import Oid, RefChange

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a draft changes in one file; `title` is the section's, empty for other files."""

    path: str
    title: str
    language: str
    before: bytes
    after: bytes
    changes: tuple[Change, ...]

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, not words."""
        return is_picture(self.path)


@dataclass(frozen=True, slots=True)
class Preview:
    """What sharing would do: the changes, who could read them, what was noticed."""

    draft: Draft
    files: tuple[FileChange, ...]
    readers: tuple[Person, ...]
    noticed: tuple[Noticed, ...]
    remarks: tuple[Waiting, ...] = ()
    """What was remarked in a document that was brought in, and goes along."""
    looks: tuple[str, ...] = ()
    """Paragraphs that others changed in the toolkit meanwhile: both are together in them now."""
    places: tuple[Place, ...] = ()
    """Where others changed the same: the person has to choose before sharing."""
    changed: Changed = field(default_factory=Changed)


@dataclass(frozen=True, slots=True)
class Shared:
    """What sharing did. `left_here` are remarks whose passage could not be found any more."""

    changed: Changed
    left_here: tuple[Waiting, ...] = ()


def is_picture(path: str) -> bool:
    """Whether the file at `path` is a picture, by its name."""
    return path.casefold().endswith(_PICTURES)


def file_changes(
    desk: Desk, base: Oid, files: Mapping[str, Oid | bytes | None]
) -> tuple[FileChange, ...]:
    """The changed words of `files` beside those of commit `base`, file by file."""
    found: list[FileChange] = []
    for path, now in files.items():
        was = desk.store.file(base, path)
        before = desk.store.read(was) if was else b""
        after = now if isinstance(now, bytes) else desk.store.read(now) if now else b""
        section = find_section_at(desk, path)
        found.append(
            FileChange(
                path,
                section.title if section else "",
                section.language if section else "",
                before,
                after,
                () if is_picture(path) else tuple(changes(split(before)[1], split(after)[1])),
            )
        )
    return tuple(found)


def preview(desk: Desk, id_: DraftId) -> Preview:
    """What sharing this draft would show, and to whom.

    What others changed in the toolkit meanwhile is brought into the draft first.
    """
    caught = catch_up(desk, find_draft(desk, id_))
    one = caught.draft
    files = file_changes(desk, one.base, one.files)
    noticed = [item for file in files for item in notice(desk, file.path, file.before, file.after)]
    readers = tuple(desk.state().group.members())
    told = changed(Topic.DRAFTS, ids=(id_, *one.files)) if caught.moved else Changed()
    remarks = tuple(waiting_remarks(desk, id_))
    return Preview(one, files, readers, tuple(noticed), remarks, caught.looks, caught.places, told)


def share(desk: Desk, id_: DraftId, note: str = "", with_remarks: bool = True) -> Shared:
    """Offer the draft for review. Raises `Refused` where a person has to choose first.

    What was remarked in a document that was brought in goes along, unless it is to stay here.
    """
    desk.require(Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)
    one = find_draft(desk, id_)
    if one.local is None:
        raise Refused(say("This draft was made on another computer. Share it from there."))
    if not one.files and one.shared is None:
        raise Refused(say("Nothing was changed yet, so there is nothing to share."))
    if one.shared is not None and one.shared.withdrawn:
        one = begin_anew(desk, one)
    caught = catch_up(desk, one)
    for place in caught.places:
        section = find_section_at(desk, place.path)
        raise Refused(
            say(
                "Somebody changed the same words of “{title}” since you began. Your words are safe "
                "here. Choose which to keep, then share it.",
                title=section.title if section else place.path,
            )
        )
    one = caught.draft
    if not one.files and one.shared is None:
        raise Refused(say("The toolkit says this already, so there is nothing to share."))
    commit = offer(desk, one.id, one.files, note)
    mark = LOCAL_SHARED + one.id
    desk.move(RefChange(mark, commit, desk.ref(mark)))
    told = changed(Topic.DRAFTS, Topic.REVIEW, ids=(id_, one.id))
    if not with_remarks:
        return Shared(told)
    try:
        posted, left_here = post_remarks(desk, one.id)
    except StorageFailed:  # it is shared; the remarks wait for the next time
        return Shared(told)
    return Shared(told | posted, left_here)
