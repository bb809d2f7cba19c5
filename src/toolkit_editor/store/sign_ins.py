"""Names and tokens for hosts: in the computer's key ring, or a file only this person can read.

One for each host, because a host's other repositories take the same one. Must not know what a
workspace is, nor how a host is asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from toolkit_editor.base.durable import put_file, storing
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.store.key_box import Ring

_SERVICE = "toolkit-editor sign-in"
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class SignIn:
    """What one gives a host; its text form never shows the token."""

    name: str
    token: str = field(repr=False)


def read_sign_in(name: str, token: str) -> SignIn:
    """What a person typed, without the blanks that pasting brings; raises `Refused`."""
    name, token = name.strip(), token.strip()
    fine = name.isprintable() and token.isprintable() and len(name + token) <= _LONGEST
    if not (name and token and fine):
        raise Refused(say("Write your name and the token or password, each in one line."))
    return SignIn(name, token)


class SignIns:
    """Sign-ins by origin (`https://host:port`)."""

    def __init__(self, folder: Path, ring: Ring | None = None) -> None:
        """Keep them in `ring`; in `folder` where there is none or it fails."""
        self._folder = folder
        self._ring = ring

    def load(self, origin: str) -> SignIn | None:
        """The sign-in for a host; None where none was given or it cannot be read now."""
        with contextlib.suppress(OSError):
            return _from_json(self._path(origin).read_bytes())
        if self._ring is None:
            return None
        from keyring.errors import KeyringError

        try:
            return _from_json(self._ring.get_password(_SERVICE, origin) or "")
        except KeyringError:
            return None

    def keep(self, origin: str, given: SignIn) -> None:
        """Keep what was given, in place of what was there; raises `StorageFailed`."""
        text = json.dumps({"name": given.name, "token": given.token})
        if self._in_ring(origin, text):
            with storing(self._folder):
                self._path(origin).unlink(missing_ok=True)
        else:
            put_file(self._path(origin), text.encode(), mode=0o600)

    def _in_ring(self, origin: str, text: str) -> bool:
        if self._ring is None:
            return False
        from keyring.errors import KeyringError

        try:
            self._ring.set_password(_SERVICE, origin, text)
            return self._ring.get_password(_SERVICE, origin) == text
        except KeyringError:
            return False

    def _path(self, origin: str) -> Path:
        return self._folder / hashlib.sha256(origin.encode()).hexdigest()[:32]


def _from_json(text: str | bytes) -> SignIn | None:
    try:
        known = json.loads(text)
        return read_sign_in(known["name"], known["token"])
    except (ValueError, KeyError, TypeError, AttributeError, Refused):
        return None
