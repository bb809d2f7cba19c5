"""What a year of moments leaves is packed beside the person's work, and nothing is lost by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from support.desks import a_desktop
from support.toolkits import MAIN, all_objects, git, opened, put
from support.walks import PAGES, adopted, edit
from toolkit_editor.base.errors import Stale
from toolkit_editor.services import sharing, syncing
from toolkit_editor.services.tidying import tidy
from toolkit_editor.store import packing
from toolkit_editor.store.erasure import erase
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.model import RefChange
from toolkit_editor.store.packing import (
    MANY_REFS,
    loose_contents,
    loose_refs,
    pack,
    pack_refs,
)
from toolkit_editor.store.plumbing import Stopped

DRAFT = "refs/local/draft"
STORY = "refs/local/story/00000000000000ff"
PAGE = "Hope grows when it is shared, and nobody can carry it alone.\n" * 60


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GitStore]:
    with opened(tmp_path / "store") as opened_store:
        yield opened_store


def write_moments(store: GitStore, count: int) -> None:
    """So many moments of one page, each with a line more."""
    for number in range(count):
        put(store, DRAFT, {"en/hope.md": f"{PAGE}{number}\n".encode()})


def loose(folder: Path) -> int:
    """How many contents lie loose, counted one by one."""
    return sum(1 for _ in (folder / "objects").glob("[0-9a-f][0-9a-f]/*"))


def on_disk(folder: Path) -> int:
    """Kilobytes as the disk counts them."""
    return int(subprocess.check_output(["du", "-sk", folder / "objects"]).split()[0])


def test_moments_take_a_tenth_of_the_room_and_are_all_there(store: GitStore) -> None:
    write_moments(store, 120)
    there, before = all_objects(store.folder), on_disk(store.folder)
    newest = store.refs()[DRAFT]
    assert pack(store.folder, many=0)
    assert loose(store.folder) == 0
    assert on_disk(store.folder) < before / 10
    assert all_objects(store.folder) == there
    assert len(store.history(newest)) == 120
    assert len(store.versions(newest, "en/hope.md")) == 120
    git(store.folder, "fsck", "--full", "--strict")


def test_the_rough_count_is_not_far_off(store: GitStore) -> None:
    for number in range(3_000):
        name = store.blob_id(str(number).encode())
        folder = store.folder / "objects" / name[:2]
        folder.mkdir(exist_ok=True)
        (folder / name[2:]).touch()
    assert 2_000 < loose_contents(store.folder) < 4_000


def test_a_few_moments_are_left_alone(store: GitStore) -> None:
    write_moments(store, 3)
    assert not pack(store.folder)
    assert not list((store.folder / "objects" / "pack").iterdir())


def test_saving_goes_on_meanwhile(store: GitStore) -> None:
    write_moments(store, 60)
    failed: list[BaseException] = []
    end = threading.Event()

    def pack_again_and_again() -> None:
        try:
            while not end.is_set():
                pack(store.folder, many=0)
        except BaseException as error:
            failed.append(error)

    packer = threading.Thread(target=pack_again_and_again)
    packer.start()
    write_moments(store, 60)
    end.set()
    packer.join()
    assert not failed
    assert len(store.history(store.refs()[DRAFT])) == 120
    git(store.folder, "fsck", "--full", "--strict")


@pytest.mark.skipif(sys.platform == "win32", reason="the program in between is a shell script")
def test_a_folder_that_packing_took_away_between_two_steps_is_made_again(
    store: GitStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git says then, seen under load; here a program in between says it twice."""
    git_itself = shutil.which("git")
    between = tmp_path / "bin" / "git"
    between.parent.mkdir()
    between.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *hash-object*) if mkdir {tmp_path}/once 2>/dev/null || '
        f"mkdir {tmp_path}/twice 2>/dev/null; then\n"
        'echo "error: unable to create temporary file: No such file or directory" >&2; exit 128\n'
        f'fi;; esac\nexec {git_itself} "$@"\n'
    )
    between.chmod(0o755)
    monkeypatch.setenv("PATH", f"{between.parent}:{os.environ['PATH']}")
    with opened(store.folder) as other:
        assert other.read(other.write(b"Hope")) == b"Hope"
    assert (tmp_path / "twice").exists()


def test_erasing_waits_for_it(store: GitStore) -> None:
    put(store, MAIN, {"en/hope.md": b"Hope"})
    keep = all_objects(store.folder)
    put(store, STORY, {"story.age": b"secret"})
    with opened(store.folder) as other, other.locks.gathering(), pytest.raises(Stale):
        erase(store, [STORY], patience=0)
    erase(store, [STORY])
    assert all_objects(store.folder) == keep


def test_while_something_is_erased_it_is_left_for_another_day(
    store: GitStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_moments(store, 40)
    monkeypatch.setattr(packing, "MANY", 0)
    with store.locks.cleaning():
        tidy(store.folder)
    assert loose(store.folder) > 0
    tidy(store.folder)
    assert loose(store.folder) == 0


def test_what_a_killed_packing_left_is_erased_too(store: GitStore) -> None:
    put(store, MAIN, {"en/hope.md": b"Hope"})
    put(store, STORY, {"story.age": b"secret"})
    assert pack(store.folder, many=0)
    inside = store.folder / "objects" / "pack"
    for path in list(inside.iterdir()):
        (inside / f".tmp-4711-{path.name}").write_bytes(path.read_bytes())
    erase(store, [STORY])
    assert not list(inside.glob(".tmp-*"))


def test_stopped_it_changes_nothing(store: GitStore) -> None:
    write_moments(store, 60)
    there = all_objects(store.folder)
    try:
        pack(store.folder, many=0, stopped=lambda: True)
    except Stopped:
        assert loose(store.folder) > 0
    assert all_objects(store.folder) == there
    git(store.folder, "fsck", "--full", "--strict")


def test_many_refs_are_written_into_one_file_and_nothing_moves(store: GitStore) -> None:
    put(store, MAIN, {"en/hope.md": b"Hope"})
    put(store, STORY, {"story.age": b"secret"})
    for number in range(30):
        put(store, f"refs/heads/draft/{number:016x}", {"en/hope.md": b"%d" % number})
    before = store.refs()
    assert not pack_refs(store.folder, many=33)
    assert pack_refs(store.folder, many=32)
    assert loose_refs(store.folder) == 0
    assert store.refs() == before
    assert not pack_refs(store.folder, many=1)
    put(store, MAIN, {"en/hope.md": b"More hope"})
    erase(store, [STORY])
    packed = (store.folder / "packed-refs").read_text()
    assert STORY not in packed
    assert before[STORY] not in packed
    with opened(store.folder) as other:
        now = other.refs()
        assert now.keys() == before.keys() - {STORY}
        assert {ref for ref, oid in now.items() if oid != before[ref]} == {MAIN}


def test_while_somebody_moves_refs_they_are_left_for_another_day(store: GitStore) -> None:
    tip = put(store, "refs/local/x", {"en/hope.md": b"Hope"})
    names = [f"refs/heads/draft/{number:016x}" for number in range(MANY_REFS - 1)]
    store.move([RefChange(name, tip, None) for name in names])
    with store.locks.moving():
        tidy(store.folder)
        assert loose_refs(store.folder) == MANY_REFS
    tidy(store.folder)
    assert loose_refs(store.folder) == 0


def test_opening_a_workspace_packs_it(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, desk = adopted(tmp_path, PAGES)
    write_moments(desk.store, 30)
    folder = desk.store.folder
    desk.close()
    monkeypatch.setattr(packing, "MANY", 0)
    with a_desktop(tmp_path) as desktop:
        desktop.show(str(tmp_path / "ws"))
        qtbot.waitUntil(lambda: loose(folder) == 0, timeout=20_000)


def test_neither_a_copy_nor_a_workspace_in_a_folder_grows_slow_with_its_drafts(
    tmp_path: Path,
) -> None:
    _, desk = adopted(tmp_path, PAGES)
    tip = desk.main()
    with GitStore.open(tmp_path / "ws", shared=True) as store:
        names = [f"refs/heads/draft/{number:016x}" for number in range(MANY_REFS)]
        store.move([RefChange(name, tip, None) for name in names])
    assert loose_refs(tmp_path / "ws") >= MANY_REFS
    sharing.share(desk, edit(desk, "en/hope.md", b"often", b"sometimes"))
    syncing.sync(desk)
    assert loose_refs(tmp_path / "ws") == 0
    assert loose_refs(desk.store.folder) < MANY_REFS
    assert len(git(tmp_path / "ws", "for-each-ref", "refs/heads/draft").splitlines()) > MANY_REFS
    desk.close()
