"""What maintainers propose about each other, and a new key for one that was lost.

What is about a maintainer waits until a second one agrees (see `review.agreeing`); everything else
counts at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.base.message import say
from toolkit_editor.review.event import GROUP, Event
from toolkit_editor.review.people import Group, Role
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.marks import fingerprint
from toolkit_editor.services.resealing import reseal
from toolkit_editor.services.syncing import sync
from toolkit_editor.stories.sealing import seal


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Something that waits for a second yes. `kind` is that of its event.

    `roles` is what the person would do from then on; `mark` is that of the key they would have.
    """

    id: EventId
    kind: str
    by: str
    person: str
    roles: tuple[Role, ...]
    mark: str
    yours: bool
    about_you: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided; with `waits`, it counts once a second maintainer agrees."""

    changed: Changed
    waits: bool = False


def proposals(desk: Desk) -> tuple[ProposalRow, ...]:
    """What waits, for the maintainers; the oldest first."""
    if not desk.is_a(Role.MAINTAINER):
        return ()
    group = desk.state().group
    pending = sorted((group.pending or {}).values(), key=lambda event: event.order)
    return tuple(_row(group, event, desk.me.id) for event in pending)


def _row(group: Group, event: Event, me: PersonId) -> ProposalRow:
    data = event.data
    by, person = group.person(event.by), group.person(PersonId(data["person"]))
    return ProposalRow(
        event.id,
        event.kind,
        by.name if by else "",
        person.name if person else "",
        tuple(role for role in Role if role in data.get("roles", ())),
        fingerprint(data["key"]) if event.kind == "key-replaced" else "",
        yours=event.by == me,
        about_you=data["person"] == me,
    )


def agree(desk: Desk, proposal: EventId) -> Changed:
    """Let what another maintainer proposed count."""
    me = desk.require(Role.MAINTAINER)
    if _waiting(desk, proposal).by == me.id:
        raise Refused(say("You proposed this yourself. Another maintainer has to agree."))
    desk.record(("agreed", GROUP, {"to": proposal}))
    return changed(Topic.PEOPLE) | reseal(desk)


def take_back(desk: Desk, proposal: EventId) -> Changed:
    """Propose it no more."""
    me = desk.require(Role.MAINTAINER)
    if _waiting(desk, proposal).by != me.id:
        raise Refused(say("Only the person who proposed it can take it back."))
    desk.record(("taken-back", GROUP, {"to": proposal}))
    return changed(Topic.PEOPLE)


def decide(desk: Desk, kind: str, person: PersonId, **data: object) -> Decided:
    """Record a change to somebody, which may have to wait for a second yes."""
    facts = {"person": person, **data}
    for one in (desk.state().group.pending or {}).values():
        if (one.kind, one.by, one.data) == (kind, desk.me.id, facts):
            raise Refused(
                say("You proposed this before. It counts when another maintainer agrees.")
            )
    event = desk.record((kind, GROUP, facts))[0]
    waits = event.id in (desk.state().group.pending or {})
    done = changed(Topic.PEOPLE, ids=(person,))
    return Decided(done if waits else done | reseal(desk), waits)


def replace_key(desk: Desk, asked: PersonId, person: PersonId) -> Decided:
    """Let the key of somebody who asks to join count for `person`, who lost theirs.

    First meets the group, so that nothing the person did before they lost it is left out; raises
    `NoConnection` where that cannot be.
    """
    me = desk.require(Role.MAINTAINER)
    sync(desk)
    group = desk.state().group
    asking, known = (group.asking or {}).get(asked), group.person(person)
    if asking is None or group.person(asked) is not None:
        raise NotFound(say("This person does not ask to join any more."))
    if known is None or known.former:
        raise NotFound(say("This person is not in the group."))
    if person == me.id:
        raise Refused(say("Your own key works here. Only somebody else can replace it."))
    if any(one.had(asking.key) for one in (group.people or {}).values()):
        raise Refused(say("This key is, or was, somebody's in the group. Ask for a new request."))
    seal(b"", [asking.key])
    return decide(
        desk,
        "key-replaced",
        person,
        former=known.key,
        last=_last_seen(desk, person),
        key=asking.key,
        asked=asked,
    )


def _last_seen(desk: Desk, person: PersonId) -> int:
    """The clock of the latest thing the person did that counts."""
    without = {one.event.id for one in desk.state().unconfirmed}
    made = [one for one in desk.page().events if one.by == person and one.id not in without]
    return max((one.lamport for one in made), default=0)


def _waiting(desk: Desk, proposal: EventId) -> Event:
    event = (desk.state().group.pending or {}).get(proposal)
    if event is None:
        raise NotFound(say("This does not wait any more."))
    return event
