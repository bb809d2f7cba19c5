"""Earlier moments of a section, as a contributor meets them: read, compare, put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from support.desks import StillClock, a_session, sample_desk
from toolkit_editor.services import moments, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.moments_page import MomentsPage

SECTION = "d0b65efa4a2d548c"
PATH = "en/part-1/safe-space.md"


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Desk:
    return sample_desk(tmp_path)


@pytest.fixture
def session(desk: Desk, tmp_path: Path) -> Iterator[Session]:
    with a_session(tmp_path, desk) as (session, _):
        yield session


def original(desk: Desk) -> bytes:
    return desk.store.read(desk.tree().entries[PATH])


def keep(desk: Desk, data: bytes, seconds: int = 40) -> None:
    assert isinstance(desk.clock, StillClock)
    desk.clock.at += timedelta(seconds=seconds)
    desk.refresh()
    writing.keep(desk, PATH, data)


def mine(desk: Desk) -> bytes:
    desk.refresh()
    draft = own_draft_of(desk, PATH)
    assert draft is not None
    oid = draft.files.get(PATH) or desk.tree().entries[PATH]
    return desk.store.read(oid)


def open_page(session: Session, qtbot: QtBot) -> MomentsPage:
    page = MomentsPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.show_at(Go("moments", SECTION, "en"))
    return page


def rows(page: MomentsPage) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(page.list.item(n).data(role)) for n in range(page.list.count())]


def press(page: MomentsPage, words: str) -> None:
    QApplication.processEvents()  # what was just put into a layout is shown by then
    buttons = [b for b in page.findChildren(QPushButton) if b.accessibleName() == words]
    shown = [button for button in buttons if button.isVisibleTo(page)]
    assert shown, words
    shown[0].click()


def test_a_section_without_moments_of_mine_shows_what_the_group_had(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(session, qtbot)
    assert page.none.isVisible()
    keep(desk, original(desk) + b"\nMine.\n")
    page.reload()
    assert rows(page) == ["As the group had it, 22 November 2026, about 18:00"]
    assert "Mine." in page.view.text()


def test_i_see_a_few_moments_of_each_sitting_and_all_when_i_ask(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    text = original(desk)
    for number in range(30):
        keep(desk, text + b"\nLine %d.\n" % number)
    page = open_page(session, qtbot)
    few = page.list.count()
    assert few < 8
    page.every.click()
    assert page.list.count() == 30
    assert rows(page)[0] == "22 November 2026, 18:19"
    page.every.click()
    assert page.list.count() == few


def test_hundreds_of_moments_come_a_part_at_a_time(
    session: Session, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit_editor.ui.sections.moments_page._AT_ONCE", 10)
    text = original(desk)
    for number in range(25):
        keep(desk, text + b"\nLine %d.\n" % number)
    page = open_page(session, qtbot)
    page.every.click()
    assert page.list.count() == 10
    press(page, "Show earlier ones")
    press(page, "Show earlier ones")
    assert page.list.count() == 25
    assert not page.more.isVisible()


def test_with_the_keyboard_alone_i_choose_a_moment_and_hear_what_changed(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    text = original(desk)
    keep(desk, text + b"\nA first line.\n", 0)
    keep(desk, text + b"\nA first line.\n\nA second line.\n", 3600)
    keep(desk, text + b"\nA second line.\n", 3600)
    page = open_page(session, qtbot)
    assert page.first_focus() is page.list
    assert "A first line." in page.view.text()
    assert "A second line." not in page.view.text()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    press(page, "Show it as a list of sentences")
    assert page.view.text() == "In “A second line.”: taken out “first”, added “second”"
    QTest.keyClick(page.view.against, Qt.Key.Key_Down)
    assert "New passage: “A first line.”" in page.view.text()


def test_i_put_one_passage_back_and_keep_the_rest(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    text = original(desk)
    changed = text.replace(b"\nPeople", b"\nAll people", 1) + b"\nMine.\n"
    keep(desk, changed)
    page = open_page(session, qtbot)
    press(page, "Put this passage back")
    assert mine(desk) == text + b"\nMine.\n"
    assert "kept here too" in page.banner.text
    assert page.list.count() == 2
    press(page, "Take this passage out again")
    assert mine(desk).split() == text.split()


def test_putting_everything_back_leads_to_the_section_and_loses_nothing(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    gone: list[Go] = []
    session.went.connect(gone.append)
    text = original(desk)
    keep(desk, text + b"\nMine.\n")
    page = open_page(session, qtbot)
    press(page, "Put everything back")
    assert mine(desk) == text
    assert gone[-1] == Go("section", SECTION, "en")
    desk.refresh()
    past = moments.read_history(desk, page._history.now.section, "en").past  # type: ignore[union-attr]
    assert text + b"\nMine.\n" in moments.read_past(desk, *past)


def test_who_may_only_read_is_offered_nothing_to_put_back(
    session: Session, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(desk, original(desk) + b"\nMine.\n")
    monkeypatch.setattr(session, "about", None)
    page = open_page(session, qtbot)
    assert page.list.count() == 1
    assert not page.view.all_back.isVisible()
    names = [b.accessibleName() for b in page.view.findChildren(QPushButton)]
    assert "Put this passage back" not in names
