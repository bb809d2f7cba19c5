"""Reaching other computers as this person: addresses, names and tokens, hosts they confirmed.

What is given here is kept on this computer alone. Must not know what is fetched or sent.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit_editor.base.errors import Refused
from toolkit_editor.settings.places import Places
from toolkit_editor.store.access import Access
from toolkit_editor.store.address import Address, parse_address
from toolkit_editor.store.connection import SignInNeeded, UnknownHost
from toolkit_editor.store.key_box import find_ring
from toolkit_editor.store.sign_ins import SignIns, read_sign_in

__all__ = [
    "Answerable",
    "SignInNeeded",
    "UnknownHost",
    "address_at",
    "known_name",
    "sign_in",
    "trust",
]

Answerable = SignInNeeded | UnknownHost
"""What a person can answer, and then try again."""


def address_at(places: Places, text: str) -> Address:
    """The address a person typed, with what lets them in there; raises `Refused`."""
    ring = find_ring(own_home=places.own_home)
    sign_ins = SignIns(places.access / "sign-ins", ring)
    return replace(parse_address(text), access=Access.within(places.access, sign_ins))


def sign_in(needed: SignInNeeded, name: str, token: str) -> None:
    """Keep a name and token for the host that wants one; raises `Refused`."""
    given = read_sign_in(name, token)
    address = needed.address
    if address.access is None or address.origin is None:
        raise Refused(needed.message)
    address.access.sign_ins.keep(address.origin, given)


def known_name(needed: SignInNeeded) -> str:
    """The name that was given before; empty where none was."""
    address = needed.address
    if address.access is None or address.origin is None:
        return ""
    given = address.access.sign_ins.load(address.origin)
    return given.name if given else ""


def trust(unknown: UnknownHost) -> None:
    """Believe that the host is the right one from now on; raises `StorageFailed`."""
    if unknown.address.access is not None:
        unknown.address.access.hosts.trust(unknown.key)
