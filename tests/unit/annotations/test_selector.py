from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_editor.annotations.selector import (
    PlaceUnreadable,
    Selector,
    Target,
    from_target,
    make_selector,
    to_target,
)
from toolkit_editor.base.ids import SectionId

VERSION = "0123456789" * 4
SECTION = SectionId("d0b65efa4a2d548c")


def a_target() -> dict[str, object]:
    selector = make_selector("Some days talking is too much.", 5, 9, VERSION)
    return to_target(selector, SECTION)


def test_a_selector_is_written_in_the_vocabulary_of_the_format() -> None:
    assert a_target() == {
        "source": SECTION,
        "version": VERSION,
        "selector": [
            {"type": "TextPositionSelector", "start": 5, "end": 9},
            {
                "type": "TextQuoteSelector",
                "exact": "days",
                "prefix": "Some ",
                "suffix": " talking is too much.",
            },
        ],
    }


@given(st.text(min_size=1, max_size=300), st.data())
def test_what_is_written_is_read_back_the_same(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = make_selector(text, start, end, VERSION)
    assert len(selector.prefix) <= 32 and len(selector.suffix) <= 32
    written = json.dumps(to_target(selector, SECTION, "fr-CA"))
    assert from_target(json.loads(written)) == Target(SECTION, selector, "fr-CA")
    assert from_target(to_target(selector, SECTION)) == Target(SECTION, selector)


def test_positions_count_code_points_also_beyond_the_basic_plane() -> None:
    selector = make_selector("🫖🫖 tea", 3, 6, VERSION)
    assert (selector.exact, selector.prefix) == ("tea", "🫖🫖 ")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2), (0, 9)])
def test_nothing_selected_says_to_select_words(start: int, end: int) -> None:
    with pytest.raises(PlaceUnreadable, match="Select some words"):
        make_selector("12345678", start, end, VERSION)


def test_a_whole_book_is_not_one_note() -> None:
    with pytest.raises(PlaceUnreadable, match="shorter"):
        make_selector("x" * 30_000, 0, 30_000, VERSION)


def changed(**fields: object) -> dict[str, object]:
    return {**a_target(), **fields}


def selectors(position: object, quote: object) -> dict[str, object]:
    given_position, given_quote = a_target()["selector"]  # type: ignore[misc]
    return changed(
        selector=[
            {**given_position, **position} if isinstance(position, dict) else position,
            {**given_quote, **quote} if isinstance(quote, dict) else quote,
        ]
    )


@pytest.mark.parametrize(
    "target",
    [
        None,
        [],
        {},
        {**a_target(), "extra": 1},
        changed(version="main"),
        changed(version="A" * 40),
        changed(source=""),
        changed(source="x" * 301),
        changed(source="a\nb"),
        changed(source=7),
        changed(language="../en"),
        changed(language=["en"]),
        changed(selector={}),
        changed(selector=[]),
        selectors({"start": 5.0}, {}),
        selectors({"start": True, "end": 5}, {}),
        selectors({"start": -1, "end": 3}, {}),
        selectors({"start": 2**40, "end": 2**40 + 4}, {}),
        selectors({"end": 10}, {}),
        selectors({"type": "TextQuoteSelector"}, {}),
        selectors({"more": 1}, {}),
        selectors({}, {"exact": ""}),
        selectors({"start": 0, "end": 30_000}, {"exact": "x" * 30_000}),
        selectors({}, {"exact": "da\ud800s"}),
        selectors({}, {"prefix": "x" * 33}),
        selectors({}, {"suffix": None}),
        selectors(None, {}),
        selectors({}, None),
    ],
)
def test_anything_else_is_refused_in_one_sentence(target: object) -> None:
    with pytest.raises(PlaceUnreadable, match="cannot be read"):
        from_target(target)


def test_a_selector_is_a_value() -> None:
    made = make_selector("abc", 0, 1, VERSION)
    assert made == Selector(VERSION, 0, 1, "a", "", "bc")
    assert len({made, make_selector("abc", 0, 1, VERSION)}) == 1
