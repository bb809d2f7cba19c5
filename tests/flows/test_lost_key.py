"""A lost computer: joining again as the person one was, with everything the group still has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.walks import SECRET, adopted, edit, tell
from toolkit_editor.base.errors import NotAllowed, NotFound, Refused
from toolkit_editor.base.ids import PersonId, StoryId
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    founding,
    handing_over,
    people,
    proposals,
    reading,
    sharing,
    story_reading,
    story_review,
    story_sharing,
    story_talk,
    withdrawing,
)
from toolkit_editor.services.desk import STORIES, Desk
from toolkit_editor.services.opening_stories import open_shared
from toolkit_editor.services.people import Standing
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.sealed_to import Place


@dataclass
class Circle:
    """Ana keeps the group; Marie lost her computer, where `old` still stands."""

    folder: Path
    ana: Desk
    old: Desk

    def asks(self, was: str = "Marie") -> Desk:
        """Marie at her new computer."""
        invited = people.invitation(self.ana)
        return founding.ask_to_join(
            Places(self.folder / "new"),
            invited.address,
            "Marie",
            invited.founding,
            self.ana.clock,
            was,
        )

    def meet(self, *desks: Desk) -> None:
        for desk in (self.ana, *desks, self.ana, *desks):
            sync(desk)

    def known_again(self) -> Desk:
        """Marie, whose new key counts now."""
        new = self.asks()
        self.meet()
        (asking,) = people.people(self.ana).asking
        proposals.replace_key(self.ana, asking.id, asking.before[0].id)
        self.meet(new)
        return new


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    _, ana = adopted(tmp_path)
    _, old = joined(tmp_path, ana, "Marie", "contributor")
    yield Circle(tmp_path, ana, old)
    ana.close()
    old.close()


def words(desk: Desk, story: StoryId) -> str:
    desk.refresh()
    return story_reading.open_story(desk, story).opened.story.body.decode()


def test_marie_goes_on_as_the_person_she_was(circle: Circle) -> None:
    draft = edit(circle.old, "en/hope.md", b"often", b"sometimes")
    sharing.share(circle.old, draft)
    circle.meet(circle.old)
    new = circle.asks()
    assert people.standing(new) is Standing.WAITING
    circle.meet()
    (asking,) = people.people(circle.ana).asking
    assert (asking.name, asking.was, asking.mark) == ("Marie", "Marie", people.people(new).mark)
    assert [one.name for one in asking.before] == ["Marie"]
    assert not proposals.replace_key(circle.ana, asking.id, asking.before[0].id).waits
    circle.meet(new)
    assert new.me.id == circle.old.me.id
    assert people.standing(new) is Standing.MEMBER
    assert people.people(circle.ana).asking == ()
    assert [one.name for one in people.people(new).here if one.you] == ["Marie"]
    withdrawing.withdraw_draft(new, draft)
    circle.meet(new)
    assert circle.ana.state().drafts[draft].withdrawn
    assert circle.ana.state().unconfirmed == ()
    new.close()
    again = founding.open_workspace(
        Places(circle.folder / "new"), str(circle.ana.address), circle.ana.clock
    )
    assert again.me.id == circle.old.me.id
    again.close()


def test_the_lost_computer_is_told_and_does_nothing_any_more(circle: Circle) -> None:
    draft = edit(circle.old, "en/hope.md", b"often", b"sometimes")
    story = tell(circle.old)
    story_sharing.share_story(circle.old, story, Place.EDITORS)
    sync(circle.old)
    new = circle.known_again()
    sync(circle.old)
    assert people.standing(circle.old) is Standing.REPLACED
    assert "tell a maintainer" in str(reading.home(circle.old, "en").notice)
    for verb in (
        lambda: sharing.share(circle.old, draft),
        lambda: withdrawing.withdraw_story(circle.old, story),
        lambda: people.rename(circle.old, circle.old.me.id, "Me"),
    ):
        with pytest.raises(NotAllowed, match="was replaced by a new one"):
            verb()
    assert SECRET in words(circle.old, story)
    before = len(circle.old.page().events)
    sync(circle.old)
    assert len(circle.old.page().events) == before
    assert reading.open_section(circle.old, circle.old.sections()[0].id, "en").body
    new.close()


def test_a_story_shared_before_is_hers_again_and_stays_approved(circle: Circle) -> None:
    story = tell(circle.old)
    story_sharing.share_story(circle.old, story, Place.EDITORS)
    circle.meet(circle.old)
    story_sharing.approve_story(circle.ana, story)
    story_talk.say_about(circle.ana, story, "Thank you for this.")
    circle.meet()
    new = circle.known_again()
    circle.meet(new)
    assert SECRET in words(new, story)
    assert SECRET in words(circle.ana, story)
    assert circle.ana.state().stories[story].status is Status.APPROVED
    assert [one.text for one in story_talk.said_about(new, story)] == ["Thank you for this."]
    assert story_reading.open_story(new, story).mine
    sync(circle.old)
    assert open_shared(circle.old, story) is None
    withdrawing.withdraw_story(new, story)
    circle.meet(new)
    assert circle.ana.ref(STORIES + story) is None
    new.close()


def test_a_story_that_waits_for_her_answer_is_hers_again(circle: Circle) -> None:
    story = tell(circle.old)
    story_sharing.share_story(circle.old, story, Place.EDITORS)
    circle.meet(circle.old)
    story_review.ask_teller(circle.ana, story, "Which morning was it?")
    circle.meet()
    new = circle.known_again()
    circle.meet(new)
    assert SECRET in words(new, story)
    assert circle.ana.state().stories[story].status is Status.CHANGES_ASKED
    story_sharing.share_story(new, story, Place.EDITORS)
    circle.meet(new)
    assert SECRET in words(circle.ana, story)
    assert circle.ana.state().stories[story].status is Status.IN_REVIEW
    new.close()


def other_words(opened: OpenStory) -> OpenStory:
    return replace(opened, story=replace(opened.story, body=b"I never said this.\n"))


def other_uses(opened: OpenStory) -> OpenStory:
    assert opened.consent is not None
    return replace(opened, consent=replace(opened.consent, channels=frozenset({"research"})))


def no_record(opened: OpenStory) -> OpenStory:
    return replace(opened, consent=None)


@pytest.mark.parametrize("forge", [other_words, other_uses, no_record])
def test_what_she_did_not_say_is_not_taken_for_hers(
    circle: Circle, monkeypatch: pytest.MonkeyPatch, forge: Callable[[OpenStory], OpenStory]
) -> None:
    """The maintainer's program hands over something else than what was shared."""
    story = tell(circle.old)
    story_sharing.share_story(circle.old, story, Place.EDITORS)
    circle.meet(circle.old)
    new = circle.asks()
    circle.meet()
    honest = handing_over.seal_bundle

    def forged(opened: OpenStory, place: Place, keys: Mapping[PersonId, str]) -> dict[str, bytes]:
        return honest(forge(opened), place, keys)

    monkeypatch.setattr(handing_over, "seal_bundle", forged)
    (asking,) = people.people(circle.ana).asking
    proposals.replace_key(circle.ana, asking.id, asking.before[0].id)
    circle.meet(new)
    circle.meet(new)
    with pytest.raises(Refused):
        words(new, story)
    new.close()


def test_what_was_only_on_the_lost_computer_is_not_there(circle: Circle) -> None:
    story = tell(circle.old)
    new = circle.known_again()
    with pytest.raises(NotFound):
        words(new, story)
    assert SECRET in words(circle.old, story)
    new.close()


def test_a_copy_is_handed_over_once(circle: Circle) -> None:
    story = tell(circle.old)
    story_sharing.share_story(circle.old, story, Place.EDITORS)
    _, eve = joined(circle.folder, circle.ana, "Eve", "editor")
    circle.meet(circle.old, eve)
    circle.meet(circle.old, eve)
    new = circle.asks()
    circle.meet()
    (asking,) = people.people(circle.ana).asking
    proposals.replace_key(circle.ana, asking.id, asking.before[0].id)
    sync(circle.ana)
    for desk in (eve, circle.ana, eve):
        sync(desk)
    tree = eve.tree(eve.ref(STORIES + story)).entries
    assert len([path for path in tree if path.startswith("talk/")]) == 1
    circle.meet(new, eve)
    assert SECRET in words(new, story)
    assert SECRET in words(eve, story)
    eve.close()
    new.close()


def test_only_a_maintainer_says_yes_and_only_to_who_asks(circle: Circle) -> None:
    new = circle.asks()
    circle.meet(circle.old)
    asked = new.me.id
    with pytest.raises(NotAllowed):
        proposals.replace_key(circle.old, asked, circle.ana.me.id)
    with pytest.raises(Refused, match="Your own key works here"):
        proposals.replace_key(circle.ana, asked, circle.ana.me.id)
    with pytest.raises(NotFound):
        proposals.replace_key(circle.ana, circle.old.me.id, circle.old.me.id)
    people.remove(circle.ana, circle.old.me.id)
    with pytest.raises(NotFound):
        proposals.replace_key(circle.ana, asked, circle.old.me.id)
    new.close()


# maintainers


def test_a_maintainer_goes_only_when_another_agrees(circle: Circle) -> None:
    _, ben = joined(circle.folder, circle.ana, "Ben", "maintainer")
    _, cleo = joined(circle.folder, circle.ana, "Cleo", "maintainer")
    circle.meet(ben, cleo)
    done = people.remove(circle.ana, ben.me.id)
    assert done.waits
    with pytest.raises(Refused, match="proposed this before"):
        people.remove(circle.ana, ben.me.id)
    circle.meet(ben, cleo)
    (seen,) = people.people(ben).proposals
    assert (seen.kind, seen.by, seen.person) == ("person-removed", "", "Ben")
    assert (seen.yours, seen.about_you) == (False, True)
    assert people.standing(ben) is Standing.MEMBER
    with pytest.raises(Refused, match="You proposed this yourself"):
        proposals.agree(circle.ana, seen.id)
    proposals.agree(cleo, seen.id)
    circle.meet(ben, cleo)
    assert people.standing(ben) is Standing.FORMER
    assert people.people(circle.ana).proposals == ()
    ben.close()
    cleo.close()


def test_a_proposal_is_taken_back_by_who_made_it(circle: Circle) -> None:
    _, ben = joined(circle.folder, circle.ana, "Ben", "maintainer")
    circle.meet(ben)
    assert people.change_roles(circle.ana, ben.me.id, {Role.EDITOR}).waits
    circle.meet(ben)
    (seen,) = people.people(ben).proposals
    assert seen.roles == (Role.EDITOR,)
    with pytest.raises(Refused, match="Only the person who proposed it"):
        proposals.take_back(ben, seen.id)
    proposals.take_back(circle.ana, seen.id)
    circle.meet(ben)
    with pytest.raises(NotFound):
        proposals.agree(ben, seen.id)
    assert people.people(ben).proposals == ()
    ben.close()


def test_what_is_done_on_the_lost_computer_before_it_hears_of_it_does_not_count(
    circle: Circle,
) -> None:
    before = edit(circle.old, "en/hope.md", b"often", b"sometimes")
    sharing.share(circle.old, before)
    circle.meet(circle.old)
    new = circle.asks()
    sync(circle.ana)
    (asking,) = people.people(circle.ana).asking
    found = edit(circle.old, "en/index.md", b"Read", b"Look at")
    sharing.share(circle.old, found)
    proposals.replace_key(circle.ana, asking.id, asking.before[0].id)
    circle.meet(circle.old, new)
    (unconfirmed,) = circle.ana.state().unconfirmed
    assert str(unconfirmed.reason) == "It is signed with a key that was lost."
    assert list(circle.ana.state().drafts)[-1] == before
    assert found not in circle.ana.state().drafts
    new.close()


def test_a_key_is_replaced_only_within_reach_of_the_group(circle: Circle) -> None:
    new = circle.asks()
    sync(circle.ana)
    (asking,) = people.people(circle.ana).asking
    where = circle.folder / "ws"
    where.rename(circle.folder / "away")
    with pytest.raises(Refused):
        proposals.replace_key(circle.ana, asking.id, asking.before[0].id)
    (circle.folder / "away").rename(where)
    assert circle.ana.state().group.continued == {}
    new.close()


def test_who_goes_on_with_a_new_key_is_heard_about_a_story(circle: Circle) -> None:
    story = tell(circle.old)
    story_sharing.share_story(circle.old, story, Place.EDITORS)
    circle.meet(circle.old)
    story_talk.say_about(circle.old, story, "With the old key.")
    circle.meet(circle.old)
    new = circle.known_again()
    circle.meet(new)
    story_talk.say_about(new, story, "With the new key.")
    circle.meet(new)
    said = [one.text for one in story_talk.said_about(circle.ana, story)]
    assert said == ["With the old key.", "With the new key."]
    new.close()


def test_stories_of_others_open_with_the_new_key_and_no_more_with_the_lost_one(
    circle: Circle,
) -> None:
    story = tell(circle.ana)
    story_sharing.share_story(circle.ana, story, Place.GROUP)
    circle.meet(circle.old)
    assert SECRET in words(circle.old, story)
    new = circle.known_again()
    circle.meet(new, circle.old)
    assert SECRET in words(new, story)
    assert open_shared(circle.old, story) is None
    new.close()
