"""What people meet on the way to a web host: each really happens, and each has its sentence."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support.hosts.proxy import closed_proxy
from support.hosts.servers import free_port
from support.hosts.web import WebHost, web_host
from support.toolkits import MAIN, REVIEW, git, opened, put, workspace
from toolkit_editor.base.errors import NoConnection, NotAllowed, NotFound, Refused
from toolkit_editor.store.access import Access
from toolkit_editor.store.address import Address, parse_address
from toolkit_editor.store.connection import SignInNeeded
from toolkit_editor.store.exchange import PushRef, fetch, look, push
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.sign_ins import SignIn

DRAFT = "refs/heads/draft/00000000000000dd"
TOKEN = "s3cret-t0ken"
NOWHERE = f"{'x' * 64}.invalid"
"""A name too long to be asked for anywhere, so that it is not found without leaving here."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebHost]:
    folder = tmp_path_factory.mktemp("host")
    git(workspace(folder / "served" / "toolkit.git"), "config", "http.receivepack", "true")
    git(workspace(folder / "served" / "read-only.git"), "config", "http.receivepack", "false")
    with web_host(folder / "web", folder / "served", {"ana": TOKEN}) as web:
        yield web


@pytest.fixture
def believed(host: WebHost, monkeypatch: pytest.MonkeyPatch) -> WebHost:
    """The host, whose certificate this computer believes and whose users are as at first."""
    host.let_in({"ana": TOKEN})
    for name, value in host.environment.items():
        monkeypatch.setenv(name, value)
    return host


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[GitStore]:
    with opened(tmp_path / "ana") as store:
        yield store


@pytest.fixture
def access(tmp_path: Path) -> Access:
    return Access.within(tmp_path / "access")


def told(ana: GitStore, address: Address, kind: type[Refused]) -> str:
    """The sentence for looking at an address; no secret may be anywhere in it."""
    with pytest.raises(kind) as caught:
        look(ana, address)
    everything = f"{caught.value!r} {caught.value} {caught.value.__notes__}"
    assert TOKEN not in everything
    return str(caught.value)


def test_with_the_name_and_token_given_once_one_reads_and_writes(
    believed: WebHost, ana: GitStore, access: Access
) -> None:
    address = replace(parse_address(believed.address()), access=access)
    assert "Sign in" in told(ana, address, SignInNeeded)
    access.sign_ins.keep(believed.origin, SignIn("ana", TOKEN))
    assert set(fetch(ana, address).changed) == {MAIN, REVIEW}
    assert push(ana, address, [PushRef(DRAFT, ana.refs()["refs/remotes/workspace/main"], None)]).ok


def test_large_pictures_arrive(believed: WebHost, ana: GitStore, access: Access) -> None:
    address = replace(parse_address(believed.address()), access=access)
    access.sign_ins.keep(believed.origin, SignIn("ana", TOKEN))
    picture = random.Random(1).randbytes(5_000_000)
    tip = put(ana, "refs/local/x", {"media/a.png": picture})
    ref = "refs/heads/draft/00000000000000aa"
    assert push(ana, address, [PushRef(ref, tip, None)]).ok
    assert fetch(ana, address).refs[ref] == tip


def test_a_token_that_ran_out_is_said_and_another_one_helps(
    believed: WebHost, ana: GitStore, access: Access
) -> None:
    address = replace(parse_address(believed.address()), access=access)
    access.sign_ins.keep(believed.origin, SignIn("ana", TOKEN))
    believed.let_in({"ana": "another"})
    assert "run out" in told(ana, address, SignInNeeded)
    access.sign_ins.keep(believed.origin, SignIn("ana", "another"))
    assert MAIN in look(ana, address)


def test_a_sign_in_is_for_its_host_alone(believed: WebHost, ana: GitStore, access: Access) -> None:
    access.sign_ins.keep("https://host.example", SignIn("ana", TOKEN))
    address = replace(parse_address(believed.address()), access=access)
    assert "Sign in" in told(ana, address, SignInNeeded)


def test_where_git_has_a_helper_of_the_persons_own_it_is_asked(
    believed: WebHost,
    ana: GitStore,
    access: Access,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = tmp_path / "kept"
    origin = believed.origin.replace("//", f"//ana:{TOKEN}@")
    kept.write_text(origin + "\n")
    mine = tmp_path / "gitconfig"
    mine.write_text(f"[credential]\n\thelper = store --file={kept}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(mine))
    address = replace(parse_address(believed.address()), access=access)
    assert MAIN in look(ana, address)
    kept.write_text(origin.replace(TOKEN, "wrong") + "\n")
    assert "Sign in" in told(ana, address, SignInNeeded)
    access.sign_ins.keep(believed.origin, SignIn("ana", TOKEN))
    assert MAIN in look(ana, address)
    assert TOKEN not in kept.read_text(), "git's own helper wrote down what was given to us"


def test_the_token_stands_in_no_argument_and_in_no_file_but_its_own(
    believed: WebHost, access: Access, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "traced"
    folder.mkdir()
    log = tmp_path / "arguments"
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout
    wrapper = folder / "git"
    wrapper.write_text(
        f'#!/bin/sh\nfor one in "$@"; do printf "%s\\n" "$one" >> "{log}"; done\n'
        f'GIT_TRACE="{log}" GIT_CURL_VERBOSE=1 exec {real.strip()} "$@"\n'
    )
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    access.sign_ins.keep(believed.origin, SignIn("ana", TOKEN))
    address = replace(parse_address(believed.address()), access=access)
    with opened(tmp_path / "ben") as ben:
        fetch(ben, address)
        tip = put(ben, "refs/local/x", {"a.md": b"1"})
        assert push(ben, address, [PushRef(f"{DRAFT[:-1]}e", tip, None)]).ok
    assert "remote-https" in log.read_text()
    holding = [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and TOKEN.encode() in path.read_bytes()
    ]
    assert [path.parent.name for path in holding] == ["sign-ins"]
    assert [path.stat().st_mode & 0o777 for path in holding] == [0o600]


def test_a_certificate_nobody_vouches_for_ends_it(host: WebHost, ana: GitStore) -> None:
    sentence = told(ana, parse_address(host.address()), Refused)
    assert "could not prove" in sentence


def test_who_may_only_read_is_told_when_sending(
    believed: WebHost, ana: GitStore, access: Access
) -> None:
    access.sign_ins.keep(believed.origin, SignIn("ana", TOKEN))
    address = replace(parse_address(believed.address("read-only.git")), access=access)
    fetch(ana, address)
    tip = ana.refs()["refs/remotes/workspace/main"]
    with pytest.raises(NotAllowed, match="does not let you do this"):
        push(ana, address, [PushRef(DRAFT, tip, None)])


@pytest.mark.parametrize(
    ("under", "kind", "words"),
    [
        ("closed", SignInNeeded, "does not let you do this"),
        ("nowhere", NotFound, "no workspace"),
        ("broken", NoConnection, "trouble of its own"),
    ],
)
def test_the_numbers_a_host_answers_are_told_in_words(
    believed: WebHost, ana: GitStore, under: str, kind: type[Refused], words: str
) -> None:
    assert words in told(ana, parse_address(believed.address(under=under)), kind)


def test_a_wrong_address_on_a_host_is_said(
    believed: WebHost, ana: GitStore, access: Access
) -> None:
    access.sign_ins.keep(believed.origin, SignIn("ana", TOKEN))
    address = replace(parse_address(believed.address("other.git")), access=access)
    assert "Check the address" in told(ana, address, NotFound)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"https://{NOWHERE}/toolkit.git", "No computer with the name"),
        (f"ssh://git@{NOWHERE}/toolkit.git", "No computer with the name"),
        ("https://127.0.0.1:{port}/toolkit.git", "cannot be reached now"),
        ("ssh://git@127.0.0.1:{port}/toolkit.git", "cannot be reached now"),
    ],
)
def test_a_host_that_is_not_there_leaves_the_work_here(
    ana: GitStore, address: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", f"127.0.0.1,{NOWHERE}")
    sentence = told(ana, parse_address(address.format(port=free_port())), NoConnection)
    assert words in sentence
    assert "work is kept here" in sentence


def test_without_any_network_the_work_stays_here(
    ana: GitStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this computer lets nobody make an empty network")
    monkeypatch.setenv("TOOLKIT_EDITOR_SSH", "unshare -rn ssh -F none")
    assert "cannot be reached" in told(ana, parse_address("ssh://git@192.0.2.1/x"), NoConnection)


def test_a_proxy_that_is_not_there_is_said(
    believed: WebHost, ana: GitStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "")
    for proxy in (f"http://127.0.0.1:{free_port()}", f"http://{NOWHERE}:3128"):
        monkeypatch.setenv("https_proxy", proxy)
        sentence = told(ana, parse_address(believed.address()), NoConnection)
        assert "proxy of this network cannot be reached" in sentence


def test_a_proxy_that_wants_a_sign_in_is_said(
    believed: WebHost, ana: GitStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "")
    with closed_proxy() as proxy:
        monkeypatch.setenv("https_proxy", proxy)
        sentence = told(ana, parse_address(believed.address()), NotAllowed)
    assert "wants a name and password of its own" in sentence
