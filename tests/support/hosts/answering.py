"""A web host that passes on what it is asked, until it is told to answer by a number instead."""

from __future__ import annotations

import contextlib
import http.client
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_OF_THE_LINE = {"connection", "transfer-encoding", "content-length", "keep-alive", "date", "server"}


class Answering:
    """What the host in front does. It counts what it is asked, and passes on until told."""

    def __init__(self, origin: str, authority: Path) -> None:
        self.behind = origin.removeprefix("https://")
        self.context = ssl.create_default_context(cafile=str(authority))
        self.origin = ""
        self.asked = self.answered = 0
        self._status, self._after = 0, 0
        self._times: int | None = None

    def mend(self) -> None:
        """Pass everything on, and count anew."""
        self.answer(0, 0)

    def answer(self, status: int, after: int, times: int | None = None) -> None:
        """Answer with `status` once `after` more requests were passed on; `times`, or for good."""
        self.asked = self.answered = 0
        self._status, self._after, self._times = status, after, times

    def instead(self) -> int:
        """The number to answer the next request with; 0 to pass it on."""
        self.asked += 1
        if not self._status or self.asked <= self._after or self.answered == self._times:
            return 0
        self.answered += 1
        return self._status


class _Front(BaseHTTPRequestHandler):
    host: Answering
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def _serve(self) -> None:
        body = self._body()
        status = self.host.instead()
        if status:
            signs = {"WWW-Authenticate": 'Basic realm="git"'} if status == 401 else {}
            self._answer(status, signs, b"")
            return
        behind = http.client.HTTPSConnection(self.host.behind, context=self.host.context)
        with contextlib.closing(behind):
            kept = {k: v for k, v in self.headers.items() if k.lower() not in _OF_THE_LINE}
            behind.request(self.command, self.path, body, kept)
            told = behind.getresponse()
            data = told.read()
            passed = {k: v for k, v in told.headers.items() if k.lower() not in _OF_THE_LINE}
            self._answer(told.status, passed, data)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, status: int, fields: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextlib.contextmanager
def answering(origin: str, authority: Path, certificate: Path) -> Iterator[Answering]:
    """A host with `certificate` in front of the one at `origin`, until the end."""
    host = Answering(origin, authority)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("_Here", (_Front,), {"host": host}))
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    host.origin = f"https://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
