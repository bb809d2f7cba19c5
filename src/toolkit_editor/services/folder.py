"""Reading a folder of somebody's files: ordinary files only, nothing outside it, within limits."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.store.paths import clash, shown, why_not

LARGEST_FILE = 50_000_000
MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that was not taken, and why."""

    path: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder that can be taken, by path with forward slashes; and the others."""

    files: Mapping[str, Path]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """The contents of a folder by path with forward slashes, and what was left out."""

    files: Mapping[str, bytes]
    left_out: tuple[LeftOut, ...]


def list_folder(folder: Path) -> Listing:
    """What `folder` holds; links and names that cannot be used are left out and listed."""
    if not folder.is_dir():
        raise NotFound(say("There is no folder {folder}.", folder=folder))
    files: dict[str, Path] = {}
    left_out: list[LeftOut] = []
    spelling: dict[str, str] = {}
    for path, entry in _walk(folder):
        reason = _why_not(entry) or why_not(path) or clash(path, spelling)
        if reason is None:
            files[path] = Path(entry.path)
        else:
            left_out.append(LeftOut(shown(path), reason))
        if len(files) > MOST_FILES:
            raise Refused(say("There are too many files in {folder}.", folder=folder))
    return Listing(files, tuple(left_out))


def read_folder(folder: Path) -> Folder:
    """The contents of what `list_folder` lists; what cannot be read is left out as well."""
    listing = list_folder(folder)
    files: dict[str, bytes] = {}
    left_out = list(listing.left_out)
    for path, file in listing.files.items():
        try:
            files[path] = file.read_bytes()
        except OSError:
            left_out.append(LeftOut(path, say("It cannot be read.")))
    return Folder(files, tuple(left_out))


def _walk(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    found: list[tuple[str, os.DirEntry[str]]] = []
    waiting = [(folder, "")]
    while waiting:
        here, prefix = waiting.pop()
        try:
            with os.scandir(here) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            raise Refused(say("The folder {folder} cannot be read.", folder=here)) from error
        for entry in listed:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in (".git", "node_modules"):
                    waiting.append((Path(entry.path), path + "/"))
            else:
                found.append((path, entry))
    return sorted(found, key=lambda pair: pair[0])


def _why_not(entry: os.DirEntry[str]) -> Message | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return say("It cannot be read.")
    if not stat.S_ISREG(status.st_mode):
        return say("It is a link or no ordinary file.")
    if status.st_size > LARGEST_FILE:
        return say("It is too large.")
    return None
