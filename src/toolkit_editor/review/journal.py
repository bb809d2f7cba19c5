"""The events on the `review` ref: reading, adding and uniting them.

Every event is one file that never changes, so two sides are united by taking all files of both.
Must not know what events mean beyond whose key signed them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from toolkit_editor.base.errors import Refused, Stale
from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import Event, EventUnreadable, from_json, to_json
from toolkit_editor.review.people import Group, signed_by_its_author
from toolkit_editor.review.signing import Checked
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.store.store import Store

REVIEW = "refs/heads/review"

_ATTEMPTS = 20
_MESSAGE = "Review"


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
    """Reads and adds events through a store; remembers what it read."""

    def __init__(self, store: Store, ref: str = REVIEW) -> None:
        """The events on `ref`."""
        self._store = store
        self._ref = ref
        self._read: dict[tuple[Oid, str], Event | Unreadable] = {}

    def tip(self) -> Oid | None:
        """The newest commit of the events here, if there is any."""
        return self._store.refs(self._ref).get(self._ref)

    def read(self, tip: Oid | None = None) -> Page:
        """All events at `tip`, or here; files that are no events are listed."""
        at = tip or self.tip()
        if at is None:
            return Page(())
        tree = self._store.tree(at)
        new = [oid for path, oid in tree.entries.items() if (oid, path) not in self._read]
        contents = self._store.read_many(new)
        events: list[Event] = []
        unreadable = [Unreadable(entry.path, entry.reason) for entry in tree.refused]
        for path, oid in tree.entries.items():
            found = self._read.get((oid, path))
            if found is None:
                found = self._read[oid, path] = _parse(contents[oid], path, oid)
            if isinstance(found, Event):
                events.append(found)
            else:
                unreadable.append(found)
        return Page(tuple(events), tuple(unreadable))

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
            known = self._store.tree(tip).entries if tip is not None else {}
            if any(known.get(path, oid) != oid for path, oid in files.items()):
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
        one, two = self._store.tree(ours).entries, self._store.tree(theirs).entries
        both = {**two, **one}
        differing = [path for path in one.keys() & two.keys() if one[path] != two[path]]
        if differing:
            both.update(self._settle(differing, one, two, group))
        base = self._store.merge_base(ours, theirs)
        if both == two and base == ours:
            return theirs
        if both == one and base == theirs:
            return ours
        changes = {path: oid for path, oid in both.items() if one.get(path) != oid}
        return self._commit(changes, (ours, theirs), by, at)

    def _settle(
        self, paths: Iterable[str], one: Mapping[str, Oid], two: Mapping[str, Oid], group: Group
    ) -> dict[str, Oid]:
        """The same choice on every computer: the signed file, else the smaller id."""
        checked = Checked()
        chosen = {}
        for path in paths:
            candidates = sorted((one[path], two[path]))
            signed = []
            for oid in candidates:
                event = _parse(self._store.read(oid), path, oid)
                if isinstance(event, Event) and signed_by_its_author(group, event, checked):
                    signed.append(oid)
            chosen[path] = (signed or candidates)[0]
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


def _parse(data: bytes, path: str, oid: Oid) -> Event | Unreadable:
    try:
        return from_json(data, path, source=oid)
    except EventUnreadable as refusal:
        return Unreadable(path, refusal.message)
