"""One event: something a person decided or said, as a small signed file that never changes.

Reads only what the contract allows, so that a strange file can neither hang nor mislead the
program. Must not know who may do what.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import rfc8785

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import EventId, PersonId, is_id
from toolkit_editor.base.message import Message, say
from toolkit_editor.base.strict_json import load_object

LARGEST = 256 * 1024
"""Bytes of one event file."""

LATEST_LAMPORT = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""

GROUP = "group"

_HEAD = frozenset({"v", "id", "lamport", "by", "at", "on", "kind", "sig"})
_AT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\dZ")
_KIND = re.compile(r"[a-z]+(-[a-z]+)*")
_SIG = re.compile(r"[A-Za-z0-9+/]{86}==")
_PLAIN_SUBJECT = re.compile(r"(?!group(/|$))[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*")


class EventUnreadable(Refused):
    """A file among the events does not have the agreed form."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event. `data` holds the fields of its kind and is never changed.

    `source` is the id of the file content it was read from, if it was: the same content always
    carries the same signature, so what was checked once need not be checked again.
    """

    id: EventId
    lamport: int
    by: PersonId
    at: str
    on: str
    kind: str
    data: Mapping[str, Any]
    sig: str = ""
    source: str = field(default="", compare=False)

    @property
    def order(self) -> tuple[int, str]:
        """Where the event stands among all: by its clock, then by its id."""
        return self.lamport, self.id

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about: the kind of thing and its id (`("group", "")` for the group)."""
        kind, _, name = self.on.partition(":")
        return kind, name

    @property
    def path(self) -> str:
        """The name of its file."""
        return f"{subject_folder(self.on)}/{self.id}.json"


def on_draft(draft: str) -> str:
    """The subject of events about a draft."""
    return f"draft:{draft}"


def on_section(section: str) -> str:
    """The subject of events about a section."""
    return f"section:{section}"


def on_story(story: str) -> str:
    """The subject of events about a story."""
    return f"story:{story}"


def subject_folder(on: str) -> str:
    """The folder of the events about `on`: the subject's id, or its hash where it is no file name.

    Names that could fall together on some computer, or hide another file, are hashed.
    """
    if on == GROUP:
        return GROUP
    name = on.partition(":")[2]
    if is_id(name) or (len(name) <= 200 and _PLAIN_SUBJECT.fullmatch(name) and not _device(name)):
        return name
    return "s-" + hashlib.sha256(name.encode()).hexdigest()[:32]


def canonical(event: Event, *, signed: bool) -> bytes:
    """The RFC 8785 form of the event, with or without its signature.

    Raises `ValueError` for data that JSON cannot carry exactly.
    """
    facts: dict[str, Any] = {
        **event.data,
        "v": 1,
        "id": event.id,
        "lamport": event.lamport,
        "by": event.by,
        "at": event.at,
        "on": event.on,
        "kind": event.kind,
    }
    if signed:
        facts["sig"] = event.sig
    return rfc8785.dumps(facts)


def to_json(event: Event) -> bytes:
    """The file of an event."""
    return canonical(event, signed=True) + b"\n"


def from_json(data: bytes, path: str | None = None, *, source: str = "") -> Event:
    """The event in a file named `path`; raises `EventUnreadable` for anything but the agreed form.

    With a `path`, the event must belong there, so that none can be copied to another subject.
    """
    if len(data) > LARGEST:
        raise _unreadable(say("it is too large"))
    try:
        facts = load_object(data, LARGEST)
    except ValueError:
        raise _unreadable(say("it is not written as agreed")) from None
    event = _checked(facts, source)
    if path is not None and event.path != path:
        raise _unreadable(say("it lies in the wrong place"))
    return event


def order_claimed(data: bytes) -> tuple[int, str]:
    """Where the event in a file says that it stands; nothing else of it is looked at."""
    try:
        facts = load_object(data, LARGEST)
    except ValueError:
        return 0, ""
    lamport, id_ = facts.get("lamport"), facts.get("id")
    if type(lamport) is not int or not isinstance(id_, str):
        return 0, ""
    return lamport, id_


def in_order(events: Iterable[Event]) -> list[Event]:
    """Every event once, by clock and id; of two with one id, the order is that of their bytes."""
    by_id: dict[EventId, list[Event]] = {}
    for event in events:
        same = by_id.setdefault(event.id, [])
        if event not in same:
            same.append(event)
    ordered = []
    for same in by_id.values():
        ordered += sorted(same, key=to_json) if len(same) > 1 else same
    return sorted(ordered, key=lambda event: event.order)


def is_subject(on: object) -> bool:
    """Whether `on` names something an event can be about."""
    if not isinstance(on, str) or len(on) > 600 or not on.isprintable():
        return False
    kind, _, name = on.partition(":")
    if kind in {"draft", "story"}:
        return is_id(name)
    return on == GROUP or (kind == "section" and bool(name))


def _checked(facts: dict[str, Any], source: str) -> Event:
    lamport, sig = facts.get("lamport"), facts.get("sig")
    fine = (
        type(facts.get("v")) is int
        and facts["v"] == 1
        and is_id(facts.get("id"))
        and is_id(facts.get("by"))
        and type(lamport) is int
        and 0 < lamport <= LATEST_LAMPORT
        and _matches(_AT, facts.get("at"))
        and is_subject(facts.get("on"))
        and _matches(_KIND, facts.get("kind"))
        and _matches(_SIG, sig)
    )
    if not fine:
        raise _unreadable(say("it is not written as agreed"))
    event = Event(
        id=EventId(facts["id"]),
        lamport=facts["lamport"],
        by=PersonId(facts["by"]),
        at=facts["at"],
        on=facts["on"],
        kind=facts["kind"],
        data={key: value for key, value in facts.items() if key not in _HEAD},
        sig=facts["sig"],
        source=source,
    )
    try:
        canonical(event, signed=False)
    except (ValueError, RecursionError):
        raise _unreadable(say("it is not written as agreed")) from None
    return event


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _device(name: str) -> bool:
    return any(
        re.fullmatch(r"con|prn|aux|nul|(com|lpt)[0-9]", part) is not None
        for part in name.split("/")
    )


def _unreadable(reason: Message) -> EventUnreadable:
    return EventUnreadable(say("An entry cannot be read: {reason}.", reason=reason))
