"""The computer stops in the middle of a word: everything but the last second is there again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from support.circle_desks import StandingClock
from support.typist import KEY, MARK
from support.walks import HOPE, adopted
from toolkit_editor.base.ids import SectionId
from toolkit_editor.services import founding, reading
from toolkit_editor.services.place import Place

SUPPORT = Path(__file__).resolve().parents[1]
LAST_SECOND = 1.0


def typed_until(folder: Path, keys: int) -> tuple[list[tuple[float, int]], float]:
    """Type at least `keys` keys, then kill the program; the keys with their times, and when."""
    command = [sys.executable, "-m", "support.typist", str(folder / "home"), str(folder / "ws")]
    environment = {**os.environ, "PYTHONPATH": str(SUPPORT), "QT_QPA_PLATFORM": "offscreen"}
    seen: list[tuple[float, int]] = []
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            at, number = line.split()
            seen.append((float(at), int(number)))
            if len(seen) == keys:
                break
        killed = time.monotonic()
        os.killpg(running.pid, signal.SIGKILL)
        seen += [(float(at), int(n)) for at, n in map(str.split, running.stdout) if n]
    assert running.returncode == -signal.SIGKILL
    return seen, killed


@pytest.mark.parametrize("keys", [90, 150])
def test_all_but_the_last_second_of_typing_survives_a_sudden_end(keys: int, tmp_path: Path) -> None:
    places, desk = adopted(tmp_path)
    desk.close()
    seen, killed = typed_until(tmp_path, keys)
    # A computer busy with something else lets the program wait as well: that is not its second.
    stall = max(b - a for (a, _), (b, _) in pairwise(seen)) - KEY / 1000
    due = max(number for at, number in seen if at < killed - LAST_SECOND - max(stall, 0.0))

    again = founding.open_workspace(places, str(tmp_path / "ws"), StandingClock())
    page = reading.open_section(again, SectionId("hope"), "en")
    again.close()
    found = re.search(rf"{MARK}([a-j]*)", page.body.decode())
    assert found, page.body
    letters = found[1]
    assert letters == "".join("abcdefghij"[n % 10] for n in range(1, len(letters) + 1))
    assert due <= len(letters) <= len(seen)
    assert page.place is Place.HERE
    before = HOPE.decode().rstrip("\n")
    assert (page.head + page.body).decode().startswith(before)
