"""From group events to the group: founding, asking, letting in, parting, a new key for a lost one.

Everything here is decided by the events alone, in their order, so that it comes out the same on
every computer. What needs a second person's yes is decided in `agreeing`.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review import agreeing
from toolkit_editor.review.event import Event
from toolkit_editor.review.people import (
    FOUNDING_ROLES,
    Group,
    JoinAsked,
    Order,
    Person,
    Role,
    founding_hash,
)


def fold_group(group: Group, event: Event, pinned: str | None) -> Group | Message:
    """The group after `event`, or why it has no effect. Roles and fields were checked before."""
    if event.kind == "group-founded":
        return _found(group, event, pinned)
    if group.founding is None:
        return say("The group was not founded yet.")
    if event.kind == "join-asked":
        return _ask(group, event)
    if event.kind == "taken-back":
        return agreeing.take_back(group, event)
    wanted = agreeing.agreed_to(group, event) if event.kind == "agreed" else event
    if isinstance(wanted, Message):
        return wanted
    why = _why_not(group, wanted)
    if why is not None:
        return why
    if wanted is event and agreeing.needs_another(group, event):
        same = agreeing.proposed_already(group, event)
        if same is None:
            return replace(group, pending={**(group.pending or {}), event.id: event})
        if same.by == event.by:
            return say("This is proposed already.")
    after = _apply(group, wanted, event.order)
    if not after.members(Role.MAINTAINER):
        return say("At least one maintainer must stay.")
    return _without_what_lapsed(after)


def _found(group: Group, event: Event, pinned: str | None) -> Group | Message:
    if group.founding is not None:
        return say("The group was founded before.")
    mark = founding_hash(event)
    if pinned is not None and mark != pinned:
        return say("This is not the group you were invited to.")
    if event.data.get("person", event.by) != event.by:
        return say("A group is founded by its first maintainer.")
    first = Person(event.by, event.data["key"], event.data.get("name", ""), FOUNDING_ROLES)
    return Group(mark, {event.by: first}, {}, {}, {})


def _ask(group: Group, event: Event) -> Group | Message:
    known = group.person(event.by)
    if (known is not None and not known.former) or event.by in (group.continued or {}):
        return say("This person is in the group already.")
    data = event.data
    waits = (group.asking or {}).get(event.by)
    if known is None and waits is not None and waits.key != data["key"]:
        return say("Somebody else asks under this number already.")
    asked = JoinAsked(event.by, data["key"], data.get("name", ""), data.get("was", ""))
    return replace(group, asking={**(group.asking or {}), event.by: asked})


def _why_not(group: Group, event: Event) -> Message | None:
    """Why a change to somebody cannot be, as things stand."""
    person = PersonId(event.data["person"])
    known = group.person(person)
    if event.kind == "person-added":
        if person in (group.continued or {}):
            return say("This person is in the group already.")
        if known is not None and not known.former and not known.had(event.data["key"]):
            return say("A key is replaced only where its owner asks for it.")
        return None
    if known is None or known.former:
        return say("This person is not in the group.")
    return _why_no_new_key(group, known, event) if event.kind == "key-replaced" else None


def _why_no_new_key(group: Group, known: Person, event: Event) -> Message | None:
    """The one who replaces, the key it is for and the one who asked are all looked at again.

    Of two who replace the same key at the same time the first in the order counts: the key that
    the second one names as lost is then not the one that counts any more.
    """
    if event.by == known.id:
        return say("Somebody's key is replaced by another person, never by themselves.")
    if event.data["former"] != known.key:
        return say("This key was replaced before.")
    asked = PersonId(event.data["asked"])
    asking = (group.asking or {}).get(asked)
    if asking is None or asking.key != event.data["key"] or group.person(asked) is not None:
        return say("Nobody asks to join with this key.")
    if any(person.had(asking.key) for person in (group.people or {}).values()):
        return say("This key is, or was, somebody's in the group.")
    return None


def _apply(group: Group, event: Event, order: Order) -> Group:
    """The group after a change that counts from `order` on."""
    person = PersonId(event.data["person"])
    known = group.person(person)
    if event.kind == "person-added":
        asking = {id_: one for id_, one in (group.asking or {}).items() if id_ != person}
        return replace(group.with_person(_added(known, event, order)), asking=asking)
    if known is None:
        return group
    if event.kind == "key-replaced":
        asked = PersonId(event.data["asked"])
        asking = {id_: one for id_, one in (group.asking or {}).items() if id_ != asked}
        continued = {**(group.continued or {}), asked: person}
        data = event.data
        known = known.with_key(data["key"], order, data["last"], event.id)
        return replace(group.with_person(known), asking=asking, continued=continued)
    if event.kind == "role-changed":
        return group.with_person(replace(known, roles=_roles(event)))
    return group.with_person(replace(known, former=True))


def _added(known: Person | None, event: Event, order: Order) -> Person:
    """Somebody let in, or what they are called and do from now on.

    A key that was replaced is never brought back, and a maintainer stays one.
    """
    person, name = PersonId(event.data["person"]), event.data.get("name", "")
    roles, key = _roles(event), event.data["key"]
    if known is None:
        return Person(person, key, name, roles)
    if event.by != person and known.has(Role.MAINTAINER):
        roles |= {Role.MAINTAINER}
    here = replace(known, name=name, roles=roles, former=False)
    return here if known.had(key) else here.with_key(key, order)


def _roles(event: Event) -> frozenset[Role]:
    return frozenset(Role(role) for role in event.data["roles"])


def _without_what_lapsed(group: Group) -> Group:
    """Proposals end when what they propose cannot be any more, or needs nobody else any more."""
    pending = {
        id_: event
        for id_, event in (group.pending or {}).items()
        if _why_not(group, event) is None and agreeing.still_stands(group, event)
    }
    return replace(group, pending=pending)
