"""The verbs of the command line, each as somebody would run it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.commands import run
from support.toolkits import git
from support.walks import HOPE, PAGES, written


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    made = run("new", folder / "toolkit", "--sample", home=folder / "home")
    assert made.code == 0, made.err
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    written(tmp_path / "source")
    made = run("adopt", tmp_path / "source", tmp_path / "ws", home=tmp_path / "home")
    assert made.code == 0, made.err
    return tmp_path


def test_the_sample_has_nothing_that_stops_publishing(sample: Path) -> None:
    checked = run("check", sample / "toolkit", home=sample / "home")
    assert checked.code == 0, checked.out
    assert not [line for line in checked.out.splitlines() if line.startswith("block ")]


def test_without_a_name_the_last_workspace_is_meant(sample: Path) -> None:
    assert run("check", home=sample / "home").code == 0


def test_findings_for_other_programs_say_the_same_as_those_for_people(sample: Path) -> None:
    told = run("check", sample / "toolkit", home=sample / "home").out.splitlines()
    listed = json.loads(run("check", sample / "toolkit", "--json", home=sample / "home").out)
    assert [f"{f['severity']} {f['code']} {f['place']}: {f['sentence']}" for f in listed] == told
    assert set(listed[0]) == {"severity", "code", "place", "path", "line", "story", "sentence"}


def test_the_site_can_be_built_into_a_folder_and_again(sample: Path, tmp_path: Path) -> None:
    for _ in range(2):
        built = run("build", sample / "toolkit", "--out", tmp_path / "out", home=sample / "home")
        assert built.code == 0, built.err
    assert (tmp_path / "out" / "en" / "index.html").is_file()
    assert (tmp_path / "out" / "fr" / "index.html").is_file()


def test_a_folder_with_something_else_in_it_is_not_built_over(small: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("keep me")
    built = run("build", small / "ws", "--out", tmp_path / "full", home=small / "home")
    assert (built.code, "not empty" in built.sentence) == (2, True)
    assert (tmp_path / "full" / "letter.txt").read_text() == "keep me"


def test_publishing_puts_the_site_beside_the_workspace(small: Path) -> None:
    published = run("publish", small / "ws", home=small / "home")
    assert published.code == 0, published.err
    assert "en/hope.html" in git(small / "ws-site", "ls-tree", "-r", "--name-only", "main")


def test_somebody_without_a_key_can_check_and_build_but_not_publish(
    small: Path, tmp_path: Path
) -> None:
    stranger = tmp_path / "stranger"
    assert run("check", small / "ws", home=stranger).code == 0
    assert run("build", small / "ws", "--out", tmp_path / "out", home=stranger).code == 0
    refused = run("publish", small / "ws", home=stranger)
    assert (refused.code, "Join first" in refused.sentence) == (2, True)


def test_what_nobody_approved_makes_check_end_with_one(small: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(small / "ws"), str(clone))
    (clone / "en" / "hope.md").write_bytes(HOPE + b"\nPushed by another program.\n")
    git(clone, "commit", "-qam", "x")
    git(clone, "push", "-q", "origin", "HEAD:main")
    checked = run("check", small / "ws", home=small / "home")
    assert checked.code == 1
    assert checked.out.startswith("block not-approved en/hope.md: ")
    refused = run("publish", small / "ws", home=small / "home")
    assert (refused.code, "en/hope.md" in refused.sentence) == (2, True)


def test_adopting_prints_the_pairs_it_keeps_and_keeps_none_where_none_are_wanted(
    tmp_path: Path,
) -> None:
    source = written(tmp_path / "source")
    kept = run("adopt", source, tmp_path / "a", home=tmp_path / "home")
    assert "en: en/index.md  fr: fr/index.md" in kept.out
    bare = run("adopt", source, tmp_path / "b", "--pairs", "none", home=tmp_path / "home")
    assert "index.md" not in bare.out
    assert "pairs" in git(tmp_path / "a", "show", "main:toolkit.yml")
    assert "pairs" not in git(tmp_path / "b", "show", "main:toolkit.yml")
    assert {p: (source / p).read_bytes() for p in PAGES} == PAGES


def test_an_empty_toolkit_has_the_name_and_languages_it_was_given(tmp_path: Path) -> None:
    made = run(
        *("new", tmp_path / "ours", "--name", "Our toolkit", "--languages", "fr,en"),
        home=tmp_path / "home",
    )
    assert made.code == 0, made.err
    described = git(tmp_path / "ours", "show", "main:toolkit.yml")
    assert "Our toolkit" in described
    assert described.index("fr:") < described.index("en:")


@pytest.mark.parametrize("codes", ["en,../x", "", "english"])
def test_a_language_that_is_none_is_said_so(codes: str, tmp_path: Path) -> None:
    made = run("new", tmp_path / "ours", "--languages", codes, home=tmp_path / "home")
    assert (made.code, "anguage" in made.sentence) == (2, True)
    assert not (tmp_path / "ours").exists()


def test_files_go_through_the_editor_without_losing_a_byte(tmp_path: Path) -> None:
    (tmp_path / "a b.md").write_bytes(HOPE)
    (tmp_path / "é.md").write_bytes(b"\xef\xbb\xbf# BOM\r\n\r\n* \xff\r\n")
    same = run("roundtrip", *sorted(tmp_path.glob("*.md")), home=tmp_path / "home")
    assert (same.code, same.out, same.err) == (0, "", "")


def test_a_command_nobody_knows_gets_one_sentence(tmp_path: Path) -> None:
    wrong = run("check", "--loudly", home=tmp_path / "home")
    assert (wrong.code, "--loudly" in wrong.sentence) == (2, True)


def test_refusals_are_said_in_the_language_of_the_computer(tmp_path: Path) -> None:
    english = run("check", home=tmp_path / "home")
    french = run("check", home=tmp_path / "home", language="fr_CA.UTF-8")
    assert (english.code, english.sentence.startswith("Say which workspace")) == (2, True)
    assert (french.code, french.sentence.startswith("Dites quel espace")) == (2, True)


_STOPPABLE = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("toolkit_editor.app", run_name="__main__")
"""
"""The program; Ctrl+C reaches it also where a shell runs all of this in the background."""


def test_stopping_long_work_harms_nothing_and_it_can_be_done_again(tmp_path: Path) -> None:
    target = tmp_path / "toolkit"
    home = tmp_path / "home"
    slow = tmp_path / "slow" / "git"
    slow.parent.mkdir()
    slow.write_text(f'#!/bin/sh\nsleep 0.2\nexec "{shutil.which("git")}" "$@"\n')
    slow.chmod(0o755)
    path = os.pathsep.join([str(slow.parent), os.environ["PATH"]])
    environment = {**os.environ, "TOOLKIT_EDITOR_HOME": str(home), "PATH": path}
    command = [sys.executable, "-c", _STOPPABLE, "new", str(target), "--sample"]
    running = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    while not (target / "HEAD").exists() and running.poll() is None:
        time.sleep(0.005)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert said.decode().strip() == "Stopped."
    again = run("new", target, "--sample", home=home)
    assert again.code == 0, again.err


def test_a_workspace_can_be_founded_again_where_an_earlier_one_was_deleted(tmp_path: Path) -> None:
    target, home = tmp_path / "toolkit", tmp_path / "home"
    assert run("new", target, home=home).code == 0
    shutil.rmtree(target)
    again = run("new", target, home=home)
    assert again.code == 0, again.err
    kept = [path for path in (home / "workspaces").iterdir() if "-before-1" in path.name]
    assert {path.suffix for path in kept} == {"", ".json"}
    assert run("check", target, home=home).code == 0
