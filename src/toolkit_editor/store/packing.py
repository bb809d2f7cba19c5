"""Packs loose contents together, so that a year of moments takes megabytes and not hundreds; and
loose refs, so that git need not open a thousand files to say where everything stands.

Beside everything else: saves go on meanwhile, and erasing waits for the end, for what is being
packed could be what it erases. Packs only what refs reach; stopped or killed, it changes nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from toolkit_editor.base.durable import storing, sync_folder
from toolkit_editor.store.failures import local_failure
from toolkit_editor.store.git_store import GitStore

MANY = 1_000
"""Loose contents that are worth packing: some hundred moments."""
MANY_REFS = 200
"""Loose refs that are worth packing."""
_LOOKED_AT = ("00", "40", "80", "c0")
"""Of the 256 folders of loose contents those that are counted; ids are spread evenly."""


def loose_contents(folder: Path) -> int:
    """How many contents of the store in `folder` lie loose, roughly."""
    found = 0
    for name in _LOOKED_AT:
        inside = folder / "objects" / name
        found += sum(1 for _ in inside.iterdir()) if inside.is_dir() else 0
    return found * 256 // len(_LOOKED_AT)


def pack(
    folder: Path, *, many: int | None = None, stopped: Callable[[], bool] = lambda: False
) -> bool:
    """Pack what lies loose in the store in `folder`, where it is much; whether it was done.

    Not on Windows: its locks cannot be shared, and saving would wait.
    For a thread of its own: opens the store anew. Raises `Stale` while contents are being erased,
    `StorageFailed` where the disk is full, `Stopped` as soon as `stopped` says so; nothing is
    different then.
    """
    if sys.platform == "win32" or loose_contents(folder) < (MANY if many is None else many):
        return False
    with GitStore.open(folder) as store, store.locks.gathering() as handles:
        ran = store.plumbing.run(
            *("repack", "-d", "-l", "-q", "--threads=1", "--window-memory=64m"),
            handles=handles,
            stopped=stopped,
        )
        if ran.code:
            raise local_failure(ran.err, folder)
    return True


def loose_refs(folder: Path) -> int:
    """How many refs of the store in `folder` lie loose."""
    return sum(len(files) for _, _, files in os.walk(folder / "refs"))


def pack_refs(folder: Path, *, many: int = MANY_REFS, shared: bool = False) -> bool:
    """Write the refs of the store in `folder` into one file, where many are loose; whether it was.

    `shared`: the folder is a workspace that others use too.

    None is removed where it lay before the one file is on the disk for certain. Raises `Stale`
    while somebody else moves refs: there is no hurry.
    """
    if sys.platform == "win32" or loose_refs(folder) < many:
        return False
    with (
        GitStore.open(folder, shared=shared) as store,
        store.locks.moving(patience=0) as handles,
    ):
        for loose in ("--no-prune", "--prune"):
            ran = store.plumbing.run("pack-refs", "--all", loose, handles=handles)
            if ran.code:
                raise local_failure(ran.err, folder)
            with storing(folder):
                sync_folder(folder)
    return True
