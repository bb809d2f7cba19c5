"""The ready-made rules of a host, on real ones: who may move what, and what people read then."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from support.hosts.kinds import token_of
from support.hosts.ssh import ssh_host
from support.hosts.web import web_host
from support.toolkits import ANA, MAIN, REVIEW, WHEN, git, opened, workspace
from toolkit_editor.base.resources import resource
from toolkit_editor.services.sending import not_taken, send
from toolkit_editor.store.access import Access
from toolkit_editor.store.address import Address, parse_address
from toolkit_editor.store.exchange import Outcome, PushRef, fetch, push
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.known_hosts import HostKey
from toolkit_editor.store.model import Oid
from toolkit_editor.store.sign_ins import SignIn
from toolkit_editor.store.workspace import GitWorkspace

ID = "00000000000000dd"
DRAFT, STORY = f"refs/heads/draft/{ID}", f"refs/heads/story/{ID}"
ONLY_MAINTAINERS = "Only a maintainer of this host may change the toolkit itself."
ONLY_GROWS = "can only grow"
ONLY_ADDED = "can only be added to"
ONLY_AFTER = "only be removed after it was taken back"
ONLY_OURS = "keeps only what belongs to a toolkit"


@dataclass
class Ruled:
    """A host with the rules, where Ana is a maintainer and Ben is not."""

    bare: Path
    store: GitStore
    ana: Address
    ben: Address
    patch: pytest.MonkeyPatch
    environment: dict[str, dict[str, str]]

    def send(self, who: str, *changes: PushRef) -> tuple[dict[str, Outcome], str]:
        """What became of it, and what the person is told."""
        address = self.ana if who == "ana" else self.ben
        for name, value in self.environment[who].items():
            self.patch.setenv(name, value)
        result = push(self.store, address, changes, stopped=lambda: False)
        return dict(result.outcomes), " ".join(map(str, result.reasons.values()))

    def seen(self, name: str) -> Oid:
        """Where a ref stood there when it was fetched."""
        return self.store.refs()[f"refs/remotes/workspace/{name}"]

    def on(self, name: str, files: dict[str, bytes | None], *, grows: bool = True) -> Oid:
        """A commit with `files` changed; on top of what is there, unless it starts anew."""
        tip = self.seen(name)
        parents = (tip,) if grows else ()
        ids = {
            path: None if data is None else self.store.write(data) for path, data in files.items()
        }
        return self.store.make_commit(
            ids, base=tip, parents=parents, author=ANA, at=WHEN, message="x"
        )


@pytest.fixture(params=["ssh", "https"])
def ruled(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ruled]:
    bare = workspace(tmp_path / "served" / "toolkit.git")
    git(bare, "config", "--unset", "core.hooksPath")
    git(bare, "config", "--add", "toolkit.maintainer", "ana")
    subprocess.run(
        [
            "install",
            "-D",
            "-m",
            "755",
            str(resource("host") / "update"),
            str(bare / "hooks/update"),
        ],
        check=True,
    )
    people = ("ana", "ben")
    with opened(tmp_path / "mine") as store:
        if request.param == "ssh":
            with ssh_host(tmp_path / "ssh", bare.parent, people) as ssh:
                access = Access.within(tmp_path / "access")
                access.hosts.trust(HostKey(f"[127.0.0.1]:{ssh.port} {ssh.host_key()}"))
                there = replace(parse_address(ssh.address()), access=access)
                environment = {one: ssh.environment(one) for one in people}
                monkeypatch.setenv("TOOLKIT_EDITOR_SSH", environment["ana"]["TOOLKIT_EDITOR_SSH"])
                fetch(store, there)
                yield Ruled(bare, store, there, there, monkeypatch, environment)
            return
        users = {one: token_of(one) for one in people}
        with web_host(tmp_path / "web", bare.parent, users) as web:
            addresses = {}
            for one in people:
                access = Access.within(tmp_path / f"access-of-{one}")
                access.sign_ins.keep(web.origin, SignIn(one, token_of(one)))
                addresses[one] = replace(parse_address(web.address()), access=access)
            for name, value in web.environment.items():
                monkeypatch.setenv(name, value)
            fetch(store, addresses["ana"])
            environment = dict.fromkeys(people, web.environment)
            yield Ruled(bare, store, addresses["ana"], addresses["ben"], monkeypatch, environment)


def test_only_a_maintainer_moves_the_toolkit_and_only_forward(ruled: Ruled) -> None:
    git(ruled.bare, "config", "receive.denyDeleteCurrent", "ignore")
    before = ruled.seen("main")
    longer = ruled.on("main", {"en/new.md": b"# New\n"})
    anew = ruled.on("main", {"en/new.md": b"# New\n"}, grows=False)
    outcomes, told = ruled.send("ben", PushRef(MAIN, longer, before))
    assert (outcomes, ONLY_MAINTAINERS in told) == ({MAIN: Outcome.REFUSED}, True)
    for wrong in (anew, None):
        outcomes, told = ruled.send("ana", PushRef(MAIN, wrong, before))
        assert (outcomes, ONLY_GROWS in told) == ({MAIN: Outcome.REFUSED}, True)
    assert git(ruled.bare, "rev-parse", MAIN) == before
    assert ruled.send("ana", PushRef(MAIN, longer, before))[0] == {MAIN: Outcome.OK}


def test_what_was_decided_is_only_added_to(ruled: Ruled) -> None:
    before = ruled.seen("review")
    more = ruled.on("review", {"group/1.json": b"{}"})
    for wrong in (
        ruled.on("review", {"group/0.json": b"{} "}),
        ruled.on("review", {"group/0.json": None, "group/1.json": b"{}"}),
        ruled.on("review", {"group/1.json": b"{}"}, grows=False),
        None,
    ):
        outcomes, told = ruled.send("ana", PushRef(REVIEW, wrong, before))
        assert (outcomes, ONLY_ADDED in told) == ({REVIEW: Outcome.REFUSED}, True)
    assert git(ruled.bare, "rev-parse", REVIEW) == before
    assert ruled.send("ben", PushRef(REVIEW, more, before))[0] == {REVIEW: Outcome.OK}


@pytest.mark.parametrize("ref", [DRAFT, STORY])
def test_what_was_shared_is_replaced_freely_and_removed_once_taken_back(
    ruled: Ruled, ref: str
) -> None:
    first, second = ruled.seen("main"), ruled.on("main", {"en/new.md": b"1"}, grows=False)
    assert ruled.send("ben", PushRef(ref, first, None))[0] == {ref: Outcome.OK}
    assert ruled.send("ben", PushRef(ref, second, first))[0] == {ref: Outcome.OK}
    outcomes, told = ruled.send("ben", PushRef(ref, None, second))
    assert (outcomes, ONLY_AFTER in told) == ({ref: Outcome.REFUSED}, True)
    about = {
        f"{ID}/1.json": rb'{"body":"\"kind\":\"withdrawn\"","kind":"comment"}',
        "00000000000000ee/1.json": b'{"kind":"withdrawn"}',
    }
    review = ruled.on("review", dict(about))
    ruled.send("ben", PushRef(REVIEW, review, ruled.seen("review")))
    assert ruled.send("ben", PushRef(ref, None, second))[0] == {ref: Outcome.REFUSED}
    fetch(ruled.store, ruled.ana)
    taken_back = ruled.on("review", {f"{ID}/2.json": b'{"kind":"withdrawn"}'})
    ruled.send("ben", PushRef(REVIEW, taken_back, review))
    assert ruled.send("ben", PushRef(ref, None, second))[0] == {ref: Outcome.OK}


def test_nothing_else_is_kept_there(ruled: Ruled) -> None:
    tip = ruled.seen("main")
    names = (
        "heads/master",
        "heads/draft/short",
        "heads/draft/00000000000000DD",
        "tags/v1",
        "notes/x",
    )
    longer = ("heads/draft/00000000000000dd/x", "heads/story/00000000000000dd0", "heads/main/x")
    for name in names + longer:
        said = hook(ruled.bare, f"refs/{name}", "0" * 40, tip, GL_USER="ana")
        assert (said.returncode, ONLY_OURS in said.stderr) == (1, True), name


def test_where_one_thing_is_refused_the_others_arrive(ruled: Ruled) -> None:
    main = ruled.on("main", {"en/new.md": b"1"})
    changes = [
        PushRef(MAIN, main, ruled.seen("main")),
        PushRef(REVIEW, ruled.on("review", {"group/1.json": b"{}"}), ruled.seen("review")),
        PushRef(DRAFT, main, None),
    ]
    outcomes, _ = ruled.send("ben", *changes)
    assert outcomes == {MAIN: Outcome.REFUSED, REVIEW: Outcome.HELD, DRAFT: Outcome.HELD}
    result = send(GitWorkspace(ruled.store, ruled.ben), changes, stopped=lambda: False)
    assert result.outcomes == {MAIN: Outcome.REFUSED, REVIEW: Outcome.OK, DRAFT: Outcome.OK}
    assert f"sent but one thing. {ONLY_MAINTAINERS}" in str(not_taken(result))
    assert git(ruled.bare, "rev-parse", DRAFT) == main


def test_where_a_host_refuses_all_because_of_one_the_others_arrive(ruled: Ruled) -> None:
    hook = ruled.bare / "hooks" / "pre-receive"
    hook.write_text('#!/bin/sh\n! grep -q refs/heads/main || { echo "GitLab: No." >&2; exit 1; }\n')
    hook.chmod(0o755)
    main = ruled.on("main", {"en/new.md": b"1"})
    changes = [PushRef(MAIN, main, ruled.seen("main")), PushRef(DRAFT, main, None)]
    result = send(GitWorkspace(ruled.store, ruled.ana), changes, stopped=lambda: False)
    assert result.outcomes == {MAIN: Outcome.REFUSED, DRAFT: Outcome.OK}
    assert "did not accept it and says: No." in str(not_taken(result))


def test_who_comes_second_by_a_hair_tries_again_and_believes_nothing(ruled: Ruled) -> None:
    """Another push moves a ref after the host said where it was: everything is turned down."""
    other = ruled.on("review", {"group/2.json": b"{}"})
    draft = ruled.seen("main")
    assert ruled.send("ana", PushRef(DRAFT, other, None))[0] == {DRAFT: Outcome.OK}
    hook = ruled.bare / "hooks" / "pre-receive"
    hook.write_text(
        "#!/bin/sh\nunset GIT_QUARANTINE_PATH\n"
        f"exec git update-ref {REVIEW} {other} {ruled.seen('review')}\n"
    )
    hook.chmod(0o755)
    changes = [
        PushRef(REVIEW, ruled.on("review", {"group/1.json": b"{}"}), ruled.seen("review")),
        PushRef(STORY, draft, None),
    ]
    result = push(ruled.store, ruled.ana, changes)
    assert result.stale
    assert Outcome.OK not in result.outcomes.values()
    assert STORY not in git(ruled.bare, "for-each-ref")


def hook(bare: Path, *arguments: str, **who: str) -> subprocess.CompletedProcess[str]:
    """Run the rules themselves, as git does, for what no program of ours would send."""
    names = {"GL_USER", "REMOTE_USER", "TOOLKIT_USER"}
    return subprocess.run(
        [str(resource("host") / "update"), *arguments],
        cwd=bare,
        capture_output=True,
        text=True,
        check=False,
        env={key: value for key, value in os.environ.items() if key not in names} | who,
    )


def test_somebody_the_host_does_not_know_moves_nothing(tmp_path: Path) -> None:
    bare = workspace(tmp_path / "toolkit.git")
    move = (DRAFT, "0" * 40, git(bare, "rev-parse", MAIN))
    unknown = hook(bare, *move)
    assert (unknown.returncode, "does not know who you are" in unknown.stderr) == (1, True)
    for name in ("GL_USER", "REMOTE_USER", "TOOLKIT_USER"):
        assert hook(bare, *move, **{name: "ben"}).returncode == 0


def test_a_maintainers_name_must_be_whole(ruled: Ruled) -> None:
    git(ruled.bare, "config", "--replace-all", "toolkit.maintainer", "ana.*|ben|anab")
    longer = ruled.on("main", {"en/new.md": b"# New\n"})
    for who in ("ana", "ben"):
        outcomes, _ = ruled.send(who, PushRef(MAIN, longer, ruled.seen("main")))
        assert outcomes == {MAIN: Outcome.REFUSED}
