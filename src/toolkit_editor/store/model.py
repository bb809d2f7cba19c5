"""What a store holds, as plain values: ids of contents, commits, trees and moves of refs.

Must not know how or where they are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message

Oid = NewType("Oid", str)
"""The id of a content, tree or commit: 40 hexadecimal digits made from its bytes."""

_OID = re.compile(r"[0-9a-f]{40}")
_REF = re.compile(r"refs(/[A-Za-z0-9_][A-Za-z0-9._-]*)+")


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """A name in a tree that is treated as not there: how to show it, and why."""

    path: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Tree:
    """All files of a commit by path, and what was left out.

    `entries` holds ordinary files with acceptable names only; links, foreign repositories and
    names that some computer would misread are in `refused`.
    """

    oid: Oid
    entries: Mapping[str, Oid]
    refused: tuple[RefusedEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Commit:
    """One saved moment. `author` is None where another program wrote it."""

    oid: Oid
    tree: Oid
    parents: tuple[Oid, ...]
    author: PersonId | None
    at: datetime
    message: str


@dataclass(frozen=True, slots=True)
class Version:
    """A commit in which one file is other than in the commit before, and what it holds then.

    `blob` is None where the file is not there; `message` is the first line.
    """

    commit: Oid
    at: datetime
    message: str
    blob: Oid | None


@dataclass(frozen=True, slots=True)
class RefChange:
    """Move `ref` from `old` to `new`: no `old` means it must not exist, no `new` deletes it."""

    ref: str
    new: Oid | None
    old: Oid | None

    def __post_init__(self) -> None:
        if not is_ref(self.ref):
            raise ValueError(f"not a ref: {self.ref!r}")
        if self.new is None and self.old is None:
            raise ValueError(f"neither old nor new for {self.ref}")
        for oid in (self.new, self.old):
            if oid is not None and not is_oid(oid):
                raise ValueError(f"not an id: {oid!r}")


def is_oid(text: object) -> bool:
    """Whether `text` is written as an id of a content, tree or commit."""
    return isinstance(text, str) and _OID.fullmatch(text) is not None


def is_ref(text: object) -> bool:
    """Whether `text` is a full ref name of the plain kind this program uses."""
    return (
        isinstance(text, str)
        and _REF.fullmatch(text) is not None
        and ".." not in text
        and not any(part.endswith((".lock", ".")) for part in text.split("/"))
    )
