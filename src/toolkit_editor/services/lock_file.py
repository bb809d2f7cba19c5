"""The lock of one home: a key of its own, which a passphrase opens, or one of the keys it guards.

The private half stands in the file as an OpenSSH key with a passphrase, and once more sealed to
each of the person's keys, so that a recovery sheet opens the lock too. Must not know where the
person's keys are kept.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from toolkit_editor.base.durable import put_file
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId, is_id
from toolkit_editor.base.message import say
from toolkit_editor.store.keys import Key, is_public_line
from toolkit_editor.stories.sealing import open_sealed, seal

_LARGEST = 1_000_000
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Lock:
    """What a lock file says; `for_keys` is the private half, sealed to the key of each person."""

    public: str
    private: bytes
    for_keys: Mapping[PersonId, bytes] = field(default_factory=dict)

    @classmethod
    def make(cls, key: Key, passphrase: str) -> Self:
        """A lock with this key, opened by `passphrase`."""
        return cls(key.public_line, key.to_locked(passphrase))

    def open(self, passphrase: str) -> Key:
        """The lock's key; raises `WrongPassphrase`."""
        return self._its_own(Key.from_locked(self.private, passphrase))

    def open_with(self, person: PersonId, key: Key) -> Key:
        """The lock's key, by a key of the person; raises `Refused` where it does not open it."""
        sealed = self.for_keys.get(person)
        if sealed is None:
            raise Refused(say("This sheet belongs to somebody else. It does not open this."))
        return self._its_own(Key.from_openssh(open_sealed(sealed, key.to_openssh())))

    def with_passphrase(self, key: Key, passphrase: str) -> Self:
        """The same lock, opened by another passphrase from now on."""
        return replace(self, private=self._its_own(key).to_locked(passphrase))

    def with_key(self, key: Key, person: PersonId, theirs: Key) -> Self:
        """The same lock, which the key of `person` opens too."""
        sealed = seal(self._its_own(key).to_openssh(), [theirs.public_line])
        return replace(self, for_keys={**self.for_keys, person: sealed})

    def _its_own(self, key: Key) -> Key:
        if key.public_line != self.public:
            raise _broken()
        return key


def read_lock(file: Path) -> Lock | None:
    """The lock in `file`; None where there is none. Raises `Refused` where it cannot be read."""
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(_LARGEST))
        for_keys = {
            PersonId(person): base64.b64decode(text, validate=True)
            for person, text in found["for_keys"].items()
        }
        lock = Lock(found["public"], found["private"].encode(), for_keys)
        known = found["version"] == _VERSION and all(is_id(person) for person in for_keys)
        if known and is_public_line(lock.public):
            return lock
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise _broken() from error
    raise _broken()


def write_lock(file: Path, lock: Lock) -> None:
    """Write it durably, for this person's eyes; raises `StorageFailed`."""
    facts = {
        "version": _VERSION,
        "public": lock.public,
        "private": lock.private.decode(),
        "for_keys": {
            person: base64.b64encode(data).decode() for person, data in lock.for_keys.items()
        },
    }
    put_file(file, json.dumps(facts, indent=2).encode() + b"\n", mode=0o600)


def _broken() -> Refused:
    return Refused(
        say(
            "The lock on this computer is damaged. Nothing else was changed. Bring back the file "
            "“lock.json” from a copy, or begin anew here with your recovery sheet."
        )
    )
