"""The line is cut, slow, or the host answers with trouble, at any moment: nothing is lost.

A few moments every time; `--faults 50` cuts at fifty of them, in each direction, and has the host
answer with trouble at every request of a sync.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.hosts.answering import Answering, answering
from support.hosts.kinds import token_of
from support.hosts.relay import Relay, relay
from support.hosts.web import web_host
from support.pairs import Pair, pair, refused
from toolkit_editor.base.errors import NoConnection, NotAllowed, NotFound
from toolkit_editor.services.syncing import sync

WAYS = ("receiving", "sending")


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[tuple[str, Path, int]]:
    """A web host for the workspace to come: its origin, its authority, its port."""
    with (
        pytest.MonkeyPatch.context() as patch,
        web_host(folder / "web", folder, {"ben": token_of("ben")}) as web,
    ):
        for name, value in web.environment.items():
            patch.setenv(name, value)
        yield web.origin, web.authority, web.port


@pytest.fixture(scope="module")
def on_a_line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pair, Relay]]:
    folder = tmp_path_factory.mktemp("line")
    with _served(folder) as (_, _, port), relay(port) as line:
        two = pair(folder, lambda host: f"https://127.0.0.1:{line.port}/git/{host.name}")
        yield two, line
        two.ana.close()
        two.ben.close()


@pytest.fixture(scope="module")
def in_front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pair, Answering]]:
    folder = tmp_path_factory.mktemp("front")
    with (
        _served(folder) as (origin, authority, _),
        answering(origin, authority, folder / "web" / "server.pem") as front,
    ):
        two = pair(folder, lambda host: f"{front.origin}/git/{host.name}")
        yield two, front
        two.ana.close()
        two.ben.close()


def begin(two: Pair, way: str) -> None:
    """Something to receive or to send, and something typed that goes nowhere."""
    two.type()
    if way == "receiving":
        two.share(two.ana)
        sync(two.ana)
    else:
        two.share(two.ben)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_a_line_cut_at_any_moment_loses_nothing(
    on_a_line: tuple[Pair, Relay], way: str, faults: int
) -> None:
    two, line = on_a_line
    line.mend()
    begin(two, way)
    sync(two.ben)
    whole = line.passed
    two.meet()
    assert whole > 20_000
    count = faults or 5
    finished = 0
    for number in range(count):
        begin(two, way)
        line.cut_after(whole * number // count + 1)
        refusal = refused(lambda: sync(two.ben))
        assert line.cut, "the line was not cut"
        finished += refusal is None
        assert refusal is None or isinstance(refusal, NoConnection), (number, refusal)
        two.nothing_typed_is_lost()
        line.mend()
        two.meet()
    assert finished <= 1, "only the last bytes may be missed by nobody"
    print(f"{way}: {count} cuts in {whole} bytes")


def test_a_slow_line_only_takes_longer(on_a_line: tuple[Pair, Relay]) -> None:
    two, line = on_a_line
    for way in WAYS:
        begin(two, way)
        line.cut_after(None, pause=0.02)
        sync(two.ben)
        assert line.passed > 20_000
        line.mend()
        two.meet()


TROUBLE = [(401, NotAllowed), (403, NotAllowed), (404, NotFound), (500, NoConnection)]


def requests_of(two: Pair, front: Answering) -> int:
    """How many requests a sync makes that has something to receive and to send."""
    front.mend()
    begin(two, "receiving")
    two.share(two.ben)
    sync(two.ben)
    whole = front.asked
    assert whole > 6
    two.meet()
    return whole


@pytest.mark.slow
@pytest.mark.parametrize(("status", "kind"), TROUBLE)
def test_a_host_that_answers_with_trouble_in_the_middle(
    in_front: tuple[Pair, Answering], status: int, kind: type, faults: int
) -> None:
    two, front = in_front
    whole = requests_of(two, front)
    for after in range(0, whole, 1 if faults else 6):
        begin(two, "receiving")
        two.share(two.ben)
        front.answer(status, after)
        refusal = refused(lambda: sync(two.ben))
        assert front.answered, "the host never answered so"
        assert isinstance(refusal, kind), (after, refusal, getattr(refusal, "__notes__", ""))
        two.nothing_typed_is_lost()
        front.mend()
        two.meet()


@pytest.mark.slow
@pytest.mark.parametrize(("status", "kind"), TROUBLE)
def test_a_host_that_answers_one_request_with_trouble(
    in_front: tuple[Pair, Answering], status: int, kind: type, faults: int
) -> None:
    two, front = in_front
    whole = requests_of(two, front)
    told = 0
    for after in range(whole) if faults else range(status % 6, whole, 6):
        begin(two, "receiving")
        two.share(two.ben)
        front.answer(status, after, times=1)
        refusal = refused(lambda: sync(two.ben))
        assert front.answered == 1, "the host never answered so"
        told += refusal is not None
        assert refusal is None or isinstance(refusal, kind), (after, refusal)
        two.nothing_typed_is_lost()
        two.meet()
    print(f"{status} once at any of {whole} requests: {told} had to be told")
