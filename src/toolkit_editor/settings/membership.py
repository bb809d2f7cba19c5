"""Who a person is in a group, and which group it is: kept beside the copy of its workspace.

The hash of the founding event is pinned on joining, so that nobody can put another group in its
place. Holds no key and no name.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from toolkit_editor.base.durable import put_file
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId, is_id
from toolkit_editor.base.message import say

_HASH = re.compile(r"[0-9a-f]{64}")
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class Membership:
    """The person's id in a group, the group's founding hash, and where its site is published."""

    person: PersonId | None
    founding: str | None
    site: str = ""


def load_membership(file: Path) -> Membership | None:
    """What `file` says; None where there is none. Raises `Refused` where it is broken."""
    try:
        data = file.read_bytes()[:_LARGEST]
    except FileNotFoundError:
        return None
    try:
        found = json.loads(data)
        person, founding = found["person"], found["founding"]
        fine = person is None or is_id(person)
        if fine and (founding is None or _HASH.fullmatch(founding)):
            return Membership(person, founding, str(found.get("site", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise Refused(
        say("What says who you are in this group, {file}, is broken. Join again.", file=file)
    )


def save_membership(file: Path, membership: Membership) -> None:
    """Write it durably, for this person's eyes; raises `StorageFailed`."""
    facts = {
        "person": membership.person,
        "founding": membership.founding,
        "site": membership.site,
    }
    put_file(file, json.dumps(facts, indent=2).encode() + b"\n", mode=0o600)
