"""A git server on loopback over http, and what people meet instead of one."""

from __future__ import annotations

import base64
import contextlib
import gzip
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _GitHandler(BaseHTTPRequestHandler):
    """Hands every request to `git http-backend`, reading the whole body first."""

    root: Path
    password: str | None = None
    portal: bool = False
    heard: list[tuple[bytes, bytes]] | None = None
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def _serve(self, body: bytes) -> None:
        if self.portal:
            self._answer(200, {"Content-Type": "text/html"}, b"<html>Please sign in</html>")
            return
        if self.password is not None and not self._signed_in():
            self._answer(401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")
            return
        path, _, query = self.path.partition("?")
        environment = {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "ana",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }
        ran = subprocess.run(
            ["git", "http-backend"], input=body, env=environment, capture_output=True, check=False
        )
        head, _, content = ran.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        status = int(fields.pop("Status", "200 OK").split(" ")[0])
        if self.heard is not None:
            packed = self.headers.get("Content-Encoding") == "gzip"
            self.heard.append((gzip.decompress(body) if packed else body, content))
        self._answer(status, fields, content)

    def _answer(self, status: int, fields: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _signed_in(self) -> bool:
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        return base64.b64decode(given) == f"ana:{self.password}".encode()


@contextlib.contextmanager
def web_git(
    root: Path,
    *,
    password: str | None = None,
    portal: bool = False,
    heard: list[tuple[bytes, bytes]] | None = None,
) -> Iterator[str]:
    """Serve the repositories in `root`; gives `host:port`.

    `heard` gets what was said with each request, and what was answered.
    """
    facts = {"root": root, "password": password, "portal": portal, "heard": heard}
    handler = type("_Here", (_GitHandler,), facts)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
