"""The store as a port: contents, trees, commits and refs, without saying where they are kept.

`GitStore` keeps them on disk, `MemoryStore` in memory; the same tests run on both. A store is used
by one thread at a time; other processes may use the same folder at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from toolkit_editor.base.ids import PersonId
from toolkit_editor.store.model import Commit, Oid, RefChange, Tree, Version


class Store(Protocol):
    """Keeps contents by id, and refs that point to commits."""

    @property
    def folder(self) -> Path | None:
        """Where it lies; None in memory."""
        ...

    def close(self) -> None:
        """End everything that runs or is held for it."""
        ...

    def erase(self, refs: Sequence[str]) -> None:
        """Delete `refs` and everything only they reached; those that are not there are fine.

        Raises `Stale` or `StorageFailed` where not everything went: call again.
        """
        ...

    def refs(self, prefix: str = "") -> dict[str, Oid]:
        """All refs whose full name (`refs/heads/main`) starts with `prefix`."""
        ...

    def read(self, oid: Oid) -> bytes:
        """The bytes of one file content; raises `NotFound`."""
        ...

    def read_many(self, oids: Iterable[Oid]) -> dict[Oid, bytes]:
        """The bytes of many file contents; raises `NotFound` if one is missing."""
        ...

    def size(self, oid: Oid) -> int:
        """How many bytes a file content has, without reading it; raises `NotFound`."""
        ...

    def tree(self, commit: Oid) -> Tree:
        """All files of a commit."""
        ...

    def file(self, commit: Oid, path: str) -> Oid | None:
        """What `path` holds in a commit, without reading all its files; None: it is not there."""
        ...

    def files_in(self, commit: Oid, folder: str) -> dict[str, Oid]:
        """The files of a commit below `folder`, without reading all others."""
        ...

    def difference(self, base: Oid, tip: Oid) -> dict[str, tuple[Oid | None, Oid | None]]:
        """The files in which commit `tip` differs from `base`, without reading what is the same.

        By path, in order, with what they hold in each; None: it is not there.
        """
        ...

    def commit(self, oid: Oid) -> Commit:
        """One commit; raises `NotFound`."""
        ...

    def history(self, tip: Oid, limit: int | None = None) -> list[Commit]:
        """The commits from `tip` back along first parents, newest first."""
        ...

    def versions(
        self, tip: Oid, path: str, *, until: Oid | None = None, most: int | None = None
    ) -> list[Version]:
        """What `path` held along first parents from `tip` back, newest first, where it changed.

        Ends before commit `until`; at most `most` of them.
        """
        ...

    def merge_base(self, a: Oid, b: Oid) -> Oid | None:
        """The newest commit both sides share, if any."""
        ...

    def merge_bases(self, tips: Iterable[Oid], other: Oid) -> dict[Oid, Oid | None]:
        """The newest commit that each of `tips` shares with `other`, if any."""
        ...

    def blob_id(self, data: bytes) -> Oid:
        """The id `data` would have, without writing it."""
        ...

    def write(self, data: bytes) -> Oid:
        """Keep `data` durably."""
        ...

    def write_many(self, contents: Sequence[bytes]) -> list[Oid]:
        """Keep many contents durably, quickly; ids in the same order."""
        ...

    def make_commit(
        self,
        changes: Mapping[str, Oid | None],
        *,
        base: Oid | None = None,
        parents: Sequence[Oid] = (),
        author: PersonId,
        at: datetime,
        message: str,
    ) -> Oid:
        """A new commit: the files of commit `base` (none: empty) with `changes` (None removes).

        No ref moves. The time is rounded to the hour. Raises `Refused` for a name that cannot be
        used and `NotFound` where a content is missing.
        """
        ...

    def move(self, changes: Sequence[RefChange]) -> None:
        """Move refs, all or none; raises `Stale` when one is not where it was expected."""
        ...


def compare(
    before: Mapping[str, Oid], after: Mapping[str, Oid]
) -> dict[str, tuple[Oid | None, Oid | None]]:
    """The paths that differ, in order, with what they hold before and after."""
    return {
        path: (before.get(path), after.get(path))
        for path in sorted({*before, *after})
        if before.get(path) != after.get(path)
    }


def save(
    store: Store,
    ref: str,
    changes: Mapping[str, bytes | None],
    *,
    parent: Oid | None,
    author: PersonId,
    at: datetime,
    message: str,
) -> Oid:
    """Write `changes` (path to bytes, None removes) on top of `parent` and move `ref` there.

    `parent` is where `ref` stands now, None where it does not exist yet. Raises `Stale` when
    somebody else moved it first; the caller looks again and retries.
    """
    contents = [data for data in changes.values() if data is not None]
    ids = iter(store.write_many(contents))
    commit = store.make_commit(
        {path: None if data is None else next(ids) for path, data in changes.items()},
        base=parent,
        parents=() if parent is None else (parent,),
        author=author,
        at=at,
        message=message,
    )
    store.move([RefChange(ref, commit, parent)])
    return commit
