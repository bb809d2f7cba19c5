"""Ending a running program, or what it started, at a chosen call to the system, with strace."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = "openat,read,write,rename,link,unlink,mkdir,fsync,flock,execve,wait4,vfork,exit_group"
KILLED = "+++ killed by SIGKILL +++"
_LINE = re.compile(r"(\d+) +(\w+)\(")
_PATIENCE = 60.0


@dataclass(frozen=True)
class Point:
    """The `count`th time that some process makes this call."""

    call: str
    count: int


@contextlib.contextmanager
def watched(process: int, log: Path, point: Point | None = None) -> Iterator[None]:
    """Watch a stopped process and all it starts, and let it go on; end one of them at `point`."""
    inject = ["-e", f"inject={point.call}:signal=KILL:when={point.count}"] if point else []
    log.write_text("")
    command = ["strace", "-f", "-qq", "-e", f"trace={CALLS}", *inject, "-o", str(log)]
    with subprocess.Popen([*command, "-p", str(process)], stderr=subprocess.PIPE) as strace:
        until(lambda: "TracerPid:\t0" not in Path(f"/proc/{process}/status").read_text())
        os.kill(process, signal.SIGCONT)
        yield
        strace.wait(_PATIENCE)


def points(log: Path) -> list[Point]:
    """Every call that was watched, in the order they came, each once."""
    made: Counter[tuple[str, str]] = Counter()
    found: dict[Point, None] = {}
    for line in log.read_text().splitlines():
        match = _LINE.match(line)
        if match:
            made[match[1], match[2]] += 1
            found[Point(match[2], made[match[1], match[2]])] = None
    return list(found)


def wait_for_end(session: int, *, log: Path | None = None) -> None:
    """Until every process of the session has ended; with `log`, end the rest as soon as one is."""

    def over() -> bool:
        if log is not None and KILLED in log.read_text():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(session, signal.SIGKILL)
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        return False

    until(over)


def until(true: object) -> None:
    """Wait for a condition."""
    assert callable(true)
    deadline = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.002)
