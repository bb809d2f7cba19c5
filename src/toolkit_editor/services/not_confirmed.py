"""What somebody claims and nothing confirms: entries without effect, for a maintainer to see.

An entry may be forged, or signed with a key that does not count. It changes nothing; that it is
there is worth knowing. What members signed and only came too late is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import Event
from toolkit_editor.review.fold import LATE
from toolkit_editor.review.people import Group, Role
from toolkit_editor.services.desk import Desk

_MOST = 20


@dataclass(frozen=True, slots=True)
class NotConfirmed:
    """One entry: who it names as its maker, what it would have done, why it does not count.

    `who` is None for somebody who is not in the group, and empty for somebody without a name.
    """

    id: str
    who: str | None
    at: str
    what: Message
    why: Message


@dataclass(frozen=True, slots=True)
class NotConfirmedView:
    """The newest entries that are not confirmed, and how many there are; unreadable ones count."""

    newest: tuple[NotConfirmed, ...] = ()
    total: int = 0


def not_confirmed(desk: Desk) -> NotConfirmedView:
    """For a maintainer; everyone else has nothing to decide about it."""
    if not desk.is_a(Role.MAINTAINER):
        return NotConfirmedView()
    state = desk.state()
    strange = [one for one in state.unconfirmed if one.reason not in LATE]
    without = sorted(strange, key=lambda one: one.event.order, reverse=True)
    rows = [
        NotConfirmed(
            one.event.id,
            _who(state.group, one.event),
            one.event.at,
            _what(state.group, one.event),
            one.reason,
        )
        for one in without[:_MOST]
    ]
    unreadable = desk.page().unreadable
    rows += [
        NotConfirmed(one.path, None, "", say("Something that cannot be read"), one.reason)
        for one in unreadable[: _MOST - len(rows)]
    ]
    return NotConfirmedView(tuple(rows), len(without) + len(unreadable))


def _who(group: Group, event: Event) -> str | None:
    known, asking = group.person(event.by), (group.asking or {}).get(event.by)
    named = known or asking
    return named.name if named is not None else None


def _what(group: Group, event: Event) -> Message:
    """What the entry would have done, in the words that the pages use for it."""
    kind = event.subject[0]
    if kind == "group":
        return _about_people(group, event)
    if kind == "story":
        return _TO_A_STORY.get(event.kind, _SAID)
    if kind == "draft":
        return _TO_A_DRAFT.get(event.kind, _SAID)
    return _SAID


def _about_people(group: Group, event: Event) -> Message:
    person = event.data.get("person")
    known = group.person(PersonId(person)) if isinstance(person, str) else None
    name = known.name if known is not None and known.name else say("somebody")
    return {
        "group-founded": say("Put another group in the place of this one"),
        "join-asked": say("Ask to join"),
        "person-added": say("Let {name} in, or call them otherwise", name=name),
        "role-changed": say("Change what {name} does here", name=name),
        "person-removed": say("Remove {name} from the group", name=name),
        "key-replaced": say("Let a new key count for {name}", name=name),
        "agreed": say("Agree to what a maintainer proposed"),
        "taken-back": say("Take back what a maintainer proposed"),
        "published": say("Say that the site was published"),
    }.get(event.kind, say("Something this version of the program does not know"))


_SAID = say("Say something in a conversation, or answer there")

_TO_A_DRAFT: Mapping[str, Message] = {
    "shared": say("Share a change"),
    "changes-asked": say("Ask for changes to what was shared"),
    "approved": say("Say yes to what was shared"),
    "declined": say("Say no to what was shared"),
    "brought-in": say("Bring a change into the toolkit"),
    "published": say("Say that the site was published"),
    "chosen": say("Choose between two versions of a sentence"),
    "withdrawn": say("Take a change back"),
}

_TO_A_STORY: Mapping[str, Message] = {
    "shared": say("Share a story"),
    "changes-asked": say("Ask for changes to a story"),
    "approved": say("Say yes to a story"),
    "declined": say("Say no to a story"),
    "withdrawn": say("Take a story back"),
    "erased-here": say("Say that a story was erased"),
}
