"""What ordinary life hands the program: each time one clear sentence, no traceback, nothing lost.

Through the real command line in a process of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.commands import Ended, run
from support.disks import read_only, small_disk
from support.toolkits import git
from support.walks import PAGES, written


def adopt(source: Path, folder: Path, **options: str) -> Ended:
    return run("adopt", source, folder / "ws", home=folder / "home", **options)


def pushed(folder: Path, path: str, data: bytes) -> None:
    """Another program changes a file of the toolkit."""
    clone = folder / "clone"
    git(folder, "clone", "-q", str(folder / "ws"), str(clone))
    (clone / path).write_bytes(data)
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "x")
    git(clone, "push", "-q", "origin", "HEAD:main")


def refused(ended: Ended, words: str) -> None:
    assert ended.code == 2, (ended.out, ended.err)
    assert words in ended.sentence
    assert ended.sentence.endswith(".")


@pytest.fixture
def ws(tmp_path: Path) -> Path:
    made = adopt(written(tmp_path / "source"), tmp_path)
    assert made.code == 0, made.err
    return tmp_path


# no workspace


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    source = written(tmp_path / "source")
    refused(run("check", source, home=tmp_path / "home"), "not a workspace")
    assert {path: (source / path).read_bytes() for path in PAGES} == PAGES


def test_an_ordinary_repository_is_no_workspace(tmp_path: Path) -> None:
    source = written(tmp_path / "source")
    git(source, "init", "-q", "-b", "main")
    git(source, "add", "-A")
    git(source, "commit", "-qm", "x")
    before = git(source, "for-each-ref")
    refused(run("check", source, home=tmp_path / "home"), "not a workspace")
    assert git(source, "for-each-ref") == before


@pytest.mark.parametrize("verb", [("check",), ("build", "--out", "out"), ("publish",)])
def test_a_folder_that_is_not_there(verb: tuple[str, ...], tmp_path: Path) -> None:
    name, *rest = verb
    refused(run(name, tmp_path / "no", *rest, home=tmp_path / "home"), "There is no folder")


@pytest.mark.parametrize(
    "address", ["ext::sh -c touch% pwned", "--upload-pack=touch", "fd::17", "ftp://x.invalid/y"]
)
def test_an_address_that_could_run_something(address: str, tmp_path: Path) -> None:
    ended = run("check", "--", address, home=tmp_path / "home")
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert not list(tmp_path.rglob("pwned"))


def test_a_workspace_that_disappeared_is_said_and_what_is_here_is_kept(ws: Path) -> None:
    shutil.move(ws / "ws", ws / "elsewhere")
    ended = run("check", ws / "ws", home=ws / "home")
    assert (ended.code, "on this computer" in ended.sentence) == (0, True)


# nothing to adopt


def test_a_repository_without_markdown(tmp_path: Path) -> None:
    source = written(tmp_path / "source", {"main.c": b"int main;\n"})
    git(source, "init", "-q")
    git(source, "add", "-A")
    git(source, "commit", "-qm", "x")
    refused(adopt(source, tmp_path), "no Markdown")
    assert not (tmp_path / "ws").exists()
    assert not (tmp_path / "ws-site").exists()


def test_a_folder_that_is_already_full(tmp_path: Path) -> None:
    source = written(tmp_path / "source")
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "mine.txt").write_text("keep me")
    refused(adopt(source, tmp_path), "not empty")
    assert [path.name for path in (tmp_path / "ws").iterdir()] == ["mine.txt"]


# broken files


@pytest.mark.parametrize(
    "broken",
    [
        b"format: 1\nname: [\n",
        b"format: 99\n",
        b"just words\n",
        b"\xff\xfe\x00",
        b"languages: en\nlanguages: fr\n",
        b"parts: {a: 1}\n",
        b"a: &a [x]\nb: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n",
        b"[" * 5000,
    ],
)
def test_a_broken_description_of_the_toolkit(broken: bytes, tmp_path: Path) -> None:
    source = written(tmp_path / "source", {**PAGES, "toolkit.yml": broken})
    ended = adopt(source, tmp_path)
    assert ended.code == 2, (ended.out, ended.err)
    assert "toolkit" in ended.sentence
    assert not (tmp_path / "ws").exists()
    assert (source / "toolkit.yml").read_bytes() == broken


def test_a_description_broken_by_another_program_stops_with_a_sentence_and_is_kept(
    ws: Path,
) -> None:
    pushed(ws, "toolkit.yml", b"format: 1\nname: [\n")
    for verb in (("check",), ("build", "--out", ws / "out"), ("publish",)):
        refused(run(verb[0], ws / "ws", *verb[1:], home=ws / "home"), "toolkit.yml, is broken")
    assert git(ws / "ws", "show", "main:toolkit.yml") == "format: 1\nname: ["


BROKEN_HEADS = (
    b"---\ntitle: [never closed\n---\n",
    b"---\ntitle: a\ntitle: b\n---\n",
    b"---\n- a list\n---\n",
    b"---\ntitle: \xff\xfe\n---\n",
    b"---\n\ttabs: no\n---\n",
    b"---\n" + b"[" * 5000 + b"\n---\n",
)


def test_pages_with_a_broken_description_are_shown_and_kept(tmp_path: Path) -> None:
    body = b"\n# Words that stay\n\nMore.\n"
    pages = {f"{n}.md": head + body for n, head in enumerate(BROKEN_HEADS)}
    source = written(tmp_path / "source", pages)
    home = tmp_path / "home"
    assert adopt(source, tmp_path).code == 0
    checked = run("check", tmp_path / "ws", home=home)
    built = run("build", tmp_path / "ws", "--out", tmp_path / "out", home=home)
    assert (checked.code, built.code) == (0, 0)
    for name in pages:
        assert f"{name}:1: The description at the top of this page is broken." in checked.out
        page = (tmp_path / "out" / "en" / name).with_suffix(".html").read_text()
        assert "Words that stay" in page
    assert_kept(source, tmp_path / "ws", pages)


ODD_PAGES = {
    "latin.md": "# Été\n\nÀ bientôt.\n".encode("latin-1"),
    "wide.md": "# Title\n\nWords.\n".encode("utf-16"),
    "control.md": b"# Nul \x00 inside\n\x1b[31m\n",
    "ends.md": b"\xef\xbb\xbf# With a mark\r\n\r\nold line ends\rmixed\n",
    "half.md": b"\xed\xa0\x80 half a pair\n",
    "empty.md": b"",
    "blank.md": b"\n\n\n",
}


def test_pages_in_other_encodings_are_kept_as_they_are(tmp_path: Path) -> None:
    source = written(tmp_path / "source", ODD_PAGES)
    home = tmp_path / "home"
    assert adopt(source, tmp_path).code == 0
    assert run("check", tmp_path / "ws", home=home).err == ""
    assert run("build", tmp_path / "ws", "--out", tmp_path / "out", home=home).code == 0
    through = run("roundtrip", *sorted(source.iterdir()), home=home)
    assert (through.code, through.out) == (0, "")
    assert_kept(source, tmp_path / "ws", ODD_PAGES)


def assert_kept(source: Path, workspace: Path, pages: Mapping[str, bytes]) -> None:
    """Every page is in the toolkit with the bytes it had."""
    for name in pages:
        oid = git(workspace, "rev-parse", f"main:{name}")
        assert oid == git(source, "hash-object", "--no-filters", name)


def test_a_file_that_cannot_be_opened_for_the_roundtrip(tmp_path: Path) -> None:
    refused(run("roundtrip", tmp_path / "no.md", home=tmp_path / "home"), "cannot be read")
    refused(run("roundtrip", tmp_path, home=tmp_path / "home"), "cannot be read")


# large things


def test_a_section_of_five_megabytes_is_adopted_and_listed(tmp_path: Path) -> None:
    paragraph = b"Hope often starts small, and *grows* when it is shared with others.\n\n"
    data = b"# Long\n\n" + paragraph * (5_000_000 // len(paragraph))
    source = written(tmp_path / "source", {"long.md": data, "short.md": b"# Short\n"})
    made = adopt(source, tmp_path)
    assert (made.code, "2 pages" in made.out) == (0, True)
    oid = git(tmp_path / "ws", "rev-parse", "main:long.md")
    assert oid == git(tmp_path, "hash-object", "--no-filters", str(source / "long.md"))


def test_a_section_of_half_a_megabyte_is_checked_and_built(tmp_path: Path) -> None:
    data = b"# Long\n\n" + b"Hope often *starts* small, among others.\n\n" * 12_000
    assert adopt(written(tmp_path / "source", {"long.md": data}), tmp_path).code == 0
    home = tmp_path / "home"
    checked = run("check", tmp_path / "ws", home=home)
    assert (checked.code, checked.err) == (0, "")
    assert run("build", tmp_path / "ws", "--out", tmp_path / "out", home=home).code == 0


def test_a_file_larger_than_the_limit_is_left_out_and_named(tmp_path: Path) -> None:
    source = written(tmp_path / "source")
    with (source / "film.mov").open("wb") as film:
        film.truncate(60_000_000)
    made = adopt(source, tmp_path)
    assert made.code == 0
    assert "film.mov" in made.sentence


# names


def test_links_that_lead_out_of_the_repository_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# A secret of this computer\n")
    source = written(tmp_path / "source")
    (source / "en" / "out.md").symlink_to(tmp_path / "secret.md")
    (source / "en" / "away").symlink_to(tmp_path, target_is_directory=True)
    git(source, "init", "-q")
    git(source, "add", "-A")
    git(source, "commit", "-qm", "x")
    home = tmp_path / "home"
    assert adopt(source, tmp_path).code == 0
    checked = run("check", tmp_path / "ws", home=home)
    assert "en/out.md: It is a link to another file, and links are not followed." in checked.out
    assert run("build", tmp_path / "ws", "--out", tmp_path / "out", home=home).code == 0
    built = b"".join(f.read_bytes() for f in (tmp_path / "out").rglob("*") if f.is_file())
    assert b"A secret of this computer" not in built


def test_names_that_lead_out_of_the_toolkit_never_reach_the_disk(ws: Path) -> None:
    """A tree with `..` in it, as only a hostile program writes it."""
    store = ws / "ws"
    blob = git(store, "hash-object", "-w", "--stdin", stdin=b"# Out\n")
    inner = _tree(store, f"100644 blob {blob}\tx.md\n")
    raw = b"40000 ..\0" + bytes.fromhex(inner)
    outer = git(store, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", stdin=raw)
    commit = git(store, "commit-tree", outer, "-p", "main", stdin=b"x\n")
    git(store, "update-ref", "refs/heads/main", commit)
    ended = run("build", store, "--out", ws / "site" / "out", home=ws / "home")
    assert "Traceback" not in ended.err
    assert not list(ws.rglob("x.md"))
    assert not [path for path in (ws / "site").rglob("x.html") if "out" not in path.parts]


def _tree(store: Path, lines: str) -> str:
    return git(store, "mktree", stdin=lines.encode())


# the computer


def test_no_git(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    source = written(tmp_path / "source")
    ended = adopt(source, tmp_path, path=str(tmp_path / "empty"))
    refused(ended, "git")
    assert not (tmp_path / "ws").exists()


def test_an_old_git(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho git version 2.20.1\n")
    program.chmod(0o755)
    ended = adopt(written(tmp_path / "source"), tmp_path, path=f"{program.parent}:/usr/bin")
    refused(ended, "2.20.1")
    assert not (tmp_path / "ws").exists()


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    source = written(tmp_path / "source")
    (tmp_path / "shelf").mkdir()
    with read_only(tmp_path / "shelf") as shelf:
        ended = run("adopt", source, shelf / "ws", home=tmp_path / "home")
        refused(ended, "cannot be written to")
        ended = run("new", tmp_path / "ws", home=shelf / "home")
        refused(ended, "cannot be written to")
    assert not (tmp_path / "ws").exists()


def test_a_workspace_that_can_only_be_read_can_still_be_checked(ws: Path) -> None:
    with read_only(ws / "ws") as shared:
        checked = run("check", shared, home=ws / "home")
        assert (checked.code, "Traceback" in checked.err) == (0, False)
        stranger = run("check", shared, home=ws / "stranger")
        assert (stranger.code, stranger.err) == (0, "")


@pytest.mark.parametrize("size", ["64k", "256k", "320k"])
def test_a_full_disk_leaves_no_half_made_workspace(size: str, tmp_path: Path) -> None:
    picture = os.urandom(300_000)
    source = written(tmp_path / "source", {**PAGES, "media/a.png": picture})
    with small_disk(tmp_path / "disk", size) as disk:
        ended = run("adopt", source, disk / "ws", home=tmp_path / "home")
        refused(ended, "no room left")
        assert list(disk.iterdir()) == []
    again = run("adopt", source, tmp_path / "disk" / "ws", home=tmp_path / "home")
    assert again.code == 0, again.err


def test_a_full_disk_for_ones_own_things_is_said_so(tmp_path: Path) -> None:
    source = written(tmp_path / "source", {**PAGES, "media/a.png": os.urandom(300_000)})
    with small_disk(tmp_path / "disk", "200k") as disk:
        refused(run("adopt", source, tmp_path / "ws", home=disk / "home"), "no room left")
    assert not (tmp_path / "ws").exists()


def test_a_full_disk_while_building_keeps_the_site_that_was_there(ws: Path) -> None:
    with small_disk(ws / "disk", "2m") as disk:
        assert run("build", ws / "ws", "--out", disk / "out", home=ws / "home").code == 0
        before = {p: p.read_bytes() for p in (disk / "out").rglob("*") if p.is_file()}
        (disk / "filler").write_bytes(b"x" * _free(disk))
        ended = run("build", ws / "ws", "--out", disk / "out", home=ws / "home")
        refused(ended, "no room left")
        assert {p: p.read_bytes() for p in (disk / "out").rglob("*") if p.is_file()} == before


def _free(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize - 4096
