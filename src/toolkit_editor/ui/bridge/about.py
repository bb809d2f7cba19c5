"""What every page may know of the open workspace without asking the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit_editor.content.toolkit import SupportLine
    from toolkit_editor.services.desk import Desk


@dataclass(frozen=True, slots=True)
class About:
    """The toolkit's names and languages, its support lines, and who the person is here."""

    name: Mapping[str, str]
    languages: tuple[str, ...]
    support: tuple[SupportLine, ...]
    roles: frozenset[str]
    """The person's roles, as `review.people.Role` values."""
    person: str
    """What the person is called."""
    has_key: bool
    """Whether this computer can write; else it only reads."""


def read_about(desk: Desk) -> About:
    """Read it; runs in the git lane."""
    toolkit = desk.toolkit()
    person = desk.person()
    active = person is not None and not person.former
    return About(
        name=dict(toolkit.name),
        languages=toolkit.languages,
        support=toolkit.support,
        roles=frozenset(person.roles) if person and active else frozenset(),
        person=person.name if person else "",
        has_key=desk.has_key,
    )
