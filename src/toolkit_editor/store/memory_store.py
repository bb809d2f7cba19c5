"""The store in memory: the same behaviour and the same ids as on disk, for fast tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Self

from toolkit_editor.base.errors import NotFound, Stale
from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import say
from toolkit_editor.store import objects, paths
from toolkit_editor.store.model import Commit, Oid, RefChange, Tree, Version
from toolkit_editor.store.store import compare


class MemoryStore:
    """A `Store` that forgets everything at the end."""

    def __init__(self) -> None:
        """An empty store."""
        self._blobs: dict[Oid, bytes] = {}
        self._trees: dict[Oid, dict[str, Oid]] = {}
        self._sifted: dict[Oid, Tree] = {}
        self._commits: dict[Oid, Commit] = {}
        self._refs: dict[str, Oid] = {}

    @property
    def folder(self) -> None:
        """It lies nowhere."""
        return

    def close(self) -> None:
        """Nothing runs for it."""

    def refs(self, prefix: str = "") -> dict[str, Oid]:
        """All refs whose full name starts with `prefix`."""
        return {name: oid for name, oid in sorted(self._refs.items()) if name.startswith(prefix)}

    def read(self, oid: Oid) -> bytes:
        """The bytes of one file content; raises `NotFound`."""
        try:
            return self._blobs[oid]
        except KeyError:
            raise _missing(oid) from None

    def read_many(self, oids: Iterable[Oid]) -> dict[Oid, bytes]:
        """The bytes of many file contents."""
        return {oid: self.read(oid) for oid in dict.fromkeys(oids)}

    def size(self, oid: Oid) -> int:
        """The size of a file content in bytes."""
        return len(self.read(oid))

    def tree(self, commit: Oid) -> Tree:
        """All files of a commit."""
        oid = self.commit(commit).tree
        known = self._sifted.get(oid)
        if known is None:
            files = self._trees[oid].items()
            entries, refused = paths.sift(
                (objects.FILE, path.encode(), blob) for path, blob in files
            )
            known = self._sifted[oid] = Tree(oid, entries, refused)
        return known

    def file(self, commit: Oid, path: str) -> Oid | None:
        """What `path` holds in a commit."""
        return self.tree(commit).entries.get(path)

    def files_in(self, commit: Oid, folder: str) -> dict[str, Oid]:
        """The files of a commit below `folder`."""
        entries = self.tree(commit).entries
        return {path: oid for path, oid in entries.items() if path.startswith(folder + "/")}

    def difference(self, base: Oid, tip: Oid) -> dict[str, tuple[Oid | None, Oid | None]]:
        """The files in which commit `tip` differs from `base`."""
        return compare(self.tree(base).entries, self.tree(tip).entries)

    def commit(self, oid: Oid) -> Commit:
        """One commit; raises `NotFound`."""
        try:
            return self._commits[oid]
        except KeyError:
            raise _missing(oid) from None

    def history(self, tip: Oid, limit: int | None = None) -> list[Commit]:
        """The commits from `tip` back along first parents, newest first."""
        found: list[Commit] = []
        at: Oid | None = tip
        while at is not None and (limit is None or len(found) < limit):
            commit = self.commit(at)
            found.append(commit)
            at = commit.parents[0] if commit.parents else None
        return found

    def versions(
        self, tip: Oid, path: str, *, until: Oid | None = None, most: int | None = None
    ) -> list[Version]:
        """What `path` held along first parents, newest first, where it changed."""
        over = self._ancestors(until) if until is not None else set()
        found: list[Version] = []
        for commit in self.history(tip):
            if commit.oid in over or len(found) == most:
                break
            before = self._blob_at(commit.parents[0], path) if commit.parents else None
            now = self._blob_at(commit.oid, path)
            if now != before:
                first = commit.message.partition("\n")[0]
                found.append(Version(commit.oid, commit.at, first, now))
        return found

    def _blob_at(self, commit: Oid, path: str) -> Oid | None:
        return self._trees[self.commit(commit).tree].get(path)

    def merge_base(self, a: Oid, b: Oid) -> Oid | None:
        """The newest commit both sides share, if any."""
        shared = self._ancestors(a) & self._ancestors(b)
        older = {parent for oid in shared for parent in self._commits[oid].parents}
        heads = sorted(shared - older)
        return heads[0] if heads else None

    def merge_bases(self, tips: Iterable[Oid], other: Oid) -> dict[Oid, Oid | None]:
        """The newest commit that each of `tips` shares with `other`, if any."""
        return {tip: self.merge_base(tip, other) for tip in tips}

    def blob_id(self, data: bytes) -> Oid:
        """The id `data` would have, without writing it."""
        return objects.object_id("blob", data)

    def write(self, data: bytes) -> Oid:
        """Keep `data`."""
        oid = self.blob_id(data)
        self._blobs[oid] = data
        return oid

    def write_many(self, contents: Sequence[bytes]) -> list[Oid]:
        """Keep many contents."""
        return [self.write(data) for data in contents]

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
        """A new commit that no ref reaches yet; see `Store.make_commit`."""
        files = dict(self._trees[self.commit(base).tree]) if base is not None else {}
        before = set(files)
        for path, blob in changes.items():
            if blob is None:
                files.pop(path, None)
                continue
            if path not in before:
                paths.require(path)
            self.read(blob)
            files[path] = blob
        if set(files) - before:
            paths.require_apart(files)
        for parent in parents:
            self.commit(parent)
        tree = list(objects.encode_trees(files))[-1]
        data = objects.encode_commit(tree, parents, author, at, message)
        oid = objects.object_id("commit", data)
        self._trees[tree] = files
        self._commits[oid] = objects.parse_commit(oid, data)
        return oid

    def move(self, changes: Sequence[RefChange]) -> None:
        """Move refs, all or none; raises `Stale` when one is not where it was expected."""
        if len({change.ref for change in changes}) != len(changes):
            raise ValueError("one ref moved twice")
        for change in changes:
            if self._refs.get(change.ref) != change.old:
                raise Stale(
                    say("Somebody changed the same thing a moment ago. Look at it and try again.")
                )
            if change.new is not None:
                self.commit(change.new)
        for change in changes:
            if change.new is None:
                del self._refs[change.ref]
            else:
                self._refs[change.ref] = change.new

    def erase(self, refs: Sequence[str]) -> None:
        """Delete `refs` and everything only they reached."""
        for ref in refs:
            self._refs.pop(ref, None)
        commits = set().union(*(self._ancestors(tip) for tip in self._refs.values()))
        self._commits = {oid: self._commits[oid] for oid in commits}
        trees = {commit.tree for commit in self._commits.values()}
        self._trees = {oid: self._trees[oid] for oid in trees}
        self._sifted.clear()
        blobs = {oid for files in self._trees.values() for oid in files.values()}
        self._blobs = {oid: self._blobs[oid] for oid in blobs}

    def take(self, tip: Oid, other: Self) -> None:
        """Take over from `other` commit `tip` and everything it reaches."""
        waiting = [tip]
        while waiting:
            oid = waiting.pop()
            if oid in self._commits:
                continue
            commit = other.commit(oid)
            files = other._trees[commit.tree]
            self._blobs.update((blob, other._blobs[blob]) for blob in files.values())
            self._trees[commit.tree] = files
            self._commits[oid] = commit
            waiting += commit.parents

    def _ancestors(self, tip: Oid) -> set[Oid]:
        found: set[Oid] = set()
        waiting = [tip]
        while waiting:
            oid = waiting.pop()
            if oid not in found:
                found.add(oid)
                waiting.extend(self.commit(oid).parents)
        return found


def _missing(oid: Oid) -> NotFound:
    return NotFound(say("The content {oid} is not kept on this computer.", oid=oid[:12]))
