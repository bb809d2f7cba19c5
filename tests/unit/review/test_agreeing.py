"""What is about a maintainer counts when two agree, in whatever order the events arrive."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.groups import Circle, Somebody
from toolkit_editor.review.event import GROUP, Event
from toolkit_editor.review.fold import State, fold
from toolkit_editor.review.people import Role
from toolkit_editor.review.signing import Checked


class Three(Circle):
    """Three maintainers: the founder, Cleo and Dan."""

    def __init__(self) -> None:
        super().__init__()
        self.cleo, self.dan = Somebody("c"), Somebody("d")
        self.start += [self.add(one, "maintainer", "editor") for one in (self.cleo, self.dan)]

    def about(self, by: Somebody, kind: str, person: Somebody, **data: Any) -> Event:
        return self.tell(by, kind, GROUP, person=person.id, **data)

    def says(self, by: Somebody, kind: str, to: Event) -> Event:
        return self.tell(by, kind, GROUP, to=to.id)

    def asks(self, who: Somebody) -> Event:
        return self.tell(who, "join-asked", GROUP, key=self.line(who), was="?")

    def replaces(
        self, by: Somebody, lost: Somebody, new: Somebody, last: int | None = None
    ) -> Event:
        names: dict[str, Any] = {"former": self.line(lost), "key": self.line(new), "asked": new.id}
        names["last"] = self.clock if last is None else last
        return self.about(by, "key-replaced", lost, **names)


@pytest.fixture
def three() -> Three:
    return Three()


def state(circle: Circle, *events: Event) -> State:
    return fold([*circle.start, *events], founding=circle.founding)


def keepers(found: State) -> set[str]:
    return {person.id for person in found.group.members(Role.MAINTAINER)}


def reasons(found: State) -> list[str]:
    return [str(one.reason) for one in found.unconfirmed]


@pytest.mark.parametrize("kind", ["role-changed", "person-removed"])
@pytest.mark.parametrize("second", ["dan", "cleo"])
def test_a_maintainer_goes_when_two_agree(three: Three, kind: str, second: str) -> None:
    roles = {"roles": ["editor"]} if kind == "role-changed" else {}
    proposed = three.about(three.founder, kind, three.cleo, **roles)
    found = state(three, proposed)
    assert three.cleo.id in keepers(found)
    assert found.group.pending == {proposed.id: proposed}
    found = state(three, proposed, three.says(getattr(three, second), "agreed", proposed))
    assert keepers(found) == {three.founder.id, three.dan.id}
    assert found.group.pending == {}
    assert found.unconfirmed == ()


def test_nobody_agrees_with_themselves_and_only_maintainers_agree(three: Three) -> None:
    proposed = three.about(three.founder, "person-removed", three.cleo)
    for who in (three.founder, three.ana, three.editor):
        found = state(three, proposed, three.says(who, "agreed", proposed))
        assert three.cleo.id in keepers(found)
        assert len(found.unconfirmed) == 1


def test_who_proposed_it_can_take_it_back_and_nobody_else(three: Three) -> None:
    proposed = three.about(three.founder, "person-removed", three.cleo)
    other = three.says(three.cleo, "taken-back", proposed)
    own = three.says(three.founder, "taken-back", proposed)
    late = three.says(three.dan, "agreed", proposed)
    found = state(three, proposed, other, own, late)
    assert three.cleo.id in keepers(found)
    assert found.group.pending == {}
    assert reasons(found) == [
        "Only the person who proposed it can take it back.",
        "What it agrees to does not wait any more.",
    ]


def test_two_who_propose_the_same_agree(three: Three) -> None:
    found = state(
        three,
        three.about(three.founder, "person-removed", three.cleo),
        three.about(three.dan, "person-removed", three.cleo),
    )
    assert keepers(found) == {three.founder.id, three.dan.id}
    assert found.unconfirmed == ()


def test_proposing_twice_is_still_one_voice(three: Three) -> None:
    found = state(
        three, *(three.about(three.founder, "person-removed", three.cleo) for _ in range(2))
    )
    assert three.cleo.id in keepers(found)
    assert reasons(found) == ["This is proposed already."]


def test_stepping_down_or_leaving_needs_nobody(three: Three) -> None:
    found = state(
        three,
        three.about(three.cleo, "role-changed", three.cleo, roles=["editor"]),
        three.about(three.dan, "person-removed", three.dan),
    )
    assert keepers(found) == {three.founder.id}
    assert found.unconfirmed == ()


def test_what_a_maintainer_does_besides_changes_at_once(three: Three) -> None:
    roles = ["contributor", "maintainer"]
    found = state(three, three.about(three.founder, "role-changed", three.cleo, roles=roles))
    cleo = found.group.person(three.cleo.id)
    assert cleo is not None
    assert cleo.roles == {Role.CONTRIBUTOR, Role.MAINTAINER}


def test_the_role_is_not_taken_by_adding_somebody_anew(three: Three) -> None:
    found = state(three, three.add(three.cleo, "contributor"))
    assert three.cleo.id in keepers(found)


def test_a_proposal_ends_with_the_role_of_its_maker_or_of_the_one_it_is_about(
    three: Three,
) -> None:
    proposed = three.about(three.founder, "person-removed", three.cleo)
    for gone in (three.founder, three.cleo):
        down = three.about(gone, "role-changed", gone, roles=["editor"])
        found = state(three, proposed, down, three.says(three.dan, "agreed", proposed))
        assert found.group.pending == {}
        assert reasons(found) == ["What it agrees to does not wait any more."]


def test_a_maintainers_lost_key_needs_a_second_yes_where_there_is_a_third(three: Three) -> None:
    new = Somebody("7")
    asked, replaced = three.asks(new), three.replaces(three.founder, three.cleo, new)
    found = state(three, asked, replaced)
    cleo = found.group.person(three.cleo.id)
    assert cleo is not None
    assert cleo.key == three.line(three.cleo)
    assert list(found.group.pending or {}) == [replaced.id]
    found = state(three, asked, replaced, three.says(three.dan, "agreed", replaced))
    cleo = found.group.person(three.cleo.id)
    assert cleo is not None
    assert cleo.key == three.line(new)


def test_the_new_key_counts_from_the_second_yes_on(three: Three) -> None:
    new = Somebody("7")
    asked = three.asks(new)
    replaced = three.replaces(three.founder, three.cleo, new)
    meanwhile = three.comment(three.cleo, "Found it after all?")
    yes = three.says(three.dan, "agreed", replaced)
    late = three.comment(three.cleo, "With the lost key")
    assert state(three, asked, replaced, meanwhile).unconfirmed == ()
    found = state(three, asked, replaced, meanwhile, yes, late)
    assert [one.event for one in found.unconfirmed] == [meanwhile, late]


def test_who_still_has_the_lost_key_may_agree_with_it(three: Three) -> None:
    new = Somebody("7")
    asked, replaced = three.asks(new), three.replaces(three.founder, three.cleo, new)
    found = state(three, asked, replaced, three.says(three.cleo, "agreed", replaced))
    cleo = found.group.person(three.cleo.id)
    assert cleo is not None
    assert cleo.key == three.line(new)
    assert found.unconfirmed == ()


def test_in_a_group_of_two_one_maintainer_is_enough_for_a_lost_key(three: Three) -> None:
    new = Somebody("7")
    left = three.about(three.dan, "person-removed", three.dan)
    found = state(three, left, three.asks(new), three.replaces(three.founder, three.cleo, new))
    cleo = found.group.person(three.cleo.id)
    assert cleo is not None
    assert cleo.key == three.line(new)
    assert cleo.has(Role.MAINTAINER)


def test_in_a_group_of_two_nobody_is_put_out_by_the_other(three: Three) -> None:
    left = three.about(three.dan, "person-removed", three.dan)
    out = three.about(three.founder, "person-removed", three.cleo)
    found = state(three, left, out, three.says(three.founder, "agreed", out))
    assert keepers(found) == {three.founder.id, three.cleo.id}


# whatever the order of arrival

THREE = Three()
CHECKED = Checked()
_KINDS = ("remove", "lower", "raise", "rename", "replace", "agree", "take back", "ask")


def _event(
    circle: Three, kind: str, by: Somebody, whom: Somebody, news: list[Somebody], made: list[Event]
) -> Event:
    new = news[len(made) % len(news)]
    match kind:
        case "remove":
            return circle.about(by, "person-removed", whom)
        case "lower":
            return circle.about(by, "role-changed", whom, roles=["editor"])
        case "raise":
            return circle.about(by, "role-changed", whom, roles=["maintainer"])
        case "rename":
            key = circle.line(whom)
            return circle.about(by, "person-added", whom, key=key, roles=["contributor"])
        case "replace":
            return circle.replaces(by, whom, new, last=circle.clock // 2 if len(made) % 3 else None)
        case "ask":
            return circle.asks(new)
    to = made[-1] if made else circle.founded
    return circle.says(by, "agreed" if kind == "agree" else "taken-back", to)


@st.composite
def _histories(draw: st.DrawFn) -> tuple[list[Event], list[Event]]:
    circle = THREE
    people = [circle.founder, circle.cleo, circle.dan, circle.ana]
    news = [Somebody("7"), Somebody("8")]
    made: list[Event] = [circle.asks(one) for one in news]
    for _ in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(_KINDS))
        by, whom = draw(st.sampled_from(people)), draw(st.sampled_from(people))
        made.append(_event(circle, kind, by, whom, news, made))
    return made, draw(st.permutations([*circle.start, *made]))


@given(_histories())
@settings(max_examples=100, deadline=None)
def test_any_order_gives_the_same_group_and_a_maintainer_always_stays(
    history: tuple[list[Event], list[Event]],
) -> None:
    made, arrived = history
    whole = state(THREE, *made)
    assert fold(arrived, founding=THREE.founding, checked=CHECKED) == whole
    before = keepers(state(THREE))
    for at, event in enumerate(made):
        after = keepers(state(THREE, *made[: at + 1]))
        assert after
        lost = before - after - {event.by}
        assert not lost or event.kind == "agreed" or _second(made[:at], event)
        before = after


def _second(earlier: list[Event], event: Event) -> bool:
    """Whether somebody else proposed the very same before."""
    return any(
        one.kind == event.kind and one.data == event.data and one.by != event.by for one in earlier
    )
