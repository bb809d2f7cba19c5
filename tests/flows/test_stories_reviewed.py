"""A teller and an editor, each at their own computer, speak about a story and nobody overhears."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.circle_desks import founder, joined, told_story
from support.toolkits import git
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    publishing,
    story_reading,
    story_review,
    story_sharing,
    story_talk,
    story_views,
    syncing,
    telling,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.stories.sealed_to import Place


class Two:
    """A teller and an editor at two computers, with one story shared."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        _, self.editor = founder(folder)
        _, self.teller = joined(folder, self.editor, "Ana", "contributor")
        self.story: StoryId = told_story(self.teller)
        story_sharing.share_story(self.teller, self.story, Place.EDITORS)
        self.meet()

    def meet(self) -> None:
        for desk in (self.teller, self.editor, self.teller):
            syncing.sync(desk)

    def waiting(self) -> list[story_review.InQueue]:
        return [one for one in story_review.whole_queue(self.editor) if one.story == self.story]

    def desks(self) -> tuple[Desk, Desk]:
        return self.teller, self.editor


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    yield made
    for desk in made.desks():
        desk.close()


def test_a_story_and_its_place_wait_as_one_and_nobody_is_named(two: Two) -> None:
    (waiting,) = two.waiting()
    assert waiting.owner_name == ""
    assert waiting.status is Status.IN_REVIEW
    assert waiting.titles == ("A safe space agreement",)
    item = story_review.review_story(two.editor, two.story)
    assert item.telling.opened.story.title == "The blue door"
    assert waiting.draft in item.drafts


def test_what_an_editor_asks_reaches_the_teller_and_is_nowhere_in_the_clear(two: Two) -> None:
    story_review.ask_teller(two.editor, two.story, "Would you call the kettle zinnober?")
    two.meet()
    assert [one.text for one in story_talk.said_about(two.teller, two.story)] == [
        "Would you call the kettle zinnober?"
    ]
    assert story_reading.open_story(two.teller, two.story).status is Status.CHANGES_ASKED
    assert two.waiting()[0].status is Status.CHANGES_ASKED
    workspace = two.folder / "sample"
    everything = git(workspace, "cat-file", "--batch", "--batch-all-objects")
    assert "zinnober" not in everything


def test_what_was_said_stays_when_the_teller_shares_anew_and_the_yes_stays_too(two: Two) -> None:
    story_review.ask_teller(two.editor, two.story, "One question.")
    two.meet()
    story_talk.say_about(two.teller, two.story, "One answer.")
    assert story_reading.open_story(two.teller, two.story).stale == ()
    telling.keep_words(two.teller, two.story, "The green door", b"It was green.\n")
    telling.say_yes(two.teller, two.story)
    story_sharing.share_story(two.teller, two.story, Place.EDITORS)
    two.meet()
    said = [one.text for one in story_talk.said_about(two.editor, two.story)]
    assert said == ["One question.", "One answer."]
    assert two.waiting()[0].status is Status.IN_REVIEW


def test_approving_a_story_approves_its_place_and_it_can_be_brought_in(two: Two) -> None:
    story_review.approve_with_place(two.editor, two.story)
    assert two.waiting()[0].status is Status.APPROVED
    publishing.bring_in(two.editor)
    assert two.waiting() == []


def test_not_this_time_ends_the_story_and_its_place_and_says_why_to_the_teller(two: Two) -> None:
    with pytest.raises(Refused, match="Write why"):
        story_review.decline_story(two.editor, two.story, " ")
    story_review.decline_story(two.editor, two.story, "It is very like another one.")
    two.meet()
    assert two.waiting() == []
    assert story_reading.open_story(two.teller, two.story).status is Status.DECLINED
    assert story_talk.said_about(two.teller, two.story)[0].text == "It is very like another one."


def test_a_story_is_read_with_the_words_of_the_section_around_it(two: Two) -> None:
    opened = story_reading.open_story(two.teller, two.story)
    (setting,) = story_views.settings_of(two.teller, opened)
    assert setting.title == "A safe space agreement"
    assert "<p>" in setting.before
    (shown,) = story_views.as_it_will_stand(opened)
    assert shown.named == "A neighbour"
    assert shown.html.strip() == "<p>Somebody kept the door open.</p>"


def test_what_both_say_before_they_meet_again_is_all_kept(two: Two) -> None:
    story_talk.say_about(two.editor, two.story, "From one side.")
    story_talk.say_about(two.teller, two.story, "From the other.")
    two.meet()
    for desk in two.desks():
        said = {one.text for one in story_talk.said_about(desk, two.story)}
        assert said == {"From one side.", "From the other."}


def test_what_an_editor_said_is_kept_though_the_teller_shared_again_meanwhile(two: Two) -> None:
    story_talk.say_about(two.editor, two.story, "Said meanwhile.")
    syncing.sync(two.editor)
    telling.keep_words(two.teller, two.story, "The blue door", b"It stood open, I saw it.\n")
    story_sharing.share_story(two.teller, two.story, Place.EDITORS)
    two.meet()
    for desk in two.desks():
        assert [one.text for one in story_talk.said_about(desk, two.story)] == ["Said meanwhile."]
        assert b"stood open" in story_reading.open_story(desk, two.story).opened.story.body
