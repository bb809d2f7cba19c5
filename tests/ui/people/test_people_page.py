"""A maintainer looks after people; everybody else sees who is here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from support.circle_desks import joined
from support.story_window import PageWindow
from support.walks import adopted
from toolkit_editor.review.people import Role
from toolkit_editor.services import founding, people, syncing
from toolkit_editor.services.changed import Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.invitation import read_invitation
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.people.people_page import PeoplePage
from toolkit_editor.ui.widgets.buttons import Button

PAGES = {"people": PeoplePage}


class Room:
    """A maintainer's window on the people; Ben is a contributor, Mia asks to join."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.places, self.head = adopted(folder)
        self.ben_places, self.ben = joined(folder, self.head, "Ben", "contributor")
        self.mia_places = Places(folder / "Mia")
        invitation = people.invitation(self.head)
        self.mia = founding.ask_to_join(
            self.mia_places, invitation.address, "Mia", invitation.founding, self.head.clock
        )
        syncing.sync(self.head)
        self.window = PageWindow(qtbot, self.places, self.head, PAGES)
        self.window.go(Go("people"))

    def tick(self, name: str) -> None:
        page = self.window.page
        (box,) = [one for one in page.findChildren(QCheckBox) if one.accessibleName() == name]
        box.click()

    def roles(self, desk: Desk) -> frozenset[Role]:
        self.head.refresh()
        known = self.head.state().group.person(desk.me.id)
        return known.roles if known is not None and not known.former else frozenset()

    def banner(self) -> str:
        page = self.window.page
        assert isinstance(page, PeoplePage)
        return page.banner.text


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    made = Room(tmp_path, qtbot)
    yield made
    made.window.close()
    made.ben.close()
    made.mia.close()


def test_requests_come_first_with_the_mark_of_the_key(room: Room) -> None:
    said = room.window.texts()
    assert said.index("Would like to join") < said.index("In the group")
    assert people.people(room.mia).mark in said
    assert "Ben" in said
    assert "Contributor, Editor, Maintainer" in said
    assert room.window.nameless() == []


def test_i_let_somebody_in_to_do_what_i_ticked(room: Room) -> None:
    room.tick("Editor, for Mia")
    room.window.press("Let Mia in")
    assert room.roles(room.mia) == {Role.CONTRIBUTOR, Role.EDITOR}
    assert "Mia is in the group now." in room.banner()
    assert "Would like to join" not in room.window.texts()


def test_nobody_is_let_in_to_do_nothing(room: Room) -> None:
    room.tick("Contributor, for Mia")
    room.window.press("Let Mia in")
    assert room.roles(room.mia) == frozenset()
    assert "Choose at least one thing" in room.banner()


def test_what_i_ticked_stays_when_somebody_else_changes_something(room: Room) -> None:
    room.tick("Editor, for Mia")
    room.window.press("Change what Ben does…")
    room.tick("Editor, for Ben")
    room.window.press("Keep what Ben does here")
    room.window.press("Let Mia in")
    assert room.roles(room.mia) == {Role.CONTRIBUTOR, Role.EDITOR}
    assert room.roles(room.ben) == {Role.CONTRIBUTOR, Role.EDITOR}


def test_leaving_the_choice_as_it_was_changes_nothing(room: Room) -> None:
    room.window.press("Change what Ben does…")
    room.tick("Maintainer, for Ben")
    room.window.press("Leave as it was")
    assert room.roles(room.ben) == {Role.CONTRIBUTOR}
    assert "Change what Ben does…" in room.window.buttons()


def test_the_name_is_asked_for_and_changed(room: Room) -> None:
    room.window.press("Change what Ben does…")
    room.window.prompter.answers.append("Benoît")
    room.window.press("Change the name…")
    assert "Benoît" in room.window.texts()
    assert room.roles(room.ben) == {Role.CONTRIBUTOR}


def test_a_founder_without_a_name_is_offered_to_give_one(room: Room) -> None:
    assert room.window.buttons().count("Give yourself a name…") == 1
    room.window.prompter.answers.append("Ana")
    room.window.press("Give yourself a name…")
    assert "Ana (you)" in room.window.texts()
    assert "Give yourself a name…" not in room.window.buttons()


def test_removing_somebody_is_asked_first_and_can_be_undone(room: Room) -> None:
    room.window.press("Change what Ben does…")
    room.window.prompter.answers.append(False)
    room.window.press("Remove from the group…")
    assert room.roles(room.ben) == {Role.CONTRIBUTOR}
    room.window.prompter.answers.append(True)
    room.window.press("Remove from the group…")
    assert room.roles(room.ben) == frozenset()
    assert "Were in the group before" in room.window.texts()
    room.window.press("Let Ben in again")
    assert room.roles(room.ben) == {Role.CONTRIBUTOR}


def test_the_only_maintainer_cannot_leave_and_reads_why(room: Room) -> None:
    room.window.press("Change what somebody who gave no name does…")
    room.window.prompter.answers.append(True)
    room.window.press("Remove from the group…")
    assert "At least one maintainer must stay" in room.banner()
    assert Role.MAINTAINER in room.roles(room.head)


def test_the_copied_invitation_says_where_and_which_group(room: Room) -> None:
    room.window.press("Copy the invitation")
    found = read_invitation(QGuiApplication.clipboard().text())
    assert found == people.invitation(room.head)
    assert "Copied." in room.banner()


def test_a_contributor_sees_the_list_and_nothing_to_change(room: Room, qtbot: QtBot) -> None:
    window = PageWindow(qtbot, room.ben_places, room.ben, PAGES)
    window.go(Go("people"))
    assert "Ben (you)" in window.texts()
    assert "Writes in sections, tells stories" in window.texts()
    assert window.buttons() == ["Make a recovery sheet…"]
    assert "Mia" not in window.texts()
    window.close()


def test_somebody_who_waits_reads_that_and_the_mark_of_their_key(room: Room, qtbot: QtBot) -> None:
    window = PageWindow(qtbot, room.mia_places, room.mia, PAGES)
    window.go(Go("people"))
    assert "Until a maintainer lets you in" in window.texts()
    assert people.people(room.mia).mark in window.texts()
    window.close()


def test_the_keyboard_goes_on_where_it_was(room: Room) -> None:
    def focused() -> str:
        widget = room.window.page.window().focusWidget()
        return widget.accessibleName() if widget is not None else ""

    (change,) = [
        one
        for one in room.window.page.findChildren(Button)
        if one.accessibleName() == "Change what Ben does…"
    ]
    change.setFocus()
    change.click()
    assert focused() == "Contributor, for Ben"
    people.let_in(room.head, room.mia.me.id, "Mia", {Role.CONTRIBUTOR})
    room.window.session.hub.tell(changed(Topic.PEOPLE))
    assert focused() == "Contributor, for Ben"
    room.window.press("Leave as it was")
    assert focused() == "Change what Ben does…"
