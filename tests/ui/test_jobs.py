"""Work away from the window: results come back, in order, and never to somebody who left."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.ui.bridge.jobs import Lane, Runner, SerialRunner, ThreadRunner


class Heard:
    """What reached the person, and what reached the crash page."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        self.crashed: list[BaseException] = []

    def refusal(self, message: Message) -> None:
        self.refused.append(str(message))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def runner(qtbot: QtBot, heard: Heard) -> Iterator[ThreadRunner]:
    made = ThreadRunner(heard.refusal, heard.crashed.append)
    yield made
    made.close()


@pytest.fixture(params=["threads", "serial"])
def either(request: pytest.FixtureRequest, heard: Heard) -> Iterator[Runner]:
    made: Runner
    if request.param == "threads":
        request.getfixturevalue("qtbot")
        made = ThreadRunner(heard.refusal, heard.crashed.append)
    else:
        made = SerialRunner(heard.refusal, heard.crashed.append)
    yield made
    made.close()


def refuse() -> None:
    raise Refused(say("Not now."))


def break_() -> None:
    raise ValueError("our mistake")


def test_every_result_arrives_in_the_windows_thread_and_in_order(
    qtbot: QtBot, runner: ThreadRunner
) -> None:
    got: list[int] = []
    threads: set[int] = set()

    def job(n: int) -> Callable[[], int]:
        def work() -> int:
            threads.add(threading.get_ident())
            return n

        return work

    here = threading.get_ident()

    def then(n: int) -> None:
        assert threading.get_ident() == here
        got.append(n)

    for n in range(500):
        runner.run(Lane.GIT, job(n), then)
    qtbot.waitUntil(lambda: len(got) == 500)
    assert got == list(range(500))
    assert here not in threads
    assert len(threads) == 1


def test_a_refusal_is_told_or_handed_to_who_asked(
    qtbot: QtBot, either: Runner, heard: Heard
) -> None:
    handed: list[str] = []
    either.run(Lane.GIT, refuse)
    either.run(Lane.GIT, refuse, failed=lambda message: handed.append(str(message)))
    qtbot.waitUntil(lambda: bool(handed))
    assert heard.refused == ["Not now."]
    assert handed == ["Not now."]


def test_our_own_mistake_reaches_the_crash_page(qtbot: QtBot, either: Runner, heard: Heard) -> None:
    either.run(Lane.PURE, break_, failed=lambda _message: None)
    qtbot.waitUntil(lambda: bool(heard.crashed))
    assert isinstance(heard.crashed[0], ValueError)
    assert not heard.refused


def test_an_older_answer_never_replaces_a_newer_one(qtbot: QtBot, runner: ThreadRunner) -> None:
    gate, begun = threading.Event(), threading.Event()
    ran: list[str] = []
    got: list[str] = []

    def slow() -> str:
        begun.set()
        gate.wait()
        return "old"

    runner.run(Lane.GIT, slow, got.append, key="page")
    begun.wait()
    runner.run(Lane.GIT, lambda: ran.append("middle"), lambda _: got.append("middle"), key="page")
    runner.run(Lane.GIT, lambda: "new", got.append, key="page")
    gate.set()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["new"]
    assert not ran, "what was superseded before it began is not begun"


def test_nothing_is_called_back_for_a_view_that_is_gone(
    qtbot: QtBot, runner: ThreadRunner, heard: Heard
) -> None:
    gate = threading.Event()
    owner = QObject()
    got: list[object] = []
    runner.run(Lane.GIT, gate.wait, got.append, owner=owner)
    runner.run(Lane.GIT, refuse, failed=got.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: bool(heard.refused))
    assert got == []
    assert heard.refused == ["Not now."], "a refusal is not lost with the view"


def test_a_long_job_says_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, runner: ThreadRunner
) -> None:
    told: list[str] = []
    ended: list[str] = []
    go_on = threading.Event()

    def work(tell: Callable[[Message], None]) -> None:
        tell(say("Step one"))
        go_on.wait()
        tell(say("Step two"))

    job = runner.run(
        Lane.GIT, work, told=lambda m: told.append(str(m)), failed=lambda m: ended.append(str(m))
    )
    qtbot.waitUntil(lambda: told == ["Step one"])
    job.stop()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert told == ["Step one"]
    assert "Stopped" in ended[0]


def test_closing_finishes_what_was_to_be_kept_and_calls_nobody(qtbot: QtBot, heard: Heard) -> None:
    runner = ThreadRunner(heard.refusal, heard.crashed.append)
    gate = threading.Event()
    kept: list[int] = []
    called: list[object] = []
    runner.run(Lane.GIT, gate.wait)
    for n in range(3):
        runner.run(Lane.GIT, lambda n=n: kept.append(n), called.append)  # type: ignore[misc]
    gate.set()
    runner.close()
    assert kept == [0, 1, 2]
    qtbot.wait(0)
    assert called == []
