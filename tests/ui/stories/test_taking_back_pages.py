"""Taking back in part or altogether, what became of it, and the end of what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from support.circle_desks import StandingClock, founder, joined, told_story
from support.story_window import PageWindow
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.services import (
    publishing,
    reviewing,
    story_reading,
    story_sharing,
    syncing,
    telling,
    withdrawing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.taking_down import take_down
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.stories.aftermath_page import AftermathPage
from toolkit_editor.ui.stories.list_page import StoriesPage
from toolkit_editor.ui.stories.story_page import StoryPage
from toolkit_editor.ui.stories.take_back_page import TakeBackPage

PAGES = {
    "home": HomePage,
    "stories": StoriesPage,
    "story": StoryPage,
    "story-take-back": TakeBackPage,
    "story-aftermath": AftermathPage,
}
WORDS = "Somebody kept the door open."


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[PageWindow]:
    places, desk = founder(tmp_path)
    made = PageWindow(qtbot, places, desk, PAGES)
    yield made
    made.close()


def desk_of(window: PageWindow) -> Desk:
    desk = window.session.desk
    assert desk is not None
    return desk


def shared_story(window: PageWindow) -> StoryId:
    desk = desk_of(window)
    id_ = told_story(desk)
    telling.keep_consent(desk, id_, {"channels": frozenset({"site-en", "slides"})})
    story_sharing.share_story(desk, id_, Place.EDITORS)
    return id_


def wait(window: PageWindow, days: int) -> None:
    clock = desk_of(window).clock
    assert isinstance(clock, StandingClock)
    clock.moment += timedelta(days=days)


def test_one_use_ends_and_the_rest_stays(window: PageWindow) -> None:
    id_ = shared_story(window)
    window.go(Go("story-take-back", id_))
    assert "Only a part of it" in window.texts()
    page = window.page
    assert isinstance(page, TakeBackPage) and page.part is not None
    assert not page.part.button.isEnabled()
    box = next(
        one
        for one in page.findChildren(QCheckBox)
        if one.accessibleName() == "Slides shown in meetings"
    )
    box.click()
    window.press("End what is ticked")
    assert "The group hears of it" in page.banner.text
    record = story_reading.open_story(desk_of(window), id_).opened.consent
    assert record is not None and record.channels == {"site-en"}
    assert not window.nameless()


def test_what_only_i_have_is_not_taken_back_in_parts(window: PageWindow) -> None:
    id_ = told_story(desk_of(window))
    window.go(Go("story-take-back", id_))
    assert "Only a part of it" not in window.texts()
    assert "Nobody else ever had it." in window.texts()


def test_my_words_come_again_as_a_new_story_as_long_as_the_page_is_open(
    window: PageWindow,
) -> None:
    id_ = shared_story(window)
    window.go(Go("story-take-back", id_))
    window.press("Take it back")
    window.press("Have my words again")
    page = window.page
    assert isinstance(page, StoryPage) and page.where.id != id_
    assert WORDS in page.editor.toPlainText()
    assert desk_of(window).state().stories[id_].withdrawn
    assert page.where.id not in desk_of(window).state().stories


def test_leaving_the_page_lets_the_words_go(window: PageWindow) -> None:
    id_ = shared_story(window)
    window.go(Go("story-take-back", id_))
    window.press("Take it back")
    page = window.page
    assert isinstance(page, TakeBackPage) and page.again is not None
    again = page.again
    window.go(Go("stories"))
    assert page._held is None and not again.isEnabled()
    with pytest.raises(Refused):
        story_reading.open_story(desk_of(window), id_)


def test_after_an_hour_the_words_are_let_go_too(window: PageWindow) -> None:
    id_ = shared_story(window)
    window.go(Go("story-take-back", id_))
    window.press("Take it back")
    page = window.page
    assert isinstance(page, TakeBackPage) and page._while.interval() == 3_600_000
    page._while.timeout.emit()
    assert page._held is None


def test_what_became_of_it_is_reached_from_the_list_and_can_be_printed(
    window: PageWindow,
) -> None:
    id_ = shared_story(window)
    withdrawing.withdraw_story(desk_of(window), id_)
    window.go(Go("stories"))
    window.press("Taken back on 22 November 2026: what became of it")
    assert isinstance(window.page, AftermathPage)
    said = window.texts()
    assert "It was taken back by its teller on 22 November 2026." in said
    assert "The group has not heard of it yet." in said
    assert "To whoever looks after the group’s server" not in said
    syncing.sync(desk_of(window))
    window.page.reload()
    assert "the group’s copy was deleted" in window.texts()
    window.prompter.answers.append(True)
    window.press("Print this page…")
    (printed,) = window.prompter.printed
    assert "What was done" in printed and WORDS not in printed
    assert not window.nameless()


def test_a_letter_to_whoever_copied_the_page_can_be_taken_along(window: PageWindow) -> None:
    desk = desk_of(window)
    id_ = shared_story(window)
    for kind in ("published", "withdrawn"):
        shown = {"site": "5" * 40, "main": desk.main(), "stories": [id_]}
        about = "group" if kind == "published" else f"story:{id_}"
        desk.record((kind, about, shown if kind == "published" else {}))
    window.go(Go("story-aftermath", id_))
    assert "It has been on the public site since 22 November 2026." in window.texts()
    window.press("Copy this letter: To somebody who copied the page")
    copied = QApplication.clipboard().text()
    assert "Please remove the story from your copy" in copied and id_ not in copied


def test_the_end_is_said_in_time_at_home_and_beside_the_words(window: PageWindow) -> None:
    id_ = shared_story(window)
    window.go(Go("story", id_))
    assert "Let it go on for two more years" not in window.buttons()
    desk = desk_of(window)
    soon = desk.clock.now().date() + timedelta(days=100)
    telling.keep_consent(desk, id_, {"review_by": soon - timedelta(days=90), "end": soon})
    wait(window, 20)
    window.go(Go("home"))
    assert "How long may “The blue door” be shown?" in window.buttons()
    window.go(Go("story", id_))
    assert "It is time to ask whether it goes on." in window.texts()
    window.press("Let it go on for two more years")
    assert "Let it go on for two more years" not in window.buttons()
    record = story_reading.open_story(desk, id_).opened.consent
    assert record is not None and record.end.year == 2028


def test_a_story_that_left_its_page_asks_for_its_place_again(window: PageWindow) -> None:
    desk = desk_of(window)
    id_ = shared_story(window)
    story_sharing.approve_story(desk, id_)
    for waiting in reviewing.queue(desk):
        reviewing.approve(desk, waiting.id)
    publishing.bring_in(desk)
    wait(window, 800)
    take_down(desk)
    window.go(Go("story", id_))
    window.press("Let it go on for two more years")
    window.press("Ask for its place again")
    assert len(story_reading.open_story(desk, id_).placed) == 1


def test_others_are_not_asked_how_long_a_story_may_be_shown(tmp_path: Path, qtbot: QtBot) -> None:
    _, head = founder(tmp_path)
    places, desk = joined(tmp_path, head, "Ben", "editor")
    id_ = told_story(head)
    story_sharing.share_story(head, id_, Place.EDITORS)
    for one in (head, desk):
        syncing.sync(one)
    clock = desk.clock
    assert isinstance(clock, StandingClock)
    clock.moment += timedelta(days=650)
    window = PageWindow(qtbot, places, desk, PAGES)
    window.go(Go("story", id_))
    assert "Let it go on for two more years" not in window.buttons()
    window.close()
    head.close()
