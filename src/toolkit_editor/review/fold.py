"""From the set of all events to the state of everything: the same on every computer.

Events count in the order of their clocks and ids, whatever order they arrived in. One that is not
well signed, or whose author lacks the role, has no effect and is listed with the reason. Where a
key turns out to have been lost, everything is read once more without what it signed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toolkit_editor.base.ids import DraftId, EventId, PersonId, StoryId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import Event, in_order, on_story
from toolkit_editor.review.lost_keys import LostKeys
from toolkit_editor.review.membership import fold_group
from toolkit_editor.review.people import Group, Person, Role, signed_by_its_author
from toolkit_editor.review.rules import SEALED_TALK, TALK_KINDS, why_not_allowed
from toolkit_editor.review.signing import Checked
from toolkit_editor.review.talk import Talk, Threads
from toolkit_editor.review.work import (
    TAKEN_BACK,
    DraftState,
    Status,
    StoryState,
    fold_draft,
    fold_story,
    mark_public,
)
from toolkit_editor.store.model import Oid

_FAR = 2**32
"""So far beyond the clock of what counts an entry has no effect, lest one use the clock up."""

SHARED_ANEW = say("Somebody shared it anew at the same time.")
LATE = (TAKEN_BACK, SHARED_ANEW)
"""Why entries of members have no effect that only came too late: nothing to look into."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """An event without effect, and why."""

    event: Event
    reason: Message


@dataclass(frozen=True, slots=True)
class Published:
    """The site as last published, and the commit of the toolkit it was made from."""

    id: EventId
    by: PersonId
    at: str
    site: Oid
    main: Oid


@dataclass(frozen=True, slots=True)
class State:
    """Everything the events say.

    `lamport` is the clock of the latest confirmed event, `latest` that of the latest of all but
    those that claim to be much later: an event made now stands after both, so that what has no
    effect today has none tomorrow.
    """

    group: Group = field(default_factory=Group)
    drafts: Mapping[DraftId, DraftState] = field(default_factory=dict)
    stories: Mapping[StoryId, StoryState] = field(default_factory=dict)
    talk: Mapping[str, Talk] = field(default_factory=dict)
    published: Published | None = None
    unconfirmed: tuple[Unconfirmed, ...] = ()
    lamport: int = 0
    latest: int = 0

    def threads(self, on: str) -> Threads:
        """The conversations about one thing."""
        talk = self.talk.get(on)
        return {} if talk is None else talk.threads


def fold(
    events: Iterable[Event], *, founding: str | None = None, checked: Checked | None = None
) -> State:
    """The state after `events`. `founding` is the pinned hash of the group's first event."""
    ordered, checked, lost = in_order(events), checked or Checked(), LostKeys()
    while True:
        work = Folding(founding, checked, lost)
        work.take_all(ordered)
        more = work.lost_now(ordered)
        if more is None:
            return work.state()
        lost = more


def fold_story_talk(
    events: Iterable[Event], story: StoryId, state: State, *, checked: Checked | None = None
) -> tuple[Threads, tuple[Unconfirmed, ...]]:
    """The conversations on a story's own ref, opened; people are those of `state`.

    Only the teller may accept a suggestion about their words.
    """
    known = state.stories.get(story)
    checked = checked or Checked()
    talk = Talk()
    unconfirmed = []
    for event in in_order(events):
        author = state.group.person(event.by)
        reason: Message | None
        if event.on != on_story(story):
            reason = say("It belongs to something else.")
        elif not signed_by_its_author(state.group, event, checked):
            reason = _not_signed()
        else:
            reason = why_not_allowed(state.group, event, SEALED_TALK) or talk.take(
                event,
                decides=known is not None and known.owner == event.by,
                keeps=author is not None and author.has(Role.MAINTAINER),
            )
        if reason is not None:
            unconfirmed.append(Unconfirmed(event, reason))
    return talk.threads, tuple(unconfirmed)


class Folding:
    """The state while it is being made; goes on from where it stands with later events."""

    def __init__(self, founding: str | None, checked: Checked, lost: LostKeys) -> None:
        """Nothing was taken in yet; what keys in `lost` signed since does not count."""
        self.founding = founding
        self.lost = lost
        self.checked = checked
        self.group = Group()
        self.drafts: dict[DraftId, DraftState] = {}
        self.stories: dict[StoryId, StoryState] = {}
        self.talk: dict[str, Talk] = {}
        self.published: Published | None = None
        self.unconfirmed: list[Unconfirmed] = []
        self.lamport = 0
        self.latest = 0
        self.taken: set[str] = set()
        self._own: set[str] = set()

    def fork(self) -> Folding:
        """Another that stands where this one does; what it takes in does not show here."""
        twin = Folding(self.founding, self.checked, self.lost)
        twin.group, twin.published = self.group, self.published
        twin.drafts, twin.stories = dict(self.drafts), dict(self.stories)
        twin.talk = dict(self.talk)
        twin.unconfirmed = list(self.unconfirmed)
        twin.lamport, twin.latest = self.lamport, self.latest
        twin.taken = set(self.taken)
        self._own.clear()
        return twin

    def lost_now(self, taken: Iterable[Event]) -> LostKeys | None:
        """The keys that turned out to be lost, where one signed any of `taken` that counted."""
        more = self.lost.found_in(self.group)
        if more == self.lost:
            return None
        counted = (one for one in taken if _mark(one) in self.taken)
        return more if any(more.bar(one, self.group) for one in counted) else None

    def take_all(self, events: Iterable[Event]) -> None:
        """Take events in, which are in order and come after those taken in before."""
        for event in events:
            if event.lamport <= self.lamport + _FAR:
                self.latest = max(self.latest, event.lamport)
            reason = self._take(event)
            if reason is None:
                self.lamport = max(self.lamport, event.lamport)
            else:
                self.unconfirmed.append(Unconfirmed(event, reason))

    def _take(self, event: Event) -> Message | None:
        """Take `event` in, or say why it has no effect."""
        if _mark(event) in self.taken:
            return say("Another entry has the same number.")
        if event.lamport > self.lamport + _FAR:
            return say("It claims to be much later than everything else.")
        reason = why_not_allowed(self.group, event)
        if reason is None and not signed_by_its_author(self.group, event, self.checked):
            reason = _not_signed()
        if reason is None and self.lost.bar(event, self.group):
            reason = say("It is signed with a key that was lost.")
        if reason is None:
            reason = self._effect(event)
        if reason is None:
            self.taken.add(_mark(event))
        return reason

    def state(self) -> State:
        """What was folded so far."""
        return State(
            group=self.group,
            drafts=self.drafts,
            stories=self.stories,
            talk=self.talk,
            published=self.published,
            unconfirmed=tuple(self.unconfirmed),
            lamport=self.lamport,
            latest=self.latest,
        )

    def _effect(self, event: Event) -> Message | None:
        author = self.group.person(event.by)
        kind, name = event.subject
        if event.kind in TALK_KINDS:
            return self._say(event, author)
        reason = self._why_not_theirs(event, author)
        if reason is not None:
            return reason
        if kind == "draft":
            draft = fold_draft(self.drafts.get(DraftId(name)), event)
            if isinstance(draft, Message):
                return draft
            self.drafts[draft.id] = draft
        elif kind == "story":
            story = fold_story(self.stories.get(StoryId(name)), event)
            if isinstance(story, Message):
                return story
            self.stories[story.id] = story
        elif event.kind == "published":
            self._publish(event)
        else:
            group = fold_group(self.group, event, self.founding)
            if isinstance(group, Message):
                return group
            self.group = group
        return None

    def _why_not_theirs(self, event: Event, author: Person | None) -> Message | None:
        """Why somebody may not do this with just this draft or story."""
        kind = event.kind
        if kind == "withdrawn" and not self._may_withdraw(event, author):
            return say("Only the person it belongs to, or a maintainer, can take it back.")
        if kind == "chosen" and not self._may_choose(event, author):
            return say("Only its writer, an editor or a maintainer can choose here.")
        if kind == "held" and not self._may_hold(event, author):
            return say("The person did not have the role for it.")
        if kind == "erased-here" and author is None:
            return say("The person did not have the role for it.")
        if kind == "shared" and event.subject[0] == "draft":
            return self._why_not_shared(event, author)
        return None

    def _say(self, event: Event, author: Person | None) -> Message | None:
        decides = author is not None and author.has(Role.EDITOR)
        draft = self.drafts.get(DraftId(event.subject[1]))
        if event.subject[0] == "draft" and draft is not None:
            decides = decides or draft.owner == event.by
        keeps = author is not None and author.has(Role.MAINTAINER)
        return self._talk(event.on).take(event, decides=decides, keeps=keeps)

    def _talk(self, on: str) -> Talk:
        """The conversations about `on`, which no twin shares."""
        if on not in self._own:
            self._own.add(on)
            self.talk[on] = self.talk[on].copy() if on in self.talk else Talk()
        return self.talk[on]

    def _may_withdraw(self, event: Event, author: Person | None) -> bool:
        """Its owner may, also after leaving the group; so may a maintainer."""
        kind, name = event.subject
        item = (
            self.drafts.get(DraftId(name)) if kind == "draft" else self.stories.get(StoryId(name))
        )
        if item is not None and item.owner == event.by:
            return True
        return author is not None and author.has(Role.MAINTAINER)

    def _why_not_shared(self, event: Event, author: Person | None) -> Message | None:
        """Its writer may always share a draft anew; editors only what they have just seen of it."""
        draft = self.drafts.get(DraftId(event.subject[1]))
        if draft is None or draft.owner == event.by:
            return None
        if author is None or not author.has(Role.EDITOR, Role.MAINTAINER):
            return say("The person did not have the role for it.")
        if event.data.get("onto") != draft.tip:
            return SHARED_ANEW
        return None

    def _may_choose(self, event: Event, author: Person | None) -> bool:
        draft = self.drafts.get(DraftId(event.subject[1]))
        own = draft is not None and draft.owner == event.by
        return own or (author is not None and author.has(Role.EDITOR, Role.MAINTAINER))

    def _may_hold(self, event: Event, author: Person | None) -> bool:
        """Its teller may say that a community decides too; so may editors and its approvers."""
        story = self.stories.get(StoryId(event.subject[1]))
        own = story is not None and story.owner == event.by
        may = (Role.EDITOR, Role.MAINTAINER, Role.COMMUNITY)
        return own or (author is not None and author.has(*may))

    def _publish(self, event: Event) -> None:
        """Mark what the site now shows: the drafts named, or else all that are in the toolkit."""
        data = event.data
        self.published = Published(event.id, event.by, event.at, data["site"], data["main"])
        named = data.get("drafts", list(self.drafts))
        for draft in (self.drafts.get(DraftId(one)) for one in named):
            if draft is not None and draft.status is Status.IN_TOOLKIT:
                self.drafts[draft.id] = mark_public(draft)
        if "stories" not in data:
            return
        shown = set(data["stories"])
        for story in list(self.stories.values()):
            if (story.id in shown) != story.public and not story.withdrawn:
                self.stories[story.id] = mark_public(story, public=story.id in shown)


def _mark(event: Event) -> str:
    """16 hexadecimal digits: a number belongs to one subject, so nobody takes it away elsewhere."""
    return hashlib.blake2b(event.path.encode(), digest_size=8).hexdigest()


def _not_signed() -> Message:
    return say("It is not signed by the person it names.")
