"""A workspace in memory: the same rules as between two real copies, for fast tests."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from toolkit_editor.store.exchange import HEADS, SEEN, Fetched, Outcome, PushRef, PushResult
from toolkit_editor.store.memory_store import MemoryStore
from toolkit_editor.store.model import Oid, RefChange


def _never() -> bool:
    return False


class MemoryWorkspace:
    """The workspace in `there`, as the copy `here` sees it."""

    def __init__(self, here: MemoryStore, there: MemoryStore) -> None:
        """Both are in memory."""
        self._here = here
        self._there = there

    def is_new(self) -> bool:
        """Whether nothing is there yet."""
        return not self._there.refs() and not self._here.refs(SEEN)

    def fetch(self, *, skip: Collection[str] = (), stopped: Callable[[], bool] = _never) -> Fetched:
        """Bring what is new there into the copy."""
        seen = self._seen()
        found = self._there.refs(HEADS)
        there = {ref: oid for ref, oid in found.items() if ref not in skip}
        changed = {ref: oid for ref, oid in there.items() if seen.get(ref) != oid}
        for oid in changed.values():
            self._here.take(oid, self._there)
        self._here.move(
            [RefChange(_local(ref), oid, seen.get(ref)) for ref, oid in changed.items()]
        )
        vanished = {ref: oid for ref, oid in seen.items() if ref not in there}
        skipped = {ref: oid for ref, oid in found.items() if ref in skip}
        return Fetched(there, changed, vanished, skipped)

    def push(
        self, changes: Sequence[PushRef], *, stopped: Callable[[], bool] = _never
    ) -> PushResult:
        """Send refs together, each only if it is there where we expect it."""
        there = self._there.refs()
        stale = [one.ref for one in changes if there.get(one.ref) != one.expected]
        if stale:
            fared = {
                one.ref: Outcome.STALE if one.ref in stale else Outcome.HELD for one in changes
            }
            return PushResult(fared, {})
        for one in changes:
            if one.new is not None:
                self._there.take(one.new, self._here)
        self._there.move([RefChange(one.ref, one.new, one.expected) for one in changes])
        return PushResult({one.ref: Outcome.OK for one in changes}, {})

    def remember_seen(self, changes: Iterable[PushRef], result: PushResult) -> None:
        """Note in the copy what a push achieved."""
        seen = self._seen()
        self._here.move(
            [
                RefChange(_local(one.ref), one.new, seen.get(one.ref))
                for one in changes
                if result.outcomes.get(one.ref) is Outcome.OK and one.new != seen.get(one.ref)
            ]
        )

    def clean(self) -> None:
        """Erase there what nothing reaches any more."""
        self._there.erase([])

    def _seen(self) -> dict[str, Oid]:
        return {HEADS + ref.removeprefix(SEEN): oid for ref, oid in self._here.refs(SEEN).items()}


def _local(ref: str) -> str:
    return SEEN + ref.removeprefix(HEADS)
