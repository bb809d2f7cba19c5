"""Putting words in a safe place when they could not be kept where they belong, and taking them up.

Files in the recovery folder are sealed to the person's own key where there is one, and never
removed by the program without the person's say. Any age tool opens them with that key. Also finds
what was kept last before a sudden end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from toolkit_editor.base.durable import put_file, storing, sync_folder
from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import SectionId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.content.front_matter import split
from toolkit_editor.content.section import Section
from toolkit_editor.services import reading
from toolkit_editor.services.desk import LOCAL_STORIES, Desk
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.services.writing import Kept, keep, minute_of
from toolkit_editor.store.model import Oid
from toolkit_editor.stories.sealing import open_sealed, seal

_STAMP = "%Y-%m-%d %H-%M-%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d-\d\d-\d\d)(?: \d+)? (.+)", re.DOTALL)
_BETWEEN = " - "
PLAIN = ".txt"
"""The ending of words without their form."""
SEALED = ".age"
"""The ending of words that only the person's own key opens."""
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that were put aside: in which file, when, and to which sections they may belong.

    `name` is what the file is called, whether it is sealed or not.
    """

    file: Path
    name: str
    at: datetime
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class LastKept:
    """What was kept last on this computer, where, and when; `exact` is about the minute."""

    at: datetime
    exact: bool
    section: SectionId | None
    language: str
    story: StoryId | None


# putting aside


def rescue(desk: Desk, folder: Path, name: str, data: bytes) -> Path:
    """Write `data` into `folder` under a name made from `name` and the time; where it is.

    Only the person can read it, where they have a key. Raises `StorageFailed`.
    """
    return put_aside(folder, name, data, desk.clock.now(), desk.key_line)


def put_aside(folder: Path, name: str, data: bytes, at: datetime, key_line: str | None) -> Path:
    """See `rescue`; needs no workspace, but the public half of a key to seal the words to."""
    plain = flat(name) or "text"
    if key_line is not None:
        plain, data = plain + SEALED, seal(data, [key_line])
    stamp = at.strftime(_STAMP)
    target = folder / f"{stamp} {plain}"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{stamp} {number} {plain}"
    put_file(target, data)
    return target


def flat(path: str) -> str:
    """A path of the toolkit as the name of one file."""
    parts = re.split(r"[/\\]", path)
    return _BETWEEN.join(part for part in parts if part.strip(". "))


# taking up


def has_aside(folder: Path) -> bool:
    """Whether anything is put aside."""
    return bool(_files(folder))


def all_aside(desk: Desk, folder: Path) -> list[Aside]:
    """What is put aside, newest first, with the sections whose file had that name."""
    found = []
    for file in _files(folder):
        shown = file.name.removesuffix(SEALED)
        match = _NAME.fullmatch(shown)
        if match:
            at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        else:
            at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        name = (match[2] if match else shown).removesuffix(PLAIN)
        found.append(Aside(file, shown, at, _sections(desk.sections(), name)))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [file for file in sorted(folder.iterdir()) if file.is_file() and file.name[0] != "."]


def _sections(sections: Iterable[Section], name: str) -> tuple[Section, ...]:
    known = list(sections)
    exact = tuple(section for section in known if flat(section.path) == name)
    return exact or tuple(s for s in known if s.path.rpartition("/")[2] == name)


def read_aside(desk: Desk, file: Path) -> str:
    """The words of a file that was put aside, as they can be shown."""
    return _bytes_of(desk, file).decode("utf-8", "replace")


def take_in(desk: Desk, file: Path, section: SectionId, language: str) -> Kept | None:
    """Make the words of a file what the person has in a section; what is there stays a moment.

    The file stays. None where the section has these words already.
    """
    opened = reading.open_section(desk, section, language)
    data = _bytes_of(desk, file)
    head, body = split(data)
    if file.name.removesuffix(SEALED).endswith(PLAIN):
        head, body = b"", data
    return keep(desk, opened.section.path, (head or opened.head) + body)


def save_copy(desk: Desk, file: Path, target: Path) -> Path:
    """Write the words of a file elsewhere; raises `StorageFailed`."""
    return save_words(desk, target, _bytes_of(desk, file))


def save_words(_desk: Desk, target: Path, data: bytes) -> Path:
    """Write words where the person chose; raises `StorageFailed`."""
    put_file(target, data)
    return target


def remove_aside(_desk: Desk, file: Path) -> None:
    """Remove a file, because the person said so."""
    with storing(file.parent):
        file.unlink(missing_ok=True)
        sync_folder(file.parent)


def _bytes_of(desk: Desk, file: Path) -> bytes:
    data = _read(file)
    if not file.name.endswith(SEALED):
        return data
    try:
        return open_sealed(data, desk.me.key.to_openssh())
    except Refused as error:
        raise Refused(
            say(
                "Only the key you had when these words were put aside opens them. Open the toolkit "
                "you wrote them in, and look there. The file stays as it is: {file}.",
                file=file,
            )
        ) from error


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size <= _LARGEST:
            return file.read_bytes()
    except OSError as error:
        raise NotFound(say("{file} cannot be read any more.", file=file)) from error
    raise NotFound(say("{file} is too large to be shown here.", file=file))


# after a sudden end


def last_kept(desk: Desk, since: datetime) -> LastKept | None:
    """The newest words kept on this computer since the minute of `since`, if there are any."""
    found = [*_kept_in_drafts(desk), *_kept_in_stories(desk)]
    newest = max(found, key=lambda one: one.at, default=None)
    if newest is None:
        return None
    begin = since.replace(second=0, microsecond=0)
    begin = begin if newest.exact else begin.replace(minute=0)
    return newest if newest.at >= begin else None


def _kept_in_drafts(desk: Desk) -> Iterable[LastKept]:
    for draft in all_drafts(desk):
        sections = [s for path in sorted(draft.touched) if (s := desk.section_at(path))]
        if draft.local is not None and sections:
            at, exact = _when(desk, draft.local)
            yield LastKept(at, exact, sections[0].id, sections[0].language, None)


def _kept_in_stories(desk: Desk) -> Iterable[LastKept]:
    for ref, tip in desk.refs(LOCAL_STORIES).items():
        at, exact = _when(desk, tip)
        yield LastKept(at, exact, None, "", StoryId(ref.removeprefix(LOCAL_STORIES)))


def _when(desk: Desk, tip: Oid) -> tuple[datetime, bool]:
    commit = desk.store.commit(tip)
    minute = minute_of(commit.message)
    return minute or commit.at, minute is not None
