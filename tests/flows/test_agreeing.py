"""A teller looks at what changed since their yes, and says yes or no to each change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support.circle_desks import founder, joined, told_story
from toolkit_editor.base.errors import NotAllowed, Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.services import story_reading, story_sharing, telling
from toolkit_editor.services.agreeing import TITLE, Since, put_back, since_yes
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import newest
from toolkit_editor.stories.sealed_to import Place

FIRST = "The door was blue. Somebody kept it open.\n\nI came in."
LATER = "The door was green. Somebody kept it open.\n\nI came in. Tea was ready."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    _, opened = founder(tmp_path)
    yield opened
    opened.close()


def changes(desk: Desk, id_: StoryId) -> tuple[Since, ...]:
    return since_yes(desk, story_reading.open_story(desk, id_))


def words(desk: Desk, id_: StoryId) -> str:
    return story_reading.open_story(desk, id_).opened.story.body.decode()


@pytest.mark.parametrize("shared", [True, False])
def test_what_changed_since_my_yes_is_known_from_what_was_shared_or_kept(
    desk: Desk, *, shared: bool
) -> None:
    id_ = told_story(desk, words=FIRST)
    if shared:
        story_sharing.share_story(desk, id_, Place.EDITORS)
    assert changes(desk, id_) == ()
    telling.keep_words(desk, id_, "The green door", f"{LATER}\n".encode())
    (since,) = changes(desk, id_)
    assert [(one.before, one.after) for one in since.steps] == [
        ("The door was blue.", "The door was green."),
        ("", "Tea was ready."),
    ]
    assert since.title == ("The blue door", "The green door")


def test_no_puts_that_sentence_back_and_nothing_else(desk: Desk) -> None:
    id_ = told_story(desk, words=FIRST)
    telling.keep_words(desk, id_, "The green door", f"{LATER}\n".encode())
    (since,) = changes(desk, id_)
    put_back(desk, id_, "en", 0, since.steps[0], newest(desk, id_))
    assert words(desk, id_) == FIRST + " Tea was ready.\n"
    (since,) = changes(desk, id_)
    put_back(desk, id_, "en", 0, since.steps[0], newest(desk, id_))
    put_back(desk, id_, "en", TITLE, None, newest(desk, id_))
    assert words(desk, id_) == FIRST + "\n" and changes(desk, id_) == ()
    assert not story_reading.open_story(desk, id_).stale


def test_a_change_that_moved_on_is_looked_at_once_more(desk: Desk) -> None:
    id_ = told_story(desk, words=FIRST)
    telling.keep_words(desk, id_, "The blue door", f"{LATER}\n".encode())
    (since,) = changes(desk, id_)
    telling.keep_words(desk, id_, "The blue door", f"{LATER}!\n".replace("green", "red").encode())
    with pytest.raises(Refused, match="Look at it once more"):
        put_back(desk, id_, "en", 0, since.steps[0], newest(desk, id_))


def test_each_language_has_its_own_changes(desk: Desk) -> None:
    id_ = told_story(desk, words=FIRST)
    french = replace(story_reading.open_story(desk, id_).opened.story, language="fr", head=b"")
    telling.keep_translation(desk, id_, replace(french, body=b"La porte. Ouverte.\n"))
    assert changes(desk, id_) == ()
    telling.say_yes(desk, id_)
    telling.keep_translation(desk, id_, replace(french, body="La porte. Fermée.\n".encode()))
    (since,) = changes(desk, id_)
    assert since.language == "fr"
    put_back(desk, id_, "fr", 0, since.steps[0], newest(desk, id_))
    opened = story_reading.open_story(desk, id_).opened
    assert opened.translations["fr"].body == b"La porte. Ouverte.\n"


def test_nobody_else_says_no_for_the_teller(desk: Desk, tmp_path: Path) -> None:
    id_ = told_story(desk, words=FIRST)
    story_sharing.share_story(desk, id_, Place.GROUP)

    _, ben = joined(tmp_path, desk, "ben", "editor")
    with pytest.raises(NotAllowed):
        put_back(ben, id_, "en", TITLE, None, newest(ben, id_))
    ben.close()
