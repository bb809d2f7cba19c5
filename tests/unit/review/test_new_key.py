"""A lost key: somebody joins again, and a maintainer lets the new key count in place of the old."""

from __future__ import annotations

import pytest

from support.groups import BLOB_1, ON_DRAFT, ON_STORY, STORY, Circle, Somebody
from toolkit_editor.base.ids import StoryId
from toolkit_editor.review.event import GROUP, Event
from toolkit_editor.review.fold import State, fold, fold_story_talk
from toolkit_editor.review.people import Role


@pytest.fixture
def circle() -> Circle:
    return Circle()


def asks(circle: Circle, who: Somebody, was: str = "Ana") -> Event:
    return circle.tell(who, "join-asked", GROUP, key=circle.line(who), name="Ana", was=was)


def replaces(
    circle: Circle, by: Somebody, lost: Somebody, new: Somebody, last: int | None = None
) -> Event:
    names = {"person": lost.id, "former": circle.line(lost), "asked": new.id}
    last = circle.clock if last is None else last
    return circle.tell(by, "key-replaced", GROUP, key=circle.line(new), last=last, **names)


def goes_on(person: Somebody, new: Somebody) -> Somebody:
    """The person with the new key, under the id they always had."""
    same = Somebody("0")
    same.id, same.key = person.id, new.key
    return same


def state(circle: Circle, *events: Event) -> State:
    return fold([*circle.start, *events], founding=circle.founding)


def reasons(found: State) -> list[str]:
    return [str(one.reason) for one in found.unconfirmed]


def test_the_new_key_counts_and_the_lost_one_no_more(circle: Circle) -> None:
    new = Somebody("7")
    said = circle.comment(circle.ana, "with the old key")
    asked, replaced = asks(circle, new), replaces(circle, circle.founder, circle.ana, new)
    now = circle.comment(goes_on(circle.ana, new), "with the new key")
    late = circle.comment(circle.ana, "with the lost key")
    found = state(circle, said, asked, replaced, now, late)
    assert [one.event.id for one in found.unconfirmed] == [late.id]
    ana = found.group.person(circle.ana.id)
    assert ana is not None
    assert (ana.key, ana.roles) == (circle.line(new), {Role.CONTRIBUTOR})
    assert found.group.asking == {}
    assert found.group.continued == {new.id: circle.ana.id}


def test_the_lost_key_undoes_nothing(circle: Circle) -> None:
    new, other = Somebody("7"), Somebody("8")
    start = [
        circle.tell(circle.founder, "role-changed", GROUP, person=circle.ana.id, roles=list(Role)),
        asks(circle, new),
        replaces(circle, circle.founder, circle.ana, new),
        asks(circle, other),
    ]
    back = goes_on(circle.ana, new)
    tries = [
        circle.add(circle.ana, "maintainer"),
        circle.tell(circle.ana, "person-removed", GROUP, person=circle.founder.id),
        replaces(circle, circle.ana, back, other),
        replaces(circle, circle.founder, back, circle.ana),
        circle.tell(circle.ana, "join-asked", GROUP, key=circle.line(circle.ana)),
    ]
    found = state(circle, *start, *tries)
    ana = found.group.person(circle.ana.id)
    assert ana is not None
    assert ana.key == circle.line(new)
    assert {one.event.id for one in found.unconfirmed} == {one.id for one in tries[1:]}


def test_a_lost_key_is_not_brought_back_by_asking_with_it(circle: Circle) -> None:
    new, thief = Somebody("7"), Somebody("8")
    thief.key = circle.ana.key
    start = [asks(circle, new), replaces(circle, circle.founder, circle.ana, new)]
    again = asks(circle, thief)
    back = replaces(circle, circle.founder, goes_on(circle.ana, new), thief)
    assert reasons(state(circle, *start, again, back)) == [
        "This key is, or was, somebody's in the group."
    ]


def test_nobody_gets_a_key_in_place_who_does_not_ask_with_it(circle: Circle) -> None:
    stranger = Somebody("7")
    alone = replaces(circle, circle.founder, circle.ana, stranger)
    assert reasons(state(circle, alone)) == ["Nobody asks to join with this key."]
    other = Somebody("7")
    found = state(
        circle, asks(circle, other), replaces(circle, circle.founder, circle.ana, stranger)
    )
    assert reasons(found) == ["Nobody asks to join with this key."]


def test_nobody_becomes_somebody_else_by_their_own_word(circle: Circle) -> None:
    new = Somebody("7")
    asked = asks(circle, new)
    for who in (new, circle.ben, circle.editor, circle.ana):
        found = state(circle, asked, replaces(circle, who, circle.founder, new))
        assert len(found.unconfirmed) == 1
        founder = found.group.person(circle.founder.id)
        assert founder is not None
        assert founder.key == circle.line(circle.founder)
    own = replaces(circle, circle.founder, circle.founder, new)
    assert "never by themselves" in reasons(state(circle, asked, own))[0]


def test_another_asking_under_the_same_number_does_not_take_the_place(circle: Circle) -> None:
    new, thief = Somebody("7"), Somebody("7")
    found = state(
        circle,
        asks(circle, new),
        asks(circle, thief),
        replaces(circle, circle.founder, circle.ana, new),
    )
    assert reasons(found) == ["Somebody else asks under this number already."]
    ana = found.group.person(circle.ana.id)
    assert ana is not None
    assert ana.key == circle.line(new)


def test_of_two_who_replace_a_key_at_the_same_time_the_first_counts(circle: Circle) -> None:
    cleo, one, two = Somebody("c"), Somebody("7"), Somebody("8")
    start = [circle.add(cleo, "maintainer"), asks(circle, one), asks(circle, two)]
    first = replaces(circle, circle.founder, circle.ana, one)
    second = replaces(circle, cleo, circle.ana, two)
    for order in ([first, second], [second, first]):
        found = state(circle, *start, *order)
        ana = found.group.person(circle.ana.id)
        assert ana is not None
        assert ana.key == circle.line(one)
        assert reasons(found) == ["This key was replaced before."]
        assert list(found.group.asking or {}) == [two.id]


def test_a_new_name_given_at_the_same_time_does_not_bring_the_old_key_back(circle: Circle) -> None:
    new = Somebody("7")
    old = circle.line(circle.ana)
    named = {"person": circle.ana.id, "key": old, "name": "Anna", "roles": ["editor"]}
    found = state(
        circle,
        asks(circle, new),
        replaces(circle, circle.founder, circle.ana, new),
        circle.tell(circle.founder, "person-added", GROUP, **named),
    )
    ana = found.group.person(circle.ana.id)
    assert ana is not None
    assert (ana.key, ana.name, ana.roles) == (circle.line(new), "Anna", {Role.EDITOR})


def test_no_key_is_put_in_place_by_adding_somebody_anew(circle: Circle) -> None:
    stranger = Somebody(circle.ana.id[0])
    found = state(circle, circle.add(stranger, "contributor"))
    assert reasons(found) == ["A key is replaced only where its owner asks for it."]


def test_who_goes_on_as_before_is_not_let_in_a_second_time(circle: Circle) -> None:
    new = Somebody("7")
    start = [asks(circle, new), replaces(circle, circle.founder, circle.ana, new)]
    for late in (circle.add(new, "contributor"), asks(circle, new)):
        found = state(circle, *start, late)
        assert reasons(found) == ["This person is in the group already."]


def test_somebody_let_in_as_new_is_not_somebody_else_as_well(circle: Circle) -> None:
    new = Somebody("7")
    start = [asks(circle, new), circle.add(new, "contributor")]
    found = state(circle, *start, replaces(circle, circle.founder, circle.ana, new))
    assert reasons(found) == ["Nobody asks to join with this key."]


def test_talk_on_a_story_is_read_with_the_key_of_its_time(circle: Circle) -> None:
    new = Somebody("7")
    shared = circle.tell(circle.ana, "shared", ON_STORY, sealed=BLOB_1, released={})
    said = circle.comment(circle.ana, "before", on=ON_STORY)
    asked, replaced = asks(circle, new), replaces(circle, circle.founder, circle.ana, new)
    after = circle.comment(goes_on(circle.ana, new), "after", on=ON_STORY)
    late = circle.comment(circle.ana, "with the lost key", on=ON_STORY)
    known = state(circle, shared, asked, replaced)
    talk, unconfirmed = fold_story_talk([said, after, late], StoryId(STORY), known)
    assert list(talk) == [said.id, after.id]
    assert [one.event for one in unconfirmed] == [late]


# a computer that was lost and has no connection


def test_what_a_lost_computer_signs_without_a_connection_does_not_count(circle: Circle) -> None:
    new = Somebody("7")
    said = circle.comment(circle.ana, "before it was lost")
    asked, replaced = asks(circle, new), replaces(circle, circle.founder, circle.ana, new, 5)
    stolen = circle.tell(
        circle.ana, "comment", ON_DRAFT, lamport=6, body={"type": "TextualBody", "value": "!"}
    )
    assert said.lamport == 5
    assert stolen.order < replaced.order
    found = state(circle, said, asked, replaced, stolen)
    assert [one.event for one in found.unconfirmed] == [stolen]
    assert reasons(found) == ["It is signed with a key that was lost."]
    assert list(found.threads(ON_DRAFT)) == [said.id]


def test_what_a_lost_maintainers_key_changed_meanwhile_is_as_if_it_never_was(
    circle: Circle,
) -> None:
    cleo, dan, new, puppet = (Somebody(letter) for letter in "cd78")
    start = [circle.add(cleo, "maintainer"), circle.add(dan, "maintainer"), asks(circle, new)]
    last = circle.clock
    names = {"person": puppet.id, "key": circle.line(puppet), "roles": ["maintainer"]}
    added = circle.tell(cleo, "person-added", GROUP, **names)
    names = {"person": circle.ana.id, "roles": ["editor"]}
    early = circle.tell(cleo, "role-changed", GROUP, **names)
    replaced = replaces(circle, circle.founder, cleo, new, last)
    agreed = circle.tell(dan, "agreed", GROUP, to=replaced.id)
    late = circle.tell(puppet, "person-removed", GROUP, person=circle.ben.id)
    assert state(circle, *start, added, early, late, replaced).unconfirmed == ()
    found = state(circle, *start, added, early, late, replaced, agreed)
    assert {one.event.id for one in found.unconfirmed} == {added.id, early.id, late.id}
    assert found.group.person(puppet.id) is None
    ana = found.group.person(circle.ana.id)
    assert ana is not None
    assert ana.roles == {Role.CONTRIBUTOR}


def test_taking_back_counts_also_from_a_computer_that_was_lost(circle: Circle) -> None:
    new = Somebody("7")
    shared = circle.tell(circle.ana, "shared", ON_STORY, sealed=BLOB_1, released={})
    asked = asks(circle, new)
    replaced = replaces(circle, circle.founder, circle.ana, new, shared.lamport)
    withdrawn = circle.tell(circle.ana, "withdrawn", ON_STORY, lamport=shared.lamport + 1)
    found = state(circle, shared, asked, replaced, withdrawn)
    assert found.stories[StoryId(STORY)].withdrawn
    assert found.unconfirmed == ()
