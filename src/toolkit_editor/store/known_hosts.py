"""Which computers one may talk to by ssh: those the system knows, and those confirmed here.

A host nobody knows is asked for its key, which is written down only when the person says that it
is the right one. A host that shows another key than before is never offered: only the person who
looks after this computer can forget the old one.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import re
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from toolkit_editor.base.durable import put_file
from toolkit_editor.store.git_program import ssh_command

_USERS = ("~/.ssh/known_hosts", "~/.ssh/known_hosts2")
_PATIENCE = 30
_TARGET = re.compile(r"ssh://(?P<host>[^/]*?)(?::(?P<port>[0-9]+))?/", re.IGNORECASE)
_SHORT = re.compile(r"(?:[^@/]*@)?(?:\[[^\]]*\]|[^:]*)")


@dataclass(frozen=True, slots=True)
class HostKey:
    """The key a host showed, as a line of known hosts."""

    line: str

    @property
    def fingerprint(self) -> str:
        """Its fingerprint, as every ssh program writes it."""
        blob = base64.b64decode(self.line.split(" ")[2])
        return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


class KnownHosts:
    """The program's own list of hosts, beside the lists of the system."""

    def __init__(self, file: Path) -> None:
        """Keep the list in `file`."""
        self._file = file

    def command(self) -> str:
        """The ssh command for git: it believes the hosts in all lists, and adds none by itself."""
        lists = f"UserKnownHostsFile={_written(self._file)} {' '.join(_USERS)}"
        return f"{ssh_command()} -o {shlex.quote(lists)}"

    def ask(self, target: str) -> HostKey | None:
        """The key that the host at an ssh address shows; None where it cannot be asked.

        For a host of which ssh said that it knows no key at all. Nothing is believed by asking.
        """
        where = _where(target)
        with tempfile.TemporaryDirectory() as folder:
            shown = Path(folder, "shown")
            options = "-o StrictHostKeyChecking=accept-new -o HashKnownHosts=no -T"
            nobody = "-o PreferredAuthentications=none -o ControlPath=none"
            lists = f"-o UserKnownHostsFile={shlex.quote(_written(shown))}"
            command = f"{ssh_command(options)} {nobody} {lists} {shlex.join(where)} true"
            _run(shlex.split(command))
            return _read(shown)

    def trust(self, key: HostKey) -> None:
        """Believe this key from now on; raises `StorageFailed`."""
        former = self._file.read_bytes() if self._file.exists() else b""
        put_file(self._file, former + key.line.encode() + b"\n", mode=0o600)


def _written(path: Path) -> str:
    """A path as ssh reads it in a setting."""
    return '"' + path.as_posix().replace("%", "%%") + '"'


def _where(target: str) -> list[str]:
    """Host and port of an ssh address, as arguments; the address was looked at before."""
    full = _TARGET.match(target)
    if full is None:
        short = _SHORT.match(target)
        return ["--", short[0].replace("[", "").replace("]", "") if short else target]
    host = full["host"].replace("[", "").replace("]", "")
    return [*(["-p", full["port"]] if full["port"] else []), "--", host]


def _run(command: list[str]) -> None:
    """Run it to its end, however it ends."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def _read(file: Path) -> HostKey | None:
    lines = file.read_text("utf-8", "replace").splitlines() if file.exists() else []
    for line in lines:
        parts = line.split(" ")
        try:
            if len(parts) >= 3 and not line.startswith(("#", "@")):
                base64.b64decode(parts[2], validate=True)
                return HostKey(" ".join(parts[:3]))
        except binascii.Error:
            continue
    return None
