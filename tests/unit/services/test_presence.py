"""A sudden end is noticed at the next start, once, and windows that are open are no sudden end."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from toolkit_editor.services.presence import Presence

WHEN = datetime(2026, 11, 22, 18, 7, 3, tzinfo=UTC)
KILLED = """
import sys, os, signal
from datetime import datetime
from pathlib import Path
from toolkit_editor.services.presence import Presence
assert Presence.begin(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
os.kill(os.getpid(), signal.SIGKILL)
"""


def begin(folder: Path, at: datetime = WHEN) -> Presence:
    there = Presence.begin(folder, at)
    assert there is not None
    return there


def kill_one(folder: Path, at: datetime = WHEN) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder), at.isoformat()], check=False)


def test_the_first_start_and_a_start_after_a_good_end_hear_nothing(tmp_path: Path) -> None:
    first = begin(tmp_path / "home" / "running")
    assert first.since is None
    first.end()
    again = begin(tmp_path / "home" / "running")
    assert again.since is None
    again.end()
    assert [file.name for file in (tmp_path / "home" / "running").iterdir()] == [".gate"]


def test_after_a_sudden_end_one_start_hears_of_it_and_only_one(tmp_path: Path) -> None:
    kill_one(tmp_path)
    first = begin(tmp_path, WHEN + timedelta(hours=1))
    second = begin(tmp_path, WHEN + timedelta(hours=1))
    assert (first.since, second.since) == (WHEN, None)
    first.end()
    second.end()
    assert begin(tmp_path).since is None


def test_another_window_that_is_open_is_no_sudden_end(tmp_path: Path) -> None:
    open_ = begin(tmp_path)
    kill_one(tmp_path, WHEN + timedelta(minutes=1))
    other = begin(tmp_path)
    assert other.since == WHEN + timedelta(minutes=1)
    other.end()
    third = begin(tmp_path)
    assert third.since is None
    third.end()
    open_.end()


def test_of_several_sudden_ends_the_first_counts(tmp_path: Path) -> None:
    kill_one(tmp_path, WHEN + timedelta(minutes=5))
    (tmp_path / "20261122T180703Z-12345678").touch()
    assert begin(tmp_path).since == WHEN


def test_where_no_mark_can_be_written_the_program_starts_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "running").write_bytes(b"")
    assert Presence.begin(tmp_path / "running", WHEN) is None


@pytest.mark.parametrize("name", ["something else", "99999999T999999Z-ab"])
def test_a_strange_mark_does_not_stop_the_start(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"?")
    assert begin(tmp_path).since is not None
