"""What could identify somebody keeps a story back until it was looked at, and again when new."""

from __future__ import annotations

from pathlib import Path

from support.circle_desks import brought_in, founder, told_story
from toolkit_editor.base.ids import StoryId
from toolkit_editor.checks.finding import Code
from toolkit_editor.checks.gentler import gentler
from toolkit_editor.services import (
    gate,
    gentler_words,
    recognising,
    story_reading,
    story_sharing,
    telling,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.placements import placements_of
from toolkit_editor.stories.sealed_to import Place


def shared_again(desk: Desk, id_: StoryId) -> bool:
    """Share it as it is now; whether the gate asks for a look."""
    telling.say_yes(desk, id_)
    story_sharing.share_story(desk, id_, Place.GROUP)
    desk.refresh()
    found = [one for one in gate.check(desk) if one.place.story == id_]
    return Code.IDENTITY in {one.code for one in found}


def waiting(desk: Desk, id_: StoryId) -> list[recognising.Find]:
    desk.refresh()
    return recognising.waiting(desk, story_reading.open_story(desk, id_).opened)


def test_taking_and_leaving_opens_the_gate_until_a_new_name_is_written(tmp_path: Path) -> None:
    _, desk = founder(tmp_path)
    id_ = told_story(desk, words="My sister Anna drove me to Sudbury.")
    story_sharing.share_story(desk, id_, Place.GROUP)
    for placed in placements_of(desk, id_):
        assert placed.draft is not None
        brought_in(desk, placed.draft)
    assert shared_again(desk, id_)

    anna, sudbury = waiting(desk, id_)
    gentler_words.leave(desk, id_, anna)
    offer = gentler(sudbury.text, "en", sudbury.identifier)[0]
    gentler_words.take(desk, id_, sudbury, offer.start, offer.end, offer.words)
    assert not shared_again(desk, id_)

    story = story_reading.open_story(desk, id_).opened.story
    assert story.body == b"My sister Anna drove me to northern Ontario.\n"
    telling.keep_words(desk, id_, story.title, story.body + b"\nThen Omar came.\n")
    assert [find.words for find in waiting(desk, id_)] == ["Omar"]
    assert shared_again(desk, id_)
    desk.close()
