"""Erasing refs so that nothing only they reached stays on this computer, packed or not.

Deleting a ref alone is not erasure: its contents stay readable to anyone who opens the folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from toolkit_editor.base.durable import storing
from toolkit_editor.base.errors import Stale, StorageFailed
from toolkit_editor.base.message import say
from toolkit_editor.store.failures import local_failure
from toolkit_editor.store.locks import PATIENCE, StoreLocks
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.store.plumbing import Plumbing

_ATTEMPTS = 5


class OnDisk(Protocol):
    """The part of a store on disk that erasing needs."""

    plumbing: Plumbing
    locks: StoreLocks

    @property
    def folder(self) -> Path:
        """Where it lies."""
        ...

    def refs(self, prefix: str = "") -> dict[str, Oid]:
        """Its refs."""
        ...

    def move(self, changes: Sequence[RefChange]) -> None:
        """Move refs, all or none."""
        ...

    def forget(self) -> None:
        """Drop what is remembered of contents."""
        ...


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: the refs, and the ids of every content, tree and commit only they reached."""

    refs: tuple[str, ...]
    objects: frozenset[Oid]


def erase(store: OnDisk, refs: Sequence[str], *, patience: float = PATIENCE) -> Erased:
    """Delete `refs` and everything only they reached, then look that nothing of it is left.

    Earlier states of a ref that nothing reaches any more go as well. Refs that are not there are
    fine: what is left of them goes too. Raises `Stale` while another process is between two steps
    of a save for `patience` seconds, `StorageFailed` where something would not go; in both cases
    call again.
    """
    with store.locks.cleaning(patience):
        gone = _delete(store, refs)
        before = _all_objects(store)
        _clean(store)
        store.forget()
        left = _all_objects(store)
        reached = _reachable(store)
        if not left <= reached:
            raise StorageFailed(
                say(
                    "Not everything could be erased from {folder} yet. Try again.",
                    folder=store.folder,
                )
            )
        return Erased(gone, frozenset(before - left))


def _delete(store: OnDisk, refs: Sequence[str]) -> tuple[str, ...]:
    for _ in range(_ATTEMPTS):
        now = store.refs("refs/")
        changes = [RefChange(ref, None, now[ref]) for ref in dict.fromkeys(refs) if ref in now]
        try:
            store.move(changes)
        except Stale:
            continue
        return tuple(change.ref for change in changes)
    raise Stale(say("Somebody changed the same thing a moment ago. Try again."))


def _clean(store: OnDisk) -> None:
    """Drop logs, packs that were never finished, and everything unreachable, loose or packed."""
    with storing(store.folder):
        for path in (store.folder / "objects" / "pack").glob(".tmp-*"):
            path.unlink(missing_ok=True)
    steps = [
        ("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all"),
        ("repack", "-a", "-d", "-l", "-q"),
        ("prune", "--expire=now"),
    ]
    for step in steps:
        ran = store.plumbing.run(*step)
        if ran.code:
            raise local_failure(ran.err, store.folder)


def _all_objects(store: OnDisk) -> set[Oid]:
    ran = store.plumbing.run(
        "cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--unordered"
    )
    if ran.code:
        raise local_failure(ran.err, store.folder)
    return {Oid(line) for line in ran.out.decode().split()}


def _reachable(store: OnDisk) -> set[Oid]:
    ran = store.plumbing.run("rev-list", "--all", "--objects", "--no-object-names")
    if ran.code:
        raise local_failure(ran.err, store.folder)
    return {Oid(line) for line in ran.out.decode().split()}
