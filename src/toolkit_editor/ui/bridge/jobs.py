"""Work away from the window's thread, in lanes, and its results brought back to it.

One lane for git and keys, in order, and one for pure work. A single long-lived object owns the
signal and receives it: a signal object per job loses results silently in PySide6. Must not know
what the work is.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say

Tell = Callable[[Message], None]

TURN = 0.0001
"""Seconds a job may hold the interpreter while the window waits for it: fifty times as often as
Python does on its own, for a key takes the interpreter back a dozen times until it is painted."""


class Lane(Enum):
    """Where work runs."""

    GIT = "git"
    """One after the other: everything that touches the store or the keys."""
    PURE = "pure"
    """Side by side: reading, comparing, rendering of values."""


class Stopped(Refused):
    """The person stopped the job."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(say("Stopped, as you asked. Nothing was changed."))


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work under way, which its owner can stop where it tells of its progress."""

    function: Callable[..., Any]
    then: Callable[[Any], None] | None = None
    failed: Callable[[Message], None] | None = None
    told: Callable[[Message], None] | None = None
    owner: QObject | None = None
    key: object = None
    number: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask it to end; it does so the next time it tells how far it is."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stop.is_set()


class Runner(Protocol):
    """Runs functions and calls back with what they gave, in the window's thread."""

    def run(
        self,
        lane: Lane,
        function: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        *,
        failed: Callable[[Message], None] | None = None,
        told: Callable[[Message], None] | None = None,
        owner: QObject | None = None,
        key: object = None,
    ) -> Job:
        """Run `function`, then call `then` with its result.

        `failed` gets the message of a refusal; without it the person is told. With `told`, the
        function is given a callable that says how far it is. Once `owner` is gone only refusals are
        told. Of jobs with the same `key` only the newest counts: an older one that waits is
        never begun, and its result is dropped; so a key is for reading.
        """
        ...

    def close(self) -> None:
        """Let what was begun end, and call nobody back any more."""
        ...


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: Job
    result: Any = None
    error: BaseException | None = None
    progress: Message | None = None


class _Delivery:
    """Who hears of an outcome; used in the window's thread alone."""

    def __init__(
        self, refused: Callable[[Message], None], crashed: Callable[[BaseException], None]
    ) -> None:
        self._refused = refused
        self._crashed = crashed
        self._newest: dict[object, int] = {}
        self._numbers = 0

    def enter(self, job: Job) -> Job:
        self._numbers += 1
        job.number = self._numbers
        if job.key is not None:
            self._newest[job.key] = job.number
        return job

    def counts(self, job: Job) -> bool:
        return job.key is None or self._newest.get(job.key) == job.number

    def hand_over(self, outcome: _Outcome) -> None:
        job = outcome.job
        gone = job.owner is not None and not shiboken6.isValid(job.owner)
        if outcome.progress is not None:
            if job.told and not gone:
                job.told(outcome.progress)
            return
        current = self.counts(job)
        if current and job.key is not None:
            del self._newest[job.key]
        if outcome.error is not None and not isinstance(outcome.error, Refused):
            self._crashed(outcome.error)
        elif not current or (gone and job.key is not None):
            return
        elif gone:
            if isinstance(outcome.error, Refused):
                self._refused(outcome.error.message)
        elif isinstance(outcome.error, Refused):
            (job.failed or self._refused)(outcome.error.message)
        elif job.then:
            job.then(outcome.result)


def _work(job: Job, report: Callable[[_Outcome], None]) -> None:
    """Do the job and report once."""

    def tell(message: Message) -> None:
        if job.stopped:
            raise Stopped
        report(_Outcome(job, progress=message))

    try:
        result = job.function(tell) if job.told else job.function()
    except Exception as error:
        report(_Outcome(job, error=error))
    else:
        report(_Outcome(job, result))


class ThreadRunner(QObject):
    """The runner of the program: real threads."""

    _reported = Signal(object)

    def __init__(
        self,
        refused: Callable[[Message], None],
        crashed: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        """`refused` tells the person of a refusal nobody waits for; `crashed` gets our mistakes."""
        super().__init__(parent)
        self._delivery = _Delivery(refused, crashed)
        self._lanes: dict[Lane, Executor] = {
            Lane.GIT: ThreadPoolExecutor(1, "git-lane"),
            Lane.PURE: ThreadPoolExecutor(2, "pure-lane"),
        }
        self._under_way: set[Job] = set()
        self._closed = False
        sys.setswitchinterval(TURN)
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        function: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        *,
        failed: Callable[[Message], None] | None = None,
        told: Callable[[Message], None] | None = None,
        owner: QObject | None = None,
        key: object = None,
    ) -> Job:
        """See `Runner.run`."""
        job = self._delivery.enter(Job(function, then, failed, told, owner, key))
        if not self._closed:
            self._under_way.add(job)
            self._lanes[lane].submit(self._begin, job)
        return job

    def close(self) -> None:
        """Finish what was asked of git, so that nothing is lost; forget the rest."""
        self._closed = True
        for job in self._under_way:
            if job.told:
                job.stop()
        self._lanes[Lane.PURE].shutdown(wait=True, cancel_futures=True)
        self._lanes[Lane.GIT].shutdown(wait=True)

    def _begin(self, job: Job) -> None:
        if self._delivery.counts(job):
            _work(job, self._reported.emit)
        else:
            self._reported.emit(_Outcome(job))

    @Slot(object)
    def _on_reported(self, outcome: _Outcome) -> None:
        if outcome.progress is None:
            self._under_way.discard(outcome.job)
        if not self._closed:
            self._delivery.hand_over(outcome)


class SerialRunner:
    """The same face without threads: everything has happened when `run` returns."""

    def __init__(
        self, refused: Callable[[Message], None], crashed: Callable[[BaseException], None]
    ) -> None:
        """See `ThreadRunner`."""
        self._delivery = _Delivery(refused, crashed)

    def run(
        self,
        lane: Lane,
        function: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        *,
        failed: Callable[[Message], None] | None = None,
        told: Callable[[Message], None] | None = None,
        owner: QObject | None = None,
        key: object = None,
    ) -> Job:
        """See `Runner.run`."""
        del lane
        job = self._delivery.enter(Job(function, then, failed, told, owner, key))
        _work(job, self._delivery.hand_over)
        return job

    def close(self) -> None:
        """Nothing is under way."""
