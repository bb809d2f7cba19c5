"""Passages as people read them where they are quoted."""

from __future__ import annotations

import pytest

from toolkit_editor.base.text import beginning
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.prose.shown import quoted, unmarked


def test_a_quoted_passage_has_no_mark_in_it() -> None:
    body = b"Hope ![hands](h.png) first.[^1]\n\nThen rest.\n\n[^1]: So say we.\n"
    assert unmarked(plain_of(body).text) == "Hope  first.\u00b9\nThen rest.\n\u00b9 So say we."
    assert quoted(plain_of(body).text) == "Hope first.\u00b9 Then rest. \u00b9 So say we."


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Hope", 4, "Hope"),
        ("Hope comes", 6, "Hope\u2026"),
        (" Hope\n  comes ", 10, "Hope comes"),
        ("", 4, ""),
    ],
)
def test_the_beginning_of_a_text_is_one_line_of_so_many_letters(
    text: str, most: int, shown: str
) -> None:
    assert beginning(text, most) == shown
    assert len(shown) <= most
