"""Starting the program."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from toolkit_editor.app.__main__ import _is_for_the_window
from toolkit_editor.app.desktop import has_screen

IMPORTED = """
import sys
import toolkit_editor.app.desktop
heavy = {"git", "markdown_it", "pyrage", "rapidfuzz", "jinja2", "PIL"}
print(sorted(heavy & set(sys.modules)))
"""


def test_without_a_screen_one_sentence_says_so() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "toolkit_editor.app"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("There is no screen")
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_window_does_not_wait_for_git_or_markdown() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_screen_is_looked_for_where_there_may_be_none(
    environment: dict[str, str], platform: str, there: bool
) -> None:
    assert has_screen(environment, platform) is there


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["./check"], True),
        (["https://example.invalid/group.git"], True),
        (["some-folder"], True),
        (["check"], False),
        (["check", "folder"], False),
        (["--help"], False),
    ],
)
def test_a_bare_word_is_a_verb_first_and_else_a_workspace(
    arguments: list[str], window: bool
) -> None:
    assert _is_for_the_window(arguments) is window
