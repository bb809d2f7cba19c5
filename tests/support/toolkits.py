"""Stores and workspaces for tests: real bare repositories, and plain git as another program."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from toolkit_editor.base.ids import PersonId
from toolkit_editor.store.git_store import GitStore, create
from toolkit_editor.store.model import Oid
from toolkit_editor.store.store import Store, save

ANA = PersonId("00000000000000aa")
BEN = PersonId("00000000000000bb")
WHEN = datetime(2026, 11, 22, 18, tzinfo=UTC)
MAIN = "refs/heads/main"
REVIEW = "refs/heads/review"


def git(folder: Path, *arguments: str, stdin: bytes = b"", check: bool = True) -> str:
    """Run plain git, as another program would, and give what it printed."""
    identity = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.invalid")
    ran = subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments],
        input=stdin,
        capture_output=True,
        check=check,
    )
    return ran.stdout.decode("utf-8", "replace").strip()


def put(
    store: Store,
    ref: str,
    changes: Mapping[str, bytes | None],
    *,
    on: Oid | None = None,
    author: PersonId = ANA,
) -> Oid:
    """Save on `ref` whatever it points to now, or on `on`."""
    parent = store.refs(ref).get(ref) if on is None else on
    return save(store, ref, changes, parent=parent, author=author, at=WHEN, message="Saved")


def opened(folder: Path) -> GitStore:
    """The store in `folder`, made where there is none."""
    if not folder.exists():
        create(folder)
    return GitStore.open(folder)


def workspace(folder: Path) -> Path:
    """A workspace as a shared folder: a toolkit and a review."""
    with opened(folder) as store:
        put(store, MAIN, {"toolkit.yml": b"format: 1\n", "en/hope.md": b"# Hope\n"})
        put(store, REVIEW, {"group/0.json": b"{}"})
    return folder


def all_objects(folder: Path) -> set[str]:
    """The ids of everything kept in a repository, reachable or not."""
    listed = git(folder, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
    return set(listed.split())


def objects_only_of(folder: Path, refs: Iterable[str]) -> set[str]:
    """The ids of everything that `refs` reach and no other ref does."""
    named = list(refs)
    others = [
        one
        for one in git(folder, "for-each-ref", "--format=%(refname)").split()
        if one not in named
    ]
    reach = ("rev-list", "--objects", "--no-object-names")
    listed = git(folder, *reach, *named, "--not", *others) if named else ""
    return set(listed.split())
