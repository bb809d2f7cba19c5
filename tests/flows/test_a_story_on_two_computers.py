"""One teller, two computers: what they write on either is in the story, and nothing is undone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.walks import adopted, edit, everything
from toolkit_editor.base.ids import StoryId
from toolkit_editor.services import (
    founding,
    sharing,
    story_reading,
    story_sharing,
    telling,
    withdrawing,
    writing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.services.place import Place
from toolkit_editor.services.syncing import sync
from toolkit_editor.services.two_computers import bring_computers_together
from toolkit_editor.settings.places import Places
from toolkit_editor.stories.sealed_to import Place as SealedPlace

WORDS = b"Somebody kept the door open. It was raining.\n\nI stayed.\n"


@dataclass
class Two:
    """Eva's old and new computer, and Ana, who looks after the group."""

    old: Desk
    new: Desk
    ana: Desk
    story: StoryId

    def meet(self) -> None:
        for desk in (self.old, self.new, self.ana, self.old, self.new):
            sync(desk)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    _, ana = adopted(tmp_path)
    places, old = joined(tmp_path, ana, "eva", "contributor")
    story = telling.begin(old, "en")
    telling.keep_words(old, story, "Mine", WORDS)
    telling.keep_consent(old, story, {"limits_explained": True, "channels": {"site-en"}})
    story_sharing.share_story(old, story, SealedPlace.EDITORS)
    sync(old)
    other = Places(tmp_path / "eva-new")
    target = old.address.target
    other.keys.mkdir(parents=True)
    shutil.copytree(places.keys, other.keys, dirs_exist_ok=True)
    other.membership(target).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(places.membership(target), other.membership(target))
    new = founding.open_workspace(other, str(old.address), old.clock)
    yield Two(old, new, ana, story)
    for desk in (old, new, ana):
        desk.close()


def words(desk: Desk, story: StoryId) -> bytes:
    return story_reading.open_story(desk, story).opened.story.body


def write(desk: Desk, story: StoryId, before: bytes, after: bytes) -> None:
    now = story_reading.open_story(desk, story).opened.story
    assert before in now.body
    telling.keep_words(desk, story, now.title, now.body.replace(before, after))


def test_going_on_at_the_other_computer(two: Two) -> None:
    write(two.new, two.story, b"raining", b"snowing")
    assert story_reading.open_story(two.new, two.story).place is Place.HERE
    story_sharing.share_story(two.new, two.story, SealedPlace.EDITORS)
    two.meet()
    assert b"snowing" in words(two.old, two.story)
    assert story_reading.open_story(two.old, two.story).place is Place.EDITORS
    assert not story_reading.open_story(two.old, two.story).has_unshared
    write(two.old, two.story, b"I stayed", b"I stayed long")
    story_sharing.share_story(two.old, two.story, SealedPlace.EDITORS)
    two.meet()
    for desk in (two.old, two.new, two.ana):
        assert words(desk, two.story) == WORDS.replace(b"raining", b"snowing").replace(
            b"I stayed", b"I stayed long"
        )


def test_different_sentences_of_both_come_together(two: Two) -> None:
    write(two.old, two.story, b"raining", b"snowing")
    write(two.new, two.story, b"I stayed", b"I stayed long")
    story_sharing.share_story(two.new, two.story, SealedPlace.EDITORS)
    two.meet()
    assert b"I stayed." in words(two.old, two.story)
    done = bring_computers_together(two.old, two.story)
    assert (bool(done.changed), done.twice) == (True, False)
    both = WORDS.replace(b"raining", b"snowing").replace(b"I stayed", b"I stayed long")
    assert words(two.old, two.story) == both
    assert not bring_computers_together(two.old, two.story).changed
    story_sharing.share_story(two.old, two.story, SealedPlace.EDITORS)
    two.meet()
    assert words(two.new, two.story) == both


def test_the_same_sentence_stands_twice_until_the_teller_looks(two: Two) -> None:
    write(two.old, two.story, b"raining", b"snowing")
    write(two.new, two.story, b"raining", b"dark")
    telling.say_yes(two.new, two.story)
    story_sharing.share_story(two.new, two.story, SealedPlace.EDITORS)
    two.meet()
    assert bring_computers_together(two.old, two.story).twice
    assert b"It was snowing. It was dark." in words(two.old, two.story)
    assert story_reading.open_story(two.old, two.story).stale


def test_of_two_answers_only_what_both_allow_holds(two: Two) -> None:
    telling.keep_consent(two.old, two.story, {"channels": frozenset({"site-en", "slides"})})
    telling.keep_consent(two.new, two.story, {"channels": frozenset({"handouts", "site-en"})})
    story_sharing.share_story(two.new, two.story, SealedPlace.EDITORS)
    two.meet()
    bring_computers_together(two.old, two.story)
    record = story_reading.open_story(two.old, two.story).opened.consent
    assert record is not None
    assert record.channels == {"site-en"}
    assert not record.released


def test_the_first_key_after_a_sync_undoes_nothing(two: Two) -> None:
    on_screen, since = words(two.new, two.story), two.new.refs()[f"refs/heads/story/{two.story}"]
    write(two.old, two.story, b"raining", b"snowing")
    story_sharing.share_story(two.old, two.story, SealedPlace.EDITORS)
    two.meet()
    telling.keep_words(two.new, two.story, "Mine", on_screen.replace(b"I stayed", b"I sat"), since)
    telling.keep_words(
        two.new, two.story, "Mine", on_screen.replace(b"I stayed", b"I sat down"), since
    )
    bring_computers_together(two.new, two.story)
    assert words(two.new, two.story) == WORDS.replace(b"raining", b"snowing").replace(
        b"I stayed", b"I sat down"
    )


def test_taking_back_erases_it_on_both(two: Two, tmp_path: Path) -> None:
    write(two.new, two.story, b"raining", b"snowing")
    story_sharing.share_story(two.new, two.story, SealedPlace.EDITORS)
    two.meet()
    withdrawing.withdraw_story(two.old, two.story)
    two.meet()
    for desk in (two.old, two.new, two.ana):
        assert not [ref for ref in desk.refs() if two.story in ref]
        assert not [ref for ref in desk.store.refs() if two.story in ref]
        assert b"story.age" not in everything(desk.store.folder)


def test_a_draft_goes_on_at_the_other_computer_too(two: Two) -> None:
    draft = edit(two.old, "en/hope.md", b"often", b"always")
    sharing.share(two.old, draft)
    two.meet()
    assert edit(two.new, "en/hope.md", b"small", b"tiny") == draft
    assert [one.id for one in writing.unshared(two.new)] == [draft]
    sharing.share(two.new, draft)
    two.meet()
    assert not writing.unshared(two.old)
    mine = own_draft_of(two.old, "en/hope.md")
    assert mine is not None
    oid = mine.files["en/hope.md"]
    assert oid is not None
    assert b"*always* starts tiny" in two.old.store.read(oid)
