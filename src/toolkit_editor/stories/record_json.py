"""Small records as JSON files: always written the same, read only in the agreed form.

Whatever is not understood is refused: a record that limits what may be shown must not lose a limit
because this version does not know it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.base.strict_json import load_object

LARGEST = 1_000_000
"""Bytes of a record."""


class RecordUnreadable(Refused):
    """A record kept with a story is not in the agreed form."""


def written(fields: Mapping[str, object]) -> bytes:
    """`fields` as UTF-8 JSON: sorted keys, two blanks of indent, a newline at the end."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8") + b"\n"


def read(
    data: bytes, needed: frozenset[str], optional: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """The object in `data`, with the keys `needed` and perhaps some that are `optional`.

    Raises `RecordUnreadable` for any other key.
    """
    try:
        fields = load_object(data, LARGEST)
    except ValueError as error:
        raise RecordUnreadable(_SENTENCE) from error
    if fields.keys() - optional != needed:
        unreadable()
    return fields


def text(value: object, longest: int = 300) -> str:
    """A text of one line or more, without lone surrogates."""
    if not isinstance(value, str) or len(value) > longest or not _encodable(value):
        unreadable()
    return value


def flag(value: object) -> bool:
    """True or false, nothing that only looks like it."""
    if not isinstance(value, bool):
        unreadable()
    return value


def day(value: object) -> date:
    """A date as `2026-11-22`."""
    try:
        found = date.fromisoformat(text(value, 10))
    except ValueError as error:
        raise RecordUnreadable(_SENTENCE) from error
    if found.isoformat() != value:
        unreadable()
    return found


def texts(
    value: object, accepted: Callable[[str], bool] = bool, *, most: int = 1000
) -> tuple[str, ...]:
    """A list of different texts, each of them accepted."""
    if not isinstance(value, list) or len(value) > most:
        unreadable()
    found = tuple(text(item) for item in value)
    if len(set(found)) != len(found) or not all(map(accepted, found)):
        unreadable()
    return found


def unreadable() -> NoReturn:
    """Refuse the record."""
    raise RecordUnreadable(_SENTENCE)


def _encodable(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)


_SENTENCE = say(
    "A record kept with this story cannot be read, so the story is not shown. Ask its teller, "
    "or write the record again."
)
