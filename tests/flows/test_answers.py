"""Answers from outside: a teller's on paper, a community's; and what the gate makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.walks import SECRET, adopted, everything, publish, tell
from toolkit_editor.base.errors import NotAllowed, NotFound, Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.checks.finding import Code
from toolkit_editor.services import gate, publishing, reviewing, story_sharing, story_talk, telling
from toolkit_editor.services.answers import (
    agree_for_community,
    hold,
    standing_of,
    write_down,
    written_down,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.stories.sealed_to import Place as SealedPlace


@dataclass
class Four:
    """Ana keeps everything, Ben tells, Eve edits, Kai speaks for a community."""

    folder: Path
    places: Places
    ana: Desk
    ben: Desk
    eve: Desk
    kai: Desk
    story: StoryId

    def meet(self) -> None:
        for desk in (self.ben, self.eve, self.kai, self.ana, self.ben, self.eve, self.kai):
            sync(desk)

    def codes(self) -> set[Code]:
        return {one.code for one in gate.check(self.ana) if one.place.story == self.story}

    def tell_again(self, words: str) -> None:
        telling.keep_words(self.ben, self.story, "Mine", words.encode())
        telling.say_yes(self.ben, self.story)
        story_sharing.share_story(self.ben, self.story, SealedPlace.EDITORS)
        self.meet()
        story_sharing.approve_story(self.ana, self.story)


@pytest.fixture
def four(tmp_path: Path) -> Iterator[Four]:
    places, ana = adopted(tmp_path)
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    _, eve = joined(tmp_path, ana, "eve", "editor")
    _, kai = joined(tmp_path, ana, "kai", "contributor", "community")
    sync(ben)
    story = tell(ben)
    story_sharing.share_story(ben, story, SealedPlace.EDITORS)
    made = Four(tmp_path, places, ana, ben, eve, kai, story)
    made.meet()
    story_sharing.approve_story(ana, story)
    for waiting in reviewing.queue(ana):
        reviewing.approve(ana, waiting.id)
    publishing.bring_in(ana)
    assert made.codes() == set()
    yield made
    for desk in (ana, ben, eve, kai):
        desk.close()


def test_a_no_that_somebody_wrote_down_stops_the_story_until_they_write_down_a_yes(
    four: Four,
) -> None:
    write_down(four.eve, four.story, False, "Its teller answered: no. By telephone.")
    four.meet()
    assert four.codes() == {Code.RELEASE_STALE}
    with pytest.raises(Refused, match="Publishing waits"):
        publish(four.places, four.ana)
    (one,) = written_down(four.ben, four.story)
    assert (one.name, one.yes, one.now) == ("eve", False, True)
    said = [each.text for each in story_talk.said_about(four.ben, four.story)]
    assert said == ["Its teller answered: no. By telephone."]
    write_down(four.eve, four.story, True, "I had misheard.")
    four.meet()
    assert four.codes() == set()


def test_two_helpers_who_wrote_down_different_answers_leave_it_unpublished(four: Four) -> None:
    write_down(four.eve, four.story, True, "Yes, in person.")
    write_down(four.kai, four.story, False, "No, in writing.")
    four.meet()
    assert {one.yes for one in written_down(four.ana, four.story)} == {True, False}
    assert four.codes() == {Code.RELEASE_STALE}
    four.tell_again(f"{SECRET} evening.\n")
    assert four.codes() == set()
    assert not any(one.now for one in written_down(four.ana, four.story))


def test_what_was_answered_reads_nowhere_without_a_key(four: Four) -> None:
    write_down(four.eve, four.story, False, "Walrus umbrella.")
    four.meet()
    assert b"Walrus umbrella" not in everything(four.folder / "ws")


def test_nobody_writes_down_an_answer_to_a_story_they_cannot_read(
    four: Four, tmp_path: Path
) -> None:
    _, zoe = joined(tmp_path, four.ana, "zoe", "contributor")
    with pytest.raises(NotFound):
        write_down(zoe, four.story, False, "No.")
    zoe.close()


def test_what_a_community_owns_waits_for_its_approver_and_for_these_words(four: Four) -> None:
    hold(four.eve, four.story)
    four.meet()
    assert four.codes() == {Code.COMMUNITY_HOLD}
    for desk in (four.ana, four.eve, four.ben):
        with pytest.raises(NotAllowed):
            agree_for_community(desk, four.story)
    agree_for_community(four.kai, four.story)
    four.meet()
    assert four.codes() == set()
    assert standing_of(four.ana, four.story).agreed
    four.tell_again(f"{SECRET} at night.\n")
    assert four.codes() == {Code.COMMUNITY_HOLD}


def test_a_teller_who_said_that_a_community_decides_cannot_undo_it_alone(four: Four) -> None:
    telling.keep_consent(four.ben, four.story, {"community_hold": True})
    story_sharing.share_story(four.ben, four.story, SealedPlace.EDITORS)
    telling.keep_consent(four.ben, four.story, {"community_hold": False})
    story_sharing.share_story(four.ben, four.story, SealedPlace.EDITORS)
    four.meet()
    assert four.codes() == {Code.COMMUNITY_HOLD}
    agree_for_community(four.kai, four.story)
    four.meet()
    assert four.codes() == set()


def test_nobody_agrees_for_a_community_before_the_teller(four: Four) -> None:
    story = telling.begin(four.ben, "en")
    telling.keep_words(four.ben, story, "Another", b"Other words.\n")
    story_sharing.share_story(four.ben, story, SealedPlace.EDITORS)
    four.meet()
    with pytest.raises(Refused, match="not yet read it"):
        agree_for_community(four.kai, story)
