"""The program makes a mistake while I type: my words are kept before anything else happens."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.circle_desks import StandingClock
from support.stumbler import WORDS
from support.walks import adopted
from toolkit_editor.base.ids import SectionId
from toolkit_editor.services import founding, reading, recovering
from toolkit_editor.settings.places import Places

SUPPORT = Path(__file__).resolve().parents[1]
PATIENCE = 30.0


@contextmanager
def stumbling(folder: Path, where: str) -> Iterator[Places]:
    """The program with the page for our own mistakes on the screen."""
    places, desk = adopted(folder)
    desk.close()
    command = [
        sys.executable,
        "-m",
        "support.stumbler",
        str(places.home),
        str(folder / "ws"),
        where,
    ]
    path = os.pathsep.join([str(SUPPORT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "shown\n"
            yield places
        finally:
            running.kill()


def kept(places: Places, folder: Path) -> str:
    desk = founding.open_workspace(places, str(folder / "ws"), StandingClock())
    text = reading.open_section(desk, SectionId("hope"), "en").body.decode()
    desk.close()
    return text


def wait_for(condition: object) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_what_i_typed_last_is_kept_before_i_answer(tmp_path: Path) -> None:
    with stumbling(tmp_path, "slot") as places:
        wait_for(lambda: WORDS in kept(places, tmp_path))


def test_where_even_keeping_fails_my_words_are_put_aside(tmp_path: Path) -> None:
    with stumbling(tmp_path, "leaving") as places:
        [file] = list(places.recovery.iterdir())
        assert WORDS.encode() not in file.read_bytes()
        desk = founding.open_workspace(places, str(tmp_path / "ws"), StandingClock())
        assert WORDS in recovering.read_aside(desk, file)
        desk.close()


@pytest.mark.parametrize("where", ["slot"])
def test_the_next_start_knows_that_the_program_was_ended(where: str, tmp_path: Path) -> None:
    with stumbling(tmp_path, where) as places:
        assert len(list(places.running.glob("2*"))) == 1
    assert len(list(places.running.glob("2*"))) == 1
