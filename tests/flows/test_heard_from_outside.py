"""What a screen reader hears: another program on the same screen, through AT-SPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.walks import PAGES, adopted, edit
from toolkit_editor.base.ids import SectionId
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.services import reading, talking
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.choices import Choices, save_choices

LISTENER = Path(__file__).resolve().parents[1] / "support" / "listener.py"
PYTHON = "/usr/bin/python3"
NEEDED = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "dbus-run-session": "dbus-x11",
    PYTHON: "python3-pyatspi",
}
PAGE = b"""\
---
title: Hope
---

Plain words begin here.

## Big words

> Some quoted words.

- first level
    - second level

- [x] a task

There are **bold words** in this line.

Somebody asked about this.

The last words stay.
"""


def _require_programs() -> None:
    for program, package in NEEDED.items():
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: Debian and Ubuntu call its package {package}")
    asked = [PYTHON, "-c", "import pyatspi"]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("the system's Python has no pyatspi: its package is python3-pyatspi")
    if not any(Path("/usr/share/dbus-1/services").glob("org.a11y.Bus*")):
        pytest.skip("AT-SPI is not installed: Debian and Ubuntu call its package at-spi2-core")


@contextmanager
def a_screen() -> Iterator[str]:
    """A screen of its own; its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as screen:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                number = told.readline().strip()
            assert number, "the screen did not start"
            yield f":{number}"
        finally:
            screen.terminate()


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    _require_programs()
    folder = tmp_path_factory.mktemp("heard")
    places, desk = adopted(folder, {**PAGES, "en/hope.md": PAGE})
    opened = reading.open_section(desk, SectionId("hope"), "en")
    text = plain_of(opened.body).text
    at = text.index("Somebody")
    end = at + len("Somebody asked about this.")
    talking.comment_on(desk, SectionId("hope"), "en", text, at, end, "Who was it?")
    sync(desk)
    edit(desk, "en/hope.md", b"stay.", b"stay here.")
    desk.close()
    save_choices(places.settings_file, Choices(interface_language="en"))
    with a_screen() as display:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "TOOLKIT_EDITOR_HOME": str(places.home),
            "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "0",
        }
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        program = [sys.executable, "-m", "toolkit_editor.app", str(folder / "ws")]
        ran = subprocess.run(
            ["dbus-run-session", "--", PYTHON, str(LISTENER), *program],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def test_the_writing_surface_is_a_text_with_a_name_and_its_words(heard: dict[str, Any]) -> None:
    assert heard["editor"]["role"] == "text"
    assert heard["editor"]["editable"]
    assert heard["editor"]["several_lines"]
    assert "Big words\n" in heard["editor"]["text"]
    assert heard["editor"]["text"].endswith("The last words stay here.")
    assert heard["typed"] == "QPlain"


def test_the_caret_can_be_followed(heard: dict[str, Any]) -> None:
    for place in heard["places"].values():
        assert place["caret"] == place["at"]
        assert place["carets"][-1] == place["at"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Big words", "Heading 1"),
        ("quoted words", "Quote"),
        ("second level", "List, level 2"),
        ("a task", "Task, done"),
    ],
)
def test_entering_a_block_says_what_it_is(place: str, said: str, heard: dict[str, Any]) -> None:
    assert any(said in one for one in heard["places"][place]["said"]), heard["places"][place]


def test_entering_a_passage_that_is_talked_about_says_so(heard: dict[str, Any]) -> None:
    assert heard["places"]["asked"]["said"], heard["places"]["asked"]


def test_the_buttons_have_names_and_say_what_is_so_at_the_caret(heard: dict[str, Any]) -> None:
    names = {tool["name"] for tool in heard["tools"]}
    assert {"Bold", "Italic", "List", "Numbered list", "Quote", "Link"} <= names
    assert all(tool["checkable"] for tool in heard["tools"] if tool["name"] in ("Bold", "List"))
    assert "Bold" in heard["places"]["old words"]["checked"]
    assert "Bold" not in heard["places"]["Big words"]["checked"]
    assert "List" in heard["places"]["second level"]["checked"]


def test_everything_is_reached_with_the_tab_key(heard: dict[str, Any]) -> None:
    names = [name for name, _ in heard["tab"]]
    assert "" not in names, heard["tab"]
    for wanted in ("The words of this section", "Share…", "Moments", "What this paragraph is"):
        assert wanted in names, "\n".join(map(str, heard["tab"]))
    assert len(names) > 10
