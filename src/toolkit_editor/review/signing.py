"""Signing events and checking signatures, each content once.

The signature is Ed25519 over the RFC 8785 form of the event without `sig`. Must not know which key
belongs to whom.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
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

    def __init__(self, known: Iterable[str] = ()) -> None:
        """Start from what an earlier run remembered."""
        self._known = set(known)

    def is_signed_by(self, event: Event, public_line: str) -> bool:
        """Whether the key with `public_line` signed `event`."""
        name = f"{event.source} {_short(public_line)}"
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

    def to_lines(self) -> bytes:
        """What is remembered, one JSON string a line."""
        return b"".join(json.dumps(name).encode() + b"\n" for name in sorted(self._known))

    @classmethod
    def from_lines(cls, data: bytes) -> Checked:
        """What `to_lines` wrote; lines that are not understood are passed over."""
        known = []
        for line in data.splitlines():
            try:
                name = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(name, str):
                known.append(name)
        return cls(known)


def _short(public_line: str) -> str:
    return hashlib.sha256(public_line.encode()).hexdigest()[:32]
