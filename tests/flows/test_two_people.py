"""Two people, two computers, one workspace in a folder: joining, sealing, sending both ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.circle_desks import StandingClock, joined
from support.toolkits import git
from support.walks import SECRET, adopted, edit, everything, publish, share_and_place, tell
from toolkit_editor.base.errors import NotAllowed, Refused
from toolkit_editor.base.ids import PersonId
from toolkit_editor.review.people import Role
from toolkit_editor.services import (
    founding,
    publishing,
    reviewing,
    sharing,
    story_reading,
    story_sharing,
    taking_down,
    telling,
    withdrawing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.place import Place
from toolkit_editor.services.syncing import ahead, sync
from toolkit_editor.settings.places import Places
from toolkit_editor.stories.sealed_to import Place as SealedPlace


@dataclass
class Two:
    """Ana founded the group; Ben joined it as a contributor."""

    folder: Path
    places: Places
    ana: Desk
    ben: Desk


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    places, ana = adopted(tmp_path)
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    yield Two(tmp_path, places, ana, ben)
    ana.close()
    ben.close()


def test_i_ask_to_join_and_may_do_nothing_until_a_maintainer_lets_me_in(tmp_path: Path) -> None:
    _, ana = adopted(tmp_path)
    home = Places(tmp_path / "ben")
    ben = founding.ask_to_join(home, str(ana.address), "Ben", ana.founding or "", ana.clock)
    sync(ana)
    asking = ana.state().group.asking or {}
    assert [one.name for one in asking.values()] == ["Ben"]
    draft = edit(ben, "en/hope.md", b"often", b"sometimes")
    with pytest.raises(NotAllowed):
        sharing.share(ben, draft)
    for desk in (ana, ben):
        desk.close()


def test_an_invitation_to_another_group_is_not_believed(tmp_path: Path) -> None:
    _, ana = adopted(tmp_path)
    with pytest.raises(Refused, match="invitation does not belong"):
        founding.ask_to_join(
            Places(tmp_path / "ben"), str(ana.address), "Ben", "0" * 64, StandingClock()
        )
    sync(ana)
    assert not ana.state().group.asking
    ana.close()


def test_what_a_contributor_shares_the_editor_approves_and_it_comes_back(two: Two) -> None:
    assert [person.name for person in two.ben.state().group.members(Role.CONTRIBUTOR)][-1] == "ben"
    draft = edit(two.ben, "en/hope.md", b"often", b"sometimes")
    sync(two.ben)
    sync(two.ana)
    assert reviewing.queue(two.ana) == []
    sharing.share(two.ben, draft)
    sync(two.ben)
    sync(two.ana)
    assert [(one.id, one.owner_name) for one in reviewing.queue(two.ana)] == [(draft, "ben")]
    with pytest.raises(NotAllowed):
        reviewing.approve(two.ben, draft)
    reviewing.approve(two.ana, draft)
    publishing.bring_in(two.ana)
    sync(two.ana)
    sync(two.ben)
    assert b"sometimes" in two.ben.files(two.ben.main(), ["en/hope.md"])["en/hope.md"]
    assert two.ben.main() == two.ana.main()
    assert ahead(two.ana) == ahead(two.ben) == []


def test_what_both_write_at_the_same_time_reaches_the_other(two: Two) -> None:
    mine = edit(two.ana, "en/index.md", b"Start", b"Begin")
    sharing.share(two.ana, mine)
    theirs = edit(two.ben, "en/hope.md", b"often", b"sometimes")
    sharing.share(two.ben, theirs)
    for desk in (two.ana, two.ben, two.ana):
        sync(desk)
    for desk in (two.ana, two.ben):
        assert {mine, theirs} <= set(desk.state().drafts)


def test_a_story_for_the_editors_cannot_be_read_by_another_contributor(
    two: Two, tmp_path: Path
) -> None:
    _, eve = joined(tmp_path, two.ana, "eve", "contributor")
    story = tell(two.ben)
    story_sharing.share_story(two.ben, story, SealedPlace.EDITORS)
    for desk in (two.ben, two.ana, eve):
        sync(desk)
    assert SECRET in story_reading.open_story(two.ana, story).opened.story.body.decode()
    with pytest.raises(Refused):
        story_reading.open_story(eve, story)
    row = next(row for row in story_reading.stories(eve) if row.id == story)
    assert (row.readable, row.title, row.display_name) == (False, "", "")
    assert SECRET.encode() not in everything(tmp_path / "ws")
    eve.close()


def test_a_story_for_the_group_can_be_read_by_everyone_in_it(two: Two, tmp_path: Path) -> None:
    _, eve = joined(tmp_path, two.ana, "eve", "contributor")
    sync(two.ben)
    story = tell(two.ben)
    story_sharing.share_story(two.ben, story, SealedPlace.GROUP)
    for desk in (two.ben, eve):
        sync(desk)
    assert SECRET in story_reading.open_story(eve, story).opened.story.body.decode()
    assert story_reading.open_story(eve, story).place is Place.GROUP
    eve.close()


def test_nobody_but_the_teller_changes_a_story(two: Two) -> None:
    story = tell(two.ben)
    story_sharing.share_story(two.ben, story, SealedPlace.EDITORS)
    sync(two.ben)
    sync(two.ana)
    with pytest.raises(NotAllowed):
        telling.keep_words(two.ana, story, "Mine", b"Better words.\n")


def test_a_story_taken_back_is_erased_on_the_other_computer_with_a_receipt(
    two: Two, tmp_path: Path
) -> None:
    story = tell(two.ben)
    story_sharing.share_story(two.ben, story, SealedPlace.EDITORS)
    sync(two.ben)
    sync(two.ana)
    share_of_ana = two.ana.ref(f"refs/heads/story/{story}")
    assert share_of_ana is not None
    story_sharing.approve_story(two.ana, story)
    for waiting in reviewing.queue(two.ana):
        reviewing.approve(two.ana, waiting.id)
    publishing.bring_in(two.ana)
    publish(two.places, two.ana)
    assert SECRET.encode() in everything(tmp_path / "ws-site")
    sync(two.ben)
    withdrawing.withdraw_story(two.ben, story)
    sync(two.ben)
    sync(two.ana)
    assert taking_down.taken_back(two.ana)
    publish(two.places, two.ana)
    assert SECRET.encode() not in everything(tmp_path / "ws-site")
    for store in (two.ana.store.folder, two.ben.store.folder, tmp_path / "ws"):
        assert git(store, "cat-file", "-t", share_of_ana, check=False) == ""
    sync(two.ben)
    everyone: set[PersonId] = {two.ana.me.id, two.ben.me.id}
    assert set(two.ben.state().stories[story].erased_by) == everyone


def test_a_story_in_the_toolkit_stays_sealed_to_those_it_was_shared_with(two: Two) -> None:
    story = tell(two.ana)
    share_and_place(two.ana, story)
    sync(two.ana)
    sync(two.ben)
    with pytest.raises(Refused):
        story_reading.open_story(two.ben, story)


def test_nobody_joins_without_the_mark_of_the_group(tmp_path: Path) -> None:
    places = Places(tmp_path / "home")
    for invitation in ("", "abc", "g" * 64):
        with pytest.raises(Refused, match="invitation"):
            founding.ask_to_join(places, str(tmp_path / "ws"), "Ben", invitation, StandingClock())
    assert not places.workspaces.exists()
