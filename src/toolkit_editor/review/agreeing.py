"""What ends or hands on what a maintainer may do counts only when two agree.

One maintainer proposes: to take the maintainer's role from another, to remove them, or to put a new
key in place of the one they lost. It counts once a second maintainer agrees, who may be the person
it is about. Whoever proposed it can take it back. A second maintainer who proposes the same thing
agrees with it. Stepping down or leaving is one's own affair and needs nobody.

A lost key is the exception that needs one: where there is no third maintainer who could agree, the
one other maintainer replaces it alone. Otherwise a group of two would lose a maintainer for good
with the first lost computer. That maintainer could bring in a stranger under the other's name; the
person whose key it was is told on their own computer. A group of three is safe from that too.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import Event
from toolkit_editor.review.people import Group, Role


def needs_another(group: Group, event: Event) -> bool:
    """Whether a change counts only once somebody else agrees, as the group is now."""
    person = group.person(PersonId(event.data["person"]))
    if person is None or person.id == event.by or not person.has(Role.MAINTAINER):
        return False
    match event.kind:
        case "role-changed":
            return Role.MAINTAINER not in event.data["roles"]
        case "person-removed":
            return True
        case "key-replaced":
            return len(group.members(Role.MAINTAINER)) > 2
    return False


def proposed_already(group: Group, event: Event) -> Event | None:
    """What is pending and proposes the same as `event`."""
    same = (one for one in (group.pending or {}).values() if _meaning(one) == _meaning(event))
    return next(same, None)


def agreed_to(group: Group, event: Event) -> Event | Message:
    """What an `agreed` event lets count, or why it does not."""
    wanted = (group.pending or {}).get(EventId(event.data["to"]))
    if wanted is None:
        return say("What it agrees to does not wait any more.")
    if wanted.by == event.by:
        return say("Somebody else has to agree.")
    return wanted


def take_back(group: Group, event: Event) -> Group | Message:
    """The group without a proposal, which only the one who made it takes back."""
    pending = dict(group.pending or {})
    wanted = pending.pop(EventId(event.data["to"]), None)
    if wanted is None:
        return say("What it takes back does not wait any more.")
    if wanted.by != event.by:
        return say("Only the person who proposed it can take it back.")
    return replace(group, pending=pending)


def still_stands(group: Group, event: Event) -> bool:
    """Whether a proposal still waits: its maker is a maintainer, and it needs somebody else."""
    maker = group.person(event.by)
    return maker is not None and maker.has(Role.MAINTAINER) and needs_another(group, event)


def _meaning(event: Event) -> tuple[object, ...]:
    data = event.data
    roles = tuple(sorted(data.get("roles", ())))
    return event.kind, data["person"], roles, data.get("key"), data.get("asked")
