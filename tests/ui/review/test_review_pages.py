"""An editor at the queue: read what changed, read a story, answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.circle_desks import SAFE_SPACE, founder, joined, told_story
from support.story_window import PageWindow
from toolkit_editor.base.ids import DraftId, StoryId
from toolkit_editor.review.event import on_draft
from toolkit_editor.review.talk import textual
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    reading,
    sharing,
    story_sharing,
    story_talk,
    syncing,
    telling,
    writing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.review.draft_page import ReviewDraftPage
from toolkit_editor.ui.review.queue_page import ReviewPage
from toolkit_editor.ui.review.since import waits_words
from toolkit_editor.ui.review.story_page import ReviewStoryPage
from toolkit_editor.ui.widgets.changes import ChangeView
from toolkit_editor.ui.widgets.reader import Reader

PAGES = {"review": ReviewPage, "review-draft": ReviewDraftPage, "review-story": ReviewStoryPage}


class Room:
    """An editor's window, and a contributor who shared a draft and a story."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        places, self.editor = founder(folder)
        _, self.ben = joined(folder, self.editor, "Ben", "contributor")
        self.draft = self._draft()
        self.story: StoryId = told_story(self.ben)
        story_sharing.share_story(self.ben, self.story, Place.EDITORS)
        self.meet()
        self.window = PageWindow(qtbot, places, self.editor, PAGES)

    def _draft(self) -> DraftId:
        section = self.ben.section(SAFE_SPACE, "en")
        opened = reading.open_section(self.ben, section.id, "en")
        data = opened.head + opened.body + b"\nA sentence about cushions. Call 514 555 0123.\n"
        kept = writing.keep(self.ben, section.path, data)
        assert kept is not None
        sharing.share(self.ben, kept.draft, "I think this helps.")
        return kept.draft

    def meet(self) -> None:
        for desk in (self.ben, self.editor, self.ben):
            syncing.sync(desk)

    def status(self, desk: Desk) -> Status:
        desk.refresh()
        return desk.state().drafts[self.draft].status


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    made = Room(tmp_path, qtbot)
    yield made
    made.window.close()
    made.ben.close()


def test_the_queue_tells_in_words_and_names_no_teller(room: Room) -> None:
    room.window.go(Go("review"))
    names = room.window.buttons()
    assert "Changes in “A safe space agreement”" in names
    assert "A story beside “A safe space agreement”" in names
    assert "by Ben" in room.window.texts()
    assert room.window.texts().count("Ben") == 1
    assert "waits since this evening" in room.window.texts()
    assert room.window.nameless() == []


def test_i_read_the_changed_words_the_note_and_what_was_noticed(room: Room) -> None:
    room.window.go(Go("review"))
    room.window.press("Changes in “A safe space agreement”")
    page = room.window.page
    (view,) = page.findChildren(ChangeView)
    assert "A sentence about cushions." in view.text()
    assert "I think this helps." in room.window.texts()
    assert "514 555 0123" in room.window.texts()
    assert room.window.nameless() == []


def test_approving_leads_back_to_the_queue_and_says_so(room: Room) -> None:
    room.window.go(Go("review-draft", room.draft))
    room.window.press("Approve")
    assert room.status(room.editor) is Status.APPROVED
    page = room.window.page
    assert isinstance(page, ReviewPage)
    assert "Approved." in page.banner.text


def test_asking_for_changes_needs_words(room: Room) -> None:
    room.window.go(Go("review-draft", room.draft))
    page = room.window.page
    assert isinstance(page, ReviewDraftPage)
    room.window.press("Ask for changes")
    assert "Write what you would like to be changed." in room.window.texts()
    assert room.status(room.editor) is Status.IN_REVIEW
    page.answer.words.setPlainText("Could it be shorter?")
    room.window.press("Ask for changes")
    room.meet()
    assert room.ben.state().drafts[room.draft].note == "Could it be shorter?"


def test_not_this_time_needs_a_reason_and_takes_it_out_of_the_queue(room: Room) -> None:
    room.window.go(Go("review-draft", room.draft))
    page = room.window.page
    assert isinstance(page, ReviewDraftPage)
    page.answer.words.setPlainText("It is said elsewhere.")
    room.window.press("Not this time")
    assert room.status(room.editor) is Status.DECLINED
    assert "Changes in “A safe space agreement”" not in room.window.buttons()


def test_i_can_answer_what_was_said_about_a_draft(room: Room) -> None:
    room.ben.record(("comment", on_draft(room.draft), {"body": textual("Is it too long?")}))
    room.meet()
    room.window.go(Go("review-draft", room.draft))
    assert "Is it too long?" in room.window.texts()


def test_i_read_a_story_as_it_would_stand_with_what_its_teller_agreed_to(room: Room) -> None:
    room.window.go(Go("review-story", room.story))
    page = room.window.page
    (reader,) = page.findChildren(Reader)
    assert "Somebody kept the door open." in reader.toPlainText()
    assert "A neighbour" in reader.toPlainText()
    assert "May be used in: The public site (English)" in room.window.texts()
    assert "Until 22 November 2028." in room.window.texts()
    assert "Ben" not in room.window.texts()
    assert room.window.nameless() == []


def test_approving_a_story_approves_where_it_stands_too(room: Room) -> None:
    room.window.go(Go("review-story", room.story))
    room.window.press("Approve")
    room.editor.refresh()
    assert room.editor.state().stories[room.story].status is Status.APPROVED
    placing = [one for one in room.editor.state().drafts.values() if one.id != room.draft]
    assert Status.IN_REVIEW not in {one.status for one in placing}


def test_what_i_ask_a_teller_is_sealed_with_the_story(room: Room) -> None:
    room.window.go(Go("review-story", room.story))
    page = room.window.page
    assert isinstance(page, ReviewStoryPage)
    page.answer.words.setPlainText("Which door was it?")
    room.window.press("Ask for changes")
    room.meet()
    assert story_talk.said_about(room.ben, room.story)[0].text == "Which door was it?"


def test_a_story_its_teller_has_not_agreed_to_cannot_be_approved(room: Room) -> None:
    telling.keep_words(room.ben, room.story, "Other words", b"Quite other words.\n")
    story_sharing.share_story(room.ben, room.story, Place.EDITORS)
    room.meet()
    room.window.go(Go("review-story", room.story))
    page = room.window.page
    assert isinstance(page, ReviewStoryPage)
    assert not page.answer.approve.isEnabled()
    assert "once its teller has read it again and said yes" in room.window.texts()


def test_leaving_a_story_takes_its_words_off_the_page(room: Room) -> None:
    room.window.go(Go("review-story", room.story))
    page = room.window.page
    room.window.go(Go("review"))
    QApplication.processEvents()
    assert not [one for one in page.findChildren(Reader) if one.isVisibleTo(page)]


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2026-11-22T09:00Z", "waits since this morning"),
        ("2026-11-22T13:00Z", "waits since this afternoon"),
        ("2026-11-21T23:00Z", "waits since yesterday"),
        ("2026-11-18T09:00Z", "waits for 4 days"),
        ("2026-10-02T09:00Z", "waits since 2 October 2026"),
        ("nonsense", ""),
    ],
)
def test_waiting_is_said_as_people_say_it(qapp: QApplication, since: str, said: str) -> None:
    now = datetime(2026, 11, 22, 18, tzinfo=UTC)
    assert waits_words(since, now, UTC) == said
