"""A relay in front of a host, as a bad line: it counts, ends everything after so many bytes, or is
slow. What passes stays as it is, so that a host with a certificate can stand behind it."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Iterator

_AT_ONCE = 1024
_HARD = struct.pack("ii", 1, 0)
"""Close without saying goodbye, as a line does that is cut."""


class Relay:
    """A line to `port` of this computer. Nothing goes wrong until it is told so."""

    def __init__(self, port: int) -> None:
        self._behind = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._after: int | None = None
        self._pause = 0.0
        self.passed = 0
        self.cut = False

    def mend(self) -> None:
        """Everything passes from now on, and is counted anew."""
        self.cut_after(None)

    def cut_after(self, count: int | None, *, pause: float = 0.0) -> None:
        """End every connection once `count` more bytes passed, both ways together, and let none in.

        `pause` is how many seconds every thousand bytes take.
        """
        with self._lock:
            self.passed, self.cut, self._after, self._pause = 0, False, count, pause

    def run(self) -> None:
        """Let in until the end."""
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self.cut:
                _drop(near)
                continue
            far = socket.create_connection(("127.0.0.1", self._behind))
            with self._lock:
                self._open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def close(self) -> None:
        """End the line."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._end_all()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_AT_ONCE):
                time.sleep(self._pause)
                with self._lock:
                    left = len(data) if self._after is None else self._after - self.passed
                    data = data[: max(0, left)]
                    self.passed += len(data)
                    target.sendall(data)
                    self.cut = self.cut or self.passed == self._after
                if self.cut:
                    self._end_all()
                    return
            target.shutdown(socket.SHUT_WR)

    def _end_all(self) -> None:
        with self._lock:
            for one in self._open:
                _drop(one)
            self._open.clear()


def _drop(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _HARD)
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextlib.contextmanager
def relay(port: int) -> Iterator[Relay]:
    """A line to `port`, until the end."""
    line = Relay(port)
    thread = threading.Thread(target=line.run)
    thread.start()
    try:
        yield line
    finally:
        line.close()
        thread.join()
