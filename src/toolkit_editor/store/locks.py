"""Locks of one store folder, and when a lock file left behind may be removed.

Every process of this program holds an operating-system lock while refs move; it vanishes with the
process and with the git it started. So while we hold it, a lock file of git that is older than this
process, or than any git holds one, belongs to nobody and may go; any younger one is left alone.
In a folder that other computers write in too, only the age counts, by the clock of its disk.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from toolkit_editor.base.durable import storing
from toolkit_editor.base.errors import Stale
from toolkit_editor.base.message import say

FOLDER = "toolkit-editor"
PATIENCE = 20.0
"""Seconds to wait for another process to finish its save."""

ABANDONED = 60.0
"""Seconds after which no git of another computer can still hold a lock in a shared folder."""

_STARTED = time.time()
_PAUSE = 0.005


class FolderLock:
    """An operating-system lock on one file, shared or alone; gone when its holder is gone."""

    def __init__(self, path: Path) -> None:
        """The lock at `path`, not held yet."""
        self._path = path
        self._handle: int | None = None

    @property
    def handle(self) -> int | None:
        """The open file that carries the lock, to be handed to a child that must hold it too."""
        return self._handle

    def take(self, *, alone: bool, patience: float = PATIENCE) -> None:
        """Take the lock, waiting up to `patience` seconds; raises `Stale` when others keep it."""
        if self._handle is not None:
            return
        with storing(self._path.parent.parent):
            self._path.parent.mkdir(exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + patience
        while not _try_lock(handle, alone=alone):
            if time.monotonic() >= deadline:
                os.close(handle)
                raise Stale(
                    say("Another window of this program is busy saving. Try again in a moment.")
                )
            time.sleep(_PAUSE)
        self._handle = handle

    def drop(self) -> None:
        """Let go, if held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class StoreLocks:
    """The two locks of a store: one while refs move, one while new contents wait for their ref."""

    def __init__(self, folder: Path, *, shared: bool = False) -> None:
        """The locks of the store in `folder`; nothing is created before it is needed.

        `shared` says that programs on other computers write in it too.
        """
        self._folder = folder
        self._shared = shared
        self._moving = FolderLock(folder / FOLDER / "moving")
        self._landing = FolderLock(folder / FOLDER / "landing")
        self._cleaning = False

    def contents_wait(self) -> None:
        """Say that contents were written which no ref reaches yet; cleaning waits for them."""
        self._landing.take(alone=False)

    def contents_landed(self) -> None:
        """Say that everything written is reached by a ref, or given up."""
        if not self._cleaning:
            self._landing.drop()

    @contextlib.contextmanager
    def gathering(self) -> Iterator[tuple[int, ...]]:
        """Hold off cleaning while contents are gathered; the handles a child process must share.

        Raises `Stale` at once where somebody cleans.
        """
        self._landing.take(alone=False, patience=0)
        try:
            yield _shared(self._landing)
        finally:
            self._landing.drop()

    @contextlib.contextmanager
    def moving(self, patience: float = PATIENCE) -> Iterator[tuple[int, ...]]:
        """Hold the right to move refs; gives the handles a child process must share.

        Raises `Stale` when others still hold it after `patience` seconds.
        """
        held = self._moving.handle is not None
        self._moving.take(alone=True, patience=patience)
        try:
            yield _shared(self._moving)
        finally:
            if not held:
                self._moving.drop()

    @contextlib.contextmanager
    def cleaning(self, patience: float = PATIENCE) -> Iterator[tuple[int, ...]]:
        """Hold the right to remove contents that no ref reaches: nobody is between two steps.

        Raises `Stale` when somebody still is after `patience` seconds.
        """
        self.contents_landed()
        with self.moving() as handles:
            self._landing.take(alone=True, patience=patience)
            self._cleaning = True
            try:
                yield handles
            finally:
                self._cleaning = False
                self._landing.drop()

    def clear_stale(self, before: float | None = None) -> list[Path]:
        """Remove git's lock files older than `before` (seconds since 1970); gives what went.

        Without `before`, those older than this process or than `PATIENCE`: a window that was
        ended suddenly beside this one must not stop it. In a shared folder, those that were
        `ABANDONED`. Only while nobody else moves refs; where somebody does, nothing is removed.
        """
        if not any(True for _ in self._lock_files()):
            return []
        before = self._oldest_alive() if before is None else before
        try:
            self._moving.take(alone=True, patience=0)
        except Stale:
            return []
        gone = []
        try:
            for path in self._lock_files():
                with contextlib.suppress(FileNotFoundError):
                    if path.stat().st_mtime < before:
                        path.unlink()
                        gone.append(path)
        finally:
            self._moving.drop()
        return gone

    def clear_leftovers(self) -> None:
        """Remove private folders of calls that were killed, unless somebody is at work."""
        left = list((self._folder / FOLDER).glob("call-*"))
        if not left or self._landing.handle is not None:
            return
        with contextlib.suppress(Stale):
            self._landing.take(alone=True, patience=0)
            for folder in left:
                shutil.rmtree(folder, ignore_errors=True)
            self._landing.drop()

    def release(self) -> None:
        """Let go of everything."""
        self._moving.drop()
        self._landing.drop()

    def _oldest_alive(self) -> float:
        """When the oldest lock was made that somebody may still hold."""
        if not self._shared:
            return max(_STARTED, time.time() - PATIENCE)
        with storing(self._folder):
            mark = self._folder / FOLDER / f"now-{secrets.token_hex(8)}"
            mark.parent.mkdir(exist_ok=True)
            mark.touch(exist_ok=False)
            try:
                return mark.stat().st_mtime - ABANDONED
            finally:
                mark.unlink()

    def _lock_files(self) -> Iterator[Path]:
        yield from (
            path
            for name in ("packed-refs.lock", "packed-refs.new", "HEAD.lock", "config.lock")
            if (path := self._folder / name).exists()
        )
        yield from (self._folder / "refs").rglob("*.lock")


def _shared(lock: FolderLock) -> tuple[int, ...]:
    handle = lock.handle
    return (handle,) if handle is not None and sys.platform != "win32" else ()


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int, *, alone: bool) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int, *, alone: bool) -> bool:
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
