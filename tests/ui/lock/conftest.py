"""The program over the sample toolkit, with and without a passphrase."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from support.desks import a_desktop, sample_desk
from support.lock_window import WORDS
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.services import locking
from toolkit_editor.store import keys


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing may be quick here."""
    monkeypatch.setattr(keys, "_ROUNDS", 1)


@pytest.fixture(scope="package")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, founded once; every test has a home as it was then."""
    folder = tmp_path_factory.mktemp("founded")
    sample_desk(folder).close()
    (folder / "home").rename(folder / "home-before")
    return folder


@pytest.fixture
def folder(founded: Path) -> Path:
    """The folder with the home and the sample."""
    shutil.rmtree(founded / "home", ignore_errors=True)
    shutil.copytree(founded / "home-before", founded / "home")
    return founded


@pytest.fixture
def sample(folder: Path) -> str:
    """The address of the sample."""
    return str(folder / "sample")


@pytest.fixture
def desktop(qtbot: QtBot, folder: Path) -> Iterator[Desktop]:
    """The program, not shown yet."""
    with a_desktop(folder) as made:
        yield made


@pytest.fixture
def guarded(desktop: Desktop, sample: str) -> Desktop:
    """The program as it opens for somebody with a passphrase."""
    locking.choose_passphrase(desktop.session.places, WORDS)
    desktop.show(sample)
    return desktop
