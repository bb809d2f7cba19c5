from __future__ import annotations

import pytest

from toolkit_editor.base.text import whole_words


@pytest.mark.parametrize(
    ("chosen", "whole"),
    [("arden is", "garden is"), (" the gar", "the garden"), ("garden", "garden"), ("  ", "")],
)
def test_half_a_word_that_was_selected_means_the_word(chosen: str, whole: str) -> None:
    text = "In  the garden is été."
    start = text.index(chosen)
    first, last = whole_words(text, start, start + len(chosen))
    assert text[first:last] == whole


def test_words_with_accents_are_words_too() -> None:
    assert whole_words("un été là", 4, 5) == (3, 6)
