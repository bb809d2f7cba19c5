"""What a person chose on this computer: language, sizes, colours, help with writing, workspaces.

Kept as one small JSON file. Keys this version does not know stay in it; a file that cannot be
understood is set aside, never lost, and the program starts with its own choices.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from toolkit_editor.base.durable import put_file, storing
from toolkit_editor.base.message import Message, say

Theme = Literal["system", "light", "dark", "contrast"]
LineLength = Literal["narrow", "comfortable", "wide"]

SMALLEST, LARGEST = 75, 300
"""Text size in percent."""

LONGEST_WAIT = 24 * 60
"""Minutes until the program locks by itself, at most."""

_LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Choices:
    """A person's choices; None means: as the computer or the toolkit says.

    `recent` are addresses of workspaces, latest first. `person` is the id a person has in each
    workspace, by address. `writing_size` is the size of the words of a section, in percent of all
    text; `own_words` are those that spelling takes for right; `focus` opens sections with nothing
    around their words. `lock_after` is after how many minutes without a key the program locks by
    itself, 0 for never; `lock_when_put_away` locks it when everything is put away.
    """

    interface_language: str | None = None
    toolkit_language: str | None = None
    text_size: int = 100
    theme: Theme = "system"
    last_workspace: str | None = None
    recent: tuple[str, ...] = ()
    person: Mapping[str, str] = field(default_factory=dict)
    spelling: bool = True
    own_words: tuple[str, ...] = ()
    smart_quotes: bool = True
    line_length: LineLength = "comfortable"
    writing_size: int = 100
    focus: bool = False
    lock_after: int = 0
    lock_when_put_away: bool = False
    lock_offered: bool = False
    other: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The choices, and what to tell the person where their file was set aside."""

    choices: Choices
    notice: Message | None = None


def load_choices(file: Path) -> Loaded:
    """The choices in `file`; a missing file means none were made yet."""
    try:
        if file.stat().st_size > _LARGEST_FILE:
            return _set_aside(file)
        known = json.loads(file.read_bytes())
    except FileNotFoundError:
        return Loaded(Choices())
    except (ValueError, RecursionError):
        return _set_aside(file)
    except OSError:
        return Loaded(
            Choices(), say("Your settings in {file} could not be read just now.", file=file)
        )
    if not isinstance(known, dict):
        return _set_aside(file)
    return Loaded(_from_json(known))


def save_choices(file: Path, choices: Choices) -> None:
    """Write `choices` durably, for this person's eyes; raises `StorageFailed`."""
    facts: dict[str, Any] = dict(choices.other)
    for name in _READERS:
        value = getattr(choices, name)
        facts[name] = list(value) if isinstance(value, tuple) else value
        if isinstance(value, Mapping):
            facts[name] = dict(value)
    text = json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True)
    put_file(file, text.encode() + b"\n", mode=0o600)


def _from_json(known: Mapping[str, Any]) -> Choices:
    """Take what has the right shape; anything else falls back to the program's own choice."""
    plain = Choices()
    taken: dict[str, Any] = {}
    for name, read in _READERS.items():
        taken[name] = read(known[name]) if name in known else None
        if taken[name] is None:
            taken[name] = getattr(plain, name)
    other = {name: value for name, value in known.items() if name not in _READERS}
    return Choices(**taken, other=other)


def _set_aside(file: Path) -> Loaded:
    aside = file.with_name(file.name + ".broken")
    number = 1
    while aside.exists():
        number += 1
        aside = file.with_name(f"{file.name}.broken-{number}")
    with contextlib.suppress(FileNotFoundError), storing(file.parent):
        file.rename(aside)
    return Loaded(
        Choices(),
        say(
            "Your settings could not be understood, so the program starts with its own. The old "
            "file is kept as {file}.",
            file=aside,
        ),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _size(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return min(max(value, SMALLEST), LARGEST)


def _minutes(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return min(max(value, 0), LONGEST_WAIT)


def _theme(value: object) -> str | None:
    return value if isinstance(value, str) and value in get_args(Theme) else None


def _line_length(value: object) -> str | None:
    return value if isinstance(value, str) and value in get_args(LineLength) else None


def _whether(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(item for item in value if isinstance(item, str))


def _pairs(value: object) -> dict[str, str] | None:
    if not isinstance(value, dict):
        return None
    return {key: item for key, item in value.items() if isinstance(item, str)}


_READERS: Mapping[str, Callable[[object], object]] = {
    "interface_language": _text,
    "toolkit_language": _text,
    "text_size": _size,
    "theme": _theme,
    "last_workspace": _text,
    "recent": _texts,
    "person": _pairs,
    "spelling": _whether,
    "own_words": _texts,
    "smart_quotes": _whether,
    "line_length": _line_length,
    "writing_size": _size,
    "focus": _whether,
    "lock_after": _minutes,
    "lock_when_put_away": _whether,
    "lock_offered": _whether,
}
