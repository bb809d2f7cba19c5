"""The passages on which the finder of identifiers is measured, and what reads them."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.marked import LANGUAGES, Half, Mark, Passage, read_passage, read_passages
from toolkit_editor.checks.identity_patterns import Kind

CONTACTS = (Kind.PHONE, Kind.EMAIL, Kind.WEB, Kind.POSTAL_CODE, Kind.ADDRESS, Kind.NUMBER)
WORDS = st.text(st.sampled_from("aé 5.’")).map(str.strip).filter(bool)


def both_languages(half: Half) -> list[Passage]:
    return [one for lang in LANGUAGES for one in read_passages(half, lang)]


def words(passage: Passage, mark: Mark) -> str:
    return passage.text[mark.start : mark.end]


# the notation


def test_a_mark_is_the_words_without_their_notation() -> None:
    passage = read_passage("Ask {name:Théa}, in {place:Gimli}.\nSoon.", "en")
    assert passage.text == "Ask Théa, in Gimli.\nSoon."
    assert passage.marks == (Mark(Kind.NAME, 4, 8), Mark(Kind.PLACE, 13, 18))


@given(st.lists(st.tuples(WORDS, st.sampled_from(Kind), WORDS)))
def test_what_is_marked_is_read_back(parts: list[tuple[str, Kind, str]]) -> None:
    written = "".join(f"{before} {{{kind}:{said}}}" for before, kind, said in parts)
    passage = read_passage(written, "fr")
    assert passage.text == "".join(f"{before} {said}" for before, _, said in parts)
    assert [(m.kind, words(passage, m)) for m in passage.marks] == [(k, s) for _, k, s in parts]


@pytest.mark.parametrize(
    "written",
    ["{name:Ana", "Ana}", "{name:}", "{Ana}", "{name: Ana}", "{friend:Ana}", "{name:A {name:B}}"],
)
def test_a_slip_in_the_notation_is_not_passed_over(written: str) -> None:
    with pytest.raises(ValueError):
        read_passage(f"So {written} said", "en")


# the passages


@pytest.mark.parametrize("half", Half)
def test_each_half_holds_enough_of_every_kind(half: Half) -> None:
    passages = both_languages(half)
    kinds = Counter(mark.kind for one in passages for mark in one.marks)
    assert kinds[Kind.NAME] >= 60
    assert kinds[Kind.PLACE] >= 25
    assert kinds[Kind.DATE] >= 25
    assert kinds[Kind.ORGANISATION] >= 20
    assert sum(kinds[kind] for kind in CONTACTS) >= 40
    assert all(kinds[kind] >= 4 for kind in Kind)


@pytest.mark.parametrize("half", Half)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_third_of_the_passages_hold_nothing_to_be_found(half: Half, lang: str) -> None:
    passages = read_passages(half, lang)
    assert len(passages) >= 65
    assert 3 * sum(not one.marks for one in passages) >= len(passages)


def test_the_half_kept_apart_is_no_echo_of_the_other() -> None:
    tuning, apart = (
        {words(one, mark).casefold() for one in both_languages(half) for mark in one.marks}
        for half in Half
    )
    assert not tuning & apart
    sentences = [
        {s for one in both_languages(half) for s in re.split(r"[.?!]\s+", one.text) if len(s) > 20}
        for half in Half
    ]
    assert not sentences[0] & sentences[1]


@pytest.mark.parametrize("half", Half)
def test_every_contact_is_one_that_nobody_has(half: Half) -> None:
    for one in both_languages(half):
        for mark in one.marks:
            said = words(one, mark)
            if mark.kind is Kind.PHONE:
                assert re.search(r"55501\d\d$", re.sub(r"\D", "", said)), said
            elif mark.kind in (Kind.EMAIL, Kind.WEB):
                assert "example" in said
