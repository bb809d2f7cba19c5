"""The people of a group, as the fold of group events: keys, roles, who left, who asks to join.

The first event founds the group; its hash is pinned by everyone who joins, so nobody can put
another group in its place. Must not know about drafts or stories.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import Event, to_json
from toolkit_editor.review.signing import Checked


class Role(StrEnum):
    """What a person does in the group; one person may do several."""

    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    MAINTAINER = "maintainer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the group, now or before (`former`). `name` is what they like to be called."""

    id: PersonId
    key: str
    name: str
    roles: frozenset[Role]
    former: bool = False

    def has(self, *roles: Role) -> bool:
        """Whether the person is in the group with one of `roles`."""
        return not self.former and not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class JoinAsked:
    """Somebody who would like to join."""

    id: PersonId
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """The group: everyone by id, and who waits to join. `founding` is the hash to pin."""

    founding: str | None = None
    people: Mapping[PersonId, Person] | None = None
    asking: Mapping[PersonId, JoinAsked] | None = None

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


def founding_hash(event: Event) -> str:
    """The hash of a founding event, for invitations."""
    return hashlib.sha256(to_json(event)).hexdigest()


def signed_by_its_author(group: Group, event: Event, checked: Checked) -> bool:
    """Whether the key the group knows for the author signed the event.

    Somebody founding a group or asking to join brings the key along in the event itself.
    """
    known = group.person(event.by)
    if event.kind == "group-founded" or (event.kind == "join-asked" and known is None):
        key = event.data.get("key")
        return isinstance(key, str) and checked.is_signed_by(event, key)
    return known is not None and checked.is_signed_by(event, known.key)


def fold_group(group: Group, event: Event, pinned: str | None) -> Group | Message:
    """The group after `event`, or why it has no effect. Roles and fields were checked before."""
    if event.kind == "group-founded":
        return _found(group, event, pinned)
    if group.founding is None:
        return say("The group was not founded yet.")
    people, asking = dict(group.people or {}), dict(group.asking or {})
    if event.kind == "join-asked":
        if event.by in people and not people[event.by].former:
            return say("This person is in the group already.")
        asking[event.by] = JoinAsked(event.by, event.data["key"], event.data.get("name", ""))
        return replace(group, asking=asking)
    person = PersonId(event.data["person"])
    known = people.get(person)
    if event.kind == "person-added":
        roles = frozenset(Role(role) for role in event.data["roles"])
        people[person] = Person(person, event.data["key"], event.data.get("name", ""), roles)
        asking.pop(person, None)
    elif known is None or known.former:
        return say("This person is not in the group.")
    elif event.kind == "role-changed":
        roles = frozenset(Role(role) for role in event.data["roles"])
        people[person] = replace(known, roles=roles)
    else:
        people[person] = replace(known, former=True)
    after = replace(group, people=people, asking=asking)
    if not after.members(Role.MAINTAINER):
        return say("At least one maintainer must stay.")
    return after


def _found(group: Group, event: Event, pinned: str | None) -> Group | Message:
    if group.founding is not None:
        return say("The group was founded before.")
    mark = founding_hash(event)
    if pinned is not None and mark != pinned:
        return say("This is not the group you were invited to.")
    if event.data.get("person", event.by) != event.by:
        return say("A group is founded by its first maintainer.")
    first = Person(event.by, event.data["key"], event.data.get("name", ""), frozenset(Role))
    return Group(mark, {event.by: first}, {})
