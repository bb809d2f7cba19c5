"""Lock files left behind: dead ones go, living ones stay."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.toolkits import MAIN, opened, put
from toolkit_editor.base.errors import Stale
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.locks import FOLDER, PATIENCE, FolderLock, StoreLocks

LONG_AGO = 946_684_800


def _leave_lock(folder: Path, name: str, *, old: bool) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    if old:
        os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_a_lock_of_a_killed_process_is_cleared_on_opening(tmp_path: Path) -> None:
    with opened(tmp_path / "s") as store:
        put(store, MAIN, {"a.md": b"1"})
    dead = [
        _leave_lock(tmp_path / "s", name, old=True)
        for name in ("refs/heads/main.lock", "packed-refs.lock", "HEAD.lock")
    ]
    with opened(tmp_path / "s") as store:
        assert not any(path.exists() for path in dead)
        put(store, MAIN, {"a.md": b"2"})


def test_a_lock_younger_than_this_process_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "s"):
        pass
    young = _leave_lock(tmp_path / "s", "refs/heads/main.lock", old=False)
    with opened(tmp_path / "s") as store:
        assert young.exists()
        with pytest.raises(Stale, match="Another program"):
            put(store, MAIN, {"a.md": b"1"})
    assert young.exists()


def test_while_another_process_moves_refs_no_lock_is_taken(tmp_path: Path) -> None:
    with opened(tmp_path / "s"):
        pass
    locks = StoreLocks(tmp_path / "s")
    with locks.moving():
        old = _leave_lock(tmp_path / "s", "refs/heads/main.lock", old=True)
        with GitStore.open(tmp_path / "s"):
            assert old.exists()
    with GitStore.open(tmp_path / "s"):
        assert not old.exists()


def test_what_another_window_left_when_it_was_killed_goes_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit_editor.store.locks._STARTED", 0.0)
    with opened(tmp_path / "s"):
        pass
    old, young = (
        _leave_lock(tmp_path / "s", name, old=False) for name in ("HEAD.lock", "packed-refs.lock")
    )
    long_ago = time.time() - PATIENCE - 5
    os.utime(old, (long_ago, long_ago))
    assert StoreLocks(tmp_path / "s").clear_stale() == [old]
    assert young.exists()


def test_the_lock_goes_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "f" / "lock"
    path.parent.mkdir()
    hold = (
        "import sys; from pathlib import Path; from toolkit_editor.store.locks import FolderLock;"
        "lock = FolderLock(Path(sys.argv[1])); lock.take(alone=True);"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        mine = FolderLock(path)
        with pytest.raises(Stale, match="Another window"):
            mine.take(alone=True, patience=0)
        holder.kill()
        holder.wait()
    mine.take(alone=True, patience=60)
    mine.drop()


def test_private_folders_of_killed_calls_are_removed(tmp_path: Path) -> None:
    with opened(tmp_path / "s") as store:
        left = store.folder / FOLDER / "call-0"
        left.mkdir(parents=True)
        (left / "index").write_bytes(b"x")
        store.write(b"at work")
        with GitStore.open(store.folder):
            assert left.exists()
    with GitStore.open(tmp_path / "s"):
        assert not left.exists()


def test_the_clock_of_a_lock_is_seconds_since_1970(tmp_path: Path) -> None:
    with opened(tmp_path / "s"):
        pass
    path = _leave_lock(tmp_path / "s", "packed-refs.lock", old=False)
    locks = StoreLocks(tmp_path / "s")
    assert locks.clear_stale(before=path.stat().st_mtime) == []
    assert locks.clear_stale(before=time.time() + 60) == [path]
