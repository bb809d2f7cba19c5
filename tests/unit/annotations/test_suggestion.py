from __future__ import annotations

import pytest

from support.passages import NEW, OLD
from toolkit_editor.annotations.anchor import Certainty, Found, find
from toolkit_editor.annotations.selector import PlaceUnreadable, make_selector
from toolkit_editor.annotations.suggestion import (
    Suggestion,
    already_there,
    apply,
    from_body,
    still_applies,
    to_body,
)
from toolkit_editor.base.errors import Stale

TEXT = "Hope grows. The clientele is hard to reach. It takes time."
SELECTOR = make_selector(TEXT, TEXT.index("hard"), TEXT.index(". It"), OLD)
SUGGESTION = Suggestion(SELECTOR, "not yet well served")


def test_taking_a_suggestion_puts_its_words_in_place_of_the_old_ones() -> None:
    found = find(SELECTOR, None, TEXT, OLD)
    assert apply(SUGGESTION, found, TEXT) == (
        "Hope grows. The clientele is not yet well served. It takes time."
    )


def test_a_suggestion_follows_its_words_when_others_change_around_them() -> None:
    new = "A first line.\n" + TEXT.replace("clientele", "group")
    found = find(SELECTOR, TEXT, new, NEW)
    assert apply(SUGGESTION, found, new).endswith(
        "The group is not yet well served. It takes time."
    )


def test_an_empty_suggestion_leaves_the_words_out() -> None:
    found = find(SELECTOR, None, TEXT, OLD)
    assert " is . It" in apply(Suggestion(SELECTOR, ""), found, TEXT)


def test_a_suggestion_for_words_that_changed_is_not_taken() -> None:
    new = TEXT.replace("hard to reach", "not hard to reach")
    inside = TEXT.replace("hard to", "hard indeed to")
    for text in (inside, TEXT.replace("hard to reach", "far away"), ""):
        found = find(SELECTOR, TEXT, text, NEW)
        assert not still_applies(SUGGESTION, found, text)
        with pytest.raises(Stale, match="have changed since"):
            apply(SUGGESTION, found, text)
    assert still_applies(SUGGESTION, find(SELECTOR, TEXT, new, NEW), new)


def test_a_place_that_was_only_guessed_takes_no_suggestion() -> None:
    found = Found(SELECTOR.start, SELECTOR.end, Certainty.UNSURE)
    assert not still_applies(SUGGESTION, found, TEXT)


def test_it_is_seen_when_somebody_already_wrote_what_was_suggested() -> None:
    new = TEXT.replace("hard to reach", "not yet well served")
    start = new.index("not yet")
    assert already_there(SUGGESTION, Found(start, start + 19, Certainty.MAPPED), new)
    assert not already_there(SUGGESTION, find(SELECTOR, None, TEXT, OLD), TEXT)


def test_a_replacement_is_kept_as_it_was_written() -> None:
    for words in ("", "fin\u00a0: «\u202foui\u202f»", "line\nline"):
        assert from_body(to_body(words)) == words


@pytest.mark.parametrize(
    "body",
    [
        None,
        "words",
        {"type": "TextualBody", "value": "x"},
        {"type": "TextualBody", "format": "text/html", "value": "<b>"},
        {"type": "TextualBody", "format": "text/plain", "value": 3},
        {"type": "TextualBody", "format": "text/plain", "value": "x" * 20_001},
    ],
)
def test_a_body_that_is_no_plain_replacement_is_refused(body: object) -> None:
    with pytest.raises(PlaceUnreadable):
        from_body(body)
