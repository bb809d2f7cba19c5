"""What people meet on the way to a real ssh host: one nobody knows, one that changed, no key."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from support.hosts.daemon import daemon_host
from support.hosts.ssh import SshHost, make_key, ssh_host
from support.toolkits import MAIN, REVIEW, git, opened, workspace
from toolkit_editor.base.errors import NotAllowed, NotFound, Refused
from toolkit_editor.store.access import Access
from toolkit_editor.store.address import Address, parse_address
from toolkit_editor.store.connection import UnknownHost
from toolkit_editor.store.exchange import PushRef, fetch, look, push
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.known_hosts import KnownHosts

DRAFT = "refs/heads/draft/00000000000000dd"


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SshHost]:
    workspace(tmp_path / "served" / "toolkit.git")
    with ssh_host(tmp_path / "ssh", tmp_path / "served", ["ana"]) as ssh:
        monkeypatch.setenv("TOOLKIT_EDITOR_SSH", ssh.environment("ana")["TOOLKIT_EDITOR_SSH"])
        yield ssh


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[GitStore]:
    with opened(tmp_path / "ana") as store:
        yield store


@pytest.fixture
def address(host: SshHost, tmp_path: Path) -> Address:
    """The workspace there, for a person whose home has a blank and a percent sign in its name."""
    return replace(parse_address(host.address()), access=Access.within(tmp_path / "my 5% home"))


def confirm(ana: GitStore, address: Address) -> UnknownHost:
    """Say that the host which nobody knew is the right one."""
    with pytest.raises(UnknownHost) as caught:
        look(ana, address)
    assert address.access is not None
    address.access.hosts.trust(caught.value.key)
    return caught.value


def test_a_host_nobody_knows_shows_its_fingerprint_and_is_believed_once_confirmed(
    host: SshHost, ana: GitStore, address: Address
) -> None:
    for _ in range(2):
        with pytest.raises(UnknownHost):
            look(ana, address)
    asked = confirm(ana, address)
    listed = subprocess.run(
        ["ssh-keygen", "-l", "-f", str(host.folder / "host-key.pub")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.key.fingerprint == listed.stdout.split()[1]
    assert asked.key.fingerprint in str(asked)
    assert set(fetch(ana, address).changed) == {MAIN, REVIEW}
    assert push(ana, address, [PushRef(DRAFT, ana.refs()["refs/remotes/workspace/main"], None)]).ok


@pytest.mark.parametrize("sort", ["ed25519", "ecdsa"])
def test_a_host_with_another_key_than_before_cannot_be_confirmed(
    host: SshHost, ana: GitStore, address: Address, tmp_path: Path, sort: str
) -> None:
    confirm(ana, address)
    own = tmp_path / "my 5% home" / "known_hosts"
    known = own.read_bytes()
    with another(host, tmp_path, sort):
        with pytest.raises(Refused, match="not the one that was known before") as caught:
            fetch(ana, address)
        assert not isinstance(caught.value, UnknownHost)
    assert own.read_bytes() == known
    assert ana.refs() == {}


@contextmanager
def another(host: SshHost, tmp_path: Path, sort: str) -> Iterator[SshHost]:
    """A host in the same place, with a key of its own."""
    host.stop()
    with ssh_host(tmp_path / "other", host.root, ["ana"], port=host.port, sort=sort) as other:
        yield other


def test_a_host_in_the_lists_of_the_system_need_not_be_confirmed(
    host: SshHost, ana: GitStore, address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system"
    system.write_text(f"[127.0.0.1]:{host.port} {host.host_key()}\n")
    mine = host.environment("ana")["TOOLKIT_EDITOR_SSH"]
    monkeypatch.setenv("TOOLKIT_EDITOR_SSH", f"{mine} -o GlobalKnownHostsFile={system}")
    assert MAIN in look(ana, address)


def test_asking_for_the_key_of_a_host_believes_nothing(host: SshHost, tmp_path: Path) -> None:
    own = tmp_path / "own" / "known_hosts"
    key = KnownHosts(own).ask(host.address())
    assert key is not None
    assert not own.exists()
    assert "accepted" not in host.said().lower()


def test_somebody_whose_key_the_host_does_not_have_is_told(
    host: SshHost, ana: GitStore, address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(ana, address)
    make_key(tmp_path / "other-key")
    monkeypatch.setenv(
        "TOOLKIT_EDITOR_SSH", f"ssh -F none -i {tmp_path / 'other-key'} -o IdentitiesOnly=yes"
    )
    with pytest.raises(NotAllowed, match="did not accept a key of this computer"):
        look(ana, address)


def test_a_key_in_the_persons_agent_is_used(
    host: SshHost, ana: GitStore, address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = tmp_path / "agent"
    started = subprocess.run(
        ["ssh-agent", "-s", "-a", str(socket)], capture_output=True, text=True, check=True
    )
    agent = int(started.stdout.partition("SSH_AGENT_PID=")[2].partition(";")[0])
    try:
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        monkeypatch.setenv("TOOLKIT_EDITOR_SSH", "ssh -F none")
        subprocess.run(["ssh-add", "-q", str(host.key_of("ana"))], check=True, env={**os.environ})
        confirm(ana, address)
        assert MAIN in look(ana, address)
    finally:
        os.kill(agent, signal.SIGTERM)


def test_a_wrong_path_on_a_host_is_said(host: SshHost, ana: GitStore, address: Address) -> None:
    confirm(ana, address)
    wrong = replace(parse_address(host.address("other.git")), access=address.access)
    with pytest.raises(NotFound, match="Check the address"):
        look(ana, wrong)


def test_gits_own_daemon_is_no_address_and_takes_nothing(ana: GitStore, tmp_path: Path) -> None:
    shared = workspace(tmp_path / "served" / "toolkit.git")
    with daemon_host(tmp_path / "daemon", tmp_path / "served") as origin:
        assert REVIEW in git(tmp_path, "ls-remote", f"{origin}/toolkit.git")
        with pytest.raises(Refused, match="starts with https or ssh"):
            parse_address(f"{origin}/toolkit.git")
        with pytest.raises(subprocess.CalledProcessError):
            git(shared, "push", f"{origin}/toolkit.git", f"{MAIN}:{DRAFT}")
    assert DRAFT not in git(shared, "for-each-ref")
