"""A small invented group that signs events with real keys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.review.event import GROUP, Event, on_draft, on_story
from toolkit_editor.review.people import founding_hash
from toolkit_editor.review.signing import sign
from toolkit_editor.store.keys import Key

AT = "2026-11-22T18:00Z"
WHEN = datetime(2026, 11, 22, 18, tzinfo=UTC)
DRAFT = "d" * 16
STORY = "5" * 16
ON_DRAFT = on_draft(DRAFT)
ON_STORY = on_story(STORY)
BLOB_1, BLOB_2, BLOB_3 = ("1" * 40, "2" * 40, "3" * 40)
COMMIT = "c" * 40


class Somebody:
    """A person with a key."""

    def __init__(self, letter: str) -> None:
        self.id = PersonId(letter * 16)
        self.key = Key.make()


class Circle:
    """A founder, an editor and two contributors, and a clock that goes on with every event."""

    def __init__(self) -> None:
        self.founder, self.editor = Somebody("f"), Somebody("e")
        self.ana, self.ben = Somebody("a"), Somebody("b")
        self.clock = 0
        self.founded = self.tell(self.founder, "group-founded", GROUP, key=self.line(self.founder))
        self.founding = founding_hash(self.founded)
        self.start = [
            self.founded,
            self.add(self.editor, "editor"),
            self.add(self.ana, "contributor"),
            self.add(self.ben, "contributor"),
        ]

    def line(self, person: Somebody) -> str:
        return person.key.public_line

    def add(self, person: Somebody, *roles: str) -> Event:
        return self.tell(
            self.founder,
            "person-added",
            GROUP,
            person=person.id,
            key=self.line(person),
            roles=list(roles),
        )

    def tell(
        self, who: Somebody, kind: str, on: str, *, lamport: int | None = None, **data: Any
    ) -> Event:
        """A signed event; its id follows the clock, so that tests read in order."""
        self.clock += 1
        number = EventId(f"{self.clock:016x}")
        return sign(Event(number, lamport or self.clock, who.id, AT, on, kind, data), who.key)

    def share(self, who: Somebody, files: dict[str, str | None], on: str = ON_DRAFT) -> Event:
        return self.tell(who, "shared", on, base=COMMIT, tip=COMMIT, files=files)

    def approve(self, who: Somebody, files: dict[str, str | None], on: str = ON_DRAFT) -> Event:
        return self.tell(who, "approved", on, files=files)

    def bring_in(
        self, who: Somebody, files: dict[str, str | None], *approvals: Event, on: str = ON_DRAFT
    ) -> Event:
        ids = [approval.id for approval in approvals]
        return self.tell(who, "brought-in", on, files=files, approvals=ids, commit=COMMIT)

    def comment(self, who: Somebody, text: str, on: str = ON_DRAFT, **data: Any) -> Event:
        return self.tell(who, "comment", on, body={"type": "TextualBody", "value": text}, **data)
