"""What git says when a disk fails, as sentences. Must not know about the network."""

from __future__ import annotations

from pathlib import Path

from toolkit_editor.base.durable import disk_full, failing
from toolkit_editor.base.errors import StorageFailed, read_only
from toolkit_editor.base.message import say

_FULL = ("no space left on device", "disk quota exceeded", "disk full")
_CLOSED = ("read-only file system", "permission denied", "insufficient permission")
_BROKEN = ("input/output error", "unable to write", "write error", "fsync error")


def disk_failure(said: str, folder: Path) -> StorageFailed | None:
    """The sentence for a failing disk, if that is what git complained about."""
    words = said.lower()
    if any(sign in words for sign in _FULL):
        return disk_full(folder)
    if any(sign in words for sign in _CLOSED):
        return read_only(folder)
    if any(sign in words for sign in _BROKEN):
        return failing(folder)
    return None


def local_failure(said: str, folder: Path) -> StorageFailed:
    """The sentence for any failure on this computer; what git said goes along as a note."""
    failure = disk_failure(said, folder) or StorageFailed(
        say(
            "The copy of the workspace in {folder} could not be used. Nothing was changed. "
            "If it happens again, the copy can be fetched anew.",
            folder=folder,
        )
    )
    failure.add_note(said)
    return failure
