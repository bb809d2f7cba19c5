"""The same exchange over http, with the disappointments of real networks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support.toolkits import MAIN, REVIEW, WHEN, git, opened, put, workspace
from support.web_git import web_git
from toolkit_editor.base.errors import NoConnection, NotAllowed, NotFound, Refused
from toolkit_editor.store.access import Access
from toolkit_editor.store.address import Address, Kind, parse_address
from toolkit_editor.store.exchange import Outcome, PushRef, fetch, push
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.sign_ins import SignIn

DRAFT = "refs/heads/draft/00000000000000dd"
SEEN = "refs/remotes/workspace/main"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = workspace(tmp_path / "served" / "toolkit.git")
    git(folder, "config", "http.receivepack", "true")
    return folder.parent


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[GitStore]:
    with opened(tmp_path / "ana") as store:
        yield store


def web(host: str) -> Address:
    return parse_address(f"http://{host}/toolkit.git", unencrypted=True)


def signed_in(host: str, folder: Path, token: str) -> Address:
    access = Access.within(folder)
    access.sign_ins.keep(f"http://{host}", SignIn("ana", token))
    return replace(web(host), access=access)


def test_a_workspace_on_a_server_works_like_a_folder(
    ana: GitStore, root: Path, tmp_path: Path
) -> None:
    with web_git(root, password="s3cret") as host:
        address = signed_in(host, tmp_path / "access", "s3cret")
        assert set(fetch(ana, address).changed) == {MAIN, REVIEW}
        tip = put(ana, "refs/local/x", {"a.md": b"1"})
        assert push(ana, address, [PushRef(DRAFT, tip, None)]).ok
        other = put(ana, "refs/local/x", {"a.md": b"2"})
        again = push(ana, address, [PushRef(DRAFT, other, None), PushRef(MAIN, tip, None)])
        assert set(again.outcomes.values()) <= {Outcome.STALE, Outcome.HELD}
        assert fetch(ana, address).changed == {DRAFT: tip}
        assert push(ana, address, [PushRef(DRAFT, None, tip)]).ok


def test_reading_is_not_writing(ana: GitStore, root: Path) -> None:
    git(root / "toolkit.git", "config", "http.receivepack", "false")
    with web_git(root) as host:
        fetch(ana, web(host))
        with pytest.raises(NotAllowed):
            push(ana, web(host), [PushRef(DRAFT, ana.refs()[SEEN], None)])


def test_a_captive_portal_changes_nothing(ana: GitStore, root: Path) -> None:
    with web_git(root) as host:
        fetch(ana, web(host))
    before = ana.refs()
    with web_git(root, portal=True) as host, pytest.raises(Refused):
        fetch(ana, web(host))
    assert ana.refs() == before


def test_no_server_means_work_goes_on_here(ana: GitStore, root: Path) -> None:
    with web_git(root) as host:
        fetch(ana, web(host))
    before = ana.refs()
    with pytest.raises(NoConnection, match="Your work is kept here"):
        fetch(ana, web(host))
    with pytest.raises(NoConnection):
        push(ana, web(host), [PushRef(DRAFT, before[SEEN], None)])
    assert ana.refs() == before


def test_a_wrong_address_on_a_server_is_said(ana: GitStore, root: Path) -> None:
    with web_git(root) as host, pytest.raises(NotFound, match="no workspace"):
        fetch(ana, parse_address(f"http://{host}/other.git", unencrypted=True))


def test_plain_http_is_refused_even_if_git_would_take_it(ana: GitStore, root: Path) -> None:
    with web_git(root) as host:
        with pytest.raises(Refused):
            fetch(ana, Address(Kind.WEB, f"http://{host}/toolkit.git"))
        with pytest.raises(Refused):
            fetch(ana, Address(Kind.FOLDER, "ext::sh -c true"))
        with pytest.raises(Refused):
            fetch(ana, Address(Kind.WEB, "ext::sh -c 'echo x >&2; exit 1'"))


def test_the_other_side_hears_of_nothing_private_and_sends_only_what_is_new(
    ana: GitStore, root: Path
) -> None:
    """More commits on both sides than git tells of, all of one hour, as ours are."""
    there = root / "toolkit.git"
    _many(there, "refs/heads/draft/{:016x}")
    _many(there, REVIEW)
    private = _many(ana.folder, "refs/local/draft/{:016x}", 100)
    heard: list[tuple[bytes, bytes]] = []
    with web_git(root, heard=heard) as host:
        fetch(ana, web(host))
        assert _objects_sent(heard) > _MANY
        with opened(there) as store:
            put(store, REVIEW, {"group/new.json": b"{}"})
            put(store, DRAFT, {"b.md": b"1"})
        heard.clear()
        assert set(fetch(ana, web(host)).changed) == {DRAFT, REVIEW}
        assert 0 < _objects_sent(heard) < 10
    said = {line[:40].decode() for body, _ in heard for line in body.split(b"have ")[1:]}
    assert said
    assert not said & private


_MANY = 600


def _many(folder: Path, refs: str, many: int = _MANY) -> set[str]:
    """A commit on each of many `refs`, or many on one; all of the same hour."""
    one = "commit {0}\ncommitter x <> {1} +0000\ndata 0\nM 644 inline a.md\ndata {2}\n{0}\n"
    names = [refs.format(number) for number in range(many)]
    hour = int(WHEN.timestamp())
    stream = "".join(one.format(name, hour, len(name)) for name in names)
    git(folder, "fast-import", "--quiet", "--force", stdin=stream.encode())
    return set(git(folder, "rev-parse", *names).split())


def _objects_sent(heard: list[tuple[bytes, bytes]]) -> int:
    """How many objects were in the packs that the server answered with."""
    packs = [answer.partition(b"PACK")[2] for _, answer in heard if b"PACK" in answer]
    return sum(int.from_bytes(pack[4:8], "big") for pack in packs)
