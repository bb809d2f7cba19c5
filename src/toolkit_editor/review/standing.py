"""The state of a `review` ref as it moves: what is new is folded onto what was there.

Events arrive in any order, but count by clock and id. So the state is kept twice: as it was before
the last few hundred events, and as it is. New events after the last one go on from the latter; one
that belongs among the last few hundred makes those fold again, and one from further back is folded
onto an older state that was kept, or all from the first event. What comes out is always the same.

States are kept beside the copy between starts, for the commit of `review` that they were made of.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

from toolkit_editor.base.errors import NotFound
from toolkit_editor.review.event import Event, in_order
from toolkit_editor.review.fold import Folding, State
from toolkit_editor.review.journal import Journal
from toolkit_editor.review.lost_keys import LostKeys
from toolkit_editor.review.signing import Checked
from toolkit_editor.review.snapshot import from_bytes, made_by, to_bytes
from toolkit_editor.store.model import Oid
from toolkit_editor.store.remembered import Remembered

RECENT = 256
"""How many of the last events can change places cheaply."""
OLDER = 4_096
"""One of so many events has its state kept; of those, the last few."""
_KEPT = 3
_NAME = "state-"
_SIGNATURES = "signatures"
_STATE = re.compile(rf"{_NAME}[0-9]{{6}}")


class Standing:
    """What the events say at one commit of `review` after another."""

    def __init__(
        self, journal: Journal, remembered: Remembered, *, recent: int = RECENT, older: int = OLDER
    ) -> None:
        """Nothing was read yet."""
        self._journal = journal
        self._most_recent, self._apart = recent, older
        self._remembered = remembered
        self._founding: str | None = None
        self._checked = Checked()
        self._tip: Oid | None = None
        self._before = Folding(None, self._checked, LostKeys())
        self._count = 0
        self._last: tuple[int, str] = (0, "")
        self._recent: list[Event] = []
        self._now = self._before
        self._state = State()

    def at(self, tip: Oid | None, founding: str | None) -> State:
        """The state at `tip`; `founding` is the pinned hash of the group's first event."""
        if tip is None:
            return State()
        if founding != self._founding:
            self._founding, self._tip = founding, None
        if tip != self._tip:
            if not (self._goes_on(tip) or self._resumes(tip)):
                self._begin(tip)
            self._state = self._now.state()
        return self._state

    def forget(self) -> None:
        """Keep the state as it is now in place of what was kept, after something was erased."""
        self._remembered.forget()
        if self._tip is not None:
            self._keep()

    def _goes_on(self, tip: Oid) -> bool:
        """Take in what is new at `tip`; False where something is older, or not there any more."""
        if self._tip is None:
            return False
        new = self._journal.added(self._tip, tip)
        if new is None:
            return False
        new = in_order(new)
        if new and new[0].order <= self._last:
            return False
        late = bool(self._recent and new and new[0].order <= self._recent[-1].order)
        recent = in_order([*self._recent, *new]) if late else [*self._recent, *new]
        now = (self._before if late else self._now).fork()
        now.take_all(recent if late else new)
        if self._turns_on_lost_keys(now, new):
            return False
        self._tip, self._recent, self._now = tip, recent, now
        if len(self._recent) > 2 * self._most_recent:
            self._settle()
            self._keep()
            self._keep_signatures()
        return True

    def _turns_on_lost_keys(self, now: Folding, new: list[Event]) -> bool:
        """Whether what was taken in before may not count any more, or what is new does not."""
        lost = now.lost.found_in(now.group)
        if not lost.keys or not new:
            return False
        return now.group != self._now.group or any(lost.bar(one, now.group) for one in new)

    def _begin(self, tip: Oid) -> None:
        """Read and fold everything."""
        self._checked = self._signatures()
        lost: LostKeys | None = LostKeys()
        while lost is not None:
            self._before = Folding(self._founding, self._checked, lost)
            self._count, self._last, self._recent = 0, (0, ""), []
            for lot in self._journal.lots(tip):
                self._recent += lot
                self._settle()
            self._now = self._before.fork()
            self._now.take_all(self._recent)
            lost = self._now.lost_now(one for lot in self._journal.lots(tip) for one in lot)
        self._tip = tip
        self._keep()
        self._keep_signatures()

    def _settle(self) -> None:
        """Make the state before the last events one that is nearer."""
        few = self._most_recent
        settled, self._recent = self._recent[:-few], self._recent[-few:]
        if settled:
            self._before = self._before.fork()
            self._before.take_all(settled)
            self._count += len(settled)
            self._last = settled[-1].order

    # between starts

    def _made_of(self) -> str | None:
        mark = made_by()
        return None if mark is None else f"{mark} {self._founding}"

    def _keep(self) -> None:
        made_of = self._made_of()
        if made_of is None or self._tip is None or not self._count:
            return
        facts = {
            "tip": self._tip,
            "count": self._count,
            "last": self._last,
            "recent": {event.path: event.source for event in self._recent},
        }
        try:
            data = to_bytes(self._before, facts)
        except (TypeError, ValueError):
            return
        number = self._count // self._apart
        self._remembered.keep(f"{_NAME}{number:06}", made_of, data)
        for name in self._names():
            if not number - _KEPT < int(name.removeprefix(_NAME)) <= number:
                self._remembered.drop(name)

    def _keep_signatures(self) -> None:
        signatures = self._checked.to_bytes()
        if self._remembered.load(_SIGNATURES, _SIGNATURES) != signatures:
            self._remembered.keep(_SIGNATURES, _SIGNATURES, signatures)

    def _resumes(self, tip: Oid) -> bool:
        """Go on from the newest state that was kept and leads to `tip`, if there is one."""
        made_of = self._made_of()
        for name in reversed(self._names()):
            data = self._remembered.load(name, made_of) if made_of is not None else None
            if data is not None and self._take_over(data) and self._goes_on(tip):
                return True
        self._tip = None
        return False

    def _take_over(self, data: bytes) -> bool:
        """Stand where the state that was kept stood; False where its events are not here."""
        with _making_much():
            self._checked = self._signatures()
            self._before, facts = from_bytes(data, self._founding, self._checked)
            try:
                recent = self._journal.events(facts["recent"])
            except NotFound:
                return False
        self._count, self._last = facts["count"], tuple(facts["last"])
        self._recent = in_order(recent)
        self._now = self._before.fork()
        self._now.take_all(self._recent)
        self._tip = facts["tip"]
        return True

    def _signatures(self) -> Checked:
        return Checked.from_bytes(self._remembered.load(_SIGNATURES, _SIGNATURES) or b"")

    def _names(self) -> list[str]:
        return [one for one in self._remembered.names() if _STATE.fullmatch(one)]


@contextmanager
def _making_much() -> Iterator[None]:
    """Look for no garbage while a hundred thousand values are made that stay: it takes longer."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
