"""From events to states: who may do what, and what each decision means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.groups import (
    BLOB_1,
    BLOB_2,
    BLOB_3,
    COMMIT,
    DRAFT,
    ON_DRAFT,
    ON_STORY,
    STORY,
    Circle,
    Somebody,
)
from toolkit_editor.base.ids import DraftId, PersonId, StoryId
from toolkit_editor.review.event import GROUP, Event
from toolkit_editor.review.fold import Folding, State, fold
from toolkit_editor.review.lost_keys import LostKeys
from toolkit_editor.review.people import Role
from toolkit_editor.review.signing import Checked, sign
from toolkit_editor.review.work import Status

FILES: dict[str, str | None] = {"en/hope.md": BLOB_1, "en/old.md": None}


@pytest.fixture
def circle() -> Circle:
    return Circle()


def state(circle: Circle, *events: Event) -> State:
    return fold([*circle.start, *events], founding=circle.founding)


def status(circle: Circle, *events: Event) -> Status:
    return state(circle, *events).drafts[DraftId(DRAFT)].status


def reasons(found: State) -> list[str]:
    return [str(one.reason) for one in found.unconfirmed]


# people


def test_the_founder_has_every_role_and_adds_people(circle: Circle) -> None:
    found = state(circle)
    assert found.unconfirmed == ()
    assert {person.id for person in found.group.members(Role.MAINTAINER)} == {circle.founder.id}
    assert {person.id for person in found.group.members(Role.EDITOR)} == {
        circle.founder.id,
        circle.editor.id,
    }
    assert len(found.group.members()) == 4


def test_somebody_who_asks_waits_until_a_maintainer_adds_them(circle: Circle) -> None:
    cleo = Somebody("c")
    asked = circle.tell(cleo, "join-asked", GROUP, key=circle.line(cleo), name="Cleo")
    found = state(circle, asked)
    assert found.group.asking is not None
    assert found.group.asking[cleo.id].name == "Cleo"
    assert found.group.person(cleo.id) is None
    assert "did not have the role" in reasons(state(circle, asked, circle.comment(cleo, "x")))[0]
    found = state(circle, asked, circle.add(cleo, "contributor"), circle.comment(cleo, "x"))
    assert found.unconfirmed == ()
    assert found.group.asking == {}


def test_nobody_can_ask_to_join_under_another_name(circle: Circle) -> None:
    thief = Somebody("a")
    asked = circle.tell(thief, "join-asked", GROUP, key=circle.line(thief))
    assert reasons(state(circle, asked)) == ["It is not signed by the person it names."]


def test_another_group_cannot_be_put_in_place_of_ours(circle: Circle) -> None:
    mallory = Somebody("9")
    other = circle.tell(mallory, "group-founded", GROUP, lamport=1, key=circle.line(mallory))
    early = replace(other, id=circle.founded.id[:-1] + "0", sig="")  # type: ignore[arg-type]
    found = state(circle, sign(early, mallory.key), other)
    assert found.group.founding == circle.founding
    assert found.group.person(mallory.id) is None
    assert len(found.unconfirmed) == 2


def test_roles_change_and_people_leave(circle: Circle) -> None:
    promoted = circle.tell(
        circle.founder, "role-changed", GROUP, person=circle.ana.id, roles=["editor"]
    )
    gone = circle.tell(circle.founder, "person-removed", GROUP, person=circle.editor.id)
    found = state(circle, promoted, gone, circle.comment(circle.editor, "late"))
    assert found.group.people is not None
    assert found.group.people[circle.ana.id].roles == {Role.EDITOR}
    assert found.group.people[circle.editor.id].former
    assert reasons(found) == ["The person did not have the role for it."]


def test_a_group_never_loses_its_last_maintainer(circle: Circle) -> None:
    for event in (
        circle.tell(circle.founder, "person-removed", GROUP, person=circle.founder.id),
        circle.tell(
            circle.founder, "role-changed", GROUP, person=circle.founder.id, roles=["editor"]
        ),
    ):
        assert reasons(state(circle, event)) == ["At least one maintainer must stay."]


# who may do what


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_a_contributor_cannot_decide(circle: Circle, who: str) -> None:
    person: Somebody = getattr(circle, who)
    shared = circle.share(circle.ana, FILES)
    approval = circle.approve(circle.editor, FILES)
    for event in (
        circle.approve(person, FILES),
        circle.tell(person, "changes-asked", ON_DRAFT),
        circle.tell(person, "declined", ON_DRAFT),
        circle.bring_in(person, FILES, approval),
        circle.tell(person, "published", GROUP, site=COMMIT, main=COMMIT),
        circle.tell(
            person,
            "person-added",
            GROUP,
            person="9" * 16,
            key=circle.line(person),
            roles=["maintainer"],
        ),
        circle.tell(person, "role-changed", GROUP, person=person.id, roles=["maintainer"]),
    ):
        found = state(circle, shared, event)
        assert reasons(found) == ["The person did not have the role for it."]
        assert found.drafts[DraftId(DRAFT)].status is Status.IN_REVIEW


def test_an_editor_cannot_bring_in_or_publish(circle: Circle) -> None:
    shared, approval = circle.share(circle.ana, FILES), circle.approve(circle.editor, FILES)
    brought = circle.bring_in(circle.editor, FILES, approval)
    assert status(circle, shared, approval, brought) is Status.APPROVED


def test_forged_edited_and_borrowed_events_have_no_effect(circle: Circle) -> None:
    shared, approval = circle.share(circle.ana, FILES), circle.approve(circle.editor, FILES)
    mallory = Somebody("9")
    forged = sign(replace(approval, sig=""), mallory.key)
    edited = replace(approval, data={"files": {**FILES, "en/more.md": BLOB_2}})
    moved = replace(approval, on="draft:" + "0" * 16)
    renamed = replace(approval, by=PersonId(circle.founder.id))
    later = replace(approval, lamport=approval.lamport + 5)
    for bad in (forged, edited, moved, renamed, later):
        found = state(circle, shared, bad)
        assert reasons(found) == ["It is not signed by the person it names."]
        assert found.drafts[DraftId(DRAFT)].status is Status.IN_REVIEW
        assert status(circle, shared, bad, approval) is Status.APPROVED


def test_a_replayed_event_counts_once(circle: Circle) -> None:
    said = circle.comment(circle.ana, "once")
    found = state(circle, said, said, replace(said))
    assert len(found.threads(ON_DRAFT)) == 1
    assert found.unconfirmed == ()


def test_a_stranger_cannot_push_the_clock(circle: Circle) -> None:
    mallory = Somebody("9")
    far = circle.tell(mallory, "comment", ON_DRAFT, lamport=2**53 - 1, body={"value": "x"})
    assert state(circle, far).lamport == state(circle).lamport == 4


def test_an_unknown_kind_is_shown_and_has_no_effect(circle: Circle) -> None:
    assert "does not know" in reasons(state(circle, circle.tell(circle.ana, "sang", ON_DRAFT)))[0]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"files": []},
        {"files": {"../x": BLOB_1}},
        {"files": {"a.md": "x"}},
        {"files": {".git/x": BLOB_1}},
        {"files": FILES, "note": 3},
    ],
)
def test_an_event_that_does_not_say_what_it_should_has_no_effect(
    circle: Circle, data: dict[str, object]
) -> None:
    bad = circle.tell(circle.editor, "approved", ON_DRAFT, **data)
    found = state(circle, circle.share(circle.ana, FILES), bad)
    assert reasons(found) == ["It does not say what it should."]


# drafts


def test_a_draft_goes_from_review_to_the_site(circle: Circle) -> None:
    steps = [(circle.share(circle.ana, FILES), Status.IN_REVIEW)]
    steps.append(
        (
            circle.tell(circle.editor, "changes-asked", ON_DRAFT, note="Simpler?"),
            Status.CHANGES_ASKED,
        )
    )
    files = {**FILES, "en/hope.md": BLOB_2}
    steps.append((circle.share(circle.ana, files), Status.IN_REVIEW))
    approval = circle.approve(circle.editor, files)
    steps.append((approval, Status.APPROVED))
    steps.append((circle.bring_in(circle.founder, files, approval), Status.IN_TOOLKIT))
    steps.append(
        (circle.tell(circle.founder, "published", GROUP, site=COMMIT, main=COMMIT), Status.PUBLIC)
    )
    for number in range(len(steps)):
        events = [event for event, _ in steps[: number + 1]]
        assert status(circle, *events) is steps[number][1]
    draft = state(circle, *(event for event, _ in steps)).drafts[DraftId(DRAFT)]
    assert draft.owner == circle.ana.id
    assert draft.brought is not None
    assert draft.brought.approvals == (approval.id,)


def test_an_edit_after_approval_puts_it_back_in_review(circle: Circle) -> None:
    shared, approval = circle.share(circle.ana, FILES), circle.approve(circle.editor, FILES)
    same = circle.share(circle.ana, FILES)
    edited = circle.share(circle.ana, {**FILES, "en/hope.md": BLOB_2})
    added = circle.share(circle.ana, {**FILES, "en/new.md": BLOB_3})
    assert status(circle, shared, approval, same) is Status.APPROVED
    assert status(circle, shared, approval, edited) is Status.IN_REVIEW
    assert status(circle, shared, approval, added) is Status.IN_REVIEW
    more = circle.approve(circle.founder, {"en/new.md": BLOB_3})
    assert status(circle, shared, approval, added, more) is Status.APPROVED


def test_approving_something_else_approves_nothing(circle: Circle) -> None:
    shared = circle.share(circle.ana, FILES)
    for files in ({"en/hope.md": BLOB_2, "en/old.md": None}, {"en/hope.md": BLOB_1}, {}):
        assert (
            status(circle, shared, circle.approve(circle.editor, dict(files))) is Status.IN_REVIEW
        )


def test_asking_for_changes_takes_back_earlier_approvals(circle: Circle) -> None:
    shared, approval = circle.share(circle.ana, FILES), circle.approve(circle.founder, FILES)
    asked = circle.tell(circle.editor, "changes-asked", ON_DRAFT)
    assert status(circle, shared, approval, asked) is Status.CHANGES_ASKED
    brought = circle.bring_in(circle.founder, FILES, approval)
    found = state(circle, shared, approval, asked, brought)
    assert reasons(found) == ["It rests on an approval that is not there."]


def test_a_declined_draft_can_be_offered_again(circle: Circle) -> None:
    shared = circle.share(circle.ana, FILES)
    declined = circle.tell(circle.editor, "declined", ON_DRAFT, note="Not now")
    assert status(circle, shared, declined) is Status.DECLINED
    assert status(circle, shared, declined, circle.share(circle.ana, FILES)) is Status.IN_REVIEW


def test_what_is_brought_in_rests_on_approvals_of_this_draft(circle: Circle) -> None:
    shared, approval = circle.share(circle.ana, FILES), circle.approve(circle.editor, FILES)
    other = "draft:" + "0" * 16
    elsewhere = circle.approve(circle.editor, FILES, on=other)
    shared_elsewhere = circle.share(circle.ben, FILES, on=other)
    bad = [
        circle.bring_in(circle.founder, FILES),
        circle.bring_in(circle.founder, FILES, elsewhere),
        circle.bring_in(circle.founder, FILES, shared),
        circle.bring_in(circle.founder, {**FILES, "toolkit.yml": BLOB_3}, approval),
    ]
    for event in bad:
        found = state(circle, shared, approval, shared_elsewhere, elsewhere, event)
        assert found.drafts[DraftId(DRAFT)].status is Status.APPROVED
        assert event in [one.event for one in found.unconfirmed]


def test_what_changed_after_bringing_in_waits_for_review_again(circle: Circle) -> None:
    shared, approval = circle.share(circle.ana, FILES), circle.approve(circle.editor, FILES)
    brought = circle.bring_in(circle.founder, FILES, approval)
    files = {**FILES, "en/hope.md": BLOB_2}
    edited = circle.share(circle.ana, files)
    second = circle.approve(circle.editor, files)
    again = circle.bring_in(circle.founder, files, second)
    assert status(circle, shared, approval, brought, edited) is Status.IN_REVIEW
    assert status(circle, shared, approval, brought, edited, second) is Status.APPROVED
    assert status(circle, shared, approval, brought, edited, second, again) is Status.IN_TOOLKIT
    same = circle.share(circle.ana, FILES)
    assert status(circle, shared, approval, brought, same) is Status.IN_TOOLKIT


def test_publishing_shows_the_drafts_it_names_or_all_that_are_in(circle: Circle) -> None:
    shared, approval = circle.share(circle.ana, FILES), circle.approve(circle.editor, FILES)
    brought = circle.bring_in(circle.founder, FILES, approval)
    here = circle.tell(circle.founder, "published", ON_DRAFT, site=COMMIT, main=COMMIT)
    other = circle.tell(circle.founder, "published", GROUP, site=COMMIT, main=COMMIT, drafts=[])
    assert status(circle, shared, approval, brought, here) is Status.PUBLIC
    assert status(circle, shared, approval, brought, other) is Status.IN_TOOLKIT
    published = state(circle, shared, other).published
    assert published is not None
    assert published.site == COMMIT
    assert "not brought" in reasons(state(circle, shared, here))[0]


def test_withdrawing_is_final_and_wins_over_everything(circle: Circle) -> None:
    shared, approval = circle.share(circle.ana, FILES), circle.approve(circle.editor, FILES)
    brought = circle.bring_in(circle.founder, FILES, approval)
    withdrawn = circle.tell(circle.ana, "withdrawn", ON_DRAFT)
    after = [
        circle.share(circle.ana, FILES),
        circle.approve(circle.editor, FILES),
        circle.bring_in(circle.founder, FILES, approval),
        circle.tell(circle.founder, "published", GROUP, site=COMMIT, main=COMMIT),
    ]
    assert status(circle, shared, approval, brought, withdrawn, *after) is Status.WITHDRAWN
    assert status(circle, shared, withdrawn) is Status.WITHDRAWN


def test_only_its_owner_or_a_maintainer_takes_a_draft_back(circle: Circle) -> None:
    shared = circle.share(circle.ana, FILES)
    for person in (circle.ben, circle.editor):
        bad = circle.tell(person, "withdrawn", ON_DRAFT)
        assert status(circle, shared, bad) is Status.IN_REVIEW
    good = circle.tell(circle.founder, "withdrawn", ON_DRAFT)
    assert status(circle, shared, good) is Status.WITHDRAWN


# stories

RELEASED = {"en": "a" * 64}


def tell_story(circle: Circle, who: Somebody, released: dict[str, str] = RELEASED) -> Event:
    return circle.tell(who, "shared", ON_STORY, sealed=BLOB_1, released=released)


def test_a_story_is_approved_only_as_its_teller_released_it(circle: Circle) -> None:
    shared = tell_story(circle, circle.ana)
    approval = circle.tell(circle.editor, "approved", ON_STORY, released=RELEASED)
    changed = tell_story(circle, circle.ana, {"en": "b" * 64})

    def now(*events: Event) -> Status:
        return state(circle, *events).stories[StoryId(STORY)].status

    assert now(shared) is Status.IN_REVIEW
    assert now(shared, approval) is Status.APPROVED
    assert now(shared, approval, changed) is Status.IN_REVIEW
    published = circle.tell(
        circle.founder, "published", GROUP, site=COMMIT, main=COMMIT, stories=[STORY]
    )
    taken_down = circle.tell(
        circle.founder, "published", GROUP, site=COMMIT, main=COMMIT, stories=[]
    )
    assert now(shared, approval, published) is Status.PUBLIC
    assert now(shared, approval, published, taken_down) is Status.APPROVED


def test_a_story_belongs_to_its_teller_alone(circle: Circle) -> None:
    shared = tell_story(circle, circle.ana)
    found = state(circle, shared, tell_story(circle, circle.editor, {"en": "b" * 64}))
    assert found.stories[StoryId(STORY)].released == RELEASED
    assert "Only its teller" in reasons(found)[0]


def test_a_teller_who_left_can_still_take_the_story_back(circle: Circle) -> None:
    shared = tell_story(circle, circle.ana)
    gone = circle.tell(circle.founder, "person-removed", GROUP, person=circle.ana.id)
    withdrawn = circle.tell(circle.ana, "withdrawn", ON_STORY)
    receipts = [
        circle.tell(circle.ben, "erased-here", ON_STORY),
        circle.tell(circle.ana, "erased-here", ON_STORY),
    ]
    story = state(circle, shared, gone, withdrawn, *receipts).stories[StoryId(STORY)]
    assert story.status is Status.WITHDRAWN
    assert story.erased_by == {circle.ana.id, circle.ben.id}
    assert "not taken back" in reasons(state(circle, shared, receipts[0]))[0]


def test_no_word_of_a_story_can_stand_on_review(circle: Circle) -> None:
    shared = tell_story(circle, circle.ana)
    wordy = [
        circle.tell(circle.ana, "shared", ON_STORY, sealed=BLOB_1, released={}, note="my words"),
        circle.tell(circle.editor, "changes-asked", ON_STORY, note="your words"),
        circle.tell(circle.ana, "withdrawn", ON_STORY, note="because"),
        circle.comment(circle.ana, "words", on=ON_STORY),
    ]
    for event in wordy:
        found = state(circle, shared, event)
        assert [one.event for one in found.unconfirmed] == [event]
        assert found.talk == {}


def test_two_foldings_that_forked_go_their_own_ways(circle: Circle) -> None:
    one = Folding(circle.founding, Checked(), LostKeys())
    one.take_all([*circle.start, circle.comment(circle.ana, "both")])
    two = one.fork()
    one.take_all([circle.comment(circle.ana, "one"), circle.share(circle.ana, FILES)])
    two.take_all([circle.comment(circle.ana, "two"), circle.comment(circle.ben, "two")])
    assert [len(each.state().threads(ON_DRAFT)) for each in (one, two)] == [2, 3]
    assert [len(each.state().drafts) for each in (one, two)] == [1, 0]
