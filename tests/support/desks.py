"""Desks with real git, and the window over them, for tests of pages.

`sample_desk` is the sample toolkit, founded anew in a folder of the test: its founder has every
role. `a_desktop` is the whole program, with inline jobs and a prompter that answers from a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from support.asked import RecordingPrompter
from toolkit_editor.app.desktop import Desktop, RunnerFactory
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.founding import found, found_sample
from toolkit_editor.settings.choices import Choices, save_choices
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.jobs import SerialRunner
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.shell.window import PageFactory

WHEN = datetime(2026, 11, 22, 18, tzinfo=UTC)


class StillClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = WHEN) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def sample_desk(folder: Path) -> Desk:
    """The sample toolkit in `folder`."""
    return found_sample(Places(folder / "home"), folder / "sample", StillClock())


def small_desk(folder: Path, name: str = "Small") -> Desk:
    """A toolkit with one welcome page in English and French in `folder`."""
    return found(Places(folder / "home"), folder / "small", name, ("en", "fr"), StillClock())


@contextmanager
def a_session(
    folder: Path, desk: Desk | None = None, *answers: object
) -> Iterator[tuple[Session, RecordingPrompter]]:
    """A session with inline jobs, at `desk` where one is given; for tests of one page."""
    assert QApplication.instance() is not None
    prompter = RecordingPrompter(answers)
    runner = SerialRunner(prompter.tell, _fail)
    session = Session(runner, prompter, Places(folder / "home"), StillClock(), Choices())
    if desk is not None:
        session.open(desk)
    try:
        yield session, prompter
    finally:
        session.leave()
        runner.close()


@contextmanager
def a_desktop(
    folder: Path,
    *answers: object,
    choices: Choices | None = None,
    pages: Mapping[str, PageFactory] | None = None,
    runner: RunnerFactory = SerialRunner,
) -> Iterator[Desktop]:
    """The program with its home in `folder`, not shown yet; in English unless chosen otherwise."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = (
        QLocale(),
        application.font(),
        application.palette(),
        application.styleSheet(),
        application.property("toolkit-scale"),
        application.property("toolkit-colours"),
    )
    places = Places(folder / "home")
    save_choices(
        places.settings_file, choices or Choices(interface_language="en", lock_offered=True)
    )
    desktop = Desktop(
        application,
        places,
        StillClock(),
        runner=runner,
        prompter=RecordingPrompter(answers),
        pages=pages,
        automatic=False,
    )
    try:
        yield desktop
    finally:
        desktop.close()
        desktop.window.deleteLater()
        desktop.deleteLater()
        desktop.theme.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QLocale.setDefault(before[0])
        application.setStyleSheet(before[3])
        application.setFont(before[1])
        application.setPalette(before[2])
        application.setProperty("toolkit-scale", before[4])
        application.setProperty("toolkit-colours", before[5])


def _fail(error: BaseException) -> None:
    raise error
