"""Telling a story in the window: write, answer, read once more, share, take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from support.circle_desks import founder, joined, passage, told_story
from support.story_window import PageWindow
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.services import story_reading, story_sharing, story_talk, syncing, telling
from toolkit_editor.services.place import Place as Shown
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.stories.consent_page import ConsentPage
from toolkit_editor.ui.stories.conversation import QUESTIONS
from toolkit_editor.ui.stories.list_page import StoriesPage
from toolkit_editor.ui.stories.questions import Appearing, Using
from toolkit_editor.ui.stories.recognise_page import RecognisePage
from toolkit_editor.ui.stories.share_page import ShareStoryPage
from toolkit_editor.ui.stories.story_page import StoryPage
from toolkit_editor.ui.stories.take_back_page import TakeBackPage
from toolkit_editor.ui.stories.yes_page import YesPage

PAGES = {
    "stories": StoriesPage,
    "story": StoryPage,
    "story-consent": ConsentPage,
    "story-recognise": RecognisePage,
    "story-yes": YesPage,
    "story-share": ShareStoryPage,
    "story-take-back": TakeBackPage,
}


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[PageWindow]:
    places, desk = founder(tmp_path)
    made = PageWindow(qtbot, places, desk, PAGES)
    yield made
    made.close()


def begun(window: PageWindow) -> StoryId:
    desk = window.session.desk
    assert desk is not None
    id_ = telling.begin(desk, "en", *passage(desk))
    window.go(Go("story", id_))
    return id_


def opened(window: PageWindow, id_: StoryId) -> story_reading.Telling:
    desk = window.session.desk
    assert desk is not None
    desk.refresh()
    return story_reading.open_story(desk, id_)


def test_i_can_write_without_filling_in_anything_and_it_is_kept(window: PageWindow) -> None:
    id_ = begun(window)
    page = window.page
    assert isinstance(page, StoryPage)
    assert page.prompts.isVisible()
    page.editor.insertPlainText("The door was open.")
    window.qtbot.waitUntil(lambda: "The door" in opened(window, id_).opened.story.body.decode())
    assert page.kept.text() == "Kept on this computer. Only you can read it."
    assert opened(window, id_).place is Shown.HERE


def test_the_title_is_kept_too_and_leaving_keeps_at_once(window: PageWindow) -> None:
    id_ = begun(window)
    page = window.page
    assert isinstance(page, StoryPage)
    window.qtbot.keyClicks(page.title, "The door")
    page.editor.insertPlainText("It was open.")
    window.go(Go("stories"))
    story = opened(window, id_).opened.story
    assert (story.title, story.body) == ("The door", b"It was open.\n")
    assert "The door" in window.buttons()


def test_what_i_type_is_not_overwritten_when_something_else_changes(window: PageWindow) -> None:
    begun(window)
    page = window.page
    assert isinstance(page, StoryPage)
    page.editor.insertPlainText("Half a sen")
    page.reload()
    page.editor.insertPlainText("tence.")
    assert page.editor.toPlainText() == "Half a sentence."


def test_the_questions_that_help_to_begin_can_be_put_aside(window: PageWindow) -> None:
    begun(window)
    assert "what happened?" in window.texts()
    window.press("I do not need these")
    assert "what happened?" not in window.texts()


def test_consent_is_one_question_at_a_time_kept_answer_by_answer(window: PageWindow) -> None:
    id_ = begun(window)
    window.press("How you appear")
    page = window.page
    assert isinstance(page, ConsentPage)
    assert "Question 1 of 10" in window.texts()
    assert isinstance(page.question, Appearing)
    page.question.levels.choose(Level.CHOSEN_NAME)
    window.press("Next")
    assert "Write how you want to be named." in page.banner.text
    page.question.line.setText("Blue Kettle")
    assert "Readers will see: “Blue Kettle”" in window.texts()
    window.press("Next")
    assert opened(window, id_).opened.story.display_name == "Blue Kettle"
    assert isinstance(page.question, Using)
    assert not any(box.isChecked() for box in page.question.boxes.values())
    assert "stays with whoever has it" in window.texts()
    page.question.boxes["site-fr"].setChecked(True)
    window.press("Stop here, I will come back")
    record = opened(window, id_).opened.consent
    assert record is not None
    assert record.channels == frozenset({"site-fr"})
    assert record.limits_explained
    assert window.page.where == Go("story", id_)
    assert "“Blue Kettle”" in window.texts()
    assert "In one place" in window.texts()


def test_every_question_can_be_answered_by_passing_it(window: PageWindow) -> None:
    id_ = told_story(window.session.desk)  # type: ignore[arg-type]
    before = opened(window, id_).opened.consent
    window.go(Go("story-consent", id_))
    for number in range(len(QUESTIONS)):
        assert f"Question {number + 1} of 10" in window.texts()
        assert window.nameless() == []
        last = number == len(QUESTIONS) - 1
        window.press("Keep this, and go back to the story" if last else "Next")
    after = opened(window, id_).opened.consent
    assert before is not None
    assert after is not None
    for field in ("attribution", "display", "channels", "end", "content_notes", "not_in"):
        assert getattr(after, field) == getattr(before, field)
    assert window.page.where.page == "story"


def test_going_back_and_on_shows_what_was_answered(window: PageWindow) -> None:
    id_ = begun(window)
    window.go(Go("story-consent", id_, extra="use"))
    page = window.page
    assert isinstance(page, ConsentPage)
    assert isinstance(page.question, Using)
    page.question.boxes["slides"].setChecked(True)
    window.press("Next")
    window.press("Back")
    assert isinstance(page.question, Using)
    assert page.question.boxes["slides"].isChecked()


def test_i_read_it_as_it_will_stand_and_say_yes(window: PageWindow) -> None:
    desk = window.session.desk
    assert desk is not None
    id_ = told_story(desk, words="My name is Ottoline Framboise and I live at 12 Elm Street.")
    telling.keep_words(desk, id_, "The blue door", b"Call me at 514 555 0123 *soon*.\n")
    window.go(Go("story-yes", id_))
    page = window.page
    assert isinstance(page, YesPage)
    assert "514 555 0123" in window.texts()
    assert "Nothing was changed" in window.texts()
    seen = page.reader.toPlainText()
    assert "The blue door" in seen
    assert "A neighbour" in seen
    assert "A safe space agreement" in seen
    assert "Something changed since your yes." in window.texts()
    assert opened(window, id_).stale == ("en",)
    assert "One thing changed since your yes" in window.texts()
    assert not page.yes.isEnabled()
    window.press("Yes, as it is now")
    window.press("Yes, this is how I want it")
    assert opened(window, id_).stale == ()
    assert not page.yes.isEnabled()


def test_a_story_without_words_cannot_be_said_yes_to(window: PageWindow) -> None:
    id_ = begun(window)
    window.go(Go("story-yes", id_))
    page = window.page
    assert isinstance(page, YesPage)
    window.press("Yes, this is how I want it")
    assert "no words" in page.banner.text


def test_i_see_by_name_who_could_read_it_before_i_share(window: PageWindow, tmp_path: Path) -> None:
    desk = window.session.desk
    assert desk is not None
    _, other = joined(tmp_path, desk, "Ben", "contributor")
    other.close()
    id_ = told_story(desk)
    window.go(Go("story-share", id_))
    assert "These people could read it: you, Ben (contributor)." in window.texts()
    assert opened(window, id_).place is Shown.HERE
    window.press("Share with the editors")
    assert opened(window, id_).place is Shown.EDITORS
    page = window.page
    assert isinstance(page, ShareStoryPage)
    assert "Shared with the editors" in page.banner.text


def test_a_shared_story_never_says_that_only_i_can_read_it(window: PageWindow) -> None:
    id_ = begun(window)
    page = window.page
    assert isinstance(page, StoryPage)
    page.editor.insertPlainText("The door was open.")
    window.qtbot.waitUntil(lambda: "The door" in opened(window, id_).opened.story.body.decode())
    assert "Only you can read it" in page.kept.text()
    window.go(Go("story-share", id_))
    window.press("Share with the editors")
    window.go(Go("story", id_))
    assert opened(window, id_).place is Shown.EDITORS
    assert "Only you can read it" not in window.texts()


def test_taking_back_says_what_it_does_and_then_what_was_done(window: PageWindow) -> None:
    desk = window.session.desk
    assert desk is not None
    id_ = told_story(desk)
    story_sharing.share_story(desk, id_, Place.EDITORS)
    window.go(Go("story-take-back", id_))
    assert "erased from this computer, for good" in window.texts()
    assert "saved or archived" in window.texts()
    window.press("Take it back")
    assert "Your story is taken back" in window.texts()
    assert "nobody can put it in again" in window.texts()
    with pytest.raises(Refused):
        opened(window, id_)
    window.press("To the stories")
    assert "The blue door" not in window.buttons()


def test_a_story_sealed_to_others_is_only_said_to_be_there(tmp_path: Path, qtbot: QtBot) -> None:
    _, head = founder(tmp_path)
    places, desk = joined(tmp_path, head, "Ben", "contributor")
    id_ = told_story(head, words="Nobody but the editors reads this.")
    story_sharing.share_story(head, id_, Place.EDITORS)
    syncing.sync(head)
    syncing.sync(desk)
    window = PageWindow(qtbot, places, desk, PAGES)
    window.go(Go("stories"))
    assert "A story sealed to other people, beside “A safe space agreement”" in window.texts()
    assert "The blue door" not in window.texts()
    window.close()
    head.close()


def test_a_question_of_an_editor_stands_under_my_story_and_i_answer(
    tmp_path: Path, qtbot: QtBot
) -> None:
    _, head = founder(tmp_path)
    places, desk = joined(tmp_path, head, "Ben", "contributor")
    id_ = told_story(desk)
    story_sharing.share_story(desk, id_, Place.EDITORS)
    for one in (desk, head):
        syncing.sync(one)
    story_talk.say_about(head, id_, "Which door was it?")
    for one in (head, desk):
        syncing.sync(one)
    window = PageWindow(qtbot, places, desk, PAGES)
    window.go(Go("story", id_))
    page = window.page
    assert isinstance(page, StoryPage)
    assert "Which door was it?" in window.texts()
    page.talk.words.setPlainText("The blue one.")
    window.press("Say it")
    assert "The blue one." in window.texts()
    window.close()
    head.close()


def test_everything_on_the_pages_has_a_name_and_takes_the_keyboard(window: PageWindow) -> None:
    id_ = begun(window)
    for name in PAGES:
        window.go(Go(name, id_))
        assert window.nameless() == [], name


def looking(window: PageWindow, body: bytes, title: str = "A door") -> StoryId:
    desk = window.session.desk
    assert desk is not None
    id_ = telling.begin(desk, "en", *passage(desk))
    telling.keep_words(desk, id_, title, body)
    window.go(Go("story", id_))
    window.press("Who could recognise you?")
    return id_


def test_i_can_take_gentler_words_and_have_my_own_back(window: PageWindow) -> None:
    id_ = looking(window, b"I lived in *Sudbury* then.  \nIt was cold.\n")
    page = window.page
    assert isinstance(page, RecognisePage)
    assert "In your words · 1 of 1" in window.texts()
    assert page.reader.accessibleName() == "I lived in Sudbury then."
    window.press("Say “northern Ontario”")
    body = opened(window, id_).opened.story.body
    assert body == b"I lived in *northern Ontario* then.  \nIt was cold.\n"
    assert "There is nothing more to look at here." in window.texts()
    window.press("Put my words back")
    body = opened(window, id_).opened.story.body
    assert body == b"I lived in *Sudbury* then.  \nIt was cold.\n"


def test_what_i_leave_is_not_asked_again_but_a_new_name_is(window: PageWindow) -> None:
    id_ = looking(window, b"My sister Anna rang.\n")
    window.press("Leave it as it is")
    assert opened(window, id_).noticed == ()
    desk = window.session.desk
    assert desk is not None
    telling.keep_words(desk, id_, "A door", b"It rained. My sister Anna rang.\n")
    assert opened(window, id_).noticed == ()
    telling.keep_words(desk, id_, "A door", b"My sister Anna rang. So did Omar.\n")
    assert [words for words, _ in opened(window, id_).noticed] == ["Omar"]


def test_what_does_not_stand_there_any_more_is_forgotten(window: PageWindow) -> None:
    id_ = looking(window, b"My sister Anna rang.\n")
    window.press("Leave it as it is")
    desk = window.session.desk
    assert desk is not None
    telling.keep_words(desk, id_, "A door", b"My sister rang.\n")
    record = opened(window, id_).opened.consent
    assert record is not None
    assert record.looked_at == frozenset()


def test_a_name_in_the_title_is_found_and_my_own_words_can_be_used(window: PageWindow) -> None:
    id_ = looking(window, b"It was open.\n", "The house of Okafor")
    page = window.page
    assert isinstance(page, RecognisePage)
    assert "In the title · 1 of 1" in window.texts()
    window.press("Other words…")
    assert page.focusWidget() is page.other
    page.other.setText("my neighbour")
    window.press("Use these words")
    assert opened(window, id_).opened.story.title == "The house of my neighbour"


def test_i_am_told_when_few_people_fit_what_is_said_of_me(window: PageWindow) -> None:
    begun(window)
    window.press("How you appear")
    page = window.page
    assert isinstance(page, ConsentPage)
    assert isinstance(page.question, Appearing)
    question = page.question
    question.levels.choose(Level.ROLE_AND_ORGANISATION)
    question.line.setText("A family member")
    assert question.few.isHidden()
    question.line.setText("A family member, housing service, Nova Scotia")
    assert question.few.said.text() == (
        "Few people fit all of this: family member, housing service, Nova Scotia. With fewer "
        "than 5, readers who know the service could guess it is you. You decide."
    )
    window.press("Say only “A family member”")
    assert question.line.text() == "A family member"
    assert question.few.isHidden()
