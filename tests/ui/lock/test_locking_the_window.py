"""The window locks, and opens again with the passphrase: as a person at a shared computer does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from support.desks import StillClock, a_desktop, sample_desk
from support.hands import type_text
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.base.durable import disk_full
from toolkit_editor.services import locking, writing
from toolkit_editor.services.returning import make_sheet
from toolkit_editor.settings.places import Places
from toolkit_editor.settings.profiles import add_profile
from toolkit_editor.store import keys
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.lock.forgotten_page import ForgottenPage
from toolkit_editor.ui.lock.lock_page import LockPage
from toolkit_editor.ui.lock.locked_page import LockedPage
from toolkit_editor.ui.lock.who_page import WhoPage
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.welcome.choices_page import WelcomePage
from toolkit_editor.ui.widgets.card import Card

WORDS = "a lamp in the small harbour"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_ROUNDS", 1)


@pytest.fixture
def sample(tmp_path: Path) -> str:
    sample_desk(tmp_path).close()
    return str(tmp_path / "sample")


@pytest.fixture
def desktop(qtbot: QtBot, tmp_path: Path, sample: str) -> Iterator[Desktop]:
    with a_desktop(tmp_path) as made:
        yield made


@pytest.fixture
def guarded(desktop: Desktop, sample: str) -> Desktop:
    """The program as it opens for somebody with a passphrase."""
    locking.choose_passphrase(desktop.session.places, WORDS)
    desktop.show(sample)
    return desktop


def press(root: QWidget, name: str) -> None:
    found = [
        b for b in root.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()
    ]
    assert found, name
    found[0].click()


def give(desktop: Desktop, passphrase: str) -> None:
    page = desktop.window.page
    assert isinstance(page, LockedPage)
    page.passphrase.line.setText(passphrase)
    page.open.click()


def test_it_opens_on_a_calm_page_and_nothing_else_is_in_reach(guarded: Desktop) -> None:
    window, session = guarded.window, guarded.session
    assert isinstance(window.page, LockedPage)
    assert session.desk is None and session.places.opened is None
    assert not window.top.isVisible() and not window.navigation.isVisible()
    assert not window.menuBar().isVisible()
    for where in ("welcome", "home", "sections", "stories", "settings", "lock", "search", "start"):
        session.go(Go(where))
        assert isinstance(window.page, LockedPage), where
    offered = {action.id for action in window.commands.available()}
    assert offered <= {"support", "keys", "larger", "smaller", "usual-size", "quit", "back"}
    window.back()
    assert isinstance(window.page, LockedPage)


def test_my_passphrase_opens_what_was_open_last(guarded: Desktop) -> None:
    give(guarded, WORDS)
    assert isinstance(guarded.window.page, HomePage)
    assert guarded.session.desk is not None and guarded.session.desk.has_key
    assert guarded.window.navigation.isVisible()


def test_a_wrong_one_is_one_sentence_and_i_can_try_again_at_once(guarded: Desktop) -> None:
    for _ in range(4):
        give(guarded, "not this one")
        page = guarded.window.page
        assert isinstance(page, LockedPage)
        assert page.banner.text == "This passphrase does not open it. Try again whenever you like."
        assert page.open.isEnabled()
    give(guarded, WORDS)
    assert isinstance(guarded.window.page, HomePage)


def test_the_letters_are_hidden_until_i_ask_and_i_can_paste(guarded: Desktop) -> None:
    page = guarded.window.page
    assert isinstance(page, LockedPage)
    line = page.passphrase.line
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert line.accessibleName() == "Passphrase"
    press(page, "Passphrase: show the letters")
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    press(page, "Passphrase: hide the letters")
    data = QMimeData()
    data.setText(WORDS)
    QGuiApplication.clipboard().setMimeData(data)
    line.paste()
    assert page.passphrase.text == WORDS
    guarded.session.go(Go("support"))
    guarded.session.go(Go("home"))
    assert page.passphrase.text == ""


def opened_section(desktop: Desktop) -> SectionPage:
    session = desktop.session
    assert session.desk is not None
    section = session.desk.sections()[0]
    session.go(Go("section", section.id, section.language))
    page = desktop.window.page
    assert isinstance(page, SectionPage)
    return page


def test_lock_now_keeps_what_i_typed_and_leaves_nothing_of_it(
    guarded: Desktop, sample: str
) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)
    path = page.words_now()[0]  # type: ignore[index]
    type_text(page.editor, "Zebrafinch. ")
    guarded.window.commands.do("lock")
    window, session = guarded.window, guarded.session
    assert isinstance(window.page, LockedPage)
    assert session.desk is None and session.places.opened is None and not window.is_covered
    assert window.windowTitle() == "Toolkit Editor"
    assert window.pages() == [window.page]
    give(guarded, WORDS)
    assert session.desk is not None
    [moment, *_] = writing.moments(session.desk, path)
    assert b"Zebrafinch" in writing.read_moment(session.desk, moment)


def test_words_that_could_not_be_kept_are_hidden_and_not_lost(
    guarded: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)

    def refuse(*_: object, **__: object) -> None:
        raise disk_full("the disk")

    with monkeypatch.context() as patched:
        patched.setattr(writing, "keep_files", refuse)
        type_text(page.editor, "Zebrafinch. ")
        guarded.window.commands.do("lock")
        assert guarded.window.is_covered
        assert guarded.session.desk is not None
        assert "Zebrafinch" in page.editor.toPlainText()
        guarded.window.cover.back.click()
        assert guarded.window.banner.text.startswith("Not locked")
    guarded.window.commands.do("keep")
    page._safe._try_all()
    guarded.window.commands.do("lock")
    assert isinstance(guarded.window.page, LockedPage)


def test_a_dialog_does_not_stay_over_the_locked_page(guarded: Desktop) -> None:
    give(guarded, WORDS)
    dialog = QDialog(guarded.window)
    dialog.show()
    guarded.window.commands.do("lock")
    assert not dialog.isVisible()


def test_locking_takes_back_what_i_copied_and_nothing_of_others(guarded: Desktop) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)
    page.editor.selectAll()
    page.editor.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text()
    guarded.window.commands.do("lock")
    assert clipboard.text() == ""
    give(guarded, WORDS)
    clipboard.setText("of another program")
    guarded.window.commands.do("lock")
    assert clipboard.text() == "of another program"


def test_put_away_locks_where_i_chose_so(guarded: Desktop) -> None:
    give(guarded, WORDS)
    guarded.window.commands.do("put-away")
    assert guarded.window.is_covered and guarded.session.desk is not None
    guarded.window.cover.back.click()
    guarded.session.choose(lock_when_put_away=True)
    guarded.window.commands.do("put-away")
    assert isinstance(guarded.window.page, LockedPage)


def test_it_locks_by_itself_after_the_time_i_chose_and_never_otherwise(
    guarded: Desktop, qtbot: QtBot
) -> None:
    give(guarded, WORDS)
    clock = guarded.session.clock
    assert isinstance(clock, StillClock)
    clock.at += timedelta(days=3)
    assert not guarded._idle.look()
    guarded.session.choose(lock_after=10)
    clock.at += timedelta(minutes=9)
    guarded._idle._watch(guarded.window.windowHandle())
    qtbot.keyClick(guarded.window.windowHandle(), Qt.Key.Key_Shift)
    clock.at += timedelta(minutes=9)
    assert not guarded._idle.look()
    clock.at += timedelta(minutes=1)
    qtbot.keyClick(guarded.window.windowHandle(), Qt.Key.Key_Shift)
    assert isinstance(guarded.window.page, LockedPage)


def test_without_a_passphrase_everything_opens_as_ever_and_lock_now_leads_to_choosing_one(
    desktop: Desktop, sample: str
) -> None:
    desktop.show(sample)
    assert isinstance(desktop.window.page, HomePage)
    desktop.window.commands.do("lock")
    page = desktop.window.page
    assert isinstance(page, LockPage)
    page.new.first.line.setText(WORDS)
    page.new.second.line.setText(WORDS + "x")
    press(page, "Use it from now on")
    assert page.banner.text.startswith("The two are not the same")
    assert not desktop.session.places.has_lock
    page.new.second.line.setText(WORDS)
    press(page, "Use it from now on")
    assert page.banner.text == "From now on your passphrase opens the program."
    press(page, "Lock now")
    give(desktop, WORDS)
    assert isinstance(desktop.window.page, HomePage)


def test_i_can_change_it_and_do_without_it_again(guarded: Desktop) -> None:
    give(guarded, WORDS)
    guarded.session.go(Go("lock"))
    page = guarded.window.page
    assert isinstance(page, LockPage)
    for line in (page.new.first.line, page.new.second.line):
        line.setText("seven quiet geese")
    page.now.line.setText("not this one")
    press(page, "Change it")
    assert page.banner.text.startswith("This passphrase does not open it")
    page.now.line.setText(WORDS)
    press(page, "Change it")
    assert page.banner.text.startswith("Your new passphrase")
    page.now.line.setText("seven quiet geese")
    press(page, "Do without a passphrase")
    assert not guarded.session.places.has_lock
    assert guarded.session.desk is not None and guarded.session.desk.has_key


def test_my_recovery_sheet_opens_it_where_i_forgot(guarded: Desktop) -> None:
    give(guarded, WORDS)
    assert guarded.session.desk is not None
    code = make_sheet(guarded.session.desk).code("Before", "Between")
    guarded.window.commands.do("lock")
    press(guarded.window, "I forgot my passphrase")
    page = guarded.window.page
    assert isinstance(page, ForgottenPage)
    page.lines.setPlainText(code)
    for line in (page.new.first.line, page.new.second.line):
        line.setText("seven quiet geese")
    press(page, "Open with the sheet")
    assert isinstance(guarded.window.page, HomePage)
    guarded.window.commands.do("lock")
    give(guarded, "seven quiet geese")
    assert isinstance(guarded.window.page, HomePage)


def test_somebody_else_has_a_home_of_their_own_and_sees_nothing_of_mine(
    guarded: Desktop, tmp_path: Path
) -> None:
    give(guarded, WORDS)
    guarded.session.choose(own_words=("zebrafinch",), text_size=125)
    guarded.session.go(Go("lock"))
    page = guarded.window.page
    assert isinstance(page, LockPage)
    page.name.setText("Ana")
    press(page, "Let somebody else use it now…")
    page = guarded.window.page
    assert isinstance(page, WhoPage)
    assert guarded.session.desk is None
    page.name.setText("Bea")
    press(page, "Begin")
    session = guarded.session
    assert isinstance(guarded.window.page, WelcomePage)
    assert session.places.home != Places(tmp_path / "home").home
    assert session.choices.own_words == () and session.choices.recent == ()
    assert session.choices.text_size == 100
    guarded.window.commands.do("lock")
    assert isinstance(guarded.window.page, LockPage)
    press(guarded.window.page, "Let somebody else use it now…")
    page = guarded.window.page
    assert isinstance(page, WhoPage)
    cards = page.findChildren(Card)
    assert [card.accessibleName() for card in cards] == ["Ana", "Bea"]
    cards[0].click()
    assert guarded.window.page.title.text() == "Ana, this is locked"  # type: ignore[union-attr]
    give(guarded, WORDS)
    assert isinstance(guarded.window.page, HomePage)
    assert session.choices.own_words == ("zebrafinch",)


def test_with_several_people_it_asks_first_who_is_there(desktop: Desktop) -> None:
    add_profile(desktop.session.places, "Bea")
    desktop.show()
    assert isinstance(desktop.window.page, WhoPage)
    desktop.window.page.findChildren(Card)[1].click()
    assert isinstance(desktop.window.page, WelcomePage)
