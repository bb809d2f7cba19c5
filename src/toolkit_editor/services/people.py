"""The people of the group: who is here and does what, who asks to join, letting in and parting.

Everything is an event that a maintainer signs. Parting ends what a person may do from then on; what
they already have on their computer stays there, and who can reach the workspace is decided by those
who run the place where it lies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import GROUP
from toolkit_editor.review.people import JoinAsked, Person, Role
from toolkit_editor.review.rules import LONGEST_NAME
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk, key_replaced
from toolkit_editor.services.invitation import Invitation
from toolkit_editor.services.marks import fingerprint
from toolkit_editor.services.proposals import Decided, ProposalRow, decide, proposals
from toolkit_editor.services.resealing import reseal
from toolkit_editor.stories.sealing import seal


class Standing(Enum):
    """How the person at this computer stands to the group."""

    READER = "reader"
    """Without a key: looks on."""
    WAITING = "waiting"
    """Asked to join."""
    MEMBER = "member"
    FORMER = "former"
    REPLACED = "replaced"
    """Another key counts for them now."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the group. `mark` is their key's fingerprint, short enough to read aloud."""

    id: PersonId
    name: str
    roles: tuple[Role, ...]
    you: bool
    mark: str


@dataclass(frozen=True, slots=True)
class AskingRow:
    """Somebody who would like to join. `taken` where somebody in the group has that name.

    `was` is the name they say they had here before; `before` are those it may be.
    """

    id: PersonId
    name: str
    mark: str
    taken: bool
    was: str = ""
    before: tuple[PersonRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Everyone, as the person at this computer sees them. `mark` is that of their own key."""

    standing: Standing
    here: tuple[PersonRow, ...]
    former: tuple[PersonRow, ...]
    asking: tuple[AskingRow, ...]
    may_change: bool
    mark: str
    proposals: tuple[ProposalRow, ...] = ()
    renewed: bool = False
    """Whether the person's key took the place of one they lost."""


def people(desk: Desk) -> PeopleView:
    """Everyone of the group, the person themselves first; those who ask in the order of names."""
    group, me = desk.state().group, desk.person()
    everyone = list((group.people or {}).values())
    asks = group.asking or {}
    here = _rows(desk, (one for one in everyone if not one.former))
    asking = [_asking_row(one, here) for one in asks.values()]
    return PeopleView(
        standing=standing(desk),
        here=here,
        former=_rows(desk, (p for p in everyone if p.former and p.id not in asks)),
        asking=tuple(sorted(asking, key=lambda one: (one.name.casefold(), one.id))),
        may_change=desk.is_a(Role.MAINTAINER),
        mark=fingerprint(desk.me.key.public_line) if desk.has_key else "",
        proposals=proposals(desk),
        renewed=me is not None and bool(me.former_keys),
    )


def _asking_row(one: JoinAsked, here: Sequence[PersonRow]) -> AskingRow:
    """Those of the name that was given come first; a name may be misremembered, so all follow."""
    name, was = one.name.casefold(), one.was.casefold()
    taken = any(person.name.casefold() == name for person in here)
    before = sorted(
        (person for person in here if not person.you),
        key=lambda person: person.name.casefold() != was,
    )
    return AskingRow(
        one.id, one.name, fingerprint(one.key), taken, one.was, tuple(before) if was else ()
    )


def _rows(desk: Desk, some: Iterable[Person]) -> tuple[PersonRow, ...]:
    me = desk.me.id if desk.has_key else None
    rows = [
        PersonRow(
            one.id,
            one.name,
            tuple(role for role in Role if role in one.roles),
            one.id == me,
            fingerprint(one.key),
        )
        for one in some
    ]
    return tuple(sorted(rows, key=lambda one: (not one.you, one.name.casefold(), one.id)))


def standing(desk: Desk) -> Standing:
    """How the person at this computer stands to the group."""
    if not desk.has_key:
        return Standing.READER
    if desk.key_is_replaced:
        return Standing.REPLACED
    person = desk.person()
    if person is not None and not person.former:
        return Standing.MEMBER
    asks = desk.me.id in (desk.state().group.asking or {})
    return Standing.FORMER if person is not None and not asks else Standing.WAITING


def standing_notice(desk: Desk) -> Message | None:
    """What somebody who is not in the group should know; None for everyone else."""
    return {
        Standing.READER: say(
            "You are looking on: here you can read. To take part, join the group."
        ),
        Standing.WAITING: say(
            "You asked to join. Until a maintainer lets you in, you can read everything here, and "
            "what you write stays on this computer."
        ),
        Standing.FORMER: say(
            "You are not in this group any more. You can still read what is here, and take back "
            "what you shared."
        ),
        Standing.REPLACED: key_replaced(),
        Standing.MEMBER: None,
    }[standing(desk)]


def invitation(desk: Desk) -> Invitation:
    """What somebody needs to find the group and to be sure that it is the right one."""
    founding = desk.state().group.founding
    if founding is None:
        raise Refused(say("This group was not founded yet, so nobody can be invited."))
    return Invitation(str(desk.address), founding)


def let_in(desk: Desk, person: PersonId, name: str, roles: Collection[Role]) -> Changed:
    """Let somebody in who asks, or who was here before, to do what `roles` say."""
    desk.require(Role.MAINTAINER)
    group = desk.state().group
    known = group.person(person)
    if known is not None and not known.former:
        raise Refused(say("This person is in the group already."))
    asking = (group.asking or {}).get(person)
    if asking is None and known is None:
        raise NotFound(say("This person does not ask to join any more."))
    key = asking.key if asking is not None else known.key if known is not None else ""
    seal(b"", [key])
    return _add(desk, person, key, _named(name), _sorted(roles))


def rename(desk: Desk, person: PersonId, name: str) -> Changed:
    """Call somebody what they would like to be called; a maintainer's, for themselves or others."""
    desk.require(Role.MAINTAINER)
    known = _member(desk, person)
    named = _named(name)
    if named == known.name:
        return Changed()
    return _add(desk, person, known.key, named, _sorted(known.roles))


def change_roles(desk: Desk, person: PersonId, roles: Collection[Role]) -> Decided:
    """Change what somebody does here; raises `Refused` where no maintainer would stay.

    To take the maintainer's role from another, a second maintainer has to agree.
    """
    desk.require(Role.MAINTAINER)
    known = _member(desk, person)
    wanted = _sorted(roles)
    if frozenset(roles) == known.roles:
        return Decided(Changed())
    if Role.MAINTAINER not in roles:
        _another_maintainer(desk, person)
    return decide(desk, "role-changed", person, roles=wanted)


def remove(desk: Desk, person: PersonId) -> Decided:
    """End what somebody may do here; raises `Refused` where no maintainer would stay.

    To remove another maintainer, a second one has to agree.
    """
    desk.require(Role.MAINTAINER)
    _member(desk, person)
    _another_maintainer(desk, person)
    return decide(desk, "person-removed", person)


def _add(desk: Desk, person: PersonId, key: str, name: str, roles: list[str]) -> Changed:
    added = {"person": person, "key": key, "name": name, "roles": roles}
    desk.record(("person-added", GROUP, added))
    return changed(Topic.PEOPLE, ids=(person,)) | reseal(desk)


def _member(desk: Desk, person: PersonId) -> Person:
    known = desk.state().group.person(person)
    if known is None or known.former:
        raise NotFound(say("This person is not in the group."))
    return known


def _another_maintainer(desk: Desk, person: PersonId) -> None:
    keepers = desk.state().group.members(Role.MAINTAINER)
    if all(one.id == person for one in keepers):
        raise Refused(
            say(
                "At least one maintainer must stay, so that somebody can look after the group. "
                "Make somebody else a maintainer first."
            )
        )


def _named(name: str) -> str:
    named = " ".join(name.split())
    if not named:
        raise Refused(say("Write what the person would like to be called."))
    if len(named) > LONGEST_NAME or not named.isprintable():
        raise Refused(say("This name cannot be used. Write a shorter one, in plain letters."))
    return named


def _sorted(roles: Collection[Role]) -> list[str]:
    if not roles:
        raise Refused(say("Choose at least one thing the person does here."))
    return [role.value for role in Role if role in roles]
