"""Typed words become Markdown that reads as just these words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_editor.prose.reader import read
from toolkit_editor.prose.typed import source_of

AWKWARD = st.text(alphabet="ab é*_`[]()<>#-+1.)|&;\\!~:=\n\"'/{}@", min_size=1, max_size=40)


@given(AWKWARD)
def test_whatever_is_typed_reads_as_it_was_typed(text: str) -> None:
    wanted = " ".join(text.split())
    source = source_of(text)
    assert "\n" not in source
    assert " ".join(leaf.text for leaf in read(source).leaves) == wanted


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("  Hope is\n here. ", "Hope is here."),
        ("1. not a list", "1\\. not a list"),
        ("*stars*", "\\*stars\\*"),
        (" \n", ""),
    ],
)
def test_no_more_is_escaped_than_is_needed(typed: str, source: str) -> None:
    assert source_of(typed) == source
