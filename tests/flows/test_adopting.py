"""Adopting what others wrote: every byte stays, history stays, what cannot be shown is listed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.circle_desks import StandingClock
from support.toolkits import git
from support.walks import HOPE, PAGES, approve_and_bring_in, edit, written
from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.services import founding, gate, reading
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.folder import list_folder
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def adopt(source: Path, folder: Path) -> Desk:
    return founding.adopt(Places(folder / "home"), source, folder / "ws", None, StandingClock())


@pytest.fixture(params=["18f-ux-guide", "canada-open-source"])
def real(request: pytest.FixtureRequest) -> Path:
    folder = DATA / request.param
    if not folder.is_dir():
        pytest.skip(f"the real toolkit {request.param} is not on this computer")
    return folder


def blob_ids(folder: Path, paths: list[str]) -> dict[str, str]:
    """What plain git says the ids of these files are, without any filter."""
    ran = subprocess.run(
        ["git", "hash-object", "--no-filters", "--stdin-paths"],
        input="\n".join(str(folder / path) for path in paths),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(paths, ran.stdout.split(), strict=True))


def tree(workspace: Path) -> dict[str, str]:
    """Every path of `main` with its blob id, as plain git lists them."""
    listed = git(workspace, "ls-tree", "-r", "-z", "main").split("\0")
    rows = [row.split("\t", 1) for row in listed if row]
    return {path: facts.split()[2] for facts, path in rows}


def test_every_file_of_a_real_toolkit_is_there_byte_for_byte(real: Path, tmp_path: Path) -> None:
    adopt(real, tmp_path).close()
    files = tree(tmp_path / "ws")
    described = files.pop("toolkit.yml")
    assert described
    own = [str(f.relative_to(real)) for f in real.rglob("*") if f.is_file() and not f.is_symlink()]
    assert files == blob_ids(real, sorted(own))
    assert list_folder(real).left_out == ()


def test_the_outline_of_a_real_toolkit_has_titles_people_can_read(
    real: Path, tmp_path: Path
) -> None:
    desk = adopt(real, tmp_path)
    for language in desk.toolkit().languages:
        rows = [row for part in reading.read_outline(desk, language) for row in part.rows]
        assert rows
        for row in rows:
            assert row.section.title.strip()
            assert not row.section.title.endswith(".md")
            assert not set(row.section.title) & set("#*`{}")
    desk.close()


def test_a_bilingual_toolkit_gets_its_pages_paired_without_a_file_being_touched(
    tmp_path: Path,
) -> None:
    source = DATA / "canada-open-source"
    if not source.is_dir():
        pytest.skip("the real toolkit canada-open-source is not on this computer")
    desk = adopt(source, tmp_path)
    assert desk.toolkit().languages == ("en", "fr")
    both = {s.id for s in desk.sections() if s.language == "en"} & {
        s.id for s in desk.sections() if s.language == "fr"
    }
    assert len(both) >= 5
    desk.close()


def test_changing_one_sentence_of_a_real_page_changes_one_line_of_it(tmp_path: Path) -> None:
    source = DATA / "18f-ux-guide"
    path = "_pages/resources/interview-guide.md"
    if not (source / path).is_file():
        pytest.skip("the real toolkit 18f-ux-guide is not on this computer")
    desk = adopt(source, tmp_path)
    founded = git(tmp_path / "ws", "rev-parse", "main")
    approve_and_bring_in(desk, edit(desk, path, b"interview", b"conversation"))
    sync(desk)
    desk.close()
    assert git(tmp_path / "ws", "diff", "--numstat", founded, "main").split() == ["1", "1", path]


def test_adopting_a_repository_keeps_its_history_and_what_only_git_can_hold(
    tmp_path: Path,
) -> None:
    source = written(tmp_path / "source")
    (source / "link.md").symlink_to("/etc/passwd")
    git(source, "init", "-q", "-b", "trunk")
    git(source, "add", "-A")
    git(source, "commit", "-qm", "First words")
    (source / "en" / "hope.md").write_bytes(HOPE + b"\nMore.\n")
    git(source, "commit", "-qam", "More words")
    (source / "not-committed.md").write_bytes(b"# Later\n")
    desk = adopt(source, tmp_path)
    told = git(tmp_path / "ws", "log", "--format=%s", "main").splitlines()
    assert told == ["Founded", "More words", "First words"]
    head = git(source, "rev-parse", "HEAD")
    assert git(tmp_path / "ws", "rev-parse", "main^") == head
    changed = git(tmp_path / "ws", "diff", "--name-status", head, "main").split()
    assert changed == ["A", "toolkit.yml"]
    assert [entry.path for entry in desk.tree().refused] == ["link.md"]
    assert "link.md" not in {s.path for s in desk.sections()}
    assert gate.blocking(gate.check(desk)) == []
    desk.close()


def test_a_bare_repository_can_be_adopted_too(tmp_path: Path) -> None:
    source = written(tmp_path / "source")
    git(source, "init", "-q")
    git(source, "add", "-A")
    git(source, "commit", "-qm", "First words")
    git(tmp_path, "clone", "-q", "--bare", str(source), "bare.git")
    desk = adopt(tmp_path / "bare.git", tmp_path)
    assert desk.toolkit().languages == ("en", "fr")
    assert {s.path for s in desk.sections()} == set(PAGES)
    desk.close()


def test_a_folder_that_already_has_a_toolkit_keeps_its_own_description(tmp_path: Path) -> None:
    own = b"format: 1\nname: Ours   # said twice\nlanguages: [fr, en]\n"
    source = written(tmp_path / "source", {**PAGES, "toolkit.yml": own})
    desk = adopt(source, tmp_path)
    assert desk.files(desk.main(), ["toolkit.yml"])["toolkit.yml"] == own
    assert desk.toolkit().languages == ("fr", "en")
    desk.close()


@pytest.mark.parametrize("repository", [False, True])
def test_a_folder_without_markdown_is_said_so(repository: bool, tmp_path: Path) -> None:
    source = written(tmp_path / "source", {"notes.txt": b"no\n", "sub/x.docx": b"PK"})
    if repository:
        git(source, "init", "-q")
        git(source, "add", "-A")
        git(source, "commit", "-qm", "x")
    with pytest.raises(NotFound, match="no Markdown"):
        adopt(source, tmp_path)
    assert not (tmp_path / "ws").exists()


def test_a_repository_without_a_commit_is_said_so(tmp_path: Path) -> None:
    source = written(tmp_path / "source")
    git(source, "init", "-q")
    with pytest.raises(Refused, match="without any content yet"):
        adopt(source, tmp_path)
    assert not (tmp_path / "ws").exists()


@pytest.fixture
def awkward(tmp_path: Path) -> Iterator[Path]:
    names = {
        "with blanks in it.md": b"# Blanks\n",
        "été à Québec.md": "# Été\n".encode(),
        "-rf.md": b"# Dash\n",
        "..hidden/..x.md": b"# Dots\n",
        "Case.md": b"# Upper\n",
        "case.md": b"# Lower\n",
        "Sub/one.md": b"# One\n",
        "sub/two.md": b"# Two\n",
        "con.md": b"# Device\n",
        "a:b.md": b"# Colon\n",
    }
    source = written(tmp_path / "source", names)
    (source / "out.md").symlink_to("/etc/passwd")
    (source / "away").symlink_to("/etc", target_is_directory=True)
    yield source


def test_awkward_names_are_taken_where_they_can_be_and_listed_where_not(
    awkward: Path, tmp_path: Path
) -> None:
    desk = adopt(awkward, tmp_path)
    taken = {"with blanks in it.md", "été à Québec.md", "-rf.md", "..hidden/..x.md"}
    assert taken <= set(desk.tree().entries)
    left = {one.path for one in list_folder(awkward).left_out}
    assert {"con.md", "a:b.md", "out.md", "away", "case.md", "sub/two.md"} == left
    for path in sorted(taken - {"..hidden/..x.md"}):
        section = desk.section_at(path)
        assert section is not None
        open_ = reading.open_section(desk, section.id, section.language)
        assert open_.head + open_.body == (awkward / path).read_bytes()
    approve_and_bring_in(desk, edit(desk, "-rf.md", b"Dash", b"A dash"))
    assert desk.files(desk.main(), ["-rf.md"])["-rf.md"] == b"# A dash\n"
    desk.close()
