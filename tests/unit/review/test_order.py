"""The same events give the same state, whatever order they arrived in."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from support.groups import (
    BLOB_1,
    BLOB_2,
    COMMIT,
    ON_DRAFT,
    ON_STORY,
    STORY,
    Circle,
    Somebody,
)
from toolkit_editor.review.event import GROUP, Event
from toolkit_editor.review.fold import fold
from toolkit_editor.review.signing import Checked
from toolkit_editor.review.talk import textual

CIRCLE = Circle()
CHECKED = Checked()
FILES: dict[str, str | None] = {"a.md": BLOB_1}


def _history() -> list[Event]:
    """A busy week, with people who do what they may not, and events made at the same moment."""
    circle, mallory = CIRCLE, Somebody("9")
    events = list(circle.start)
    shared = circle.share(circle.ana, FILES)
    approval = circle.approve(circle.editor, FILES)
    said = circle.comment(circle.ben, "Hm")
    events += [
        shared,
        approval,
        said,
        circle.share(circle.ben, {"a.md": BLOB_2}),
        circle.tell(circle.editor, "changes-asked", ON_DRAFT, lamport=approval.lamport),
        circle.tell(circle.ana, "reply", ON_DRAFT, to=said.id, body=textual("Yes")),
        circle.tell(circle.editor, "resolve", ON_DRAFT, lamport=said.lamport + 3, to=said.id),
        circle.tell(circle.ana, "reopen", ON_DRAFT, lamport=said.lamport + 3, to=said.id),
        circle.bring_in(circle.founder, FILES, approval),
        circle.tell(circle.founder, "published", GROUP, site=COMMIT, main=COMMIT, stories=[STORY]),
        circle.tell(circle.ana, "shared", ON_STORY, sealed=BLOB_1, released={"en": "a" * 64}),
        circle.tell(circle.editor, "approved", ON_STORY, released={"en": "a" * 64}),
        circle.tell(circle.founder, "person-removed", GROUP, person=circle.ben.id),
        circle.tell(circle.ana, "withdrawn", ON_STORY),
        circle.tell(circle.ben, "erased-here", ON_STORY),
        circle.comment(mallory, "Let me in"),
        circle.approve(circle.ben, {"a.md": BLOB_2}),
        replace(approval, data={"files": {"a.md": BLOB_2}}),
        replace(said, by=circle.editor.id),
    ]
    return [replace(event, source=f"{number:040x}") for number, event in enumerate(events)]


HISTORY = _history()
WHOLE = fold(HISTORY, founding=CIRCLE.founding)


@given(
    st.permutations(HISTORY),
    st.lists(st.sampled_from(HISTORY), max_size=10),
    st.integers(0, len(HISTORY)),
)
@settings(max_examples=150, deadline=None)
def test_order_repetition_and_late_delivery_change_nothing(
    arrived: list[Event], again: list[Event], cut: int
) -> None:
    fold(arrived[:cut], founding=CIRCLE.founding, checked=CHECKED)
    found = fold([*arrived, *again], founding=CIRCLE.founding, checked=CHECKED)
    assert found == WHOLE
    assert list(found.drafts) == list(WHOLE.drafts)


def test_the_history_is_worth_testing() -> None:
    assert len(WHOLE.unconfirmed) >= 5
    assert len(WHOLE.unconfirmed) < len(HISTORY) / 2
    assert WHOLE.stories
    assert WHOLE.talk


def test_a_long_history_is_folded_alike_in_any_order() -> None:
    circle = Circle()
    events = list(circle.start)
    for number in range(50):
        on = f"draft:{number:016x}"
        events.append(circle.share(circle.ana, FILES, on=on))
        first = circle.comment(circle.ben, "Hm", on=on)
        events.append(first)
        events += [
            circle.tell(circle.ana, "reply", on, to=first.id, body=textual(str(turn)))
            for turn in range(8)
        ]
    checked = Checked()
    straight = fold(events, founding=circle.founding, checked=checked)
    shuffled = random.Random(7).sample(events, len(events))
    assert fold(shuffled, founding=circle.founding, checked=checked) == straight
    assert straight.unconfirmed == ()
