"""What a lost key signed after it was last seen in use does not count, however old it says it is.

A computer that was lost and is without a connection goes on from the clock it had, so what is
signed there can stand before the event that replaces the key. That event names the clock at which
the key was last seen. Taking something back always counts, and so does the yes of the key itself
to being replaced. Must not know what else events do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit_editor.base.ids import PersonId
from toolkit_editor.review.event import Event
from toolkit_editor.review.people import FormerKey, Group


@dataclass(frozen=True, slots=True)
class LostKeys:
    """The keys that were lost, by their owner and their public line."""

    keys: Mapping[tuple[PersonId, str], FormerKey] = field(default_factory=dict)

    def found_in(self, group: Group) -> LostKeys:
        """These, and those that a group knows of; once a key is known as lost, it stays so."""
        found = {
            (person.id, former.key): former
            for person in (group.people or {}).values()
            for former in person.former_keys
            if former.last is not None
        }
        return LostKeys({**found, **self.keys})

    def bar(self, event: Event, group: Group) -> bool:
        """Whether a lost key signed `event` after it was last seen in use."""
        known = group.person(event.by)
        if known is None or not self.keys:
            return False
        lost = self.keys.get((known.id, known.key_at(event.order)))
        if lost is None or lost.last is None or event.lamport <= lost.last:
            return False
        own_yes = event.kind == "agreed" and event.data.get("to") == lost.why
        return event.kind != "withdrawn" and not own_yes
