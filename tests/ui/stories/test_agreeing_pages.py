"""Yes or no to each change, pages on paper, and whose story it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from support.circle_desks import founder, joined, told_story
from support.story_window import PageWindow
from toolkit_editor.base.ids import StoryId
from toolkit_editor.services import story_reading, story_sharing, syncing, telling
from toolkit_editor.services.desk import Desk
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.stories.consent_page import ConsentPage
from toolkit_editor.ui.stories.story_page import StoryPage
from toolkit_editor.ui.stories.yes_page import YesPage

PAGES = {"story": StoryPage, "story-yes": YesPage, "story-consent": ConsentPage}
FIRST = "The door was blue. Somebody kept it open.\n\nI came in."
LATER = b"The door was green. Somebody kept it open.\n\nI came in. Tea was ready.\n"


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[PageWindow]:
    places, desk = founder(tmp_path)
    made = PageWindow(qtbot, places, desk, PAGES)
    yield made
    made.close()


def changed_story(window: PageWindow) -> tuple[Desk, StoryId]:
    desk = window.session.desk
    assert desk is not None
    id_ = told_story(desk, words=FIRST)
    telling.keep_words(desk, id_, "The blue door", LATER)
    window.go(Go("story-yes", id_))
    return desk, id_


def test_each_change_has_its_own_yes_and_no_before_the_yes_to_the_whole(
    window: PageWindow,
) -> None:
    desk, id_ = changed_story(window)
    page = window.page
    assert isinstance(page, YesPage)
    assert "2 things changed since your yes" in window.texts()
    assert not page.yes.isEnabled() and "look at what changed" in page.yes.accessibleDescription()
    window.press("No, as it was")
    assert "One thing changed since your yes" in window.texts()
    body = story_reading.open_story(desk, id_).opened.story.body
    assert body == FIRST.encode() + b" Tea was ready.\n"
    window.press("Yes, as it is now")
    assert "changed since your yes\n" not in window.texts() and page.yes.isEnabled()
    window.press("Yes, this is how I want it")
    assert not story_reading.open_story(desk, id_).stale
    assert not window.nameless()


def test_all_changes_can_be_said_yes_to_at_once(window: PageWindow) -> None:
    desk, id_ = changed_story(window)
    window.press("Yes to all of them")
    window.press("Yes, this is how I want it")
    assert story_reading.open_story(desk, id_).opened.story.body == LATER


def test_a_change_is_told_to_a_screen_reader_with_its_buttons(window: PageWindow) -> None:
    changed_story(window)
    page = window.page
    assert isinstance(page, YesPage)
    told = [
        one.accessibleDescription()
        for one in page.since.findChildren(type(page.yes))
        if one.accessibleName() == "No, as it was"
    ]
    assert len(told) == 2 and "green" in told[0] and "blue" in told[0]


def test_the_story_is_printed_to_be_answered_on_paper(window: PageWindow) -> None:
    changed_story(window)
    window.prompter.answers.append(True)
    window.press("Print it, to answer on paper…")
    (sheet,) = window.prompter.printed
    for words in ("Tea was ready.", "Yes, show it like this", "The public site (English)"):
        assert words in sheet
    assert "saved or archived" in sheet and "A neighbour" in sheet


def test_what_was_agreed_is_printed_to_be_kept(window: PageWindow) -> None:
    _, id_ = changed_story(window)
    window.prompter.answers.append(True)
    window.press("Print what you agreed to…")
    (page,) = window.prompter.printed
    assert "You have not yet said yes to the words as they are now." in page
    assert "Until 22 November 2028." in page and "without a reason" in page
    assert "Tea was ready." not in page and id_ not in page


def test_i_write_down_what_somebody_tells_me_and_it_is_recorded_so(window: PageWindow) -> None:
    desk, id_ = changed_story(window)
    window.go(Go("story-consent", id_, extra="whose"))
    window.press("Somebody tells it to me, and I write it down")
    window.press("Keep this, and go back to the story")
    record = story_reading.open_story(desk, id_).opened.consent
    assert record is not None and record.written_down_by == desk.me.id
    last = record.history[-1]
    assert (last.by, last.now) == (desk.me.id, {"written_down_by": desk.me.id})
    assert last.at.startswith("2026-11-22")


def test_a_reader_writes_down_what_the_teller_answered_and_the_teller_sees_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    _, head = founder(tmp_path)
    places, ben = joined(tmp_path, head, "ben", "contributor")
    id_ = told_story(head)
    story_sharing.share_story(head, id_, Place.GROUP)
    for desk in (head, ben):
        syncing.sync(desk)
    window = PageWindow(qtbot, places, ben, PAGES)
    window.go(Go("story", id_))
    window.press("Write down the teller’s answer…")
    window.press("Yes, show it like this")
    line = next(
        one
        for one in window.page.findChildren(QLineEdit)
        if one.accessibleName().startswith("How they told you")
    )
    line.setText("In person.")
    window.press("Write it down")
    for desk in (ben, head):
        syncing.sync(desk)
    theirs = PageWindow(qtbot, places, head, PAGES)
    theirs.go(Go("story", id_))
    assert "ben wrote down on 22 November 2026 that its teller says yes." in theirs.texts()
    window.close()
    theirs.close()
