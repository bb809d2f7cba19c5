"""What the program worked out from the copy of a workspace and keeps beside it, to start sooner.

Files in the copy's own folder, which go when the copy goes. All of it can be worked out again: one
that is cut short, changed, of another kind or another version counts as not there, and several
programs may write at once. Must not know what is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from pathlib import Path

from toolkit_editor.store.locks import FOLDER

_DIGEST = 32


class Remembered:
    """Named pieces, each for what it was made of: given for exactly that, or not at all."""

    def __init__(self, copy: Path | None) -> None:
        """Beside the store in the folder `copy`; nothing is made before something is kept.

        Without a folder nothing is kept.
        """
        self._folder = None if copy is None else copy / FOLDER / "remembered"

    def load(self, name: str, made_of: str) -> bytes | None:
        """What was kept under `name`, if it is whole and was made of `made_of`."""
        if self._folder is None:
            return None
        try:
            found = (self._folder / name).read_bytes()
        except OSError:
            return None
        data = found[_DIGEST:]
        return data if found[:_DIGEST] == _seal(data, made_of) else None

    def keep(self, name: str, made_of: str, data: bytes) -> None:
        """Keep `data` for the next start; where there is no room for it, it is worked out again."""
        if self._folder is None:
            return
        beside = self._folder / f"{name}.{secrets.token_hex(4)}.new"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.touch(mode=0o600)
            beside.write_bytes(_seal(data, made_of) + data)
            beside.replace(self._folder / name)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)

    def names(self) -> list[str]:
        """What is kept, in order; also what may not be whole."""
        if self._folder is None:
            return []
        try:
            return sorted(file.name for file in self._folder.iterdir())
        except OSError:
            return []

    def drop(self, name: str) -> None:
        """Remove what is kept under `name`."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)

    def forget(self) -> None:
        """Remove everything that is kept."""
        for name in self.names():
            self.drop(name)


def _seal(data: bytes, made_of: str) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST, key=_key(made_of)).digest()


def _key(made_of: str) -> bytes:
    return hashlib.blake2b(made_of.encode(), digest_size=_DIGEST).digest()
