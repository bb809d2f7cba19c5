"""Conversations: comments, suggestions and what became of them, as a fold over their events.

The same fold serves sections, drafts and, sealed on its own ref, a story. Must not know where the
events were kept or how they were signed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from toolkit_editor.annotations.selector import Target, from_target
from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import Event


class Answer(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing somebody said. Redacted words are gone: `text` is then None."""

    id: EventId
    by: PersonId
    at: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation. `kind` is comment, suggest or tag; `target` the passage, as last confirmed.

    A suggestion's `first.text` is the proposed replacement.
    """

    on: str
    kind: str
    first: Saying
    target: Target | None
    replies: tuple[Saying, ...] = ()
    resolved: bool = False
    answer: Answer = Answer.OPEN
    answered_by: PersonId | None = None

    @property
    def id(self) -> EventId:
        """The id of the event that began it."""
        return self.first.id

    @property
    def waits(self) -> bool:
        """Whether somebody still has something to do here."""
        return not self.resolved and self.answer is Answer.OPEN and self.first.text is not None


Threads = Mapping[EventId, Thread]
"""Conversations by the id of the event that began each."""
Roots = Mapping[EventId, EventId]
"""The conversation that each event belongs to."""

_ROOTS = frozenset({"comment", "suggest", "tag"})


@dataclass(frozen=True, slots=True)
class Folded:
    """Conversations as they were written down, which `unfold` reads when somebody asks for them."""

    data: bytes
    waiting: int
    unfold: Callable[[bytes], tuple[Threads, Roots]]


class Talk:
    """The conversations about one thing; takes one event after the other."""

    def __init__(self, folded: Folded | None = None) -> None:
        """Nothing was said yet, or what was written down."""
        self._folded = folded
        self._threads: dict[EventId, Thread] = {}
        self._root: dict[EventId, EventId] = {}

    @property
    def folded(self) -> Folded | None:
        """What was written down, as long as nobody asked what it says."""
        return self._folded

    @property
    def threads(self) -> Threads:
        """The conversations."""
        self._unfold()
        return self._threads

    @property
    def root(self) -> Roots:
        """The conversation that each event belongs to."""
        self._unfold()
        return self._root

    @property
    def waiting(self) -> int:
        """In how many conversations somebody still has something to do."""
        if self._folded is not None:
            return self._folded.waiting
        return sum(thread.waits for thread in self._threads.values())

    def copy(self) -> Talk:
        """Another with the same conversations, which goes its own way."""
        twin = Talk()
        twin._threads, twin._root = dict(self.threads), dict(self.root)
        return twin

    def __eq__(self, other: object) -> bool:
        """Whether the same was said."""
        return isinstance(other, Talk) and self.threads == other.threads and self.root == other.root

    __hash__ = None  # type: ignore[assignment]

    def _unfold(self) -> None:
        if self._folded is not None:
            threads, root = self._folded.unfold(self._folded.data)
            self._threads, self._root, self._folded = dict(threads), dict(root), None

    def take(self, event: Event, *, decides: bool, keeps: bool) -> Message | None:
        """Take `event` in, or say why it has no effect.

        `decides`: its author may accept and decline suggestions here; `keeps`: may take back the
        words of others.
        """
        self._unfold()
        if event.kind in _ROOTS:
            target = event.data.get("target")
            place = None if target is None else from_target(target)
            self._threads[event.id] = Thread(event.on, event.kind, _saying(event), place)
            self._root[event.id] = event.id
            return None
        to = EventId(event.data["to"])
        thread = self._threads.get(self._root.get(to, to))
        if thread is None or thread.on != event.on:
            return say("What it answers is not there.")
        after = _after(thread, event, decides=decides, keeps=keeps)
        if isinstance(after, Message):
            return after
        self._threads[thread.id] = after
        self._root[event.id] = thread.id
        return None


def textual(value: str, purpose: str | None = None) -> dict[str, Any]:
    """`value` as a body in the W3C vocabulary."""
    body = {"type": "TextualBody", "value": value}
    return body if purpose is None else {**body, "purpose": purpose}


def _after(thread: Thread, event: Event, *, decides: bool, keeps: bool) -> Thread | Message:
    match event.kind:
        case "reply":
            return replace(thread, replies=(*thread.replies, _saying(event)))
        case "resolve" | "reopen":
            return replace(thread, resolved=event.kind == "resolve")
        case "re-anchor":
            return replace(thread, target=from_target(event.data["target"]))
        case "accept" | "decline":
            if thread.kind != "suggest":
                return say("Only a suggestion can be accepted or declined.")
            if not decides:
                return say("The person did not have the role for it.")
            answer = Answer.ACCEPTED if event.kind == "accept" else Answer.DECLINED
            return replace(thread, answer=answer, answered_by=event.by)
        case "redact":
            return _redacted(thread, event, keeps=keeps)
        case _:
            return say("This version of the program does not know what it means.")


def _redacted(thread: Thread, event: Event, *, keeps: bool) -> Thread | Message:
    """The thread without the words of one saying, and without the quoted passage if the first."""
    gone = event.data["to"]
    said = next((one for one in (thread.first, *thread.replies) if one.id == gone), None)
    if said is None:
        return say("What it answers is not there.")
    if said.by != event.by and not keeps:
        return say("Only the person who said it, or a maintainer, can take it back.")
    empty = replace(said, text=None)
    if said is thread.first:
        return replace(thread, first=empty, target=None)
    replies = tuple(empty if one is said else one for one in thread.replies)
    return replace(thread, replies=replies)


def _saying(event: Event) -> Saying:
    return Saying(event.id, event.by, event.at, event.data["body"]["value"])
