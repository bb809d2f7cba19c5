"""The consent record as the file `consent.age` holds it, before sealing."""

from __future__ import annotations

import re
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from toolkit_editor.base.ids import PersonId, SectionId, StoryId, is_id
from toolkit_editor.stories.attribution import LONGEST, Level
from toolkit_editor.stories.channels import is_channel, is_language
from toolkit_editor.stories.consent import (
    Change,
    Consent,
    ConsentUnclear,
    How,
    Others,
    Thanks,
    plain,
)
from toolkit_editor.stories.record_json import (
    RecordUnreadable,
    day,
    flag,
    read,
    text,
    texts,
    unreadable,
    written,
)

VERSION = 1

_NAMES = tuple(each.name for each in fields(Consent))
_OPTIONAL = frozenset({"looked-at", "written-down-by"})
"""Keys that records have only where they say something; earlier records know nothing of them."""
_KEYS = frozenset({"v"} | {name.replace("_", "-") for name in _NAMES}) - _OPTIONAL
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_CHANGES = 5_000
_LARGEST_WORDING = 1_000_000

E = TypeVar("E", bound=StrEnum)


def to_json(consent: Consent) -> bytes:
    """The file of `consent`: the same bytes for the same record, always."""
    record = {name.replace("_", "-"): plain(getattr(consent, name)) for name in _NAMES}
    record["history"] = [
        {"at": change.at, "by": change.by, "now": dict(change.now)} for change in consent.history
    ]
    if consent.written_down_by is None:
        del record["written-down-by"]
    if not consent.looked_at:
        del record["looked-at"]
    return written({"v": VERSION, **record})


def from_json(data: bytes) -> Consent:
    """The record in a file; raises `RecordUnreadable` for anything not wholly understood."""
    given = read(data, _KEYS, _OPTIONAL)
    if given["v"] != VERSION or isinstance(given["v"], bool):
        unreadable()
    how = given["explained-how"]
    try:
        return Consent(
            story=StoryId(_id(given["story"])),
            teller=PersonId(_id(given["teller"])),
            start=day(given["start"]),
            review_by=day(given["review-by"]),
            end=day(given["end"]),
            explained_by=text(given["explained-by"]),
            explained_how=None if how is None else _one_of(How, how),
            explained_in=_language_or_none(given["explained-in"]),
            wording=_wording(given["wording"]),
            limits_explained=flag(given["limits-explained"]),
            channels=frozenset(texts(given["channels"], is_channel)),
            attribution=_one_of(Level, given["attribution"]),
            display=text(given["display"], LONGEST),
            released=_released(given["released"]),
            content_notes=texts(given["content-notes"]),
            left_out=texts(given["left-out"]),
            others=_one_of(Others, given["others"]),
            not_in=frozenset(SectionId(name) for name in texts(given["not-in"])),
            community_hold=flag(given["community-hold"]),
            thanks=_one_of(Thanks, given["thanks"]),
            ethics=text(given["ethics"]),
            looked_at=frozenset(texts(given.get("looked-at", []), _is_digest, most=5_000)),
            history=_history(given["history"]),
            written_down_by=_person(given.get("written-down-by")),
        )
    except ConsentUnclear as error:
        raise RecordUnreadable(error.message) from error


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _id(value: object) -> str:
    if not isinstance(value, str) or not is_id(value):
        unreadable()
    return value


def _person(value: object) -> PersonId | None:
    return None if value is None else PersonId(_id(value))


def _one_of(kind: type[E], value: object) -> E:
    try:
        return kind(text(value))
    except ValueError:
        unreadable()


def _language_or_none(value: object) -> str:
    if value != "" and not is_language(value):
        unreadable()
    return str(value)


def _wording(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST_WORDING:
        unreadable()
    return value


def _released(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        unreadable()
    for language, digest in value.items():
        if not is_language(language) or not _HASH.fullmatch(text(digest, 64)):
            unreadable()
    return dict(value)


def _history(value: object) -> tuple[Change, ...]:
    if not isinstance(value, list) or len(value) > _MOST_CHANGES:
        unreadable()
    return tuple(map(_change, value))


def _change(value: Any) -> Change:
    if not isinstance(value, dict) or value.keys() != {"at", "by", "now"}:
        unreadable()
    at, now = text(value["at"], 17), value["now"]
    if not _AT.fullmatch(at) or not isinstance(now, dict) or not now.keys() <= set(_NAMES):
        unreadable()
    return Change(at, PersonId(_id(value["by"])), now)
