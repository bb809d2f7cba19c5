"""Signing events and checking signatures, each content once.

The signature is Ed25519 over the RFC 8785 form of the event without `sig`. Must not know which key
belongs to whom.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from toolkit_editor.base.clock import hour_stamp
from toolkit_editor.base.ids import EventId, PersonId, new_id
from toolkit_editor.review.event import LATEST_LAMPORT, Event, canonical, from_json, to_json
from toolkit_editor.store.keys import Key, verifies


def sign(event: Event, key: Key) -> Event:
    """`event` with its signature."""
    signature = key.sign(canonical(event, signed=False))
    return replace(event, sig=base64.b64encode(signature).decode(), source="")


def make_event(
    key: Key,
    kind: str,
    on: str,
    data: Mapping[str, Any],
    *,
    by: PersonId,
    at: datetime,
    after: int,
) -> Event:
    """A new signed event, later than everything up to the clock `after`.

    Raises `EventUnreadable` where it could not be read again, for instance because it is too large.
    """
    lamport = min(after + 1, LATEST_LAMPORT)
    plain = Event(EventId(new_id()), lamport, by, hour_stamp(at), on, kind, dict(data))
    event = sign(plain, key)
    return from_json(to_json(event), event.path)


class Checked:
    """Remembers which contents were found well signed by which key, so that each costs once."""

    def __init__(self, known: Iterable[bytes] = ()) -> None:
        """Start from what an earlier run remembered."""
        self._known = set(known)

    def is_signed_by(self, event: Event, public_line: str) -> bool:
        """Whether the key with `public_line` signed `event`."""
        name = bytes.fromhex(event.source) + _short(public_line)
        if event.source and name in self._known:
            return True
        try:
            signature = base64.b64decode(event.sig, validate=True)
        except (binascii.Error, ValueError):
            return False
        good = verifies(public_line, signature, canonical(event, signed=False))
        if good and event.source:
            self._known.add(name)
        return good

    def to_bytes(self) -> bytes:
        """What is remembered: the content's id and a hash of the key, one after the other."""
        return b"".join(sorted(self._known))

    @classmethod
    def from_bytes(cls, data: bytes) -> Checked:
        """What `to_bytes` wrote."""
        return cls(data[at : at + _NAME] for at in range(0, len(data), _NAME))


_NAME = 20 + 32


@functools.lru_cache(maxsize=1024)
def _short(public_line: str) -> bytes:
    return hashlib.sha256(public_line.encode()).digest()
