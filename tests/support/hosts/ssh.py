"""OpenSSH's server for the person who runs the tests, with keys of the test's own."""

from __future__ import annotations

import contextlib
import getpass
import os
import shlex
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.hosts.servers import needed, serving


@dataclass(frozen=True)
class SshHost:
    """A running ssh host."""

    port: int
    root: Path
    folder: Path
    stop: Callable[[], None]
    """End it before the time."""

    def address(self, name: str = "toolkit.git") -> str:
        """The address of a repository."""
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{self.root / name}"

    def key_of(self, name: str) -> Path:
        """The private key somebody signs in with."""
        return self.folder / f"key-of-{name}"

    def environment(self, name: str) -> dict[str, str]:
        """What makes a program sign in as somebody, without the person's own ssh settings."""
        key = shlex.quote(str(self.key_of(name)))
        return {"TOOLKIT_EDITOR_SSH": f"ssh -F none -i {key} -o IdentitiesOnly=yes"}

    def host_key(self) -> str:
        """The public key this host shows."""
        return (self.folder / "host-key.pub").read_text().rsplit(" ", 1)[0]

    def said(self) -> str:
        """What it wrote down so far."""
        return (self.folder / "log").read_text()


def make_key(file: Path, sort: str = "ed25519") -> None:
    """A new key pair without a passphrase."""
    program = needed("ssh-keygen", "openssh-client")
    subprocess.run([program, "-q", "-t", sort, "-N", "", "-f", str(file)], check=True)


@contextlib.contextmanager
def ssh_host(
    folder: Path, root: Path, people: Sequence[str], *, port: int = 0, sort: str = "ed25519"
) -> Iterator[SshHost]:
    """Serve `root` to `people`; with `port`, exactly there, as another host in its place.

    `sort` is the sort of key the host has. Who signs in is in `TOOLKIT_USER` for hooks.
    """
    sshd = needed("sshd", "openssh-server")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    make_key(folder / "host-key", sort)
    lines = []
    for name in people:
        if not (folder / f"key-of-{name}").exists():
            make_key(folder / f"key-of-{name}")
        shell = f'TOOLKIT_USER={name} git-shell -c \\"$SSH_ORIGINAL_COMMAND\\"'
        public = (folder / f"key-of-{name}.pub").read_text()
        lines.append(f'restrict,command="{shell}" {public}')
    (folder / "authorized").write_text("".join(lines))
    (folder / "authorized").chmod(0o600)

    def command(at: int) -> list[str]:
        settings = folder / "sshd_config"
        settings.write_text(_SETTINGS.format(port=at, folder=folder))
        return [sshd, "-D", "-e", "-f", str(settings)]

    with serving(command, folder / "log", port) as (at, stop):
        yield SshHost(at, root, folder, stop)


_SETTINGS = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host-key
PidFile {folder}/pid
AuthorizedKeysFile {folder}/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
AcceptEnv GIT_PROTOCOL
"""
