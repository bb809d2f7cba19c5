"""The computer stops in the middle of a word: everything but the last second is there again.

Twelve kills at random moments, the same every time; `--kills 200` makes as many as you like.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from support.circle_desks import StandingClock
from support.toolkits import git
from support.typist import KEY, MARK
from support.walks import HOPE, adopted
from toolkit_editor.base.ids import SectionId
from toolkit_editor.services import founding, reading, writing
from toolkit_editor.services.place import Place
from toolkit_editor.settings.places import Places
from toolkit_editor.store import locks

SUPPORT = Path(__file__).resolve().parents[1]
LAST_SECOND = 1.0
LONGEST = 3.0
"""Seconds of typing after which the end comes at the latest."""
HOWS = ("with all it started", "alone, while git goes on", "inside git")


@dataclass
class Ending:
    """What was typed, a time and a number for each key, and when the end came."""

    keys: list[tuple[float, int]]
    killed: float

    @property
    def stall(self) -> float:
        """How long a computer busy with something else let the program wait, which is not its own.

        Measured by how late the keys themselves came.
        """
        late = [b - a - KEY / 1000 for (a, _), (b, _) in pairwise(self.keys)]
        return max(0.0, *late)

    def lost(self, kept: int) -> float:
        """Seconds between the first key that is not there any more and the end."""
        return max((self.killed - at for at, number in self.keys if number > kept), default=0.0)


def typed_until(folder: Path, how: str, seconds: float) -> Ending:
    """Type for `seconds` from the first key on, then kill the program."""
    command = [sys.executable, "-m", "support.typist", str(folder / "home"), str(folder / "ws")]
    path = os.pathsep.join([str(SUPPORT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
    seen: list[tuple[float, int]] = []
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            at, number = line.split()
            seen.append((float(at), int(number)))
            if float(at) - seen[0][0] >= seconds:
                break
        if how == HOWS[2]:
            wait_for_git(running.pid)
        killed = time.monotonic()
        if how == HOWS[1]:
            os.kill(running.pid, signal.SIGKILL)
        else:
            os.killpg(running.pid, signal.SIGKILL)
        seen += [(float(at), int(n)) for at, n in map(str.split, running.stdout) if n]
    assert running.returncode == -signal.SIGKILL
    with contextlib.suppress(ProcessLookupError):
        if how != HOWS[1]:
            os.killpg(running.pid, signal.SIGKILL)
    return Ending(seen, killed)


def wait_for_git(parent: int) -> None:
    """Until the program has just started git to write something."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        for child in children(parent):
            with contextlib.suppress(OSError):
                words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
                if words[0].endswith(b"git") and b"cat-file" not in words:
                    return


def children(parent: int) -> list[str]:
    found: list[str] = []
    for thread in Path(f"/proc/{parent}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += thread.read_text().split()
    return found


def look_again(places: Places, folder: Path, ending: Ending, former: str) -> tuple[float, str]:
    """Open the section; seconds of typing that are missing, and the text with a line more.

    `former` is the text before any of it was typed.
    """
    desk = founding.open_workspace(places, str(folder / "ws"), StandingClock())
    page = reading.open_section(desk, SectionId("hope"), "en")
    text = (page.head + page.body).decode()
    assert text.startswith(former.rstrip("\n"))
    typed = text[len(former.rstrip("\n")) :].strip("\n")
    assert typed == "" or typed.startswith(MARK), typed[:50]
    letters = typed.removeprefix(MARK)
    assert letters == "".join("abcdefghij"[n % 10] for n in range(1, len(letters) + 1))
    assert len(letters) <= len(ending.keys)
    assert page.place is (Place.HERE if text != HOPE.decode() else Place.GROUP)

    # Nothing is broken, and nothing that was left behind stops the next words.
    git(desk.store.folder, "fsck", "--strict", "--no-dangling")
    again = f"{text}\nAnd on.\n"
    assert writing.keep(desk, "en/hope.md", again.encode()) is not None
    desk.refresh()
    assert reading.open_section(desk, SectionId("hope"), "en").body.endswith(b"And on.\n")
    assert not list(desk.store.folder.rglob("*.lock"))
    desk.close()
    return ending.lost(len(letters)), again


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
def test_all_but_the_last_second_of_typing_survives_a_sudden_end(
    how: str, tmp_path: Path, kills: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == HOWS[2] and not Path("/proc/self/task").is_dir():
        pytest.skip("this system does not say which programs another one started")
    places, desk = adopted(tmp_path)
    desk.close()
    chance = random.Random(how)
    losses: list[float] = []
    text = HOPE.decode()
    for number in range(max(1, kills // len(HOWS))):
        ending = typed_until(tmp_path, how, chance.uniform(0.8, LONGEST))
        # The next start is a process that began after the end; this one began long before.
        monkeypatch.setattr(locks, "_STARTED", time.time())
        lost, text = look_again(places, tmp_path, ending, text)
        losses.append(lost)
        assert lost <= LAST_SECOND + ending.stall, f"kill {number}: {lost:.2f} s are missing"
    listed = sorted(losses)
    print(
        f"{how}: {len(losses)} kills, median {listed[len(listed) // 2]:.2f} s, "
        f"most {listed[-1]:.2f} s of typing missing"
    )
