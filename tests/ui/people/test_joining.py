"""The way in, as somebody new meets it: paste the invitation, wait, be let in, take part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.desks import a_desktop
from support.walks import adopted
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.review.people import Role
from toolkit_editor.services import people, syncing
from toolkit_editor.services.desk import Desk
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.people.people_page import PeoplePage
from toolkit_editor.ui.welcome.join_page import JoinPage
from toolkit_editor.ui.widgets.card import Card


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Desk]:
    _, desk = adopted(tmp_path / "ana")
    yield desk
    desk.close()


@pytest.fixture
def desktop(tmp_path: Path, qtbot: QtBot) -> Iterator[Desktop]:
    with a_desktop(tmp_path / "mia") as made:
        made.show()
        yield made


def joining(desktop: Desktop, pasted: str, name: str = "Mia") -> JoinPage:
    """The page for joining, filled in and sent."""
    desktop.session.go(Go("join"))
    page = desktop.window.page
    assert isinstance(page, JoinPage)
    QGuiApplication.clipboard().setText(pasted)
    page.invitation.clear()
    page.invitation.paste()
    page.name.setText(name)
    page._on_join()
    return page


def home(desktop: Desktop) -> HomePage:
    desktop.session.go(Go("home"))
    page = desktop.window.page
    assert isinstance(page, HomePage)
    return page


def offers(page: HomePage) -> list[str]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [one.accessibleName() for one in page.findChildren(Card)]


def test_i_paste_the_invitation_wait_and_am_let_in(ana: Desk, desktop: Desktop) -> None:
    joining(desktop, str(people.invitation(ana).text("Hope")))
    assert "Until a maintainer lets you in" in home(desktop).banner.text
    assert "Read the toolkit" in offers(home(desktop))
    assert "Write in a section" not in offers(home(desktop))
    syncing.sync(ana)
    (asks,) = people.people(ana).asking
    people.let_in(ana, asks.id, asks.name, {Role.CONTRIBUTOR})
    syncing.sync(ana)
    desktop.window.commands.do("sync")
    assert home(desktop).banner.text == ""
    assert "Write in a section" in offers(home(desktop))
    assert home(desktop).title.text() == "Mia, what would you like to do?"


def test_the_invitation_of_another_group_is_not_believed(ana: Desk, desktop: Desktop) -> None:
    right = people.invitation(ana)
    page = joining(desktop, f"<{right.address}>\n{'0' * 64}")
    assert "does not belong to this group" in page.entering.banner.text
    assert desktop.session.desk is None
    syncing.sync(ana)
    assert people.people(ana).asking == ()


def test_half_an_invitation_is_asked_for_again(ana: Desk, desktop: Desktop) -> None:
    right = people.invitation(ana)
    page = joining(desktop, right.founding[:20])
    page.address.setText(right.address)
    page._on_join()
    assert "not a whole invitation" in page.entering.banner.text


def test_a_maintainer_reads_at_home_that_somebody_would_like_to_join(
    ana: Desk, desktop: Desktop, tmp_path: Path
) -> None:
    joining(desktop, str(people.invitation(ana).text("Hope")))
    desktop.session.leave()
    with a_desktop(tmp_path / "ana") as other:
        other.show(ana.address.target)
        other.window.commands.do("sync")
        page = home(other)
        (card,) = [
            one
            for one in page.findChildren(Card)
            if one.accessibleName() == "Somebody would like to join"
        ]
        card.click()
        shown = other.window.page
        assert isinstance(shown, PeoplePage)
        assert other.window.navigation.buttons["people"].isChecked()
