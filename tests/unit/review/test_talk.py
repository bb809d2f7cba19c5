"""Conversations: what was said, answered, settled and taken back."""

from __future__ import annotations

import pytest

from support.groups import DRAFT, ON_DRAFT, ON_STORY, STORY, Circle, Somebody
from toolkit_editor.annotations.selector import make_selector, to_target
from toolkit_editor.base.ids import DraftId, SectionId, StoryId
from toolkit_editor.review.event import GROUP, Event
from toolkit_editor.review.fold import State, fold, fold_story_talk
from toolkit_editor.review.talk import Answer, Thread, textual

SECTION = "section:hope"
TARGET = to_target(make_selector("Hope is a practice.", 0, 4, "1" * 40), SectionId("hope"))
ELSEWHERE = to_target(make_selector("A hope is a practice.", 2, 6, "2" * 40), SectionId("hope"))


@pytest.fixture
def circle() -> Circle:
    return Circle()


def state(circle: Circle, *events: Event) -> State:
    return fold([*circle.start, *events], founding=circle.founding)


def thread(circle: Circle, *events: Event) -> Thread:
    return state(circle, *events).threads(events[0].on)[events[0].id]


def suggest(circle: Circle, who: Somebody, on: str = SECTION) -> Event:
    return circle.tell(
        who, "suggest", on, target=TARGET, body=textual("Trust"), motivation="editing"
    )


def answer(circle: Circle, who: Somebody, kind: str, to: Event, on: str | None = None) -> Event:
    return circle.tell(who, kind, on or to.on, to=to.id)


def test_people_talk_in_a_thread(circle: Circle) -> None:
    said = circle.comment(circle.ana, "Why hope?", on=SECTION, target=TARGET)
    reply = circle.tell(circle.ben, "reply", SECTION, to=said.id, body=textual("Because."))
    deeper = circle.tell(circle.ana, "reply", SECTION, to=reply.id, body=textual("I see."))
    found = thread(circle, said, reply, deeper)
    assert found.first.text == "Why hope?"
    assert [one.text for one in found.replies] == ["Because.", "I see."]
    assert found.target is not None
    assert found.target.selector.exact == "Hope"
    assert found.waits


def test_a_thread_is_settled_and_opened_again(circle: Circle) -> None:
    said = circle.comment(circle.ana, "x", on=SECTION)
    settled = answer(circle, circle.ben, "resolve", said)
    assert not thread(circle, said, settled).waits
    assert thread(circle, said, settled, answer(circle, circle.ana, "reopen", said)).waits


def test_an_editor_takes_or_leaves_a_suggestion(circle: Circle) -> None:
    made = suggest(circle, circle.ana)
    assert thread(circle, made).first.text == "Trust"
    accepted = thread(circle, made, answer(circle, circle.editor, "accept", made))
    assert accepted.answer is Answer.ACCEPTED
    assert accepted.answered_by == circle.editor.id
    declined = thread(circle, made, answer(circle, circle.editor, "decline", made))
    assert declined.answer is Answer.DECLINED
    assert thread(circle, made, answer(circle, circle.ben, "accept", made)).answer is Answer.OPEN


def test_on_a_draft_its_owner_decides_too(circle: Circle) -> None:
    shared = circle.share(circle.ana, {"en/hope.md": "1" * 40})
    made = suggest(circle, circle.editor, on=ON_DRAFT)
    for person, expected in ((circle.ana, Answer.ACCEPTED), (circle.ben, Answer.OPEN)):
        found = state(circle, shared, made, answer(circle, person, "accept", made))
        assert found.threads(ON_DRAFT)[made.id].answer is expected
    assert DraftId(DRAFT) in state(circle, shared).drafts


def test_a_comment_cannot_be_accepted(circle: Circle) -> None:
    said = circle.comment(circle.ana, "x", on=SECTION)
    found = state(circle, said, answer(circle, circle.editor, "accept", said))
    assert "Only a suggestion" in str(found.unconfirmed[0].reason)


def test_a_moved_passage_is_found_where_somebody_put_it(circle: Circle) -> None:
    said = circle.comment(circle.ana, "x", on=SECTION, target=TARGET)
    moved = circle.tell(circle.ben, "re-anchor", SECTION, to=said.id, target=ELSEWHERE)
    found = thread(circle, said, moved)
    assert found.target is not None
    assert found.target.selector.version == "2" * 40


def test_words_taken_back_are_gone_with_their_quote(circle: Circle) -> None:
    said = circle.comment(circle.ana, "secret", on=SECTION, target=TARGET)
    reply = circle.tell(circle.ben, "reply", SECTION, to=said.id, body=textual("too much"))
    by_author = thread(circle, said, reply, answer(circle, circle.ana, "redact", said))
    assert by_author.first.text is None
    assert by_author.target is None
    assert by_author.replies[0].text == "too much"
    by_keeper = circle.tell(circle.founder, "redact", SECTION, to=reply.id)
    assert thread(circle, said, reply, by_keeper).replies[0].text is None
    meddling = circle.tell(circle.ben, "redact", SECTION, to=said.id)
    assert thread(circle, said, reply, meddling).first.text == "secret"


def test_who_left_can_still_take_back_their_words(circle: Circle) -> None:
    said = circle.comment(circle.ana, "secret", on=SECTION)
    gone = circle.tell(circle.founder, "person-removed", GROUP, person=circle.ana.id)
    taken = answer(circle, circle.ana, "redact", said)
    assert thread(circle, said, gone, taken).first.text is None


def test_an_answer_to_something_elsewhere_or_missing_has_no_effect(circle: Circle) -> None:
    said = circle.comment(circle.ana, "x", on=SECTION)
    settled = answer(circle, circle.ben, "resolve", said)
    for event in (
        answer(circle, circle.ben, "resolve", said, on=ON_DRAFT),
        circle.tell(circle.ben, "resolve", SECTION, to="0" * 16),
        circle.tell(circle.ben, "redact", SECTION, to=settled.id),
    ):
        found = state(circle, said, event)
        assert "not there" in str(found.unconfirmed[0].reason)
        assert found.threads(SECTION)[said.id].waits


@pytest.mark.parametrize(
    "data",
    [
        {"body": "text"},
        {"body": {"value": 3}},
        {"body": {"type": "Choice", "value": "x"}},
        {"body": textual("x"), "target": {"source": "hope"}},
        {"body": textual("x"), "motivation": "editing"},
        {"body": textual("x" * 100_001)},
    ],
)
def test_words_in_another_form_have_no_effect(circle: Circle, data: dict[str, object]) -> None:
    assert state(circle, circle.tell(circle.ana, "comment", SECTION, **data)).talk == {}


def test_talk_about_a_story_follows_the_same_rules_but_its_teller_decides(circle: Circle) -> None:
    shared = circle.tell(circle.ana, "shared", ON_STORY, sealed="1" * 40, released={})
    known = state(circle, shared)
    made = suggest(circle, circle.editor, on=ON_STORY)
    by_editor = answer(circle, circle.founder, "accept", made)
    talk, unconfirmed = fold_story_talk([by_editor, made], StoryId(STORY), known)
    assert talk[made.id].answer is Answer.OPEN
    assert [one.event for one in unconfirmed] == [by_editor]
    talk, _ = fold_story_talk(
        [made, answer(circle, circle.ana, "accept", made)], StoryId(STORY), known
    )
    assert talk[made.id].answer is Answer.ACCEPTED
    stranger = circle.comment(Somebody("9"), "x", on=ON_STORY)
    elsewhere = circle.comment(circle.ana, "x", on=SECTION)
    talk, unconfirmed = fold_story_talk([stranger, elsewhere], StoryId(STORY), known)
    assert talk == {}
    assert len(unconfirmed) == 2
