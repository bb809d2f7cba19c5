"""Choosing a passphrase, changing it, forgetting it; and several people at one computer."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from support.desks import StillClock, a_desktop, small_desk
from support.lock_window import OTHER, WORDS, give, press
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.services.founding import open_workspace
from toolkit_editor.services.returning import make_sheet
from toolkit_editor.settings.choices import Choices
from toolkit_editor.settings.places import Places
from toolkit_editor.settings.profiles import add_profile
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.lock.forgotten_page import ForgottenPage
from toolkit_editor.ui.lock.lock_page import LockPage
from toolkit_editor.ui.lock.who_page import WhoPage
from toolkit_editor.ui.welcome.choices_page import WelcomePage
from toolkit_editor.ui.widgets.card import Card


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
        line.setText(OTHER)
    page.now.line.setText("not this one")
    press(page, "Change it")
    assert page.banner.text.startswith("This passphrase does not open it")
    page.now.line.setText(WORDS)
    press(page, "Change it")
    assert page.banner.text.startswith("Your new passphrase")
    page.now.line.setText(OTHER)
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
        line.setText(OTHER)
    press(page, "Open with the sheet")
    assert isinstance(guarded.window.page, HomePage)
    guarded.window.commands.do("lock")
    give(guarded, OTHER)
    assert isinstance(guarded.window.page, HomePage)


def test_somebody_else_has_a_home_of_their_own_and_sees_nothing_of_mine(
    guarded: Desktop, folder: Path
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
    assert session.places.home != Places(folder / "home").home
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


def test_the_passphrase_is_offered_once_and_not_for_the_sample(
    qtbot: QtBot, tmp_path: Path
) -> None:
    small_desk(tmp_path).close()
    with a_desktop(tmp_path, choices=Choices(interface_language="en")) as desktop:
        desktop.show()
        page = desktop.window.page
        assert isinstance(page, WelcomePage)
        page.look_around.click()
        assert isinstance(desktop.window.page, HomePage)
        assert desktop.window.banner.text == ""
        for times in (1, 0):
            address = str(tmp_path / "small")
            again = open_workspace(Places(tmp_path / "home"), address, StillClock())
            desktop.session.open(again, address)
            assert desktop.window.banner.text.count("passphrase") == times
            desktop.window.banner.hide()
