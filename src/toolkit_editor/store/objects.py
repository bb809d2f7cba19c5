"""The byte forms of git's blobs, trees and commits, as pure functions.

Both stores name contents through these, so that the same history has the same ids in memory and
on disk. Must not read or write anything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from toolkit_editor.base.clock import to_hour
from toolkit_editor.base.ids import PersonId, is_id
from toolkit_editor.store.model import Commit, Oid

FILE = 0o100644
PROGRAM = 0o100755
FOLDER = 0o040000
LINK = 0o120000
FOREIGN = 0o160000

_DOMAIN = "@contributors.invalid"
_ENTRY = re.compile(rb"([0-7]+) ([^\0]*)\0(.{20})", re.DOTALL)


class RawEntry(NamedTuple):
    """One line of a tree object, with the name as it is stored."""

    mode: int
    name: bytes
    oid: Oid


def object_id(kind: str, data: bytes) -> Oid:
    """The id git gives to `data` stored as `kind` (blob, tree or commit)."""
    head = f"{kind} {len(data)}\0".encode()
    return Oid(hashlib.sha1(head + data, usedforsecurity=False).hexdigest())


def parse_tree(data: bytes) -> list[RawEntry]:
    """The entries of a tree object; raises `ValueError` where it is not one."""
    found = _ENTRY.findall(data)
    if sum(len(mode) + len(name) + 22 for mode, name, _ in found) != len(data):
        raise ValueError("tree object cut short")
    modes = {mode: int(mode, 8) for mode in {mode for mode, _, _ in found}}
    make = RawEntry._make
    return [make((modes[mode], name, oid.hex())) for mode, name, oid in found]


def encode_tree(entries: Iterable[RawEntry]) -> bytes:
    """The tree object of `entries`, in git's order (a folder sorts as if it ended in a slash)."""
    ordered = sorted(
        entries, key=lambda entry: entry.name + (b"/" if entry.mode == FOLDER else b"")
    )
    return b"".join(
        f"{entry.mode:o} ".encode() + entry.name + b"\0" + bytes.fromhex(entry.oid)
        for entry in ordered
    )


def encode_trees(files: Mapping[str, Oid]) -> dict[Oid, bytes]:
    """All tree objects of `files` (path to blob id); the root is the last one."""
    folders: dict[str, list[RawEntry]] = {"": []}
    for path, oid in files.items():
        folder, _, name = path.rpartition("/")
        while folder not in folders:
            folders[folder] = []
            folder = folder.rpartition("/")[0]
        folders[path.rpartition("/")[0]].append(RawEntry(FILE, name.encode(), oid))
    made: dict[Oid, bytes] = {}
    for folder in sorted(folders, key=lambda name: (-name.count("/"), name == "", name)):
        data = encode_tree(folders[folder])
        oid = object_id("tree", data)
        made.pop(oid, None)
        made[oid] = data
        if folder:
            parent, _, name = folder.rpartition("/")
            folders[parent].append(RawEntry(FOLDER, name.encode(), oid))
    return made


def signature(author: PersonId) -> tuple[str, str]:
    """The name and address that stand for `author` in every commit."""
    if not is_id(author):
        raise ValueError(f"not a person id: {author!r}")
    return f"Contributor {author}", author + _DOMAIN


def stamp(at: datetime) -> int:
    """`at` rounded down to the hour, in seconds since 1970 (UTC)."""
    return int(to_hour(at).timestamp())


def tidy_message(message: str) -> bytes:
    """`message` as it is stored, with one line end after it."""
    if "\0" in message:
        raise ValueError("a message holds no NUL")
    return message.strip("\n").encode() + b"\n"


def encode_commit(
    tree: Oid, parents: Sequence[Oid], author: PersonId, at: datetime, message: str
) -> bytes:
    """The commit object with these facts."""
    name, address = signature(author)
    who = f"{name} <{address}> {stamp(at)} +0000"
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines += [f"author {who}", f"committer {who}", "", ""]
    return "\n".join(lines).encode() + tidy_message(message)


def parse_commit(oid: Oid, data: bytes) -> Commit:
    """The facts of a commit object; raises `ValueError` where it is not one."""
    head, _, message = data.partition(b"\n\n")
    tree = ""
    parents = []
    author: PersonId | None = None
    at = datetime.fromtimestamp(0, UTC)
    for line in head.decode("utf-8", "replace").split("\n"):
        key, _, value = line.partition(" ")
        if key == "tree":
            tree = value
        elif key == "parent":
            parents.append(Oid(value))
        elif key == "author":
            author, at = _parse_signature(value)
    if not tree:
        raise ValueError(f"not a commit: {oid}")
    return Commit(
        oid, Oid(tree), tuple(parents), author, at, message.decode("utf-8", "replace").rstrip("\n")
    )


def _parse_signature(line: str) -> tuple[PersonId | None, datetime]:
    who, _, when = line.rpartition("> ")
    address = who.rpartition("<")[2]
    person = address.removesuffix(_DOMAIN)
    ours = address.endswith(_DOMAIN) and is_id(person)
    return (PersonId(person) if ours else None), moment(when.split(" ")[0])


def moment(seconds: str) -> datetime:
    """The moment this many seconds after 1970 began; that beginning where it makes no sense."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
