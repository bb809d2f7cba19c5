"""Two people and a workspace in a shared folder: fetching and sending over real git."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.toolkits import BEN, MAIN, REVIEW, all_objects, git, opened, put, workspace
from toolkit_editor.base.errors import NotAllowed, NotFound, Refused
from toolkit_editor.store.address import Address, parse_address
from toolkit_editor.store.exchange import Outcome, PushRef, fetch, look, push, remember_seen
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.model import RefChange
from toolkit_editor.store.plumbing import Stopped

STORY = "refs/heads/story/00000000000000ff"
DRAFT = "refs/heads/draft/00000000000000dd"
SEEN = "refs/remotes/workspace/"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    return workspace(tmp_path / "Shared folder's workspace")


@pytest.fixture
def address(shared: Path) -> Address:
    return parse_address(str(shared))


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[GitStore]:
    with opened(tmp_path / "ana") as store:
        yield store


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[GitStore]:
    with opened(tmp_path / "ben") as store:
        yield store


def test_joining_brings_the_toolkit_and_a_second_look_brings_nothing(
    ana: GitStore, address: Address
) -> None:
    first = fetch(ana, address)
    assert set(first.changed) == {MAIN, REVIEW}
    tip = ana.refs()[SEEN + "main"]
    assert ana.read(ana.tree(tip).entries["en/hope.md"]) == b"# Hope\n"
    second = fetch(ana, address)
    assert second.changed == {}
    assert second.vanished == {}
    assert second.refs == first.refs


def test_what_one_person_sends_the_other_receives(
    ana: GitStore, ben: GitStore, address: Address
) -> None:
    fetch(ana, address)
    fetch(ben, address)
    base = ana.refs()[SEEN + "main"]
    tip = put(ana, "refs/local/x", {"en/hope.md": b"# Hope\n\nMore.\n"})
    change = PushRef(DRAFT, tip, None)
    result = push(ana, address, [change])
    assert result.ok
    remember_seen(ana, [change], result)
    assert ana.refs()[SEEN + "draft/00000000000000dd"] == tip
    assert fetch(ana, address).changed == {}
    assert fetch(ben, address).changed == {DRAFT: tip}
    assert ben.commit(tip).oid == tip
    assert ben.refs()[SEEN + "main"] == base


def test_the_second_of_two_people_is_told_and_nothing_of_theirs_is_half_sent(
    ana: GitStore, ben: GitStore, address: Address
) -> None:
    fetch(ana, address)
    fetch(ben, address)
    base = ana.refs()[SEEN + "main"]
    one = put(ana, "refs/local/x", {"a.md": b"1"}, on=None)
    two = put(ben, "refs/local/x", {"a.md": b"2"}, on=None, author=BEN)
    assert push(ana, address, [PushRef(MAIN, one, base)]).ok
    result = push(ben, address, [PushRef(MAIN, two, base), PushRef(DRAFT, two, None)])
    assert not result.ok
    assert result.stale
    assert result.outcomes == {MAIN: Outcome.STALE, DRAFT: Outcome.HELD}
    assert look(ben, address)[MAIN] == one
    assert DRAFT not in look(ben, address)


def test_an_emptied_folder_is_not_believed(ana: GitStore, address: Address, shared: Path) -> None:
    fetch(ana, address)
    put(ana, "refs/local/x", {"a.md": b"1"})
    before = ana.refs()
    shutil.rmtree(shared)
    with opened(shared):
        pass
    with pytest.raises(Refused, match="not there any more"):
        fetch(ana, address)
    assert ana.refs() == before
    shutil.rmtree(shared)
    with pytest.raises(NotFound):
        fetch(ana, address)
    shared.mkdir()
    with pytest.raises(NotFound):
        fetch(ana, address)
    assert ana.refs() == before


def test_what_vanished_is_reported_and_kept(ana: GitStore, address: Address, shared: Path) -> None:
    with opened(shared) as store:
        tip = put(store, STORY, {"story.age": b"sealed"})
    fetch(ana, address)
    git(shared, "update-ref", "-d", STORY)
    assert fetch(ana, address).vanished == {STORY: tip}
    assert ana.refs()[SEEN + "story/00000000000000ff"] == tip


def test_a_withdrawn_story_is_not_brought_back_by_an_old_copy(
    ana: GitStore, address: Address, shared: Path
) -> None:
    with opened(shared) as store:
        tip = put(store, STORY, {"story.age": b"sealed"})
    fetched = fetch(ana, address, skip={STORY})
    assert STORY not in fetched.refs
    assert tip not in all_objects(ana.folder)


def test_a_story_is_replaced_and_deleted_only_where_we_expect_it(
    ana: GitStore, address: Address, shared: Path
) -> None:
    with opened(shared) as store:
        old = put(store, STORY, {"story.age": b"sealed"})
    fetch(ana, address)
    new = put(ana, "refs/local/story/00000000000000ff", {"story.age": b"sealed anew"})
    assert push(ana, address, [PushRef(STORY, new, new)]).outcomes == {STORY: Outcome.STALE}
    assert push(ana, address, [PushRef(STORY, new, old)]).ok
    assert push(ana, address, [PushRef(STORY, None, old)]).outcomes == {STORY: Outcome.STALE}
    assert push(ana, address, [PushRef(STORY, None, new)]).ok
    assert STORY not in look(ana, address)
    assert push(ana, address, [PushRef(STORY, None, new)]).outcomes == {STORY: Outcome.STALE}


def test_only_refs_of_the_contract_are_taken_over(
    ana: GitStore, address: Address, shared: Path
) -> None:
    tip = git(shared, "rev-parse", MAIN)
    for ref in ("refs/heads/feature/x", "refs/heads/draft/Not-An-Id", "refs/tags/v1"):
        git(shared, "update-ref", ref, tip)
    assert set(fetch(ana, address).refs) == {MAIN, REVIEW}
    assert set(ana.refs()) == {SEEN + "main", SEEN + "review"}


def test_more_than_a_hundred_refs_go_in_several_lots(ana: GitStore, address: Address) -> None:
    fetch(ana, address)
    tip = put(ana, "refs/local/x", {"a.md": b"1"})
    changes = [PushRef(f"refs/heads/draft/{number:016x}", tip, None) for number in range(120)]
    assert push(ana, address, changes).ok
    assert len(fetch(ana, address).refs) == 122
    assert push(ana, address, changes).ok
    other = put(ana, "refs/local/x", {"a.md": b"2"})
    changes = [PushRef(change.ref, other, None) for change in changes]
    again = push(ana, address, changes)
    assert again.stale
    assert again.outcomes[changes[-1].ref] is Outcome.HELD


def test_the_shared_folders_hooks_do_not_run(
    ana: GitStore, address: Address, shared: Path, tmp_path: Path
) -> None:
    hooks = shared / "hooks"
    hooks.mkdir()
    git(shared, "config", "--unset", "core.hooksPath")
    for name in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction"):
        hook = hooks / name
        hook.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran-{name}'\n")
        hook.chmod(0o755)
    fetch(ana, address)
    tip = put(ana, "refs/local/x", {"a.md": b"1"})
    assert push(ana, address, [PushRef(DRAFT, tip, None)]).ok
    assert list(tmp_path.glob("ran-*")) == []
    git(ana.folder, "-c", "core.hooksPath=hooks", "push", str(shared), f"{tip}:refs/heads/other")
    assert list(tmp_path.glob("ran-*")) != []


def test_data_that_is_not_safe_is_refused_whole(
    ana: GitStore, address: Address, shared: Path
) -> None:
    blob = git(shared, "hash-object", "-w", "--stdin", stdin=b"evil")
    raw = b"100644 ..\0" + bytes.fromhex(blob)
    tree = git(shared, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", stdin=raw)
    commit = git(shared, "commit-tree", tree, "-m", "x")
    git(shared, "update-ref", DRAFT, commit)
    with pytest.raises(Refused, match="not safe"):
        fetch(ana, address)
    assert ana.refs() == {}


def test_a_ref_the_other_side_does_not_want_comes_with_its_reason(
    ana: GitStore, address: Address, shared: Path
) -> None:
    fetch(ana, address)
    git(shared, "config", "receive.denyDeletes", "true")
    tip = ana.refs()[SEEN + "main"]
    result = push(ana, address, [PushRef(MAIN, None, tip)])
    assert result.outcomes == {MAIN: Outcome.REFUSED}
    assert "did not accept" in str(result.reasons[MAIN])


def test_a_closed_folder_says_that_you_may_not_write(
    ana: GitStore, address: Address, shared: Path
) -> None:
    fetch(ana, address)
    tip = put(ana, "refs/local/x", {"a.md": b"1"})
    shutil.rmtree(shared / "objects")
    (shared / "objects").write_bytes(b"")
    with pytest.raises((NotAllowed, NotFound)):
        push(ana, address, [PushRef(DRAFT, tip, None)])


def test_long_work_can_be_stopped(ana: GitStore, address: Address, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec cat\n")
    slow.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOOLKIT_EDITOR_SSH", str(slow))
        with pytest.raises(Stopped):
            look(ana, parse_address("someone@localhost:toolkit"), stopped=lambda: True)


def test_a_lost_local_ref_is_simply_fetched_again(ana: GitStore, address: Address) -> None:
    fetch(ana, address)
    tip = ana.refs()[SEEN + "main"]
    ana.move([RefChange(SEEN + "main", None, tip)])
    assert fetch(ana, address).changed == {MAIN: tip}


def test_a_copy_that_lost_part_of_a_draft_still_receives_it(
    ana: GitStore, address: Address, shared: Path
) -> None:
    with opened(shared) as there:
        put(there, DRAFT, {"a.md": b"1"})
    fetch(ana, address)
    for pack in (ana.folder / "objects" / "pack").glob("*.pack"):
        data = pack.rename(ana.folder / "pack").read_bytes()
        git(ana.folder, "unpack-objects", "-q", stdin=data)
    before = ana.refs()[SEEN + "draft/00000000000000dd"]
    (ana.folder / "objects" / before[:2] / before[2:]).unlink()
    ana.forget()
    with opened(shared) as there:
        tip = put(there, DRAFT, {"a.md": b"2"})
    assert fetch(ana, address).changed == {DRAFT: tip}
    assert ana.tree(tip).entries.keys() == {"a.md"}
