"""The people of a group, as the fold of group events: keys, roles, who left, who asks to join.

The first event founds the group; its hash is pinned by everyone who joins, so nobody can put
another group in its place. No single event of somebody else's ends what a maintainer may do (see
`agreeing`), and at least one maintainer always stays. Must not know about drafts or stories.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.review.event import Event, to_json
from toolkit_editor.review.signing import Checked

Order = tuple[int, str]


class Role(StrEnum):
    """What a person does in the group; one person may do several."""

    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    MAINTAINER = "maintainer"
    COMMUNITY = "community"
    """Says for a community that what belongs to it may be shown."""


FOUNDING_ROLES = frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER})
"""What whoever founds a group may do; nobody speaks for a community by founding one."""


@dataclass(frozen=True, slots=True)
class FormerKey:
    """A key that counted until the event at `until` replaced it.

    A lost key was `last` seen in use at this clock; whatever else it signs, somebody else may have
    signed. None where it was not lost. `why` is the event that says so.
    """

    key: str
    until: Order
    last: int | None = None
    why: EventId | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the group, now or before (`former`). `name` is what they like to be called."""

    id: PersonId
    key: str
    name: str
    roles: frozenset[Role]
    former: bool = False
    former_keys: tuple[FormerKey, ...] = ()

    def has(self, *roles: Role) -> bool:
        """Whether the person is in the group with one of `roles`."""
        return not self.former and not self.roles.isdisjoint(roles)

    def key_at(self, order: Order) -> str:
        """The key that counted for an event at this place in the order of all events."""
        return next((one.key for one in self.former_keys if order <= one.until), self.key)

    def with_key(
        self, key: str, order: Order, last: int | None = None, why: EventId | None = None
    ) -> Person:
        """The person with another key from `order` on; see `FormerKey`."""
        former = FormerKey(self.key, order, last, why)
        return replace(self, key=key, former_keys=(*self.former_keys, former))

    def had(self, key: str) -> bool:
        """Whether this is the person's key, now or before."""
        return key == self.key or any(one.key == key for one in self.former_keys)


@dataclass(frozen=True, slots=True)
class JoinAsked:
    """Somebody who would like to join; `was` is the name they say they had here before."""

    id: PersonId
    key: str
    name: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The group: everyone by id, and who waits to join. `founding` is the hash to pin.

    `pending` are changes that wait for a second person to agree. `continued` leads from the id
    that somebody asked under to the one they go on with, once a maintainer knew them again.
    """

    founding: str | None = None
    people: Mapping[PersonId, Person] | None = None
    asking: Mapping[PersonId, JoinAsked] | None = None
    pending: Mapping[EventId, Event] | None = None
    continued: Mapping[PersonId, PersonId] | None = None

    def person(self, person: PersonId) -> Person | None:
        """Somebody who is or was in the group."""
        return (self.people or {}).get(person)

    def members(self, *roles: Role) -> list[Person]:
        """Everyone in the group now, or those with one of `roles`."""
        return [
            person
            for person in (self.people or {}).values()
            if (person.has(*roles) if roles else not person.former)
        ]

    def with_person(self, person: Person) -> Group:
        """The group with what is new about one person."""
        return replace(self, people={**(self.people or {}), person.id: person})


def founding_hash(event: Event) -> str:
    """The hash of a founding event, for invitations."""
    return hashlib.sha256(to_json(event)).hexdigest()


def signed_by_its_author(group: Group, event: Event, checked: Checked) -> bool:
    """Whether the key that counted for the author at this place in the order signed the event.

    Somebody founding a group or asking to join brings the key along in the event itself.
    """
    known = group.person(event.by)
    if event.kind == "group-founded" or (event.kind == "join-asked" and known is None):
        key = event.data.get("key")
        return isinstance(key, str) and checked.is_signed_by(event, key)
    return known is not None and checked.is_signed_by(event, known.key_at(event.order))
