"""Answers, a community’s hold and its yes: what is said of a story from outside; none is forged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from support.groups import BLOB_1, ON_STORY, STORY, Circle, Somebody
from toolkit_editor.base.ids import StoryId
from toolkit_editor.review.event import Event, on_story
from toolkit_editor.review.fold import State, fold
from toolkit_editor.review.work import StoryState

ENGLISH, FRENCH, OTHER = "a" * 64, "b" * 64, "c" * 64
RELEASED = {"en": ENGLISH, "fr": FRENCH}
ANOTHER = on_story("6" * 16)


class Group(Circle):
    """Ana told a story; Kai speaks for a community, and the stranger is not in the group."""

    def __init__(self) -> None:
        super().__init__()
        self.kai, self.stranger = Somebody("d"), Somebody("9")
        self.start.append(self.add(self.kai, "community"))
        self.start.append(
            self.tell(self.ana, "shared", ON_STORY, sealed=BLOB_1, released=RELEASED, whole=OTHER)
        )

    def fold(self, *events: Event) -> State:
        return fold([*self.start, *events], founding=self.founding)

    def story(self, *events: Event) -> StoryState:
        return self.fold(*events).stories[StoryId(STORY)]

    def has_no_effect(self, event: Event, *before: Event) -> bool:
        found = self.fold(*before, event)
        told = [one.event for one in found.unconfirmed] == [event]
        return told and found.stories == self.fold(*before).stories

    def answer(self, who: Somebody, on: str = ON_STORY, **data: Any) -> Event:
        return self.tell(who, "answered", on, **{"released": RELEASED, "yes": False, **data})

    def agree(self, who: Somebody, on: str = ON_STORY, **data: Any) -> Event:
        return self.tell(who, "community-agreed", on, **{"released": RELEASED, **data})


@pytest.fixture
def group() -> Group:
    return Group()


def test_what_was_shared_is_named_as_a_whole_and_long_ago_it_was_not(group: Group) -> None:
    assert group.story().whole == OTHER
    earlier = group.tell(group.ana, "shared", ON_STORY, sealed=BLOB_1, released=RELEASED)
    assert group.story(earlier).whole == ""
    for bad in ("", "x" * 64, "a" * 63, 7, None, ["a" * 64]):
        shared = {"sealed": BLOB_1, "released": RELEASED, "whole": bad}
        assert group.has_no_effect(group.tell(group.ana, "shared", ON_STORY, **shared)), bad


def test_each_counts_from_those_who_may(group: Group) -> None:
    assert group.story(group.answer(group.ben)).refused("en")
    assert group.story(group.agree(group.kai)).community_agrees("fr")
    for who in (group.ana, group.editor, group.founder, group.kai):
        assert group.story(group.tell(who, "held", ON_STORY)).held


def test_nobody_says_it_who_may_not(group: Group) -> None:
    held = group.tell(group.editor, "held", ON_STORY)
    for who in (group.ana, group.ben, group.editor, group.founder, group.stranger):
        assert group.has_no_effect(group.agree(who), held), who.id
    assert group.has_no_effect(group.answer(group.stranger))
    for who in (group.ben, group.stranger):
        assert group.has_no_effect(group.tell(who, "held", ON_STORY))


@pytest.mark.parametrize("kind", ["answered", "held", "community-agreed"])
def test_nobody_says_it_in_the_name_of_another(group: Group, kind: str) -> None:
    """Signed with another key than that of whoever it names, or changed after it was signed."""
    facts: dict[str, dict[str, Any]] = {
        "answered": {"released": RELEASED, "yes": True},
        "held": {},
        "community-agreed": {"released": RELEASED},
    }
    fine = group.tell(group.kai, kind, ON_STORY, **facts[kind])
    assert not group.has_no_effect(fine)
    named = group.tell(group.ben, kind, ON_STORY, **facts[kind])
    for forged in (
        replace(named, by=group.kai.id),
        replace(fine, sig=named.sig),
        replace(fine, sig="A" * 86 + "=="),
        replace(fine, lamport=fine.lamport + 1),
        replace(fine, at="2020-01-01T00:00Z"),
    ):
        assert group.has_no_effect(forged)
    other = group.tell(group.ana, "shared", ANOTHER, sealed=BLOB_1, released=RELEASED)
    assert group.has_no_effect(replace(fine, on=ANOTHER), other)


def test_a_no_is_taken_back_only_by_who_wrote_it_down(
    group: Group,
) -> None:
    no = group.answer(group.ben)
    forged = replace(group.answer(group.editor, yes=True), by=group.ben.id)
    assert group.has_no_effect(forged, no)
    assert group.story(no, forged).refused("en")
    assert group.story(no, group.answer(group.editor, yes=True)).refused("en")
    assert not group.story(no, group.answer(group.ben, yes=True)).refused("en")


def test_nothing_is_said_of_a_story_that_is_not_there(group: Group) -> None:
    for event in (
        group.answer(group.ben, ANOTHER),
        group.agree(group.kai, ANOTHER),
        group.tell(group.editor, "held", ANOTHER),
    ):
        assert group.has_no_effect(event)


def test_the_words_of_another_story_are_not_these(group: Group) -> None:
    other = {"en": OTHER}
    assert not group.story(group.answer(group.ben, released=other)).refused("en")
    assert not group.story(group.agree(group.kai, released=other)).community_agrees("en")
    turned = {"en": FRENCH, "fr": ENGLISH}
    story = group.story(group.agree(group.kai, released=turned))
    assert not story.community_agrees("en") and not story.community_agrees("fr")
    only = group.story(group.agree(group.kai, released={"en": ENGLISH}))
    assert only.community_agrees("en") and not only.community_agrees("fr")


@pytest.mark.parametrize(
    "released",
    [{}, [], None, "en", {"en": None}, {"en": "A" * 64}, {"../en": ENGLISH}, {"en": [ENGLISH]}],
)
def test_what_is_not_as_agreed_has_no_effect(group: Group, released: object) -> None:
    assert group.has_no_effect(group.answer(group.ben, released=released))
    assert group.has_no_effect(group.agree(group.kai, released=released))


def test_no_other_word_comes_along(group: Group) -> None:
    assert group.has_no_effect(group.answer(group.ben, note="by telephone"))
    assert group.has_no_effect(group.agree(group.kai, name="Kai"))
    assert group.has_no_effect(group.tell(group.editor, "held", ON_STORY, why="x"))
    for yes in (1, 0, "no", None):
        assert group.has_no_effect(group.answer(group.ben, yes=yes)), yes


def test_a_story_taken_back_hears_nothing_any_more(group: Group) -> None:
    gone = group.tell(group.ana, "withdrawn", ON_STORY)
    for event in (
        group.answer(group.ben),
        group.agree(group.kai),
        group.tell(group.editor, "held", ON_STORY),
        group.tell(group.ana, "shared", ON_STORY, sealed=BLOB_1, released={}, whole=OTHER),
    ):
        assert group.has_no_effect(event, gone)


def test_a_hold_is_never_undone_by_sharing_again(group: Group) -> None:
    held = group.tell(group.editor, "held", ON_STORY)
    agreed = group.agree(group.kai)
    again = group.tell(
        group.ana, "shared", ON_STORY, sealed=BLOB_1, released={"en": OTHER}, whole=OTHER
    )
    story = group.story(held, agreed, again)
    assert story.held and not story.community_agrees("en")
