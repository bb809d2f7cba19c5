"""The people who use the program under one login of a computer, each with a home of their own.

The first has the program's own home; the others have theirs inside it. What somebody is called
here is seen by everyone at the computer. Must not know keys or passphrases.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit_editor.base.durable import put_file, storing
from toolkit_editor.settings.places import Places

_FILE = "called.json"
_LARGEST = 10_000
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody at this computer; `called` is empty where nobody said it."""

    places: Places
    called: str


def profiles(base: Places) -> list[Profile]:
    """Everyone with a home here, the first one first."""
    homes = [base]
    if base.people.is_dir():
        inside = sorted(path for path in base.people.iterdir() if path.is_dir())
        homes += [_home(base, path) for path in inside]
    return [Profile(places, called(places)) for places in homes]


def called(places: Places) -> str:
    """What the person with this home is called here."""
    try:
        with (places.home / _FILE).open("rb") as stream:
            found = json.loads(stream.read(_LARGEST))
        return _short(found["called"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def call(places: Places, name: str) -> None:
    """Say what the person with this home is called here; raises `StorageFailed`."""
    text = json.dumps({"called": _short(name)}, ensure_ascii=False)
    put_file(places.home / _FILE, text.encode() + b"\n")


def add_profile(base: Places, name: str) -> Profile:
    """A home of their own for somebody else; raises `StorageFailed`."""
    home = base.people / secrets.token_hex(8)
    with storing(base.people):
        _make(base.people)
        _make(home)
    places = _home(base, home)
    call(places, name)
    return Profile(places, _short(name))


def _home(base: Places, folder: Path) -> Places:
    """Everything stays in it: the computer's key ring is one for all who share a login."""
    return replace(base, home=folder, own_home=True, opened=None)


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _short(name: str) -> str:
    return " ".join(name.split())[:_LONGEST]
