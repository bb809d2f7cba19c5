"""A person's keys while a passphrase guards them: each in a file sealed to the key of the lock.

Must not know the passphrase.
"""

from __future__ import annotations

from pathlib import Path

from toolkit_editor.base.durable import put_file, storing, sync_folder
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId, is_id
from toolkit_editor.base.message import say
from toolkit_editor.services.lock_file import read_lock, write_lock
from toolkit_editor.store.keys import Key, another_key
from toolkit_editor.stories.sealing import open_sealed, seal

_ENDING = ".sealed"


class SealedKeyBox:
    """Keys in `folder`, opened and sealed by the key of the lock in `lock_file`."""

    def __init__(self, folder: Path, lock_file: Path, opens: Key) -> None:
        """`opens` is the key of the lock."""
        self._folder = folder
        self._lock_file = lock_file
        self._opens = opens

    def load(self, person: PersonId) -> Key | None:
        """The key of `person`, None where there is none; raises `Refused` if it is unreadable."""
        try:
            data = self._path(person).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Refused(say("Your key on this computer cannot be read just now.")) from error
        return Key.from_openssh(open_sealed(data, self._opens.to_openssh()))

    def keep(self, person: PersonId, key: Key) -> None:
        """Keep the key of `person`; an earlier one is never replaced silently (`Refused`)."""
        known = self.load(person)
        if known is not None and known.public_line != key.public_line:
            raise another_key()
        lock = read_lock(self._lock_file)
        if lock is not None and person not in lock.for_keys:
            write_lock(self._lock_file, lock.with_key(self._opens, person, key))
        if known is None:
            sealed = seal(key.to_openssh(), [self._opens.public_line])
            put_file(self._path(person), sealed, mode=0o600)

    def drop(self, person: PersonId) -> None:
        """Keep the key of `person` no more; it is fine where there is none."""
        with storing(self._folder):
            self._path(person).unlink(missing_ok=True)
            sync_folder(self._folder)

    def people(self) -> list[PersonId]:
        """Everyone with a key in the folder."""
        names = [file.name.removesuffix(_ENDING) for file in self._folder.glob("*" + _ENDING)]
        return [PersonId(name) for name in sorted(names) if is_id(name)]

    def _path(self, person: PersonId) -> Path:
        if not is_id(person):
            raise ValueError(f"not a person id: {person!r}")
        return self._folder / (person + _ENDING)
