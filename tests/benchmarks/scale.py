"""What a large workspace costs, with raw git on the same repositories in the same run.

Run it by hand: `python tests/benchmarks/scale.py --size 1000 --size 10000`. Each size has that many
sections and commits, a tenth of it open drafts and five times as many events. Decides nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.large_workspace import Large, Size, keep_moments, make
from toolkit_editor.base.clock import SystemClock
from toolkit_editor.base.ids import DraftId
from toolkit_editor.services import founding, reading, reviewing, sharing, syncing, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.store.model import Oid

RUNS = 7
PATIENCE = 300


class Table:
    """Prints one line for each thing: ours, raw git, their ratio."""

    def __init__(self, size: Size) -> None:
        print(
            f"\n{size.sections} sections, {size.commits} commits, {size.drafts} open drafts, "
            f"{size.events} events\n{'':44}{'ours':>10}{'raw git':>10}{'ratio':>8}"
        )

    def line(self, what: str, ours: float, raw: float | None = None, unit: str = "ms") -> None:
        times = 1000 if unit == "ms" else 1
        beside = "" if raw is None else f"{raw * times:10.0f}{ours / raw:8.2f}"
        print(f"{what:44}{ours * times:10.0f}{beside} {unit}", flush=True)


def seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def git(folder: Path, *arguments: str) -> str:
    command = ["git", f"--git-dir={folder}", *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@contextmanager
def opened(large: Large) -> Iterator[Desk]:
    desk = founding.open_workspace(large.places, str(large.folder), SystemClock())
    try:
        yield desk
    finally:
        desk.close()


def check(large: Large, desk: Desk) -> None:
    """That what was made is what is read."""
    state = desk.state()
    assert state.group.founding == large.founding
    assert not state.unconfirmed, state.unconfirmed[:3]
    assert len(desk.sections()) == large.size.sections
    assert len(reviewing.queue(desk)) == large.size.drafts
    assert state.latest == large.size.events


def window(large: Large) -> dict[str, float]:
    """Start the program as a person does, and see when Home shows what it has."""
    environment = {**os.environ, "TOOLKIT_EDITOR_HOME": str(large.home)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.monotonic()
    child = Path(__file__).with_name("home_shown.py")
    command = [sys.executable, str(child), str(large.folder), str(began)]
    ran = subprocess.run(
        command, env=environment, capture_output=True, check=True, timeout=PATIENCE, text=True
    )
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def openings(large: Large, table: Table, raw_copy: Path) -> None:
    raw = seconds(lambda: git(raw_copy, "fetch", "--quiet"))
    first = window(large)
    table.line("first opening: all is fetched, then folded", first["home"], raw)
    table.line("  memory", first["memory"], unit="MB")
    copy = large.places.workspace(str(large.folder))
    keep_moments(large, copy)
    window(large)
    runs = [window(large) for _ in range(RUNS)]
    found = {name: statistics.median(run[name] for run in runs) for name in runs[0]}

    def look() -> None:
        git(copy, "for-each-ref")
        git(copy, "ls-tree", "-r", "main")
        git(copy, "ls-tree", "-r", "review")

    table.line("open to Home / list refs and files", found["home"], seconds(look))
    table.line("  of it until the window was there", found["window"])
    table.line("  processor time of it, all threads", found["processor"])
    table.line("  memory", found["memory"], unit="MB")


def pages(desk: Desk, table: Table) -> None:
    def anew(do: Callable[[], object]) -> float:
        def fresh() -> None:
            desk.refresh()
            do()

        return statistics.median(seconds(fresh) for _ in range(RUNS))

    table.line("Home again", anew(lambda: reading.home(desk, "en")))
    table.line("the queue of reviews", anew(lambda: reviewing.queue(desk)))
    table.line("the outline", anew(lambda: reading.read_outline(desk, "en")))


def syncs(large: Large, desk: Desk, table: Table, raw_copy: Path) -> None:
    syncing.sync(desk)
    git(raw_copy, "fetch", "--quiet")
    ours, raw = [], []
    for _ in range(RUNS):
        ours.append(seconds(lambda: syncing.sync(desk)))
        raw.append(seconds(lambda: git(raw_copy, "fetch", "--quiet")))
    table.line("sync, nothing new / fetch", statistics.median(ours), statistics.median(raw))


def shares(large: Large, desk: Desk, table: Table, folder: Path) -> None:
    """Share one draft and send it; then raw git pushes the same to a copy made before."""
    ours, raw, kept = [], [], []
    touched = {path for draft in desk.state().drafts.values() for path in draft.files}
    untouched = [section for section in desk.sections() if section.path not in touched]
    for number in range(RUNS):
        before = folder / f"before-{number}"
        shutil.copytree(large.folder, before)
        section = untouched[number]
        words = desk.store.read(Oid(section.blob)) + f"A new paragraph {number}.\n".encode()
        kept.append(seconds(partial(writing.keep, desk, section.path, words)))
        draft = writing.keep(desk, section.path, words + b"And one more.\n")
        assert draft is not None
        ours.append(seconds(partial(_share, desk, draft.draft)))
        refs = [f"refs/heads/draft/{draft.draft}", "refs/heads/review"]
        push = ("push", "--quiet", f"file://{before}", *refs)
        raw.append(seconds(partial(git, desk.store.folder, *push)))
        for ref in refs:
            assert git(before, "rev-parse", ref) == git(large.folder, "rev-parse", ref)
        shutil.rmtree(before)
    table.line("keep a moment of writing", statistics.median(kept))
    table.line("share one draft and send / push", statistics.median(ours), statistics.median(raw))


def _share(desk: Desk, draft: DraftId) -> None:
    desk.refresh()
    sharing.share(desk, draft)
    syncing.sync(desk)


def measure(number: int, keep: Path | None) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = (keep or Path(temporary)) / str(number)
        folder.mkdir(parents=True)
        large = make(folder, Size.of(number))
        raw_copy = folder / "raw"
        subprocess.run(["git", "init", "--quiet", "--bare", str(raw_copy)], check=True)
        git(raw_copy, "remote", "add", "origin", f"file://{large.folder}")
        table = Table(large.size)
        openings(large, table, raw_copy)
        with opened(large) as desk:
            check(large, desk)
            pages(desk, table)
            syncs(large, desk, table, raw_copy)
            shares(large, desk, table, folder)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, action="append", help="sections; may be repeated")
    asked.add_argument("--keep", type=Path, help="make the workspaces here and leave them")
    told = asked.parse_args()
    for number in told.size or [1_000]:
        measure(number, told.keep)


if __name__ == "__main__":
    main()
