"""The store against hostile settings, killed processes, full disks and several windows at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.hostile import hostile
from support.toolkits import MAIN, git, opened, put
from toolkit_editor.base.errors import StorageFailed
from toolkit_editor.store.address import parse_address
from toolkit_editor.store.erasure import erase
from toolkit_editor.store.exchange import PushRef, fetch, push
from toolkit_editor.store.git_store import GitStore

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_no_program_named_in_a_repository_runs(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    workspace, mine = tmp_path / "workspace", tmp_path / "mine"
    for folder in (workspace, mine):
        with opened(folder) as store:
            put(store, MAIN, {"a.md": b"1"})
    hostile(workspace, mark)
    shutil.copytree(workspace / "evil-hooks", mine / "evil-hooks")
    shutil.copy(workspace / "config", mine / "config")
    shutil.copytree(workspace / "info", mine / "info")
    address = parse_address(str(workspace))
    with GitStore.open(mine) as store:
        fetch(store, address)
        tip = put(store, MAIN, {"a.md": b"2", "b.md": b"3"})
        store.history(tip)
        store.tree(tip)
        old = store.refs("refs/remotes/")["refs/remotes/workspace/main"]
        assert push(store, address, [PushRef(MAIN, tip, old)]).ok
        store.merge_base(tip, old)
        erase(store, ["refs/remotes/workspace/main"])
    assert not mark.exists()
    git(mine, "update-ref", "refs/heads/control", tip)
    assert mark.exists(), "the trap itself must work"


def test_variables_that_steer_git_do_not_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    for name in (
        "GIT_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_INDEX_FILE",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_EXEC_PATH",
        "GIT_TRACE",
    ):
        monkeypatch.setenv(name, str(elsewhere))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Real Name")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.email")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "real@name.example")
    with opened(tmp_path / "store") as store:
        tip = put(store, MAIN, {"a.md": b"1"})
        assert store.commit(tip).author == "00000000000000aa"
    assert not elsewhere.exists()
    monkeypatch.undo()
    written = git(tmp_path / "store", "cat-file", "commit", tip)
    assert "eal" not in written
    assert (
        written.count("Contributor 00000000000000aa <00000000000000aa@contributors.invalid>") == 2
    )


def test_other_peoples_settings_do_not_reach_local_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text("[core]\n\tautocrlf = true\n[i18n]\n\tcommitEncoding = latin1\n[bad\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    with opened(tmp_path / "store") as store:
        tip = put(store, MAIN, {"a.md": b"1\r\n\xff\n"})
        assert store.read(store.tree(tip).entries["a.md"]) == b"1\r\n\xff\n"


_SAVE_MANY = """
import sys
from pathlib import Path
from support.toolkits import MAIN, WHEN, ANA
from toolkit_editor.base.errors import Stale
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.store import save

with GitStore.open(Path(sys.argv[1])) as store:
    for number in range(15):
        while True:
            tip = store.refs(MAIN)[MAIN]
            try:
                save(store, MAIN, {f"{sys.argv[2]}/{number}.md": b"x"}, parent=tip, author=ANA,
                     at=WHEN, message="Saved")
                break
            except Stale:
                continue
"""


def test_four_windows_saving_at_once_lose_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "store") as store:
        put(store, MAIN, {"a.md": b"1"})
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", _SAVE_MANY, str(tmp_path / "store"), name], env=ENVIRONMENT
        )
        for name in ("one", "two", "three", "four")
    ]
    assert [window.wait(240) for window in windows] == [0, 0, 0, 0]
    with opened(tmp_path / "store") as store:
        tip = store.refs()[MAIN]
        assert len(store.tree(tip).entries) == 61
        assert len(store.history(tip)) == 61


_SAVE_FOR_EVER = """
import itertools, sys
from pathlib import Path
from support.toolkits import MAIN, opened, put

with opened(Path(sys.argv[1])) as store:
    for number in itertools.count():
        put(store, MAIN, {"count.md": str(number).encode()})
        print(number, flush=True)
"""


def test_killing_a_window_at_any_moment_keeps_every_save_it_confirmed(tmp_path: Path) -> None:
    with opened(tmp_path / "store") as store:
        put(store, MAIN, {"count.md": b"-1"})
    for saves in (1, 2, 3, 4, 5):
        with subprocess.Popen(
            [sys.executable, "-c", _SAVE_FOR_EVER, str(tmp_path / "store")],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as window:
            assert window.stdout is not None
            confirmed = [int(window.stdout.readline()) for _ in range(saves)][-1]
            os.killpg(window.pid, 9)
        with opened(tmp_path / "store") as store:
            tip = store.refs()[MAIN]
            kept = int(store.read(store.tree(tip).entries["count.md"]))
            assert kept >= confirmed
        for lock in (tmp_path / "store").rglob("*.lock"):
            os.utime(lock, (0, 0))
        with opened(tmp_path / "store") as store:
            put(store, MAIN, {"after.md": str(saves).encode()})
    assert git(tmp_path / "store", "fsck", "--strict", "--no-dangling") == ""


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace to break system calls")
@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("write:error=ENOSPC:when=1", "no room left"),
        ("fsync:error=EIO", "reported an error"),
        ("mkdir:error=EROFS", "cannot be written"),
    ],
)
def test_a_failing_disk_is_one_sentence_and_the_last_save_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, words: str
) -> None:
    folder = tmp_path / "store"
    with opened(folder) as store:
        tip = put(store, MAIN, {"a.md": b"1"})
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    trace = f"strace -f -qq -o /dev/null -e trace={broken.partition(':')[0]} -e inject={broken}"
    program.write_text(
        f'#!/bin/sh\ncase "$*" in *hash-object*) exec {trace} {shutil.which("git")} "$@";; '
        f'*) exec {shutil.which("git")} "$@";; esac\n'
    )
    program.chmod(0o755)
    with opened(folder) as store, monkeypatch.context() as patch:
        patch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
        with pytest.raises(StorageFailed, match=words):
            put(store, MAIN, {"a.md": b"2"})
    with opened(folder) as store:
        assert store.refs() == {MAIN: tip}
        assert store.read(store.tree(tip).entries["a.md"]) == b"1"
        put(store, MAIN, {"a.md": b"2"})
