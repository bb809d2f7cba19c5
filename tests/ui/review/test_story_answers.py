"""Answers from outside the program on the page of a story in review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from support.circle_desks import founder, joined, told_story
from support.story_window import PageWindow
from toolkit_editor.base.ids import StoryId
from toolkit_editor.services import answers, story_sharing, syncing
from toolkit_editor.services.desk import Desk
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.review.story_page import ReviewStoryPage

PAGES = {"review-story": ReviewStoryPage}


class Reviewing:
    """Ben tells; Ana, whose window it is, reviews; Kai speaks for a community."""

    def __init__(self, tmp_path: Path, qtbot: QtBot) -> None:
        self.places, self.ana = founder(tmp_path)
        _, self.ben = joined(tmp_path, self.ana, "ben", "contributor")
        _, self.kai = joined(tmp_path, self.ana, "kai", "contributor", "community")
        syncing.sync(self.ben)
        self.story: StoryId = told_story(self.ben)
        story_sharing.share_story(self.ben, self.story, Place.EDITORS)
        self.meet()
        self.window = PageWindow(qtbot, self.places, self.ana, PAGES)
        self.window.go(Go("review-story", self.story))

    def meet(self) -> None:
        for desk in (self.ben, self.kai, self.ana, self.ben, self.kai):
            syncing.sync(desk)

    def close(self) -> None:
        self.window.close()
        for desk in (self.ben, self.kai):
            desk.close()


@pytest.fixture
def reviewing(tmp_path: Path, qtbot: QtBot) -> Iterator[Reviewing]:
    made = Reviewing(tmp_path, qtbot)
    yield made
    made.close()


def how(window: PageWindow) -> QLineEdit:
    (line,) = window.page.findChildren(QLineEdit)
    return line


def test_an_answer_on_paper_is_written_down_with_how_it_was_given(reviewing: Reviewing) -> None:
    window = reviewing.window
    window.press("Write down the teller’s answer…")
    page = window.page
    assert isinstance(page, ReviewStoryPage)
    window.press("No, not like this")
    with pytest.raises(AssertionError, match="cannot be used now"):
        window.press("Write it down")
    how(window).setText("By telephone.")
    assert not window.nameless()
    window.press("Write it down")
    said = window.texts()
    assert "wrote down on 22 November 2026 that its teller says no." in said
    assert "Its teller answered: No, not like this. By telephone." in said
    assert reviewing.ana.state().stories[reviewing.story].refused("en")


def test_what_is_half_written_stays_when_something_new_comes(reviewing: Reviewing) -> None:
    window = reviewing.window
    window.press("Write down the teller’s answer…")
    how(window).setText("In person, on")
    reviewing.meet()
    page = window.page
    page.reload()
    assert how(window).text() == "In person, on"


def test_two_different_answers_are_said(reviewing: Reviewing) -> None:
    answers.write_down(reviewing.kai, reviewing.story, True, "Yes.")
    answers.write_down(reviewing.ana, reviewing.story, False, "No.")
    reviewing.meet()
    reviewing.window.page.reload()
    assert "Two different answers were written down." in reviewing.window.texts()


def test_a_community_decides_too_and_its_speaker_agrees(
    reviewing: Reviewing, qtbot: QtBot, tmp_path: Path
) -> None:
    window = reviewing.window
    window.press("A community decides too")
    assert "It waits until a community has agreed." in window.texts()
    assert "The community agrees to these words" not in window.buttons()
    reviewing.meet()
    theirs = PageWindow(qtbot, reviewing.places, reviewing.kai, PAGES)
    theirs.go(Go("review-story", reviewing.story))
    theirs.press("The community agrees to these words")
    assert "The community has agreed to these words." in theirs.texts()
    kai: Desk = reviewing.kai
    assert kai.state().stories[reviewing.story].community_agrees("en")
