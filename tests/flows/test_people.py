"""From an invitation to working together: two people, two computers, one workspace."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.walks import SECRET, adopted, edit, tell
from toolkit_editor.base.errors import NotAllowed, NotFound, Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.review.event import GROUP
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    founding,
    people,
    reading,
    reviewing,
    sharing,
    story_reading,
    story_review,
    story_sharing,
    story_talk,
    telling,
    withdrawing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.invitation import read_invitation
from toolkit_editor.services.people import Standing
from toolkit_editor.services.resealing import reseal
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.stories.sealing import key_tag, sealed_for

CONTRIBUTOR = frozenset({Role.CONTRIBUTOR})
NO_POINT = b"\0\0\0\x0bssh-ed25519\0\0\0\x20\x02" + bytes(31)
UNUSABLE = "ssh-ed25519 " + base64.b64encode(NO_POINT).decode()
"""Looks like a public key, and is none."""


@dataclass
class Circle:
    """Ana founded the group; Ben is a contributor of it."""

    folder: Path
    ana: Desk
    ben: Desk

    def meet(self, *others: Desk) -> None:
        for desk in (self.ana, self.ben, *others, self.ana, self.ben, *others):
            sync(desk)

    def can_open(self, desk: Desk, story: StoryId) -> bool:
        desk.refresh()
        try:
            return SECRET in story_reading.open_story(desk, story).opened.story.body.decode()
        except Refused:
            return False


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    _, ana = adopted(tmp_path)
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    yield Circle(tmp_path, ana, ben)
    ana.close()
    ben.close()


def asked(circle: Circle, name: str) -> Desk:
    """Somebody who asks to join with the invitation that Ana sent."""
    sent = read_invitation(str(people.invitation(circle.ana).text("Hope")))
    assert sent is not None
    return founding.ask_to_join(
        Places(circle.folder / name), sent.address, name, sent.founding, circle.ana.clock
    )


# joining


def test_from_an_invitation_to_a_draft_that_the_editor_sees(circle: Circle) -> None:
    mia = asked(circle, "Mia")
    assert people.standing(mia) is Standing.WAITING
    assert "Until a maintainer lets you in" in str(reading.home(mia, "en").notice)
    assert reading.open_section(mia, mia.sections()[0].id, "en").body
    draft = edit(mia, "en/hope.md", b"often", b"sometimes")
    with pytest.raises(NotAllowed):
        sharing.share(mia, draft)
    sync(circle.ana)
    (asks,) = people.people(circle.ana).asking
    assert (asks.name, asks.mark) == ("Mia", people.people(mia).mark)
    people.let_in(circle.ana, asks.id, asks.name, CONTRIBUTOR)
    circle.meet(mia)
    assert people.standing(mia) is Standing.MEMBER
    assert reading.home(mia, "en").notice is None
    sharing.share(mia, draft)
    circle.meet(mia)
    assert [(one.id, one.owner_name) for one in reviewing.queue(circle.ana)] == [(draft, "Mia")]
    mia.close()


def test_somebody_who_only_looks_on_is_told_so(circle: Circle) -> None:
    looking = founding.open_workspace(
        Places(circle.folder / "eve"), str(circle.ana.address), circle.ana.clock
    )
    assert people.standing(looking) is Standing.READER
    assert "join the group" in str(people.standing_notice(looking))
    assert people.people(looking).mark == ""
    looking.close()


def test_only_a_maintainer_lets_people_in_and_only_those_who_ask(circle: Circle) -> None:
    mia = asked(circle, "Mia")
    circle.meet()
    with pytest.raises(NotAllowed):
        people.let_in(circle.ben, mia.me.id, "Mia", CONTRIBUTOR)
    with pytest.raises(Refused, match="in the group already"):
        people.let_in(circle.ana, circle.ben.me.id, "Ben", CONTRIBUTOR)
    with pytest.raises(Refused, match="would like to be called"):
        people.let_in(circle.ana, mia.me.id, "  ", CONTRIBUTOR)
    with pytest.raises(Refused, match="at least one thing"):
        people.let_in(circle.ana, mia.me.id, "Mia", [])
    with pytest.raises(NotFound):
        people.let_in(circle.ana, StoryId("0" * 16), "Nobody", CONTRIBUTOR)  # type: ignore[arg-type]
    mia.close()


def test_a_key_that_nothing_can_be_sealed_to_is_not_let_in(circle: Circle) -> None:
    people.remove(circle.ana, circle.ben.me.id)
    circle.meet()
    circle.ben.record(("join-asked", GROUP, {"key": UNUSABLE, "name": "Ben"}))
    circle.meet()
    asking = circle.ana.state().group.asking or {}
    assert asking[circle.ben.me.id].key == UNUSABLE
    with pytest.raises(Refused, match="key of one of these people"):
        people.let_in(circle.ana, circle.ben.me.id, "Ben", CONTRIBUTOR)
    assert people.standing(circle.ana) is Standing.MEMBER


def test_people_with_the_same_name_are_pointed_out(circle: Circle) -> None:
    other = asked(circle, "BEN")
    circle.meet()
    assert [one.taken for one in people.people(circle.ana).asking] == [True]
    other.close()


# changing and parting


def test_one_maintainer_always_stays(circle: Circle) -> None:
    ana, ben = circle.ana, circle.ben
    before = len(ana.journal.read().events)
    for verb in (
        lambda: people.remove(ana, ana.me.id),
        lambda: people.change_roles(ana, ana.me.id, CONTRIBUTOR),
    ):
        with pytest.raises(Refused, match="At least one maintainer must stay"):
            verb()
    assert len(ana.journal.read().events) == before
    people.change_roles(ana, ben.me.id, {Role.MAINTAINER})
    people.change_roles(ana, ana.me.id, {Role.EDITOR})
    circle.meet()
    assert [one.id for one in ben.state().group.members(Role.MAINTAINER)] == [ben.me.id]
    with pytest.raises(NotAllowed):
        people.remove(ana, ben.me.id)


def test_what_is_as_it_was_writes_nothing(circle: Circle) -> None:
    before = len(circle.ana.page().events)
    assert not people.change_roles(circle.ana, circle.ben.me.id, CONTRIBUTOR).changed
    assert not people.rename(circle.ana, circle.ben.me.id, "ben")
    assert len(circle.ana.journal.read().events) == before


def test_a_new_name_is_seen_by_everyone_and_the_key_stays(circle: Circle) -> None:
    mark = people.people(circle.ben).mark
    people.rename(circle.ana, circle.ben.me.id, " Benoît ")
    people.rename(circle.ana, circle.ana.me.id, "Ana")
    circle.meet()
    rows = people.people(circle.ben).here
    assert [(one.name, one.you) for one in rows] == [("Benoît", True), ("Ana", False)]
    assert rows[0].mark == mark
    assert rows[1].roles == (Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)


def test_somebody_removed_is_told_shares_nothing_and_can_come_back(circle: Circle) -> None:
    draft = edit(circle.ben, "en/hope.md", b"often", b"sometimes")
    people.remove(circle.ana, circle.ben.me.id)
    circle.meet()
    assert people.standing(circle.ben) is Standing.FORMER
    assert "not in this group any more" in str(reading.home(circle.ben, "en").notice)
    with pytest.raises(NotAllowed):
        sharing.share(circle.ben, draft)
    view = people.people(circle.ana)
    assert [one.name for one in view.former] == ["ben"]
    people.let_in(circle.ana, circle.ben.me.id, "ben", CONTRIBUTOR)
    circle.meet()
    assert people.people(circle.ana).former == ()
    sharing.share(circle.ben, draft)


def test_somebody_removed_can_still_take_their_story_back(circle: Circle) -> None:
    story = tell(circle.ben)
    story_sharing.share_story(circle.ben, story, Place.EDITORS)
    circle.meet()
    people.remove(circle.ana, circle.ben.me.id)
    circle.meet()
    withdrawing.withdraw_story(circle.ben, story)
    circle.meet()
    assert circle.ana.state().stories[story].withdrawn
    assert circle.ana.ref(f"refs/heads/story/{story}") is None


# stories, sealed anew


def test_a_new_editor_can_open_a_story_once_its_teller_was_there(circle: Circle) -> None:
    story = tell(circle.ben)
    story_sharing.share_story(circle.ben, story, Place.EDITORS)
    mia = asked(circle, "Mia")
    circle.meet()
    people.let_in(circle.ana, mia.me.id, "Mia", {Role.EDITOR})
    sync(circle.ana)
    sync(mia)
    assert not circle.can_open(mia, story)
    circle.meet(mia)
    assert circle.can_open(mia, story)
    assert circle.can_open(circle.ana, story)
    mia.close()


def test_the_tellers_own_program_leaves_out_who_left(circle: Circle) -> None:
    _, eve = joined(circle.folder, circle.ana, "eve", "editor")
    circle.meet(eve)
    story = tell(circle.ana)
    story_sharing.share_story(circle.ana, story, Place.EDITORS)
    circle.meet(eve)
    assert circle.can_open(eve, story)
    people.remove(circle.ana, eve.me.id)
    tree = circle.ana.tree(circle.ana.ref(f"refs/heads/story/{story}"))
    for path, oid in tree.entries.items():
        if path.endswith(".age"):
            marks = sealed_for(circle.ana.store.read(oid))
            assert marks == {key_tag(circle.ana.me.key.public_line)}, path
    circle.meet(eve)
    assert not circle.can_open(eve, story)
    eve.close()


def test_an_approved_story_stays_approved_when_it_is_sealed_anew(circle: Circle) -> None:
    story = tell(circle.ben)
    story_sharing.share_story(circle.ben, story, Place.EDITORS)
    circle.meet()
    story_sharing.approve_story(circle.ana, story)
    story_talk.say_about(circle.ana, story, "Thank you for this.")
    circle.meet()
    _, eve = joined(circle.folder, circle.ana, "eve", "editor")
    circle.meet(eve)
    assert circle.can_open(eve, story)
    assert circle.ana.state().stories[story].status is Status.APPROVED
    assert [one.text for one in story_talk.said_about(eve, story)] == ["Thank you for this."]
    assert story_review.review_story(eve, story).telling.stale == ()
    eve.close()


def test_words_written_since_stay_here_when_a_story_is_sealed_anew(circle: Circle) -> None:
    story = tell(circle.ben)
    story_sharing.share_story(circle.ben, story, Place.EDITORS)
    telling.keep_words(circle.ben, story, "Mine", b"Not for others yet.\n")
    _, eve = joined(circle.folder, circle.ana, "eve", "editor")
    circle.meet(eve)
    assert circle.can_open(eve, story)
    assert story_reading.open_story(circle.ben, story).has_unshared
    eve.close()


def test_a_story_whose_teller_was_asked_for_changes_waits_for_them(circle: Circle) -> None:
    story = tell(circle.ben)
    story_sharing.share_story(circle.ben, story, Place.EDITORS)
    circle.meet()
    story_review.ask_teller(circle.ana, story, "Which morning was it?")
    _, eve = joined(circle.folder, circle.ana, "eve", "editor")
    circle.meet(eve)
    assert circle.ana.state().stories[story].status is Status.CHANGES_ASKED
    assert not circle.can_open(eve, story)
    story_sharing.share_story(circle.ben, story, Place.EDITORS)
    circle.meet(eve)
    assert circle.can_open(eve, story)
    eve.close()


def test_nothing_is_sealed_anew_while_the_people_are_the_same(circle: Circle) -> None:
    story = tell(circle.ben)
    story_sharing.share_story(circle.ben, story, Place.GROUP)
    circle.meet()
    before = circle.ben.refs()
    assert not reseal(circle.ben)
    assert not reseal(circle.ana)
    circle.meet()
    assert circle.ben.refs() == before
