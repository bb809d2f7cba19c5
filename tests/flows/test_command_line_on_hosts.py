"""Commands for a workspace on a host: at a terminal they ask, elsewhere they say what is wanted."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.commands import run
from support.hosts.kinds import Hosted, hosted, token_of
from support.toolkits import git
from support.walks import written


def at_terminal(
    *arguments: str, home: Path, environment: Mapping[str, str], typed: list[str]
) -> str:
    """Run a command at a terminal, typing a line whenever it asks; gives all that was seen."""
    ours, theirs = pty.openpty()
    own = {**os.environ, **environment, "TOOLKIT_EDITOR_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit_editor.app", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=own,
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            more = os.read(ours, 4096)
        except OSError:  # how a terminal ends
            break
        if not more:
            break
        seen += more
        if typed and seen.endswith(b": "):
            os.write(ours, typed.pop(0).encode() + b"\n")
    os.close(ours)
    assert process.wait(60) == 0, seen.decode()
    return seen.decode()


@pytest.mark.parametrize("kind", ["ssh", "https"])
def test_a_toolkit_is_adopted_at_a_host_after_what_it_asks(tmp_path: Path, kind: str) -> None:
    answers = {"ssh": ["yes"], "https": ["ana", token_of("ana")]}
    source = written(tmp_path / "source")
    with hosted(kind, tmp_path, ["ana"]) as host:
        seen = at_terminal(
            *("adopt", str(source), host.address),
            home=tmp_path / "home",
            environment=host.environment("ana"),
            typed=answers[kind],
        )
        assert token_of("ana") not in seen
        assert "main" in git(host.bare, "for-each-ref")
        nobody_looks(host, tmp_path)


def nobody_looks(host: Hosted, tmp_path: Path) -> None:
    """Where no terminal is, one sentence says what a host wants; where it is known, all is well."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in host.environment("ana").items():
            patch.setenv(name, value)
        refused = run("check", host.address, home=tmp_path / "other")
        assert (refused.code, refused.out) == (2, "")
        assert refused.sentence
        assert run("check", host.address, home=tmp_path / "home").err == ""
