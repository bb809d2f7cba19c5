"""A person's key: one ssh-ed25519 pair that signs what they decide and opens what is shared.

The private half never leaves this computer except into the key box. Must not know who a person is.
"""

from __future__ import annotations

import base64
import binascii
import functools
import re
import struct
import unicodedata
from pathlib import Path
from typing import Protocol, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from toolkit_editor.base.durable import put_file, storing, sync_folder
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId, is_id
from toolkit_editor.base.message import say

_KIND = b"ssh-ed25519"
_HEAD = struct.pack(">I", len(_KIND)) + _KIND + struct.pack(">I", 32)
_LINE = re.compile(r"ssh-ed25519 ([A-Za-z0-9+/]{68})")
_ROUNDS = 100
"""Of the bcrypt key derivation: near a second on a usual computer, so that guessing is slow."""


class WrongPassphrase(Refused):
    """The passphrase does not open the key, or the file was damaged: nobody can tell which."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(say("This passphrase does not open it. Try again whenever you like."))


class Key:
    """A key pair. Its text form never shows the private half."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        """Hold the private half."""
        self._private = private
        raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public_line = "ssh-ed25519 " + base64.b64encode(_HEAD + raw).decode()

    def __repr__(self) -> str:
        return f"Key({self.public_line!r})"

    @classmethod
    def make(cls) -> Self:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_openssh(cls, data: bytes) -> Self:
        """The key in an OpenSSH private-key file; raises `Refused` where it is not one."""
        return cls._loaded(data, None)

    @classmethod
    def from_locked(cls, data: bytes, passphrase: str) -> Self:
        """The key in an OpenSSH file with a passphrase; raises `WrongPassphrase`."""
        try:
            return cls._loaded(data, _as_typed(passphrase))
        except Refused as error:
            raise WrongPassphrase from error

    @classmethod
    def _loaded(cls, data: bytes, password: bytes | None) -> Self:
        try:
            private = load_ssh_private_key(data, password=password)
        except (ValueError, TypeError) as error:
            raise _unreadable() from error
        if not isinstance(private, Ed25519PrivateKey):
            raise _unreadable()
        return cls(private)

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """The key that grows from these 32 bytes."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def seed(self) -> bytes:
        """The 32 bytes the pair grows from: the private half, short enough to be written down."""
        return self._private.private_bytes_raw()

    def to_openssh(self) -> bytes:
        """The private half as an OpenSSH file, for the key box and for opening sealed texts."""
        return self._written(NoEncryption())

    def to_locked(self, passphrase: str) -> bytes:
        """The private half as an OpenSSH file that only `passphrase` opens, here or elsewhere."""
        builder = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(_ROUNDS)
        return self._written(builder.build(_as_typed(passphrase)))

    def _written(self, how: KeySerializationEncryption) -> bytes:
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, how)

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature (64 bytes) over `data`."""
        return self._private.sign(data)


def is_public_line(text: object) -> bool:
    """Whether `text` is exactly one `ssh-ed25519 AAAA…` line without a comment."""
    return isinstance(text, str) and _public_half(text) is not None


def verifies(public_line: str, signature: bytes, data: bytes) -> bool:
    """Whether `signature` over `data` was made by the key with this public line."""
    public = _public_half(public_line)
    if public is None:
        return False
    try:
        public.verify(signature, data)
    except InvalidSignature:
        return False
    return True


class KeyBox(Protocol):
    """Where a person's key is kept on this computer."""

    def load(self, person: PersonId) -> Key | None:
        """The key of `person`, None where there is none; raises `Refused` if it is unreadable."""
        ...

    def keep(self, person: PersonId, key: Key) -> None:
        """Keep the key of `person`; an earlier one is never replaced silently (`Refused`)."""
        ...

    def drop(self, person: PersonId) -> None:
        """Keep the key of `person` no more; it is fine where there is none."""
        ...


class FileKeyBox:
    """Keys as files that only this person can read."""

    def __init__(self, folder: Path) -> None:
        """Keys lie in `folder`, one file each."""
        self._folder = folder

    def load(self, person: PersonId) -> Key | None:
        """The key of `person`, None where there is none; raises `Refused` if it is unreadable."""
        try:
            data = self._path(person).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreadable() from error
        return Key.from_openssh(data)

    def keep(self, person: PersonId, key: Key) -> None:
        """Keep the key of `person`; an earlier one is never replaced silently (`Refused`)."""
        path = self._path(person)
        if path.exists():
            known = self.load(person)
            if known is not None and known.public_line == key.public_line:
                return
            raise another_key()
        put_file(path, key.to_openssh(), mode=0o600)

    def drop(self, person: PersonId) -> None:
        """Keep the key of `person` no more; it is fine where there is none."""
        with storing(self._folder):
            self._path(person).unlink(missing_ok=True)
            sync_folder(self._folder)

    def _path(self, person: PersonId) -> Path:
        if not is_id(person):
            raise ValueError(f"not a person id: {person!r}")
        return self._folder / person


def _as_typed(passphrase: str) -> bytes:
    """The same bytes whichever keyboard the letters came from."""
    return unicodedata.normalize("NFC", passphrase).encode()


@functools.lru_cache(maxsize=4096)
def _public_half(line: str) -> Ed25519PublicKey | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    try:
        data = base64.b64decode(found[1], validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) != len(_HEAD) + 32 or not data.startswith(_HEAD):
        return None
    return Ed25519PublicKey.from_public_bytes(data[len(_HEAD) :])


def another_key() -> Refused:
    """The refusal to replace a key."""
    return Refused(
        say("There is already another key for you on this computer. It was left as it is.")
    )


def _unreadable() -> Refused:
    return Refused(
        say(
            "Your key on this computer cannot be read. Bring it back from a copy, or ask a "
            "maintainer to add you again with a new one."
        )
    )
