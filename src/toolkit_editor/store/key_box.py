"""Where a person's key is kept: the computer's own key ring, or else a file only they can read.

A key found as a file is used as it is, so that a home can be moved or restored. Where the home was
chosen by hand (a shared computer, a test) keys stay in it. Must not know who a person is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import say
from toolkit_editor.store.keys import FileKeyBox, Key, KeyBox, another_key

_SERVICE = "toolkit-editor"
_TRUSTED = 1.0
"""The least priority of a key ring that is one: lower ones keep nothing, or keep it readable."""


class Ring(Protocol):
    """The part of a key ring that is used."""

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept under these names."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something under these names."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Keep nothing under these names any more."""
        ...


class RingKeyBox:
    """Keys in a key ring, and in files where the ring cannot keep them."""

    def __init__(self, ring: Ring, files: KeyBox) -> None:
        """Use `ring`; `files` where it fails."""
        self._ring = ring
        self._files = files

    def load(self, person: PersonId) -> Key | None:
        """The key of `person`, None where there is none; raises `Refused` if it is unreadable."""
        from keyring.errors import KeyringError

        known = self._files.load(person)
        if known is not None:
            return known
        try:
            kept = self._ring.get_password(_SERVICE, person)
        except KeyringError as problem:
            raise Refused(
                say(
                    "The key ring of this computer is locked, so your key cannot be read. Unlock "
                    "it and open the toolkit again."
                )
            ) from problem
        return None if kept is None else Key.from_openssh(kept.encode())

    def keep(self, person: PersonId, key: Key) -> None:
        """Keep the key of `person`; an earlier one is never replaced silently (`Refused`)."""
        from keyring.errors import KeyringError

        try:
            known = self.load(person)
        except Refused:
            self._files.keep(person, key)
            return
        if known is not None and known.public_line == key.public_line:
            return
        if known is not None:
            raise another_key()
        try:
            self._ring.set_password(_SERVICE, person, key.to_openssh().decode())
            if self._ring.get_password(_SERVICE, person) is not None:
                return
        except KeyringError:
            pass
        self._files.keep(person, key)

    def drop(self, person: PersonId) -> None:
        """Keep the key of `person` no more; raises `Refused` where the ring will not let go."""
        from keyring.errors import KeyringError

        self._files.drop(person)
        try:
            if self._ring.get_password(_SERVICE, person) is not None:
                self._ring.delete_password(_SERVICE, person)
        except KeyringError as problem:
            raise Refused(
                say(
                    "The key ring of this computer is locked, so your key is still in it. Unlock "
                    "it and try again."
                )
            ) from problem


def find_key_box(folder: Path, *, own_home: bool) -> KeyBox:
    """The box for keys; files in `folder` where the home is `own_home` or there is no key ring."""
    files = FileKeyBox(folder)
    ring = find_ring(own_home=own_home)
    return RingKeyBox(ring, files) if ring is not None else files


def find_ring(*, own_home: bool) -> Ring | None:
    """The key ring of this computer; None where the home is `own_home` or there is none."""
    if own_home:
        return None
    import keyring

    ring = keyring.get_keyring()
    return ring if float(getattr(ring, "priority", 0)) >= _TRUSTED else None
