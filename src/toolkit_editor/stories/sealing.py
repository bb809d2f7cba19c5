"""Sealing: what only the chosen people can open, in the age format, to their ssh-ed25519 keys.

Any age tool opens it with the same key file. Must not know people or what is sealed. A seal keeps
secrets; it does not say who sealed, so what is opened still has to be checked against what was
signed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable

import pyrage  # type: ignore[import-untyped]

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say

_INTRO = b"age-encryption.org/v1\n"
_END_OF_HEADER = re.compile(rb"^--- ", re.MULTILINE)
_STANZA = re.compile(rb"^-> (\S+)(?: (\S+))?", re.MULTILINE)
_LINE = re.compile(r"ssh-ed25519 ([A-Za-z0-9+/]+={0,2})")
_KEY_HEAD = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20"
_LARGEST_HEADER = 4_000_000


class NotForThisKey(Refused):
    """It was sealed to other people."""


class SealBroken(Refused):
    """It is no sealed file, or it was damaged."""


class KeyUnusable(Refused):
    """A key that nothing can be sealed to, or opened with."""


def seal(data: bytes, public_lines: Iterable[str]) -> bytes:
    """`data`, sealed to the keys with these public lines; raises `KeyUnusable`.

    Sealing twice gives different bytes. Nothing is ever sealed to nobody (`ValueError`).
    """
    keys = {_key(line): line for line in public_lines}
    if not keys:
        raise ValueError("nothing is sealed to nobody")
    recipients = [_recipient(key) for key in sorted(keys)]
    return bytes(pyrage.encrypt(data, recipients))


def _recipient(key: bytes) -> pyrage.ssh.Recipient:
    """The key for sealing to; not every 32 bytes are one."""
    try:
        return pyrage.ssh.Recipient.from_str(f"ssh-ed25519 {base64.b64encode(key).decode()}")
    except pyrage.RecipientError as error:
        raise _unusable() from error


def open_sealed(data: bytes, private_pem: bytes) -> bytes:
    """What `data` holds, opened with an OpenSSH private key.

    Raises `NotForThisKey`, `SealBroken` or `KeyUnusable`.
    """
    tags = sealed_for(data)
    try:
        identity = pyrage.ssh.Identity.from_buffer(private_pem)
    except pyrage.IdentityError as error:
        raise KeyUnusable(
            say("Your key on this computer cannot be used. Bring it back from a copy.")
        ) from error
    try:
        return bytes(pyrage.decrypt(data, [identity]))
    except pyrage.DecryptError as error:
        if tags is None or "No matching keys" not in str(error):
            raise _broken() from error
        raise NotForThisKey(
            say("This was shared with other people. Ask its teller to share it with you.")
        ) from error


def key_tag(public_line: str) -> str:
    """The short mark by which a sealed file names a key; raises `KeyUnusable`."""
    digest = hashlib.sha256(_key(public_line)).digest()
    return base64.b64encode(digest[:4]).decode().rstrip("=")


def sealed_for(data: bytes) -> frozenset[str] | None:
    """The marks of the keys that open `data`; None where others than ssh-ed25519 keys may.

    Raises `SealBroken` where it is no sealed file.
    """
    end = _END_OF_HEADER.search(data, 0, _LARGEST_HEADER)
    if not data.startswith(_INTRO) or end is None:
        raise _broken()
    stanzas = _STANZA.findall(data[: end.start()])
    others = [
        kind for kind, _ in stanzas if kind != b"ssh-ed25519" and not kind.endswith(b"-grease")
    ]
    if others or not stanzas:
        return None
    return frozenset(
        tag.decode("ascii", "replace") for kind, tag in stanzas if kind == b"ssh-ed25519"
    )


def _key(public_line: str) -> bytes:
    """The bytes of an ssh-ed25519 public key, without its comment."""
    match = _LINE.match(public_line)
    try:
        key = base64.b64decode(match[1], validate=True) if match else b""
    except binascii.Error:
        key = b""
    if len(key) != len(_KEY_HEAD) + 32 or not key.startswith(_KEY_HEAD):
        raise _unusable()
    return key


def _unusable() -> KeyUnusable:
    return KeyUnusable(
        say("The key of one of these people cannot be used. A maintainer can add them again.")
    )


def _broken() -> SealBroken:
    return SealBroken(
        say("A part of this story was damaged and cannot be opened. Ask for it to be shared again.")
    )
