"""Who a story is sealed to: the file `sealed-to.json`, and who ought to be in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from toolkit_editor.base.ids import PersonId, is_id
from toolkit_editor.base.message import Message, say
from toolkit_editor.stories.record_json import read, text, texts, unreadable, written

_KEYS = frozenset({"people", "place"})
_EDITING = {"editor", "maintainer", "community"}
_MOST_PEOPLE = 10_000


class Place(StrEnum):
    """Who can read a story before it is published."""

    ONLY_ME = "only-me"
    EDITORS = "editors"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class SealedTo:
    """The people a story is sealed to, and the place that was chosen for it."""

    place: Place
    people: frozenset[PersonId]


def name(place: Place) -> Message:
    """The place in the words every list uses."""
    return {
        Place.ONLY_ME: say("only on this computer"),
        Place.EDITORS: say("with the editors"),
        Place.GROUP: say("with the group"),
    }[place]


def people_in(
    place: Place, teller: PersonId, members: Iterable[tuple[PersonId, Collection[str]]]
) -> frozenset[PersonId]:
    """Who must be able to open a story of `teller`, given the group's people with their roles."""
    if place is Place.ONLY_ME:
        return frozenset({teller})
    everyone = place is Place.GROUP
    return frozenset({teller}) | {
        person for person, roles in members if everyone or not _EDITING.isdisjoint(roles)
    }


def to_json(sealed_to: SealedTo) -> bytes:
    """The file: the same bytes for the same people, always."""
    return written({"people": sorted(sealed_to.people), "place": sealed_to.place.value})


def from_json(data: bytes) -> SealedTo:
    """What a file says; raises `RecordUnreadable`."""
    given = read(data, _KEYS)
    people = texts(given["people"], is_id, most=_MOST_PEOPLE)
    try:
        place = Place(text(given["place"]))
    except ValueError:
        unreadable()
    if not people:
        unreadable()
    return SealedTo(place, frozenset(map(PersonId, people)))
