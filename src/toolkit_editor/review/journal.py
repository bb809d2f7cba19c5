"""The events on the `review` ref: reading, adding and uniting them.

Every event is one file that never changes, so two sides are united by taking all files of both.
Must not know what events mean beyond whose key signed them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from toolkit_editor.base.errors import NotFound, Refused, Stale
from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import (
    Event,
    EventUnreadable,
    from_json,
    in_order,
    order_claimed,
    subject_folder,
    to_json,
)
from toolkit_editor.review.people import Group, signed_by_its_author
from toolkit_editor.review.signing import Checked
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.store.store import Store

REVIEW = "refs/heads/review"

_ATTEMPTS = 20
_MESSAGE = "Review"
_AT_ONCE = 5_000
"""Files that are read together."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file among the events that is none, and why."""

    path: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Page:
    """What a `review` commit holds."""

    events: tuple[Event, ...]
    unreadable: tuple[Unreadable, ...] = ()


class Journal:
    """Reads and adds events through a store."""

    def __init__(self, store: Store, ref: str = REVIEW) -> None:
        """The events on `ref`."""
        self._store = store
        self._ref = ref

    def tip(self) -> Oid | None:
        """The newest commit of the events here, if there is any."""
        return self._store.refs(self._ref).get(self._ref)

    def read(self, tip: Oid | None = None) -> Page:
        """All events at `tip`, or here; files that are no events are listed."""
        at = tip or self.tip()
        if at is None:
            return Page(())
        tree = self._store.tree(at)
        page = self._page(tree.entries)
        refused = tuple(Unreadable(entry.path, entry.reason) for entry in tree.refused)
        return Page(page.events, refused + page.unreadable)

    def lots(self, tip: Oid) -> Iterator[list[Event]]:
        """All events at `tip` in their order, some thousand at a time: few are held at once."""
        files = self._store.tree(tip).entries
        placed = sorted((order_claimed(data), path) for path, data in self._contents(files))
        for lot in _lots(placed):
            yield in_order(self.events({path: files[path] for path in lot}))

    def about(self, tip: Oid, on: str) -> tuple[Event, ...]:
        """The events at `tip` about one subject."""
        page = self._page(self._store.files_in(tip, subject_folder(on)))
        return tuple(event for event in page.events if event.on == on)

    def added(self, before: Oid, after: Oid) -> list[Event] | None:
        """The events that `after` has more than `before`; None where it is no such step.

        That is where an entry was changed or removed, or `before` is not here any more.
        """
        try:
            changes = self._store.difference(before, after)
        except NotFound:
            return None
        new = {path: now for path, (was, now) in changes.items() if was is None and now}
        return self.events(new) if len(new) == len(changes) else None

    def events(self, files: Mapping[str, Oid]) -> list[Event]:
        """The events in these files; raises `NotFound` where one is not here."""
        return list(self._page(files).events)

    def _page(self, files: Mapping[str, Oid]) -> Page:
        events: list[Event] = []
        unreadable: list[Unreadable] = []
        for path, data in self._contents(files):
            found = _parse(data, path, files[path])
            if isinstance(found, Event):
                events.append(found)
            else:
                unreadable.append(found)
        return Page(tuple(events), tuple(unreadable))

    def _contents(self, files: Mapping[str, Oid]) -> Iterator[tuple[str, bytes]]:
        paths = list(files)
        for start in range(0, len(paths), _AT_ONCE):
            lot = paths[start : start + _AT_ONCE]
            contents = self._store.read_many(files[path] for path in lot)
            for path in lot:
                yield path, contents[files[path]]

    def append(self, events: Sequence[Event], *, by: PersonId, at: datetime) -> Oid:
        """Add `events` as one commit on top of what is here, whoever else adds at the same time.

        Raises `Stale` only where others were first again and again.
        """
        if not events:
            raise ValueError("nothing to add")
        ids = self._store.write_many([to_json(event) for event in events])
        files = dict(zip((event.path for event in events), ids, strict=True))
        for _ in range(_ATTEMPTS):
            tip = self.tip()
            known = {path: self._store.file(tip, path) for path in files} if tip else {}
            if any(known.get(path) not in (None, oid) for path, oid in files.items()):
                raise Refused(say("An entry with the same number is there already."))
            commit = self._commit(files, (tip,) if tip is not None else (), by, at)
            try:
                self._store.move([RefChange(self._ref, commit, tip)])
            except Stale:
                continue
            return commit
        raise Stale(say("Others are saving at the same moment. Try again."))

    def unite(self, ours: Oid, theirs: Oid, *, group: Group, by: PersonId, at: datetime) -> Oid:
        """A commit with all events of both sides; one of the two where it has them already.

        No ref moves. Where both sides have a file of the same name with other bytes, the one signed
        by its author, as `group` knows them, is kept: nobody can change what another person said.
        """
        if ours == theirs:
            return ours
        differing = self._store.difference(ours, theirs)
        changes = {path: two for path, (one, two) in differing.items() if one is None and two}
        lacking = {path for path, (_, two) in differing.items() if two is None}
        both = {path: (one, two) for path, (one, two) in differing.items() if one and two}
        for path, chosen in self._settle(both, group).items():
            if chosen != both[path][0]:
                changes[path] = chosen
            if chosen != both[path][1]:
                lacking.add(path)
        base = self._store.merge_base(ours, theirs)
        if not lacking and base == ours:
            return theirs
        if not changes and base == theirs:
            return ours
        return self._commit(changes, (ours, theirs), by, at)

    def _settle(self, both: Mapping[str, tuple[Oid, Oid]], group: Group) -> dict[str, Oid]:
        """The same choice on every computer: what is signed; of two people's, the elder's.

        Nobody can so put an entry of their own in the place of somebody's who may do more here or
        was here before them. Of one person's, and of those that nobody signed, the smaller id.
        """
        checked = Checked()
        elders = sorted(
            (group.people or {}).values(), key=lambda one: (one.former, -len(one.roles))
        )
        standing = {person.id: place for place, person in enumerate(elders)}
        chosen: dict[str, Oid] = {}
        for path, sides in both.items():
            ranked = []
            for oid in sides:
                event = _parse(self._store.read(oid), path, oid)
                place = len(standing) + 1
                if isinstance(event, Event) and signed_by_its_author(group, event, checked):
                    place = standing.get(event.by, len(standing))
                ranked.append((place, oid))
            chosen[path] = min(ranked)[1]
        return chosen

    def _commit(
        self, files: Mapping[str, Oid], parents: tuple[Oid, ...], by: PersonId, at: datetime
    ) -> Oid:
        return self._store.make_commit(
            files,
            base=parents[0] if parents else None,
            parents=parents,
            author=by,
            at=at,
            message=_MESSAGE,
        )


def _lots(placed: Sequence[tuple[tuple[int, str], str]]) -> Iterator[list[str]]:
    """The paths in lots; those that claim the same place stay together."""
    start = 0
    while start < len(placed):
        end = min(start + _AT_ONCE, len(placed))
        while end < len(placed) and placed[end][0] == placed[end - 1][0]:
            end += 1
        yield [path for _, path in placed[start:end]]
        start = end


def _parse(data: bytes, path: str, oid: Oid) -> Event | Unreadable:
    try:
        return from_json(data, path, source=oid)
    except EventUnreadable as refusal:
        return Unreadable(path, refusal.message)
