"""The disk is full while I write: I am told once, my words stay, and are kept when they can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from support.asked import RecordingPrompter
from support.desks import a_session, small_desk
from support.disks import small_disk
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.section_page import SectionPage

PATH = "en/index.md"


class Full:
    """A disk that can be filled and emptied again, with a desk on it."""

    def __init__(self, disk: Path, desk: Desk) -> None:
        self.desk = desk
        self._ballast = disk / "ballast"

    def fill(self) -> None:
        with (
            self._ballast.open("wb", buffering=0) as stream,
            pytest.raises(OSError, match="No space"),
        ):
            while True:
                stream.write(b"x" * 4096)

    def empty(self) -> None:
        self._ballast.unlink()

    def kept(self) -> bytes:
        self.desk.refresh()
        draft = own_draft_of(self.desk, PATH)
        oid = draft.files.get(PATH) if draft else None
        return self.desk.store.read(oid) if oid else b""


@pytest.fixture
def disk(qapp: object, tmp_path: Path) -> Iterator[Full]:
    with small_disk(tmp_path / "small", "6m") as folder:
        desk = small_desk(folder)
        yield Full(folder, desk)
        desk.close()


@pytest.fixture
def asked(disk: Full, tmp_path: Path) -> Iterator[tuple[Session, RecordingPrompter]]:
    with a_session(tmp_path / "small", disk.desk) as found:
        yield found


@pytest.fixture
def session(asked: tuple[Session, RecordingPrompter]) -> Session:
    return asked[0]


def open_page(session: Session, disk: Full, qtbot: QtBot) -> SectionPage:
    page = SectionPage(session)
    qtbot.addWidget(page)
    page.show()
    section = disk.desk.section_at(PATH)
    assert section is not None
    page.show_at(Go("section", section.id, "en"))
    page._safe._again.setInterval(100)
    page.editor.go_to(0)
    return page


def type_words(page: SectionPage, words: str) -> None:
    for letter in words:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(page.editor, event)


def press(page: SectionPage, words: str) -> None:
    [button] = [b for b in page.banner.findChildren(QPushButton) if b.accessibleName() == words]
    assert button.isVisible()
    button.click()


def test_a_full_disk_is_said_once_and_my_words_are_kept_when_there_is_room(
    session: Session,
    asked: tuple[Session, RecordingPrompter],
    disk: Full,
    qtbot: QtBot,
) -> None:
    page = open_page(session, disk, qtbot)
    disk.fill()
    said: list[str] = []
    page.banner.say, say = (
        lambda text, *a, **k: (said.append(text), say(text, *a, **k)),
        page.banner.say,
    )  # type: ignore[method-assign]
    type_words(page, "Quiet words. ")
    qtbot.waitUntil(lambda: "no room" in page.banner.text, timeout=5000)
    assert "still on the screen" in page.banner.text
    assert page.editor.toPlainText().startswith("Quiet words. ")
    type_words(page, "More. ")
    page.leave()
    assert len(said) == 1
    assert asked[1].told == []
    assert disk.kept() == b""
    disk.empty()
    qtbot.waitUntil(lambda: b"Quiet words. More. " in disk.kept(), timeout=5000)
    assert page.banner.text == "Your words are kept again."


def test_meanwhile_i_can_copy_my_words_or_save_them_elsewhere(
    asked: tuple[Session, RecordingPrompter], disk: Full, tmp_path: Path, qtbot: QtBot
) -> None:
    session, prompter = asked
    page = open_page(session, disk, qtbot)
    disk.fill()
    type_words(page, "Quiet words. ")
    page.leave()
    press(page, "Copy my words")
    assert "Quiet words. " in QGuiApplication.clipboard().text()
    prompter.answers.append(tmp_path / "elsewhere.md")
    press(page, "Save my words elsewhere…")
    assert b"Quiet words. " in (tmp_path / "elsewhere.md").read_bytes()
    assert "elsewhere.md" in page.banner.text
    disk.empty()
    qtbot.waitUntil(lambda: not page._safe.is_refused, timeout=5000)


def test_going_away_and_coming_back_shows_the_words_that_wait(
    session: Session, disk: Full, qtbot: QtBot
) -> None:
    page = open_page(session, disk, qtbot)
    disk.fill()
    type_words(page, "Quiet words. ")
    page.leave()
    page.show_at(page.where)
    assert page.editor.toPlainText().startswith("Quiet words. ")
    disk.empty()
    qtbot.waitUntil(lambda: b"Quiet words. " in disk.kept(), timeout=5000)


def test_i_am_asked_before_closing_over_words_that_are_nowhere_else(
    asked: tuple[Session, RecordingPrompter], disk: Full, qtbot: QtBot
) -> None:
    session, prompter = asked
    page = open_page(session, disk, qtbot)
    disk.fill()
    type_words(page, "Quiet words. ")
    page.leave()
    prompter.answers.extend([False])
    event = QCloseEvent()
    QCoreApplication.sendEvent(page.window(), event)
    assert "could not be kept yet" in prompter.asked[-1]
    assert page.isVisible()
    disk.empty()
    qtbot.waitUntil(lambda: not page._safe.is_refused, timeout=5000)
    page.close()
    assert len(prompter.asked) == 1
