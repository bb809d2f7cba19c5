"""Files that are whole or untouched: written beside, made durable, then put in place.

Must not know what the files mean. Everything a person's work or keys rest on is written this way.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from toolkit_editor.base.errors import StorageFailed, read_only
from toolkit_editor.base.message import say

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_NO_WRITING = {errno.EROFS, errno.EACCES, errno.EPERM}


def storage_failure(error: OSError, folder: object) -> StorageFailed:
    """The sentence for an operating-system error met while writing in `folder`."""
    if error.errno in _NO_ROOM:
        return disk_full(folder)
    if error.errno in _NO_WRITING:
        return read_only(folder)
    return failing(folder)


def disk_full(folder: object) -> StorageFailed:
    """The refusal for a disk without room."""
    return StorageFailed(
        say(
            "There is no room left on the disk that holds {folder}. Make some room and try again.",
            folder=folder,
        )
    )


def failing(folder: object) -> StorageFailed:
    """The refusal for a disk that answers with an error."""
    return StorageFailed(
        say("The disk that holds {folder} reported an error. Nothing was changed.", folder=folder)
    )


@contextlib.contextmanager
def storing(folder: object) -> Iterator[None]:
    """Turn operating-system errors met inside into `StorageFailed`."""
    try:
        yield
    except OSError as error:
        raise storage_failure(error, folder) from error


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable; a folder that is gone, or Windows, needs nothing."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_file(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Replace the file at `path` by `data`, all or nothing, and make it durable.

    Raises `StorageFailed`; the former file is then still there, untouched.
    """
    with storing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        try:
            beside.touch(mode=mode, exist_ok=False)
            with beside.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
