"""The quick way of reading plain front matter says what the thorough one says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_editor.base.errors import Refused
from toolkit_editor.content.front_matter import values
from toolkit_editor.content.safe_yaml import BrokenYaml, load_yaml

WORDS = st.sampled_from(
    [
        *("1", "12", "-3", "0", "010", "1.5", "1_000", "0x1f", "1e3", "12:30", "2026-01-01", "+4"),
        *("yes", "No", "null", "~", "true", "words", "two words", "a: b", "# x", "a # x", "été"),
        *("'1'", '"x"', "[a, b]", "{a: b}", "1 apple", "-", "", "d0b65efa4a2d548c", "12345678901"),
    ]
)


@given(st.lists(st.tuples(st.sampled_from(["id", "title", "order", "x"]), WORDS), max_size=4))
def test_both_ways_of_reading_agree(lines: list[tuple[str, str]]) -> None:
    inner = "".join(f"{key}: {value}\n" for key, value in lines).encode()
    try:
        thorough = load_yaml(inner)
    except BrokenYaml:
        thorough = None
    try:
        found = values(b"---\n" + inner + b"---\n")
    except Refused:
        assert not isinstance(thorough, dict)
    else:
        assert found == (thorough or {})


@pytest.mark.parametrize("bomb", [b"[" * 40, b"- " * 40 + b"x", b"a:\n" + b" " * 40 + b"b: c\n"])
def test_what_is_nested_too_deeply_is_refused_or_read_as_plain_values(bomb: bytes) -> None:
    try:
        found = load_yaml(bomb)
    except BrokenYaml:
        return
    assert found == {"a": {"b": "c"}}
