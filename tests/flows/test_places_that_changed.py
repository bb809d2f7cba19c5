"""A story beside a passage that others change: it stays, or somebody is asked, once for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.placed_story import GARDEN, HOPE, PASSAGE, Placed
from support.walks import SECRET
from toolkit_editor.annotations.anchor import Certainty
from toolkit_editor.base.errors import NotAllowed, NotFound, Refused, Stale
from toolkit_editor.base.ids import SectionId
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import on_section
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    disagreements,
    publishing,
    reading,
    reviewing,
    story_reading,
    story_review,
    talking,
    telling,
    withdrawing,
)
from toolkit_editor.services.belonging import question, story_questions, talk_subject
from toolkit_editor.services.desk import MAIN, Desk
from toolkit_editor.services.settling_places import place_changes, put_beside, take_off
from toolkit_editor.services.syncing import sync
from toolkit_editor.services.unapproved import unapproved
from toolkit_editor.store.model import RefChange

REWRITTEN = "Two chairs stood in the yard, where silence was as good as talking."


@pytest.fixture
def placed(tmp_path: Path) -> Iterator[Placed]:
    made = Placed(tmp_path)
    yield made
    made.close()


def beside(desk: Desk, section: str = "garden") -> list[str]:
    """The words of a section that a story surely stands beside."""
    opened = reading.open_section(desk, SectionId(section), "en")
    text = plain_of(opened.body).text
    return [
        text[one.place.start : one.place.end]
        for one in opened.voices
        if one.place.certainty.settled
    ]


def test_light_edits_of_somebody_else_keep_the_story_and_ask_nobody(placed: Placed) -> None:
    placed.change("nobody had to speak first", "nobody had to speek first")
    placed.change("It began with a few pots.", "It began with five pots. A neighbour helped.")
    placed.change("beans", "beans and peas")
    assert beside(placed.ana) == [
        "We sat on the bench by the beans and peas and nobody had to speek first."
    ]
    assert story_questions(placed.ana) == ()
    assert placed.stops() == []


def test_the_toolkit_holds_where_a_story_stands_and_none_of_its_words(placed: Placed) -> None:
    placed.change("beans", "beans and peas")
    desk = placed.ana
    paths: set[str] = set()
    for commit in desk.store.history(desk.main()):
        entries = desk.tree(commit.oid).entries
        paths |= entries.keys()
        for oid in entries.values():
            assert SECRET.encode() not in desk.store.read(oid)
    assert any(path.startswith("voices/") for path in paths)


def test_after_a_rewrite_the_teller_says_where_it_belongs_and_it_holds(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    asked = placed.asked(placed.ben)
    assert asked.may_answer
    assert asked.was.exact == PASSAGE
    assert asked.ground is not None
    assert asked.ground.title == "The garden"
    assert asked.place is not None
    assert asked.place.certainty is Certainty.LOST
    assert asked.ground.text[asked.place.start : asked.place.end] == REWRITTEN
    (said,) = placed.stops()
    assert "gone" in said
    put_beside(placed.ben, asked.subject, placed.passage(REWRITTEN, desk=placed.ben))
    placed.meet()
    (said,) = placed.stops()
    assert "An editor has yet to agree" in said
    placed.agree()
    assert placed.stops() == []
    assert beside(placed.dan) == [REWRITTEN]
    assert not unapproved(placed.ana).waits
    placed.change("as good as talking", "as good as any talk")
    assert placed.stops() == []


def test_once_somebody_has_answered_nobody_else_is_asked(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    asked = placed.asked(placed.dan)
    put_beside(placed.dan, asked.subject, placed.passage(REWRITTEN))
    placed.meet()
    for desk in (placed.ana, placed.ben):
        seen = placed.asked(desk)
        assert not seen.is_open
        assert seen.answered is not None
        assert (seen.answered.by, seen.answered.mine) == ("Dan", False)
        with pytest.raises(Refused, match="answered already"):
            put_beside(desk, asked.subject, placed.passage(REWRITTEN))
        with pytest.raises(Refused, match="answered already"):
            take_off(desk, asked.subject)
    placed.agree()
    with pytest.raises(NotFound, match="settled"):
        question(placed.ben, asked.subject)


def test_a_story_that_belongs_nowhere_comes_off_the_page_and_stays_a_story(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    take_off(placed.ben, placed.asked(placed.ben).subject)
    placed.meet()
    (waiting,) = story_review.whole_queue(placed.dan)
    assert (waiting.moves_story, waiting.titles) == (True, ("The garden",))
    assert waiting.draft is not None
    (change,) = place_changes(placed.dan, placed.dan.state().drafts[waiting.draft])
    assert change.was is not None
    assert (change.was.exact, change.now) == (PASSAGE, None)
    placed.agree()
    assert placed.stops() == []
    assert list(placed.ana.store.files_in(placed.ana.main(), "voices")) == []
    assert story_reading.open_story(placed.ben, placed.story).opened.story.title == "Mine"


def test_a_contributor_sees_that_it_is_asked_and_leaves_it_to_others(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    asked = placed.asked(placed.cleo)
    assert not asked.may_answer
    with pytest.raises(NotAllowed):
        put_beside(placed.cleo, asked.subject, placed.passage(REWRITTEN))


def test_words_that_went_to_another_page_are_proposed_there(placed: Placed) -> None:
    placed.change("The last words stay.", f"The last words stay.\n\n{PASSAGE}", HOPE)
    placed.change(f" {PASSAGE}", "")
    asked = placed.asked()
    assert asked.ground is not None
    assert asked.ground.section == "hope"
    assert asked.place is not None
    assert asked.place.certainty is Certainty.UNSURE
    assert asked.ground.text[asked.place.start : asked.place.end] == PASSAGE


def test_a_story_whose_section_is_gone_finds_another_place(placed: Placed) -> None:
    ana = placed.ana
    commit = ana.store.make_commit(
        {GARDEN: None},
        base=ana.main(),
        parents=(ana.main(),),
        author=ana.me.id,
        at=ana.clock.now(),
        message="Brought in",
    )
    ana.move(RefChange(MAIN, commit, ana.main()))
    placed.meet()
    asked = placed.asked()
    assert asked.ground is None
    (said,) = placed.stops()
    assert "section" in said
    put_beside(placed.ana, asked.subject, placed.passage("It grows when", "hope"))
    placed.agree()
    assert placed.stops() == []
    assert beside(placed.ben, "hope") == ["It grows when"]


def test_what_an_editor_asks_to_change_is_asked_again_and_goes_on_as_one(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    asked = placed.asked(placed.ben)
    take_off(placed.ben, asked.subject)
    placed.meet()
    (waiting,) = reviewing.queue(placed.dan)
    reviewing.ask_for_changes(placed.dan, waiting.id, "Does it not fit the new words?")
    placed.meet()
    assert placed.asked(placed.ben).is_open
    put_beside(placed.ben, asked.subject, placed.passage(REWRITTEN))
    placed.meet()
    (again,) = reviewing.queue(placed.dan)
    assert (again.id, again.status) == (waiting.id, Status.IN_REVIEW)
    placed.agree()
    assert beside(placed.ben) == [REWRITTEN]


def test_two_who_answered_without_a_connection_get_one_choice_in_words(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    subject = placed.asked().subject
    take_off(placed.ben, subject)
    put_beside(placed.dan, subject, placed.passage(REWRITTEN, desk=placed.dan))
    for desk in (placed.ben, placed.dan, placed.ana):
        sync(desk)
    first = next(one for one in reviewing.queue(placed.ana) if one.owner_name == "Dan")
    reviewing.approve(placed.ana, first.id)
    publishing.bring_in(placed.ana, first.id)
    assert placed.stops() == []
    other = next(one for one in reviewing.queue(placed.ana) if one.owner_name == "Ben")
    (card,) = disagreements.choosing(placed.ana, other.id).cards
    assert (card.title, card.was, card.ours, card.theirs) == (
        "The garden",
        PASSAGE,
        "",
        REWRITTEN,
    )


def test_nobody_pins_a_story_to_words_that_changed_while_they_looked(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    asked = placed.asked()
    seen = placed.passage(REWRITTEN)
    placed.change("every day", "most days")
    with pytest.raises(Stale, match="look again"):
        put_beside(placed.ana, asked.subject, seen)


def test_a_story_goes_nowhere_its_teller_does_not_want_it(placed: Placed) -> None:
    telling.keep_consent(placed.ben, placed.story, {"not_in": frozenset({SectionId("hope")})})
    placed.change(PASSAGE, REWRITTEN)
    subject = placed.asked(placed.ben).subject
    with pytest.raises(Refused, match="does not want"):
        put_beside(placed.ben, subject, placed.passage("It grows when", "hope"))


def test_a_story_that_is_taken_back_takes_the_answer_along(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    put_beside(placed.ben, placed.asked(placed.ben).subject, placed.passage(REWRITTEN))
    withdrawing.withdraw_story(placed.ben, placed.story)
    placed.meet()
    assert reviewing.queue(placed.ana) == []
    assert story_questions(placed.ana) == ()


def test_what_an_editor_agreed_to_ends_with_a_story_that_is_taken_back(placed: Placed) -> None:
    placed.change(PASSAGE, REWRITTEN)
    put_beside(placed.dan, placed.asked(placed.dan).subject, placed.passage(REWRITTEN))
    placed.meet()
    (waiting,) = reviewing.queue(placed.ana)
    reviewing.approve(placed.ana, waiting.id)
    withdrawing.withdraw_story(placed.ben, placed.story)
    placed.meet()
    assert reviewing.queue(placed.ana) == []
    assert disagreements.open_disagreements(placed.ana) == []
    withdrawing.take_down(placed.ana)
    assert publishing.bring_in(placed.ana).drafts == ()
    assert disagreements.open_disagreements(placed.ana) == []
    assert list(placed.ana.store.files_in(placed.ana.main(), "voices")) == []


def test_a_conversation_is_put_beside_the_words_it_is_about_now(placed: Placed) -> None:
    passage = placed.passage(PASSAGE)
    here = plain_of(reading.open_section(placed.ana, SectionId("garden"), "en").body).text
    talking.comment(placed.ana, passage, here, "I like this.")
    placed.change(PASSAGE, REWRITTEN)
    (thread,) = placed.ben.state().threads(on_section(SectionId("garden"))).values()
    subject = talk_subject(thread.on, thread.id)
    asked = question(placed.ben, subject)
    assert (asked.told, asked.was.exact) == ("I like this.", PASSAGE)
    assert asked.place is not None
    assert asked.place.certainty is Certainty.LOST
    put_beside(placed.ben, subject, placed.passage(REWRITTEN, desk=placed.ben))
    placed.meet()
    for desk in placed.desks:
        (one,) = talking.conversations(desk)
        assert one.place is not None
        assert one.place.certainty is Certainty.CERTAIN
        with pytest.raises(NotFound, match="settled"):
            question(desk, subject)
