"""Putting words in a safe place when they could not be kept where they belong.

Files in the recovery folder are for the person's eyes only and are never removed by the program.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path, PurePosixPath

from toolkit_editor.base.durable import put_file
from toolkit_editor.services.desk import Desk


def rescue(desk: Desk, folder: Path, name: str, data: bytes) -> Path:
    """Write `data` into `folder` under a name made from `name` and the time; where it is.

    Raises `StorageFailed`.
    """
    return put_aside(folder, name, data, desk.clock.now())


def put_aside(folder: Path, name: str, data: bytes, at: datetime) -> Path:
    """See `rescue`; needs no workspace."""
    plain = PurePosixPath(name).name or "text"
    target = folder / f"{at.strftime('%Y-%m-%d %H-%M-%S')} {plain}"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{at.strftime('%Y-%m-%d %H-%M-%S')} {number} {plain}"
    put_file(target, data)
    return target
