"""Drafts and stories on their way: the state of each, as a fold over its events.

Must not know the people's keys or roles, which were checked before, nor the words themselves: here
are only ids and hashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from toolkit_editor.base.ids import DraftId, EventId, PersonId, StoryId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import Event
from toolkit_editor.store.model import Oid

Files = Mapping[str, Oid | None]
"""What a draft holds: blob id by path, None where it removes the file."""


TAKEN_BACK = say("It was taken back, which is final.")
"""Why an entry has no effect that came after its subject was taken back."""

_AnItem = TypeVar("_AnItem", bound="_Item")


class Status(StrEnum):
    """Where a draft or story is on its way. `LOCAL` never appears in events."""

    LOCAL = "local"
    IN_REVIEW = "in-review"
    CHANGES_ASKED = "changes-asked"
    APPROVED = "approved"
    IN_TOOLKIT = "in-toolkit"
    PUBLIC = "public"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Approval:
    """An editor's yes to exact contents (a draft's files, or a story's released texts)."""

    id: EventId
    by: PersonId
    at: str
    what: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A draft that a maintainer brought into the toolkit."""

    id: EventId
    by: PersonId
    at: str
    files: Files
    approvals: tuple[EventId, ...]
    commit: Oid


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose where a draft and the toolkit had both changed the same.

    `kept` is the side kept as it stands; where it is None, `text` holds other words.
    """

    id: EventId
    by: PersonId
    at: str
    kept: str | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """What drafts and stories have in common."""

    owner: PersonId
    since: str
    """When it last began to wait for somebody else."""
    note: str = ""
    """The last note that came with sharing, asking for changes, approving or declining."""
    approvals: tuple[Approval, ...] = ()
    asked: bool = False
    declined: bool = False
    withdrawn: bool = False
    public: bool = False
    events: tuple[EventId, ...] = ()

    def covered(self, what: Mapping[str, str | None]) -> bool:
        """Whether approvals that still hold name every content of `what`."""
        return bool(what) and all(
            any(
                name in approval.what and approval.what[name] == content
                for approval in self.approvals
            )
            for name, content in what.items()
        )

    def _status(self, what: Mapping[str, str | None]) -> Status:
        if self.withdrawn:
            return Status.WITHDRAWN
        if self.declined:
            return Status.DECLINED
        if self.asked:
            return Status.CHANGES_ASKED
        return Status.APPROVED if self.covered(what) else Status.IN_REVIEW


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftState(_Item):
    """One offered change. Its files are those last shared."""

    id: DraftId
    base: Oid
    tip: Oid
    files: Files
    brought: BroughtIn | None = None
    brought_before: tuple[BroughtIn, ...] = ()
    """What was brought in of it earlier, or by another maintainer at the same time."""
    moved_on: bool = False
    """Whether something else than what was brought in is shared now."""
    chosen: Mapping[str, Choice] = field(default_factory=dict)
    """What was chosen last, by the id of the place."""

    @property
    def status(self) -> Status:
        """Where the draft is on its way; approved only while its files are those approved.

        One that says nothing else than the toolkit is in it.
        """
        done = not self.files or (self.brought is not None and not self.moved_on)
        if self.withdrawn or not done:
            return self._status(self.files)
        return Status.PUBLIC if self.public else Status.IN_TOOLKIT


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote down of the teller's answer on paper: to which texts, yes or no."""

    by: PersonId
    at: str
    what: Mapping[str, str]
    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryState(_Item):
    """One story as far as `review` knows it: its sealed form and the hashes its teller released.

    `whole` is the hash of all that its teller shared as it was sealed, consent and readers too;
    `told` that of what it says, for those who can read it; both are empty where an entry of long
    ago does not say. `answers` holds what each helper wrote down last. `held` says that a
    community decides too, and `community` the texts that its approver said yes to. `narrowed` says
    that there are fewer texts than before: the others are to be erased.
    """

    id: StoryId
    sealed: Oid
    released: Mapping[str, str]
    whole: str = ""
    told: str = ""
    erased_by: frozenset[PersonId] = frozenset()
    answers: tuple[Answer, ...] = ()
    held: bool = False
    community: Mapping[str, str] = field(default_factory=dict)
    narrowed: bool = False

    def refused(self, language: str) -> bool:
        """Whether somebody wrote down that the teller says no to the text that is released."""
        digest = self.released.get(language)
        return any(not one.yes and one.what.get(language) == digest for one in self.answers)

    def community_agrees(self, language: str) -> bool:
        """Whether the community's approver said yes to the text that is released."""
        digest = self.released.get(language)
        return digest is not None and self.community.get(language) == digest

    @property
    def status(self) -> Status:
        """Where the story is on its way; approved only while it is what its teller released."""
        if self.public and not self.withdrawn:
            return Status.PUBLIC
        return self._status(self.released)


def fold_draft(draft: DraftState | None, event: Event) -> DraftState | Message:
    """The draft after `event`, or why it has no effect."""
    data = event.data
    if event.kind == "shared":
        shared = {"base": data["base"], "tip": data["tip"], "files": dict(data["files"])}
        if draft is None:
            name = DraftId(event.subject[1])
            draft = DraftState(owner=event.by, since=event.at, id=name, **shared)
        elif draft.withdrawn:
            return TAKEN_BACK
        else:
            moved_on = draft.moved_on or shared["files"] != draft.files
            draft = replace(draft, **shared, moved_on=draft.brought is not None and moved_on)
        return _seen(_begun(draft, event), event)
    if draft is None:
        return say("What it is about was never shared.")
    if event.kind == "brought-in":
        return _brought_in(draft, event)
    if event.kind == "returned":
        return _returned(draft, event)
    if event.kind == "chosen":
        return _chosen(draft, event)
    decided = _decide(draft, event, dict(data.get("files", {})))
    return decided if isinstance(decided, Message) else _seen(decided, event)


def fold_story(story: StoryState | None, event: Event) -> StoryState | Message:
    """The story after `event`, or why it has no effect."""
    if event.kind == "shared":
        shared = {
            "sealed": event.data["sealed"],
            "released": dict(event.data["released"]),
            "whole": event.data.get("whole", ""),
            "told": event.data.get("told", ""),
        }
        if story is None:
            name = StoryId(event.subject[1])
            story = StoryState(owner=event.by, since=event.at, id=name, **shared)
        elif story.withdrawn:
            return TAKEN_BACK
        elif story.owner != event.by:
            return say("Only its teller can share a story.")
        else:
            shown = shared["released"].items() <= story.released.items()
            fewer = bool(story.released.keys() - shared["released"].keys())
            story = replace(story, **shared, public=story.public and shown, narrowed=fewer)
        return _seen(_begun(story, event), event)
    if story is None:
        return say("What it is about was never shared.")
    if event.kind == "erased-here":
        if not story.withdrawn:
            return say("The story was not taken back.")
        return _seen(replace(story, erased_by=story.erased_by | {event.by}), event)
    if event.kind in _SAID_OF_A_STORY:
        return TAKEN_BACK if story.withdrawn else _seen(_said_of(story, event), event)
    decided = _decide(story, event, dict(event.data.get("released", {})))
    return decided if isinstance(decided, Message) else _seen(decided, event)


_SAID_OF_A_STORY = {"answered", "held", "community-agreed"}


def _said_of(story: StoryState, event: Event) -> StoryState:
    """What somebody wrote down of the teller's answer, or what a community says."""
    data = event.data
    if event.kind == "held":
        return replace(story, held=True)
    if event.kind == "community-agreed":
        return replace(story, community={**story.community, **data["released"]})
    others = tuple(one for one in story.answers if one.by != event.by)
    answer = Answer(event.by, event.at, dict(data["released"]), data["yes"])
    return replace(story, answers=(*others, answer))


def mark_public(item: _AnItem, *, public: bool = True) -> _AnItem:
    """`item` as it is once the site shows it, or no longer does."""
    return replace(item, public=public)


def _decide(item: _AnItem, event: Event, what: dict[str, Any]) -> _AnItem | Message:
    """What every kind of item does with an editor's decision or its owner's withdrawal."""
    if event.kind == "withdrawn":
        return replace(item, withdrawn=True)
    if item.withdrawn:
        return TAKEN_BACK
    note = event.data.get("note", "")
    match event.kind:
        case "changes-asked":
            return replace(
                item, asked=True, declined=False, approvals=(), since=event.at, note=note
            )
        case "declined":
            return replace(
                item, declined=True, asked=False, approvals=(), since=event.at, note=note
            )
        case "approved":
            approval = Approval(event.id, event.by, event.at, what)
            return replace(
                item,
                approvals=(*item.approvals, approval),
                asked=False,
                declined=False,
                since=event.at,
                note=note,
            )
        case "published":
            if isinstance(item, DraftState) and item.brought is None:
                return say("It was not brought into the toolkit.")
            return mark_public(item)
        case _:
            return say("This version of the program does not know what it means.")


def _brought_in(draft: DraftState, event: Event) -> DraftState | Message:
    if draft.withdrawn:
        return TAKEN_BACK
    named = tuple(EventId(one) for one in event.data["approvals"])
    holding = {approval.id for approval in draft.approvals}
    if not holding.issuperset(named):
        return say("It rests on an approval that is not there.")
    files = dict(event.data["files"])
    approved = {
        path for approval in draft.approvals if approval.id in named for path in approval.what
    }
    if not approved.issuperset(files):
        return say("It holds more than what was approved.")
    brought = BroughtIn(event.id, event.by, event.at, files, named, event.data["commit"])
    moved_on = not draft.covered(draft.files)
    before = (
        draft.brought_before if draft.brought is None else (*draft.brought_before, draft.brought)
    )
    draft = replace(
        draft,
        brought=brought,
        brought_before=before,
        moved_on=moved_on,
        since=event.at,
        public=False,
    )
    return _seen(draft, event)


def _returned(draft: DraftState, event: Event) -> DraftState | Message:
    """Not in the toolkit after all: another maintainer brought in something else at once."""
    if draft.brought is None or draft.brought.id != event.data["to"]:
        return say("It was not brought into the toolkit.")
    return _seen(replace(draft, brought=None, moved_on=False, since=event.at), event)


def _chosen(draft: DraftState, event: Event) -> DraftState | Message:
    if draft.withdrawn:
        return TAKEN_BACK
    kept, text = event.data.get("kept"), event.data.get("text")
    if (kept is None) == (text is None):
        return say("It does not say what it should.")
    choice = Choice(event.id, event.by, event.at, kept, text or "")
    return _seen(replace(draft, chosen={**draft.chosen, event.data["place"]: choice}), event)


def _begun(item: _AnItem, event: Event) -> _AnItem:
    return replace(
        item, asked=False, declined=False, since=event.at, note=event.data.get("note", "")
    )


def _seen(item: _AnItem, event: Event) -> _AnItem:
    return replace(item, events=(*item.events, event.id))
