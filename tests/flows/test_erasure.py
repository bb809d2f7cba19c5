"""Erasing on this computer: nothing of a story stays, and nothing else goes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.toolkits import MAIN, all_objects, git, opened, put
from toolkit_editor.base.errors import Stale
from toolkit_editor.store.erasure import erase
from toolkit_editor.store.git_store import GitStore

STORY = "refs/local/story/00000000000000ff"
SEEN = "refs/remotes/workspace/story/00000000000000ff"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GitStore]:
    with opened(tmp_path / "store") as opened_store:
        put(opened_store, MAIN, {"en/hope.md": b"Hope", "both.md": b"shared by both"})
        yield opened_store


def test_every_moment_of_a_story_is_gone(store: GitStore) -> None:
    keep = all_objects(store.folder)
    for number in range(3):
        put(store, STORY, {"story.age": f"secret {number}".encode(), "both.md": b"shared by both"})
    put(store, SEEN, {"story.age": b"secret elsewhere"})
    erased = erase(store, [STORY, SEEN, "refs/local/story/0000000000000000"])
    assert set(erased.refs) == {STORY, SEEN}
    assert len(erased.objects) == 4 * 3
    assert all_objects(store.folder) == keep
    assert set(store.refs()) == {MAIN}
    assert store.read(store.tree(store.refs()[MAIN]).entries["both.md"]) == b"shared by both"


def test_packed_and_logged_stories_are_gone_too(store: GitStore) -> None:
    keep = all_objects(store.folder)
    git(store.folder, "config", "core.logAllRefUpdates", "always")
    put(store, STORY, {"story.age": b"secret"})
    tip = store.refs()[STORY]
    git(store.folder, "update-ref", "--create-reflog", STORY, tip)
    git(store.folder, "repack", "-a", "-d")
    git(store.folder, "pack-refs", "--all")
    assert store.read(store.tree(tip).entries["story.age"]) == b"secret"
    erase(store, [STORY])
    assert all_objects(store.folder) == keep
    assert STORY not in git(store.folder, "for-each-ref")
    assert not (store.folder / "logs" / STORY).exists()


def test_a_state_that_was_replaced_is_gone_too(store: GitStore) -> None:
    keep = all_objects(store.folder)
    store.write(b"a moment nothing reaches any more")
    erase(store, [])
    assert all_objects(store.folder) == keep


def test_a_store_may_become_empty(store: GitStore) -> None:
    git(store.folder, "repack", "-a", "-d")
    erase(store, [MAIN])
    assert all_objects(store.folder) == set()
    assert store.refs() == {}


_SAVE_ELSEWHERE = """
import sys
from pathlib import Path
from support.toolkits import opened, put

with opened(Path(sys.argv[1])) as other:
    other.write(b"half a save")
    print("written", flush=True)
    sys.stdin.readline()
    put(other, "refs/local/draft", {"a.md": b"half a save"})
"""


def test_another_window_between_two_steps_of_a_save_loses_nothing(store: GitStore) -> None:
    put(store, STORY, {"story.age": b"secret"})
    with subprocess.Popen(
        [sys.executable, "-c", _SAVE_ELSEWHERE, str(store.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "written\n"
        with pytest.raises(Stale):
            erase(store, [STORY], patience=0)
        other.communicate("go on\n", timeout=60)
    assert other.returncode == 0
    assert erase(store, [STORY]).refs == (STORY,)
    draft = store.refs()["refs/local/draft"]
    assert store.read(store.tree(draft).entries["a.md"]) == b"half a save"
