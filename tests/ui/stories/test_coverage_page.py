"""The page of missing voices, and the question it rests on."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from support.circle_desks import founder, told_story
from support.story_window import PageWindow
from toolkit_editor.services import story_reading
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.stories.consent_page import ConsentPage
from toolkit_editor.ui.stories.coverage_page import CoveragePage
from toolkit_editor.ui.stories.list_page import StoriesPage
from toolkit_editor.ui.stories.prompts import prompts

PAGES = {"stories": StoriesPage, "voices": CoveragePage, "story-consent": ConsentPage}


def test_sections_without_a_story_lead_to_their_page(tmp_path: Path, qtbot: QtBot) -> None:
    places, desk = founder(tmp_path)
    window = PageWindow(qtbot, places, desk, PAGES)
    window.go(Go("stories"))
    window.press("Whose voices are missing")
    assert "The twelve planning meetings" in window.texts()
    assert "Few or none so far: Lived experience, Family and friends" in window.texts()
    assert "stories)" not in window.texts()
    page = window.page
    assert isinstance(page, CoveragePage)
    name = next(one for one in window.buttons() if one != "Whose voices are missing")
    window.press(name)
    assert window.went[-1].page == "section"
    assert not window.nameless()
    window.close()


def test_from_which_side_i_speak_is_sealed_with_the_story(tmp_path: Path, qtbot: QtBot) -> None:
    places, desk = founder(tmp_path)
    id_ = told_story(desk)
    window = PageWindow(qtbot, places, desk, PAGES)
    window.go(Go("story-consent", id_, extra="voice"))
    window.press("Family and friends")
    window.press("Next")
    opened = story_reading.open_story(desk, id_).opened
    assert opened.story.voice == "family"
    assert story_reading.open_story(desk, id_).stale == ("en",)
    window.close()


def test_what_may_help_to_begin_depends_on_the_side_and_the_place() -> None:
    assert len(prompts("", ())) == 3
    asked = prompts("family", ("Hope",))
    assert asked[1] == "What does “Hope” bring back to you?"
    assert asked[2] == "What was it like to stand beside somebody?"
    assert prompts("somebody else", ()) == prompts("", ())
