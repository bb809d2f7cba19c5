"""The system's git: found, new enough, and started with nothing that steers it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit_editor.base.errors import Refused
from toolkit_editor.store.git_program import OLDEST, clean_environment, find_git


def _fake(folder: Path, answer: str) -> None:
    program = folder / "git"
    program.write_text(f"#!/bin/sh\necho '{answer}'\n")
    program.chmod(0o755)


def test_the_systems_git_is_found() -> None:
    assert find_git().version >= OLDEST


def test_a_missing_git_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match=r"Install git 2\.39 or newer"):
        find_git()


@pytest.mark.parametrize(
    ("answer", "shown"), [("git version 2.34.1", "2.34.1"), ("hello", "version 0")]
)
def test_an_old_git_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, shown: str
) -> None:
    _fake(tmp_path, answer)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match=shown):
        find_git()


def test_vendors_versions_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake(tmp_path, "git version 2.47.1.windows.2 (Apple Git-155)")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_git().version == (2, 47, 1)


def test_nothing_in_the_environment_steers_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "GIT_DIR",
        "GIT_SSL_NO_VERIFY",
        "GIT_CONFIG_PARAMETERS",
        "GIT_EXEC_PATH",
        "GIT_SSH_COMMAND",
        "GIT_TRACE",
        "git_dir",
    ):
        monkeypatch.setenv(name, "x")
    local = clean_environment()
    assert not {"GIT_DIR", "GIT_SSL_NO_VERIFY", "GIT_EXEC_PATH", "GIT_SSH_COMMAND"} & set(local)
    assert local["GIT_CONFIG_GLOBAL"] == os.devnull
    far = clean_environment({"GIT_INDEX_FILE": "i"}, network=True)
    assert far["GIT_SSH_COMMAND"].startswith("ssh -o BatchMode=yes")
    assert far["GIT_INDEX_FILE"] == "i"
    assert far["PATH"] == os.environ["PATH"]
