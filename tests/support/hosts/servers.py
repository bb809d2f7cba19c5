"""Starting a server on a free port, waiting until it answers, and ending it with all it started."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

_ATTEMPTS = 5
_PATIENCE = 20.0


def needed(program: str, package: str) -> str:
    """Where `program` is, also among those only root has in its path; else the test is skipped."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which(program, path=path)
    if found is None:
        pytest.skip(f"{program} is not on this computer; Debian calls its package {package}")
    return found


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def serving(
    command: Callable[[int], Sequence[str]], log: Path, port: int = 0
) -> Iterator[tuple[int, Callable[[], None]]]:
    """Run `command(port)` until the end; gives the port, and what ends it before.

    What it says is kept in `log`. With `port`, it is served exactly there.
    """
    for _ in range(_ATTEMPTS):
        at = port or free_port()
        with log.open("ab") as said:
            server = subprocess.Popen(
                command(at),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        try:
            if _answers(server, at):
                yield at, partial(_end, server)
                return
        finally:
            _end(server)
    raise AssertionError(f"the server did not start: {log.read_text(errors='replace')}")


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return server.poll() is None
        time.sleep(0.02)
    return False


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the server and the group of processes it leads, which nobody else is in."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(5)
