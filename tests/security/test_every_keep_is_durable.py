"""A power cut may come at any time: what a moment names is on the disk before the moment is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.walks import adopted

SUPPORT = Path(__file__).resolve().parents[1]
CALLS = "fsync,fdatasync,rename,renameat,renameat2,link,linkat"
_CALL = re.compile(r"(\w+)\((.*)\) += 0\b")
_NAME = re.compile(r'"([^"]*)"')
_OPEN = re.compile(r"<([^>]*)>")
WANTED = 3


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[str]]]:
    """What the whole program asked of the disk while somebody typed; the call and its files."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: Debian and Ubuntu call its package strace")
    folder = tmp_path_factory.mktemp("durable")
    _, desk = adopted(folder)
    desk.close()
    trace = folder / "trace"
    command = ["strace", "-f", "--seccomp-bpf", "-y", "-s", "1000", "-e", f"trace={CALLS}"]
    command += ["-e", "signal=none", "-o", str(trace), sys.executable, "-m", "support.typist"]
    command += [str(folder / "home"), str(folder / "ws")]
    path = os.pathsep.join([str(SUPPORT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        for _ in running.stdout:
            if trace.read_text().count("refs/local/draft/") >= 6 * WANTED:
                break
        os.killpg(running.pid, 9)
        said = running.stderr.read()
    if "ptrace" in said.lower() and not trace.read_text():
        pytest.skip(f"this computer lets nobody watch a program: {said.strip()}")
    return list(_read(trace.read_text()))


def _read(trace: str) -> Iterator[tuple[str, list[str]]]:
    """The calls that succeeded, when they had; strace cuts one in two where others come between."""
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        process, _, rest = line.partition(" ")
        rest = rest.strip()
        if rest.endswith("<unfinished ...>"):
            begun[process] = rest.removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>", rest)
        whole = begun.pop(process, "") + rest[resumed.end() :] if resumed else rest
        match = _CALL.match(whole)
        if match:
            pattern = _OPEN if match[1] in ("fsync", "fdatasync") else _NAME
            yield match[1], pattern.findall(match[2])


def moments(calls: list[tuple[str, list[str]]]) -> list[int]:
    """Where in the calls a moment's name was moved into its place."""
    return [
        index
        for index, (call, files) in enumerate(calls)
        if call.startswith("rename") and files[-1].rpartition("/")[0].endswith("refs/local/draft")
    ]


def test_every_content_is_on_the_disk_before_it_has_its_name(
    calls: list[tuple[str, list[str]]],
) -> None:
    assert len(moments(calls)) >= WANTED
    synced: set[str] = set()
    named = 0
    for call, files in calls:
        if call in ("fsync", "fdatasync"):
            synced.add(files[0])
        elif re.search(r"/objects/[0-9a-f]{2}/[0-9a-f]{38}$", files[-1]):
            assert files[0] in synced, files
            named += 1
    assert named >= 3 * WANTED


def test_a_moment_is_on_the_disk_before_it_has_its_name_and_the_name_too_right_after(
    calls: list[tuple[str, list[str]]],
) -> None:
    for index in moments(calls)[:WANTED]:
        before, _ = calls[index][1]
        assert before.endswith(".lock")
        last = max(n for n in range(index) if calls[n] == ("fsync", [before]))
        between = calls[last + 1 : index]
        assert not [files for _, files in between if "/objects/" in files[-1]]
    complete = moments(calls)[:-1]
    for index, following in zip(complete, moments(calls)[1:], strict=True):
        folder = calls[index][1][1].rpartition("/")[0]
        assert ("fsync", [folder]) in calls[index:following]
