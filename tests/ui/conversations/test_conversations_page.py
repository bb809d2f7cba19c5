"""Conversations as a list: what waits first, answering, settling, going to the passage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from support.circle_desks import SAFE_SPACE, brought_in, founder, passage
from support.story_window import PageWindow
from toolkit_editor.services import talking, writing
from toolkit_editor.services.changed import Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.conversations.conversations_page import ConversationsPage


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[PageWindow]:
    places, desk = founder(tmp_path)
    made = PageWindow(qtbot, places, desk, {"conversations": ConversationsPage})
    yield made
    made.close()


def desk_of(window: PageWindow) -> Desk:
    desk = window.session.desk
    assert desk is not None
    return desk


def fields(window: PageWindow) -> list[QPlainTextEdit]:
    page = window.page
    return [one for one in page.findChildren(QPlainTextEdit) if one.isVisibleTo(page)]


def test_i_see_the_words_it_is_about_and_can_answer(window: PageWindow) -> None:
    desk = desk_of(window)
    where, text = passage(desk)
    talking.comment(desk, where, text, "Is this clear?")
    window.go(Go("conversations"))
    assert "A safe space agreement" in window.texts()
    assert text[100:150].strip().split("\n")[0][:20] in window.texts()
    assert "Is this clear?" in window.texts()
    assert window.nameless() == []
    fields(window)[0].setPlainText("To me it is.")
    window.press("Answer")
    assert "To me it is." in window.texts()
    assert fields(window)[0].toPlainText() == ""


def test_what_is_settled_goes_below_and_can_be_taken_up_again(window: PageWindow) -> None:
    desk = desk_of(window)
    talking.comment(desk, *passage(desk), "Is this clear?")
    window.go(Go("conversations"))
    window.press("This is settled")
    assert "Is this clear?" not in window.texts()
    assert "Everything is settled" in window.texts()
    window.press("Show 1 settled conversation")
    window.press("Take it up again")
    assert "Is this clear?" in window.texts()
    assert "This is settled" in window.buttons()


def test_i_can_take_my_words_back(window: PageWindow) -> None:
    desk = desk_of(window)
    talking.comment(desk, *passage(desk), "Said too soon.")
    window.go(Go("conversations"))
    window.press("Take back")
    assert "Said too soon." not in window.texts()


def test_going_to_the_passage_says_which_one(window: PageWindow) -> None:
    desk = desk_of(window)
    talking.comment(desk, *passage(desk), "Is this clear?")
    window.go(Go("conversations"))
    window.press("Go to the passage")
    assert window.went[-1] == Go("section", SAFE_SPACE, "en", "100")


def test_words_i_am_typing_stay_when_something_else_changes(window: PageWindow) -> None:
    desk = desk_of(window)
    talking.comment(desk, *passage(desk), "First.")
    window.go(Go("conversations"))
    fields(window)[0].setPlainText("Half a thou")
    talking.comment(desk, *passage(desk, 0, 20), "Second.")
    window.session.hub.tell(changed(Topic.TALK))
    assert "Second." in window.texts()
    assert "Half a thou" in [one.toPlainText() for one in fields(window)]


def test_a_conversation_whose_passage_is_gone_says_so(window: PageWindow) -> None:

    desk = desk_of(window)
    talking.comment(desk, *passage(desk), "Is this clear?")
    section = desk.section(SAFE_SPACE, "en")
    kept = writing.keep(desk, section.path, b"---\nid: d0b65efa4a2d548c\n---\nAll new.\n")
    assert kept is not None
    brought_in(desk, kept.draft)
    window.go(Go("conversations"))
    assert "This passage is not there any more." in window.texts()
    assert "Is this clear?" in window.texts()


def test_where_nothing_was_said_the_page_says_how_to_begin(window: PageWindow) -> None:
    window.go(Go("conversations"))
    assert "No conversations yet" in window.texts()
