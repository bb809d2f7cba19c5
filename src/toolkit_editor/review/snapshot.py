"""A folding written down and read back, so that a start need not read every event again.

A line for all but the conversations, then one for each thing that was spoken about, which is read
only when somebody asks: what was said in years is most of it. Only what the very same code wrote is
ever read: `made_by` says which code that is, and whoever keeps the bytes sees that they are whole.
So nothing is checked here. Holds what `review` holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit_editor.base.code_mark import code_mark
from toolkit_editor.base.ids import EventId
from toolkit_editor.base.message import Message
from toolkit_editor.base.rows import reader, to_row
from toolkit_editor.review.event import from_json, to_json
from toolkit_editor.review.fold import Folding, Published, Unconfirmed
from toolkit_editor.review.lost_keys import LostKeys
from toolkit_editor.review.people import FormerKey, Group
from toolkit_editor.review.signing import Checked
from toolkit_editor.review.talk import Folded, Roots, Talk, Thread, Threads
from toolkit_editor.review.work import DraftState, StoryState

Row = list[Any]


def made_by() -> str | None:
    """A mark of all code with a say in what a fold makes of events; None: it cannot be told."""
    return code_mark("review", "annotations", "store", "base")


def to_bytes(folding: Folding, about: Mapping[str, Any]) -> bytes:
    """The folding, with what JSON can carry `about` it; raises `TypeError` or `ValueError`."""
    return b"\n".join(_lines(folding, about))


def from_bytes(
    data: bytes, founding: str | None, checked: Checked
) -> tuple[Folding, dict[str, Any]]:
    """What `to_bytes` wrote down: the folding, and what was said about it."""
    head, *lines = data.split(b"\n")
    about, plain = json.loads(head)
    folding = _from_plain(plain, founding, checked)
    for line in lines:
        on, waiting, said = line.split(b"\t", 2)
        folding.talk[on.decode()] = Talk(Folded(said, int(waiting), _unfold))
    return folding, about


def _lines(folding: Folding, about: Mapping[str, Any]) -> Iterator[bytes]:
    yield _json([about, _to_plain(folding)])
    for on, talk in folding.talk.items():
        said = talk.folded.data if talk.folded is not None else _json(_said(talk))
        yield b"%s\t%d\t%s" % (on.encode(), talk.waiting, said)


def _to_plain(folding: Folding) -> dict[str, Any]:
    return {
        "lost": [[*who, to_row(key)] for who, key in folding.lost.keys.items()],
        "group": to_row(folding.group),
        "drafts": [to_row(one) for one in folding.drafts.values()],
        "stories": [to_row(one) for one in folding.stories.values()],
        "published": to_row(folding.published),
        "unconfirmed": [
            [to_json(one.event).decode(), one.event.source, _told(one.reason)]
            for one in folding.unconfirmed
        ],
        "lamport": folding.lamport,
        "latest": folding.latest,
        "taken": "".join(folding.taken),
    }


def _from_plain(plain: Mapping[str, Any], founding: str | None, checked: Checked) -> Folding:
    """The folding without its conversations; uses `plain` up."""
    former = reader(FormerKey)
    lost = LostKeys({(who, key): former(row) for who, key, row in plain["lost"]})
    folding = Folding(founding, checked, lost)
    draft, story = reader(DraftState), reader(StoryState)
    folding.group = reader(Group)(plain["group"])
    folding.drafts = {one.id: one for one in map(draft, plain["drafts"])}
    folding.stories = {one.id: one for one in map(story, plain["stories"])}
    folding.published = reader(Published | None)(plain["published"])
    folding.unconfirmed = [
        Unconfirmed(from_json(data.encode(), source=source), _message(reason))
        for data, source, reason in plain["unconfirmed"]
    ]
    folding.lamport, folding.latest = plain["lamport"], plain["latest"]
    taken = plain["taken"]
    folding.taken = {taken[at : at + 16] for at in range(0, len(taken), 16)}
    return folding


def _said(talk: Talk) -> list[Row]:
    """Every conversation, with the events that belong to it."""
    belonging: dict[EventId, list[EventId]] = {id_: [] for id_ in talk.threads}
    for event, root in talk.root.items():
        belonging[root].append(event)
    return [[to_row(one), belonging[id_]] for id_, one in talk.threads.items()]


def _unfold(data: bytes) -> tuple[Threads, Roots]:
    """The conversations that `_said` wrote."""
    thread = reader(Thread)
    threads: dict[EventId, Thread] = {}
    roots: dict[EventId, EventId] = {}
    for row, belonging in json.loads(data):
        one = thread(row)
        threads[one.id] = one
        roots.update(dict.fromkeys(belonging, one.id))
    return threads, roots


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


def _json(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
