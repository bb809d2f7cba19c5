"""git's own daemon: anybody reads, nobody writes, nothing is encrypted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from support.hosts.servers import serving


@contextlib.contextmanager
def daemon_host(folder: Path, root: Path) -> Iterator[str]:
    """Serve the bare repositories in `root`; gives the start of their addresses."""
    folder.mkdir(parents=True, exist_ok=True)

    def command(port: int) -> list[str]:
        ways = ["--listen=127.0.0.1", f"--port={port}", f"--base-path={root}", "--export-all"]
        return ["git", "daemon", "--reuseaddr", *ways, str(root)]

    with serving(command, folder / "log") as (port, _stop):
        yield f"git://127.0.0.1:{port}"
