"""Saying in the window where a story belongs, or which words a conversation is about now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from support.placed_story import PASSAGE, Placed
from support.story_window import PageWindow
from toolkit_editor.base.ids import SectionId
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.services import reading, reviewing, talking
from toolkit_editor.services.belonging import story_questions
from toolkit_editor.services.settling_places import put_beside
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.conversations.conversations_page import ConversationsPage
from toolkit_editor.ui.publish.publish_page import PublishPage
from toolkit_editor.ui.review.belonging_page import BelongingPage
from toolkit_editor.ui.review.draft_page import ReviewDraftPage
from toolkit_editor.ui.review.queue_page import ReviewPage
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.stories.list_page import StoriesPage
from toolkit_editor.ui.widgets.passage import PassageView

REWRITTEN = "Two chairs stood in the yard, where silence was as good as talking."
ANSWER = "Where does it belong? Mine, in “The garden”"

PAGES = {
    "belonging": BelongingPage,
    "section": SectionPage,
    "stories": StoriesPage,
    "conversations": ConversationsPage,
    "review": ReviewPage,
    "review-draft": ReviewDraftPage,
    "publish": lambda session: PublishPage(session, lambda _language, message: str(message)),
}

Open = Callable[[str], PageWindow]


@pytest.fixture
def placed(tmp_path: Path) -> Placed:
    made = Placed(tmp_path)
    here = plain_of(reading.open_section(made.ana, SectionId("garden"), "en").body).text
    talking.comment(made.ana, made.passage(PASSAGE), here, "Who made the bench?")
    made.change(PASSAGE, REWRITTEN)
    return made


@pytest.fixture
def window_of(placed: Placed, qtbot: QtBot) -> Iterator[Open]:
    """The window of Ana, who holds every role, or of Ben, whose story it is."""
    opened = []

    def begin(name: str) -> PageWindow:
        places = placed.bens_places if name == "ben" else placed.places
        opened.append(getattr(placed, name))
        opened.append(PageWindow(qtbot, places, getattr(placed, name), PAGES))
        return opened[-1]

    yield begin
    for window in opened[1::2]:
        window.close()
    placed.close(but=opened[0] if opened else None)


def asked(window: PageWindow) -> BelongingPage:
    page = window.page
    assert isinstance(page, BelongingPage)
    return page


def views(window: PageWindow) -> list[PassageView]:
    page = window.page
    return [one for one in page.findChildren(PassageView) if one.isVisibleTo(page)]


def test_the_teller_says_yes_here_and_is_thanked(placed: Placed, window_of: Open) -> None:
    window = window_of("ben")
    window.go(Go("stories"))
    window.press(ANSWER)
    assert "The words beside this story changed." in window.texts()
    assert "Mine" in window.texts()
    was, now = views(window)
    assert PASSAGE in was.toPlainText()
    assert was.accessibleDescription() == f"Marked: “{PASSAGE}”"
    assert now.accessibleDescription() == f"Marked: “{REWRITTEN}”"
    assert window.nameless() == []
    window.press("Yes, here")
    assert f"You said that it belongs beside “{REWRITTEN}”." in window.texts()
    assert "Nobody else is asked" in window.texts()
    assert "Yes, here" not in window.buttons()
    window.press("Back")
    assert ANSWER not in window.buttons()
    (waiting,) = reviewing.queue(placed.ben)
    assert waiting.moves_story


def test_another_place_is_chosen_by_keyboard_alone(placed: Placed, window_of: Open) -> None:
    window = window_of("ben")
    window.go(Go("belonging", placed.asked(placed.ben).subject, extra="stories"))
    page = asked(window)
    other = next(one for one in page.findChildren(QPushButton) if one.text() == "Another place…")
    assert page.first_focus() is other
    window.qtbot.keyClick(other, Qt.Key.Key_Space)
    assert not page.box.button.isEnabled()
    text = page.box.text
    text.setFocus()
    window.qtbot.keyClick(text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(5):
        window.qtbot.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert "“The garden”" in window.texts()
    assert page.box.button.accessibleDescription() == "“The garden”"
    window.qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert window.page.focusWidget() is page.box.button
    window.qtbot.keyClick(page.box.button, Qt.Key.Key_Space)
    assert "belongs beside “The garden”" in window.texts()


def test_where_there_is_little_height_the_choice_comes_into_view(
    placed: Placed, window_of: Open
) -> None:
    window = window_of("ben")
    window.stack.resize(700, 320)
    window.go(Go("belonging", placed.asked(placed.ben).subject))
    page = asked(window)
    window.press("Another place…")
    window.qtbot.waitUntil(lambda: page.box.sections.visibleRegion().boundingRect().height() > 10)


def test_another_place_can_be_in_another_section(placed: Placed, window_of: Open) -> None:
    window = window_of("ana")
    window.go(Go("belonging", placed.asked().subject))
    window.press("Another place…")
    box = asked(window).box
    box.sections.setCurrentIndex(box.sections.findData("hope"))
    box.sections.activated.emit(box.sections.currentIndex())
    assert "Hope often starts small." in box.text.toPlainText().replace("\n", " ")
    cursor = box.text.textCursor()
    start = box.text.toPlainText().index("It grows")
    cursor.setPosition(start)
    cursor.setPosition(start + 12, cursor.MoveMode.KeepAnchor)
    box.text.setTextCursor(cursor)
    window.press("Put it beside these words")
    assert "belongs beside “It grows when" in window.texts()
    (question,) = story_questions(placed.ana)
    assert question.answered is not None
    assert question.answered.target is not None
    assert question.answered.target.source == "hope"


def test_it_belongs_nowhere_any_more_waits_for_an_editor(placed: Placed, window_of: Open) -> None:
    window = window_of("ana")
    window.go(Go("belonging", placed.asked().subject))
    window.press("It belongs nowhere any more")
    assert "You said that it belongs nowhere any more." in window.texts()
    (waiting,) = reviewing.queue(placed.ana)
    window.go(Go("review"))
    assert "Where a story belongs: “The garden”" in window.buttons()[0]
    window.go(Go("review-draft", waiting.id))
    assert "Where the story stood, in “The garden”" in window.texts()
    assert "It would stand nowhere any more." in window.texts()
    assert PASSAGE in views(window)[0].toPlainText()


def test_beside_the_section_it_is_asked_once(placed: Placed, window_of: Open) -> None:
    window = window_of("ben")
    window.go(Go("section", "garden", "en"))
    assert "Does it still belong here?" in window.texts()
    window.press("Where does it belong? Mine")
    assert asked(window).where.extra == "section"
    window.press("Not now")
    assert window.went[-1] == Go("section", "garden", "en")
    subject = placed.asked(placed.dan).subject
    put_beside(placed.dan, subject, placed.passage(REWRITTEN, desk=placed.dan))
    placed.meet()
    window.go(Go("section", "garden", "en"))
    assert "Somebody has said where it belongs now." in window.texts()
    assert "Where does it belong? Mine" not in window.buttons()
    window.go(Go("belonging", subject))
    assert f"Dan said that it belongs beside “{REWRITTEN}”." in window.texts()
    assert window.buttons() == ["Back"]


def test_what_stops_publishing_leads_to_the_question_and_back(
    placed: Placed, window_of: Open
) -> None:
    window = window_of("ana")
    window.go(Go("publish"))
    window.press("Where a story belongs: “The garden”")
    window.press("Yes, here")
    window.press("Back")
    assert window.went[-1].page == "publish"
    assert "An editor has yet to agree." in window.texts()
    placed.agree()
    window.go(Go("publish"))
    assert "Nothing stops publishing." in window.texts()


def test_a_conversation_says_which_words_it_is_about_now(placed: Placed, window_of: Open) -> None:
    window = window_of("ben")
    window.go(Go("conversations"))
    window.press("Say which words it is about…")
    assert "Who made the bench?" in window.texts()
    assert "It belongs nowhere any more" not in window.buttons()
    window.press("Yes, here")
    assert "Nothing is asked here" in window.texts()
    window.press("Back")
    assert "Say which words it is about…" not in window.buttons()
    assert "Go to the passage" in window.buttons()
