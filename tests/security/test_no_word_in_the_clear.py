"""A story is told and a draft written in private: whoever searches the disk finds no word of them.

Every byte of the home and of the folder for temporary things is read, and what git packed is
unpacked. The words of a draft are in the person's own copy of the workspace, and nowhere else.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.circle_desks import StandingClock
from support.teller import DRAFT, PASSPHRASE, STORY, TITLE
from support.walks import adopted
from toolkit_editor.base.ids import SectionId
from toolkit_editor.services import locking
from toolkit_editor.services.founding import open_workspace
from toolkit_editor.services.reading import open_section
from toolkit_editor.settings.places import Places

SUPPORT = Path(__file__).resolve().parents[1]
LONGEST = 120


def forms(words: str) -> list[bytes]:
    """The words as they could be written."""
    return [words.encode(), words.encode("utf-16-le"), words.replace(" ", "").encode()]


def contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file, as it lies there and unpacked, and every object in every copy that git keeps."""
    for file in sorted(folder.rglob("*")):
        yield file, os.fsencode(file.name)
        if file.is_symlink() or not file.is_file():
            continue
        data = file.read_bytes()
        yield file, data
        for unpack in (zlib.decompress, gzip.decompress):
            try:
                yield file, unpack(data)
            except (zlib.error, OSError, EOFError):
                continue
        if file.name == "HEAD" and (file.parent / "objects").is_dir():
            yield file.parent / "objects", every_object(file.parent)


def every_object(repository: Path) -> bytes:
    """What git keeps, loose or packed, reached by something or not."""
    ran = subprocess.run(
        ["git", "-C", repository, "cat-file", "--batch-all-objects", "--batch"],
        capture_output=True,
        check=True,
    )
    return ran.stdout


def places_of(folder: Path, words: str) -> set[Path]:
    """Where the words can be read."""
    wanted = forms(words)
    return {file for file, data in contents(folder) if any(form in data for form in wanted)}


@pytest.fixture(scope="module", params=["closed", "killed", "locked"])
def used(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A computer on which all that happened, and nothing else."""
    folder = tmp_path_factory.mktemp("used")
    places, desk = adopted(folder)
    desk.close()
    if request.param == "locked":
        locking.choose_passphrase(places, PASSPHRASE)
    temporary = folder / "tmp"
    temporary.mkdir()
    path = os.pathsep.join([str(SUPPORT), os.environ.get("PYTHONPATH", "")])
    environment = {
        **os.environ,
        "PYTHONPATH": path,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder / "person"),
        "TMPDIR": str(temporary),
        "TMP": str(temporary),
        "TEMP": str(temporary),
        **{f"XDG_{name}_HOME": str(folder / "person" / name) for name in ("CONFIG", "DATA")},
        **{f"XDG_{name}_HOME": str(folder / "person" / name) for name in ("CACHE", "STATE")},
    }
    command = [sys.executable, "-m", "support.teller", str(places.home), str(folder / "ws")]
    with (folder / "said").open("wb") as said:
        ran = subprocess.run(
            [*command, request.param],
            check=False,
            env=environment,
            stdout=said,
            stderr=said,
            timeout=LONGEST,
        )
    expected = -9 if request.param == "killed" else 0
    assert ran.returncode == expected, (folder / "said").read_text()
    return folder


def test_no_word_of_my_story_is_anywhere_in_the_clear(used: Path) -> None:
    assert places_of(used, STORY) == set()
    assert places_of(used, TITLE) == set()


def test_my_private_draft_is_in_my_own_copy_and_nowhere_else(used: Path) -> None:
    found = places_of(used, DRAFT)
    own = [file for file in found if "workspaces" in file.relative_to(used).parts]
    assert found == set(own)
    assert all("objects" in file.parts for file in found)


def test_with_a_passphrase_it_is_not_even_there(used: Path) -> None:
    guarded = (used / "home" / "lock.json").exists()
    assert bool(places_of(used, DRAFT)) is not guarded
    if guarded:
        opened = locking.open_lock(Places(used / "home"), PASSPHRASE)
        desk = open_workspace(opened, str(used / "ws"), StandingClock())
        section = open_section(desk, SectionId("hope"), "en")
        assert DRAFT.encode() in section.body
        desk.close()


def test_what_was_put_aside_when_we_stumbled_is_there_and_sealed(used: Path) -> None:
    aside = [file for file in (used / "home" / "recovery").iterdir() if file.suffix == ".age"]
    assert aside
