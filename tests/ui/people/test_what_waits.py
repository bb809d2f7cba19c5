"""Somebody who was here before, what maintainers propose, and what is not confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from support.circle_desks import joined
from support.story_window import PageWindow
from support.walks import adopted
from toolkit_editor.base.ids import PersonId
from toolkit_editor.review.event import GROUP
from toolkit_editor.review.people import Role
from toolkit_editor.review.signing import make_event
from toolkit_editor.services import founding, people, proposals, reading
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.store.keys import Key
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.people.people_page import PeoplePage

PAGES = {"people": PeoplePage}


class Room:
    """Ana's window on the people; Ben and Cleo are maintainers, Marie lost her key."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.places, self.ana = adopted(folder)
        people.rename(self.ana, self.ana.me.id, "Ana")
        self.ben_places, self.ben = joined(folder, self.ana, "Ben", "maintainer", "editor")
        _, self.cleo = joined(folder, self.ana, "Cleo", "maintainer")
        _, self.marie = joined(folder, self.ana, "Marie", "contributor")
        self.others = [self.ben, self.cleo, self.marie]
        self.meet()

    def meet(self) -> None:
        for desk in (self.ana, *self.others, self.ana, *self.others):
            sync(desk)

    def asks(self, was: str) -> Desk:
        places = Places(self.folder / "new")
        mark = self.ana.founding or ""
        desk = founding.ask_to_join(
            places, str(self.ana.address), "Marie", mark, self.ana.clock, was
        )
        self.others.append(desk)
        self.meet()
        return desk

    def window(self) -> PageWindow:
        made = PageWindow(self.qtbot, self.places, self.ana, PAGES)
        made.go(Go("people"))
        return made

    def key_of(self, person: PersonId) -> str:
        self.ana.refresh()
        known = self.ana.state().group.person(person)
        assert known is not None
        return known.key


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    made = Room(tmp_path, qtbot)
    yield made
    for desk in made.others:
        desk.close()


def banner(window: PageWindow) -> str:
    page = window.page
    assert isinstance(page, PeoplePage)
    return page.banner.text


def who(window: PageWindow) -> QComboBox:
    (box,) = window.page.findChildren(QComboBox)
    return box


# a lost key


def test_marie_is_known_again_by_the_mark_of_her_new_key(room: Room) -> None:
    new = room.asks("marie")
    window = room.window()
    said = window.texts()
    assert "Marie asks to join, and says they were here before, as marie" in said
    assert people.people(new).mark in said
    assert who(window).currentText() == "Marie"
    assert who(window).accessibleName() == "Who in the group is it?"
    assert window.nameless() == []
    window.press("Yes, use the new key")
    assert room.key_of(room.marie.me.id) == new.me.key.public_line
    assert "Marie goes on with the new key." in banner(window)
    assert "Would like to join" not in window.texts()
    window.close()


def test_with_a_name_nobody_has_the_maintainer_chooses_first(room: Room) -> None:
    new = room.asks("Mimi")
    window = room.window()
    assert who(window).currentData() is None
    with pytest.raises(AssertionError, match="cannot be used now"):
        window.press("Yes, use the new key")
    who(window).setCurrentIndex(who(window).findText("Marie"))
    assert "Is it really Marie?" in window.texts()
    window.press("Yes, use the new key")
    assert room.key_of(room.marie.me.id) == new.me.key.public_line
    window.close()


def test_it_may_be_somebody_new(room: Room) -> None:
    new = room.asks("Marie")
    window = room.window()
    window.press("No, let them in as somebody new…")
    window.press("Let Marie in")
    assert room.key_of(new.me.id) == new.me.key.public_line
    assert room.key_of(room.marie.me.id) == room.marie.me.key.public_line
    window.close()


def test_a_maintainers_new_key_waits_for_the_second_yes(room: Room) -> None:
    new = room.asks("Ben")
    window = room.window()
    window.press("Yes, use the new key")
    assert "This is proposed now." in banner(window)
    assert room.key_of(room.ben.me.id) == room.ben.me.key.public_line
    assert "You propose a new key for Ben, who lost theirs." in window.texts()
    room.meet()
    proposal = people.people(room.cleo).proposals[0]
    assert proposal.mark == people.people(new).mark
    proposals.agree(room.cleo, proposal.id)
    room.meet()
    assert room.key_of(room.ben.me.id) == new.me.key.public_line
    window.close()


# proposals


def test_i_propose_it_see_that_it_waits_and_take_it_back(room: Room) -> None:
    window = room.window()
    window.press("Change what Ben does…")
    assert "another maintainer or Ben has to agree" in window.texts()
    window.prompter.answers.append(True)
    window.press("Remove from the group…")
    assert "This is proposed now." in banner(window)
    assert "You propose that Ben is not in the group any more." in window.texts()
    assert "Agree" not in window.buttons()
    window.press("Take it back")
    assert "Waits for a second yes" not in window.texts()
    assert people.people(room.ana).proposals == ()
    window.close()


def test_i_agree_with_another_only_after_being_asked(room: Room) -> None:
    people.remove(room.cleo, room.ben.me.id)
    room.meet()
    assert reading.home(room.ana, "en").proposed
    assert not reading.home(room.cleo, "en").proposed
    assert not reading.home(room.marie, "en").proposed
    window = room.window()
    assert "Cleo proposes that Ben is not in the group any more." in window.texts()
    assert "It counts when another maintainer, or Ben, agrees." in window.texts()
    window.prompter.answers.append(False)
    window.press("Agree")
    assert "Waits for a second yes" in window.texts()
    window.prompter.answers.append(True)
    window.press("Agree")
    assert "You agreed. It counts now." in banner(window)
    assert "Were in the group before" in window.texts()
    window.close()


def test_it_is_said_to_the_one_it_is_about(room: Room) -> None:
    people.change_roles(room.cleo, room.ana.me.id, {Role.EDITOR})
    room.meet()
    window = room.window()
    assert "Cleo proposes that Ana is not a maintainer any more, but: Editor." in window.texts()
    assert "This is about you." in window.texts()
    window.close()


def test_home_leads_to_what_waits_for_my_yes(room: Room) -> None:
    people.remove(room.cleo, room.ben.me.id)
    room.meet()
    window = PageWindow(room.qtbot, room.places, room.ana, {**PAGES, "home": HomePage})
    window.go(Go("home"))
    window.press("Something waits for a second yes")
    assert "Waits for a second yes" in window.texts()
    window.close()


# not confirmed


def test_what_somebody_may_not_do_is_shown_to_maintainers(room: Room, qtbot: QtBot) -> None:
    window = room.window()
    assert "Not confirmed" not in window.texts()
    window.close()
    room.marie.record(("person-removed", GROUP, {"person": room.ben.me.id}))
    thief = make_event(
        Key.make(),
        "role-changed",
        GROUP,
        {"person": room.marie.me.id, "roles": ["maintainer"]},
        by=room.ben.me.id,
        at=room.ana.clock.now(),
        after=90,
    )
    room.marie.journal.append([thief], by=room.marie.me.id, at=room.ana.clock.now())
    stranger = make_event(
        Key.make(),
        "withdrawn",
        "story:" + "0" * 16,
        {},
        by=PersonId("9" * 16),
        at=room.ana.clock.now(),
        after=91,
    )
    room.marie.journal.append([stranger], by=room.marie.me.id, at=room.ana.clock.now())
    room.meet()
    _, desk = (
        room.places,
        founding.open_workspace(room.places, str(room.ana.address), room.ana.clock),
    )
    shown = PageWindow(qtbot, room.places, desk, PAGES)
    shown.go(Go("people"))
    said = shown.texts()
    listed = said[said.index("Not confirmed") :]
    assert listed.index("Take a story back") < listed.index("Change what Marie does here")
    assert "Named as its author: somebody who is not in the group" in listed
    assert "Named as its author: Ben" in listed
    assert "Why it does not count: It is not signed by the person it names." in listed
    assert "Remove Ben from the group" in listed
    assert "Why it does not count: The person did not have the role for it." in listed
    shown.close()
    other = PageWindow(qtbot, Places(room.folder / "Marie"), room.marie, PAGES)
    other.go(Go("people"))
    assert "Not confirmed" not in other.texts()
    other.session.leave()
    room.others.remove(room.marie)
