"""A folding written down and read back, so that a start need not read every event again.

Only what the very same code wrote is ever read: `made_by` says which code that is, and whoever
keeps the bytes sees that they are whole. So nothing is checked here. Holds what `review` holds.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from toolkit_editor.annotations.selector import Selector, Target
from toolkit_editor.base.code_mark import code_mark
from toolkit_editor.base.ids import EventId
from toolkit_editor.base.message import Message
from toolkit_editor.review.event import from_json, to_json
from toolkit_editor.review.fold import Folding, Published, Unconfirmed
from toolkit_editor.review.people import Group, JoinAsked, Person, Role
from toolkit_editor.review.signing import Checked
from toolkit_editor.review.talk import Answer, Saying, Talk, Thread
from toolkit_editor.review.work import Approval, BroughtIn, DraftState, StoryState

Row = list[Any]


def made_by() -> str | None:
    """A mark of all code with a say in what a fold makes of events; None: it cannot be told."""
    return code_mark("review", "annotations", "store", "base")


def to_plain(folding: Folding) -> dict[str, Any]:
    """The folding as lists and words that JSON can carry."""
    group = folding.group
    return {
        "group": [
            group.founding,
            None if group.people is None else [_row(one) for one in group.people.values()],
            None if group.asking is None else [_row(one) for one in group.asking.values()],
        ],
        "drafts": [_row(one) for one in folding.drafts.values()],
        "stories": [_row(one) for one in folding.stories.values()],
        "talk": {on: _said(talk) for on, talk in folding.talk.items()},
        "published": folding.published and _row(folding.published),
        "unconfirmed": [
            [to_json(one.event).decode(), one.event.source, _told(one.reason)]
            for one in folding.unconfirmed
        ],
        "lamport": folding.lamport,
        "latest": folding.latest,
        "taken": "".join(folding.taken),
    }


def from_plain(plain: Mapping[str, Any], founding: str | None, checked: Checked) -> Folding:
    """The folding that `to_plain` wrote."""
    folding = Folding(founding, checked)
    founded, people, asking = plain["group"]
    folding.group = Group(
        founded,
        None if people is None else {row[0]: _person(row) for row in people},
        None if asking is None else {row[0]: JoinAsked(*row) for row in asking},
    )
    folding.drafts = {draft.id: draft for draft in map(_draft, plain["drafts"])}
    folding.stories = {story.id: story for story in map(_story, plain["stories"])}
    folding.talk = {on: _talk(on, rows) for on, rows in plain["talk"].items()}
    published = plain["published"]
    folding.published = Published(*published) if published else None
    folding.unconfirmed = [
        Unconfirmed(from_json(data.encode(), source=source), _message(reason))
        for data, source, reason in plain["unconfirmed"]
    ]
    folding.lamport, folding.latest = plain["lamport"], plain["latest"]
    taken = plain["taken"]
    folding.taken = {EventId(taken[at : at + 16]) for at in range(0, len(taken), 16)}
    return folding


def _row(one: Any) -> Row:
    """The fields of a value in their order."""
    return [_plain(getattr(one, name)) for name in _fields(type(one))]  # type: ignore[arg-type]


@functools.cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _plain(value: Any) -> Any:
    if isinstance(value, Approval | BroughtIn | Selector | Saying):
        return _row(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value


def _person(row: Row) -> Person:
    id_, key, name, roles, *rest = row
    return Person(id_, key, name, frozenset(map(Role, roles)), *rest)


def _item(kind: type, row: Row) -> dict[str, Any]:
    found = dict(zip(_fields(kind), row, strict=True))
    found["approvals"] = tuple(Approval(*one) for one in found["approvals"])
    found["events"] = tuple(found["events"])
    return found


def _draft(row: Row) -> DraftState:
    found = _item(DraftState, row)
    if found["brought"] is not None:
        id_, by, at, files, approvals, commit = found["brought"]
        found["brought"] = BroughtIn(id_, by, at, files, tuple(approvals), commit)
    return DraftState(**found)


def _story(row: Row) -> StoryState:
    found = _item(StoryState, row)
    return StoryState(**{**found, "erased_by": frozenset(found["erased_by"])})


def _said(talk: Talk) -> list[Row]:
    """Every conversation, with the events that belong to it."""
    belonging: dict[EventId, list[EventId]] = {id_: [] for id_ in talk.threads}
    for event, root in talk.root.items():
        belonging[root].append(event)
    return [
        [
            one.kind,
            _row(one.first),
            one.target and [one.target.source, _row(one.target.selector), one.target.language],
            [_row(reply) for reply in one.replies],
            one.resolved,
            one.answer,
            one.answered_by,
            belonging[id_],
        ]
        for id_, one in talk.threads.items()
    ]


def _talk(on: str, rows: list[Row]) -> Talk:
    talk = Talk()
    for kind, first, target, replies, resolved, answer, answered_by, belonging in rows:
        place = target and Target(target[0], Selector(*target[1]), target[2])
        thread = Thread(
            on,
            kind,
            Saying(*first),
            place,
            tuple([Saying(*one) for one in replies]),
            resolved,
            Answer(answer),
            answered_by,
        )
        talk.threads[thread.id] = thread
        talk.root.update(dict.fromkeys(belonging, thread.id))
    return talk


def _told(message: Message) -> Row:
    facts = {
        name: {"message": _told(fact)} if isinstance(fact, Message) else fact
        for name, fact in message.facts.items()
    }
    return [message.text, facts, message.plural]


def _message(row: Row) -> Message:
    facts = {
        name: _message(fact["message"]) if isinstance(fact, dict) else fact
        for name, fact in row[1].items()
    }
    return Message(row[0], facts, row[2])


def to_bytes(plain: Mapping[str, Any]) -> bytes:
    """`plain` as bytes; raises `TypeError` or `ValueError` where it cannot be written."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
