"""A full or closed disk on either side, a wrong clock, a lock somebody's killed git left behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from support.circle_desks import StandingClock, joined
from support.disks import read_only, small_disk
from support.pairs import Pair, refused
from support.walks import PAGES, adopted, edit
from toolkit_editor.base.errors import NotAllowed, Stale, StorageFailed
from toolkit_editor.review.work import Status
from toolkit_editor.services import founding, publishing, reviewing, sharing, syncing
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.store import locks
from toolkit_editor.store.locks import ABANDONED

YEAR = timedelta(days=365)


@contextlib.contextmanager
def pair(folder: Path) -> Iterator[Pair]:
    _, ana = adopted(folder, PAGES)
    _, ben = joined(folder, ana, "ben", "contributor")
    with contextlib.closing(ana), contextlib.closing(ben):
        two = Pair(ana, ben, folder / "ws")
        two.type()
        yield two


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Pair]:
    with pair(tmp_path) as made:
        yield made


def fill(disk: Path, leave: int = 0) -> Path:
    """Take all the room there is but `leave` bytes; gives the file that takes it."""
    file = disk / "filling"
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))
    with file.open("rb+") as stream:
        stream.truncate(max(0, file.stat().st_size - leave))
    return file


@pytest.mark.parametrize("leave", [0, 16_384])
def test_a_full_disk_of_the_host_is_said_and_mended_by_room(tmp_path: Path, leave: int) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk, pair(tmp_path / "disk" / "group") as two:
        moved = Places(tmp_path / "ben")
        shutil.move(disk / "group" / "ben", moved.home)
        two.ben.close()
        two.ben = founding.open_workspace(moved, str(two.host), StandingClock())
        two.share(two.ben, 100_000)
        filling = fill(disk, leave)
        failure = refused(lambda: sync(two.ben))
        assert failure is not None
        assert "no room left" in str(failure), failure.__notes__
        two.nothing_typed_is_lost()
        filling.unlink()
        two.meet()
        two.ben.close()


@pytest.mark.parametrize("leave", [0, 16_384])
def test_a_full_disk_of_ones_own_is_said_and_mended_by_room(tmp_path: Path, leave: int) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk, pair(tmp_path / "group") as two:
        moved = Places(disk / "ben")
        two.ben.close()
        shutil.move(tmp_path / "group" / "ben", moved.home)
        two.ben = founding.open_workspace(moved, str(two.host), StandingClock())
        two.share(two.ana, 100_000)
        sync(two.ana)
        filling = fill(disk, leave)
        failure = refused(lambda: sync(two.ben))
        assert isinstance(failure, StorageFailed), failure
        assert "no room left" in str(failure)
        two.nothing_typed_is_lost()
        filling.unlink()
        two.meet()
        two.ben.close()


def test_a_host_that_cannot_be_written_to_is_still_read(two: Pair) -> None:
    two.share(two.ana)
    sync(two.ana)
    two.share(two.ben)
    with read_only(two.host):
        failure = refused(lambda: sync(two.ben))
        assert isinstance(failure, (NotAllowed, StorageFailed)), failure
        assert set(two.shared) <= two.ben.state().drafts.keys()
    two.meet()


@pytest.mark.parametrize("wrong", [-YEAR, YEAR], ids=["a year late", "a year early"])
def test_a_clock_that_is_wrong_by_a_year_decides_nothing(tmp_path: Path, wrong: timedelta) -> None:
    with pair(tmp_path) as two:
        clock = StandingClock()
        clock.moment += wrong
        two.ben.clock = clock
        draft = edit(two.ben, "en/hope.md", b"small", b"tiny")
        sharing.share(two.ben, draft)
        sync(two.ben)
        sync(two.ana)
        dates = {one.at[:4] for one in two.ana.page().events if one.by == two.ben.me.id}
        assert str(clock.moment.year) in dates
        reviewing.ask_for_changes(two.ana, draft, "Please look again.")
        sync(two.ana)
        sync(two.ben)
        assert two.ben.state().drafts[draft].status is Status.CHANGES_ASKED
        sharing.share(two.ben, edit(two.ben, "en/hope.md", b"tiny", b"wee"))
        sync(two.ben)
        sync(two.ana)
        assert two.ana.state().drafts[draft].status is Status.IN_REVIEW
        reviewing.approve(two.ana, draft)
        publishing.bring_in(two.ana)
        two.meet()
        assert not two.ana.state().unconfirmed
        assert b"wee" in two.ben.files(two.ben.main(), ["en/hope.md"])["en/hope.md"]


LOCKS = ("refs/heads/review.lock", "packed-refs.lock", "HEAD.lock", "config.lock")


@pytest.mark.parametrize("side", ["here", "at the host"])
def test_locks_that_a_killed_git_left_stop_nobody_for_good(two: Pair, side: str) -> None:
    two.share(two.ana)
    sync(two.ana)
    two.share(two.ben)
    folder = two.host if side == "at the host" else two.ben.store.folder
    for lock in LOCKS:
        (folder / lock).touch()
        os.utime(folder / lock, (time.time() - 2 * ABANDONED,) * 2)
    sync(two.ben)
    assert not (folder / LOCKS[0]).exists()
    two.meet()


def test_a_lock_that_another_computer_may_still_hold_is_left_alone(two: Pair) -> None:
    held = two.host / "refs" / "heads" / "review.lock"
    held.touch()
    two.share(two.ben)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syncing, "_LONGEST_WAIT", 0.0)
        patch.setattr(locks, "_STARTED", time.time() + YEAR.total_seconds())
        failure = refused(lambda: sync(two.ben))
    assert isinstance(failure, Stale)
    assert "Your work is safe" in str(failure)
    assert held.exists()
    held.unlink()
    two.meet()
