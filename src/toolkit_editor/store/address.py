"""Where a workspace or a site lies: an allow list of addresses, and how to show one.

A folder, ssh or https. Everything else that git would accept (helpers that run programs, options in
disguise) is refused before git sees it. Must not look at what is there.
"""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.store.access import Access

_HELPER = re.compile(r"[A-Za-z0-9+.-]+::")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HOST = r"(?:\[[0-9A-Fa-f:]+\]|[A-Za-z0-9_][A-Za-z0-9._-]*)"
_USER = r"[A-Za-z0-9_][A-Za-z0-9._+-]*"
_SHORT_SSH = re.compile(rf"(?:{_USER}@)?{_HOST}:(?!-)(?!//)[^:]+")
_SSH = re.compile(rf"ssh://(?:{_USER}@)?{_HOST}(?::[0-9]+)?/[^?#]*", re.IGNORECASE)
_WEB = re.compile(
    rf"https?://(?:(?P<user>[^/@\s]+)@)?{_HOST}(?::[0-9]+)?(?:/[^\s]*)?", re.IGNORECASE
)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_SECRET = re.compile(r"(?P<start>[A-Za-z][A-Za-z0-9+.-]*://)[^/\s'\"]+@")


class Kind(Enum):
    """The ways to reach another copy."""

    FOLDER = "folder"
    SSH = "ssh"
    WEB = "https"
    PLAIN_WEB = "http"


@dataclass(frozen=True, slots=True)
class Address:
    """Where another copy lies. `target` is for git alone; people read `str(address)`.

    `access` is what lets the person in there; it is no part of where that is.
    """

    kind: Kind
    target: str = field(repr=False)
    access: Access | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        """The address without any password."""
        return scrub(self.target)

    @property
    def folder(self) -> Path | None:
        """The folder, where it is one."""
        return Path(self.target) if self.kind is Kind.FOLDER else None

    @property
    def origin(self) -> str | None:
        """Scheme, host and port, where one signs in by name; None where it is another kind."""
        if self.kind not in (Kind.WEB, Kind.PLAIN_WEB):
            return None
        url = urllib.parse.urlsplit(self.target)
        return f"{url.scheme.lower()}://{url.netloc.lower()}"


def parse_address(text: str, *, unencrypted: bool = False) -> Address:
    """The address a person typed; raises `Refused` for one that is not safe or not understood.

    `unencrypted` admits http, for people who insist. A name or password in a web address is left
    out, for an address is kept and shown: whoever needs one is asked for it.
    """
    text = text.strip()
    if not text or not text.isprintable() or text.startswith("-") or _HELPER.match(text):
        raise _not_understood(text)
    scheme = _SCHEME.match(text)
    if scheme is not None:
        return _with_scheme(text, scheme[1].lower(), unencrypted=unencrypted)
    if _DRIVE.match(text) or ":" not in text.split("/")[0] or Path(text).is_dir():
        return Address(Kind.FOLDER, str(Path(text).expanduser().absolute()))
    if _SHORT_SSH.fullmatch(text):
        return Address(Kind.SSH, text)
    raise _not_understood(text)


def scrub(text: str) -> str:
    """`text` with every name and password before an `@` of an address taken out."""
    return _SECRET.sub(_keep_plain_user, text)


def _keep_plain_user(match: re.Match[str]) -> str:
    start, user = match["start"], match[0][len(match["start"]) :]
    plain = start.lower().startswith("ssh") and ":" not in user
    return match[0] if plain else start


def _with_scheme(text: str, scheme: str, *, unencrypted: bool) -> Address:
    if scheme == "file":
        url = urllib.parse.urlsplit(text)
        path = urllib.parse.unquote(url.path)
        if url.netloc not in ("", "localhost") or not path.isprintable():
            raise _not_understood(text)
        if re.match(r"/[A-Za-z]:[\\/]", path):
            path = path[1:]
        return Address(Kind.FOLDER, str(Path(path).absolute()))
    if scheme == "ssh" and _SSH.fullmatch(text):
        return Address(Kind.SSH, text)
    web = _WEB.fullmatch(text)
    if web is not None and web["user"]:
        text = text.replace(f"{web['user']}@", "", 1)
    if scheme == "https" and web is not None:
        return Address(Kind.WEB, text)
    if scheme == "http" and web is not None:
        if unencrypted:
            return Address(Kind.PLAIN_WEB, text)
        raise Refused(
            say(
                "The address {address} is not encrypted, so anybody on the way could read along. "
                "Use the address that starts with https.",
                address=scrub(text),
            )
        )
    raise _not_understood(text)


def _not_understood(text: str) -> Refused:
    shown = scrub(text) if text.isprintable() else ascii(text)
    return Refused(
        say(
            "The address {address} cannot be used. Use a folder, or an address that starts with "
            "https or ssh.",
            address=shown,
        )
    )
