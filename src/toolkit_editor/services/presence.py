"""Whether the program ended as it should the last time: a small file while a window is open.

Each running program holds its own file with a lock that vanishes with it, whatever ends it. A file
that nobody holds was left by a program that was ended suddenly. Knows nothing of what was written.
"""

from __future__ import annotations

import contextlib
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from toolkit_editor.base.durable import storing, sync_folder
from toolkit_editor.base.errors import Refused, Stale
from toolkit_editor.store.locks import FolderLock

_GATE = ".gate"
_STAMP = "%Y%m%dT%H%M%SZ"
_PATIENCE = 2.0


class Presence:
    """One running program among those of one home."""

    def __init__(self, mark: FolderLock, file: Path, since: datetime | None) -> None:
        """Use `Presence.begin`."""
        self._mark = mark
        self._file = file
        self.since = since
        """When a program began that was ended suddenly and that nobody was told of; else None."""

    @classmethod
    def begin(cls, folder: Path, at: datetime) -> Self | None:
        """Be there from now on, with the files in `folder`; None where it cannot be written to.

        Of several starts at once only one hears of a sudden end.
        """
        gate = FolderLock(folder / _GATE)
        try:
            with storing(folder):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            gate.take(alone=True, patience=_PATIENCE)
            with storing(folder):
                since = _clear_away(folder)
                name = f"{at.astimezone(UTC).strftime(_STAMP)}-{secrets.token_hex(4)}"
                mark = FolderLock(folder / name)
                mark.take(alone=True, patience=0)
                sync_folder(folder)
        except Refused:
            return None
        finally:
            gate.drop()
        return cls(mark, folder / name, since)

    def end(self) -> None:
        """End as one should."""
        self._mark.drop()
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)
            sync_folder(self._file.parent)


def _clear_away(folder: Path) -> datetime | None:
    """Remove what ended programs left; when the first of them began."""
    began: list[datetime] = []
    for file in sorted(folder.iterdir()):
        if file.name == _GATE or not file.is_file():
            continue
        mark = FolderLock(file)
        try:
            mark.take(alone=True, patience=0)
        except Stale:
            continue
        mark.drop()
        began.append(_began(file))
        file.unlink()
    return min(began, default=None)


def _began(file: Path) -> datetime:
    try:
        return datetime.strptime(file.name.partition("-")[0], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
