"""The program, or git, ends suddenly at any call it makes while it syncs: the next sync mends it.

A few calls every time, spread over all of them; `--faults 200` takes two hundred.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.pairs import Pair, clear, whole
from support.sudden_ends import KILLED, Point, points, until, wait_for_end, watched
from support.toolkits import git
from support.walks import adopted
from toolkit_editor.services.syncing import sync
from toolkit_editor.store.locks import ABANDONED

SUPPORT = Path(__file__).resolve().parents[1]


@dataclass
class Syncer:
    """Ben's program, which can be ended, and Ana's, which only sends something new."""

    two: Pair
    process: subprocess.Popen[str]
    log: Path
    pages: int = 0
    child: int = 0

    def begin(self, *, something: bool = True) -> int:
        """Ben shares a page, Ana too; gives the process that is about to sync."""
        page = {}
        if something:
            self.two.share(self.two.ana, 400)
            sync(self.two.ana)
            self.pages += 1
            page = {"path": f"en/ben-{self.pages}.md", "text": f"# Ben {self.pages}\n"}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(page) + "\n")
        self.process.stdin.flush()
        self.child = child = int(self.told())
        until(lambda: " T " in Path(f"/proc/{child}/stat").read_text())
        return child

    def close(self) -> None:
        """End it, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child, signal.SIGKILL)
        self.process.kill()

    def told(self) -> str:
        """The next line it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def sync(self) -> str:
        """Sync without being ended; what it says."""
        child = self.begin(something=False)
        os.kill(child, signal.SIGCONT)
        said = self.told()
        wait_for_end(child)
        return said

    def end_at(self, point: Point, *, all_of_it: bool) -> str:
        """Share and sync, but something ends at `point`; with `all_of_it`, everything with it."""
        child = self.begin()
        with watched(child, self.log, point):
            wait_for_end(child, log=self.log if all_of_it else None)
        assert KILLED in self.log.read_text(), f"nothing was ended at {point}"
        for lock in self.two.host.rglob("*.lock"):  # as if the next sync came later
            os.utime(lock, (time.time() - 2 * ABANDONED,) * 2)
        return self.told()

    def look(self) -> None:
        """Everything that was shared is there, and everything is whole."""
        copy = self.two.ben.store.folder
        for folder in (copy, self.two.host):
            whole(folder)
            assert not list(folder.rglob("*.lock"))
        assert git(copy, "for-each-ref", "refs/heads") == git(
            self.two.host, "for-each-ref", "refs/heads"
        )
        self.two.ben.refresh()
        drafts = [one.files for one in self.two.ben.state().drafts.values()]
        for number in range(1, self.pages + 1):
            assert any(f"en/ben-{number}.md" in files for files in drafts)


@pytest.fixture
def syncer(tmp_path: Path) -> Iterator[Syncer]:
    _, ana = adopted(tmp_path)
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    two = Pair(ana, ben, tmp_path / "ws")
    command = [sys.executable, "-m", "support.syncer", str(tmp_path / "ben"), str(ben.address)]
    path = os.pathsep.join([str(SUPPORT), *filter(None, sys.path)])
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        running = Syncer(two, process, tmp_path / "calls")
        yield running
        running.close()
    ana.close()
    ben.close()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace to end it at a call")
def test_the_next_sync_mends_whatever_a_sudden_end_left(syncer: Syncer, faults: int) -> None:
    child = syncer.begin()
    with watched(child, syncer.log):
        assert syncer.told() == "done"
    every = points(syncer.log)
    assert len(every) > 200
    count = faults or 12
    chance = random.Random(9)
    ended: Counter[str] = Counter()
    for number in range(count):
        at = every[int(len(every) * (number + chance.random()) / count)]
        said = syncer.end_at(at, all_of_it=number % 2 == 0)
        ended[said.split(" ")[0]] += 1
        if said.startswith("refused "):
            clear(said.removeprefix("refused "))
        assert syncer.sync() == "done", (number, at)
        syncer.look()
    print(f"{count} of {len(every)} points: {dict(ended)}")
