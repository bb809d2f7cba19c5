"""Six things that happen to a passage of a real text, many times over.

Two promises are held to figures: a story hardly ever stands silently beside words that were not
meant, and whoever only mends spelling or adds a sentence is hardly ever asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.anchor_cases import (
    SAMPLE,
    Case,
    Situation,
    Verdict,
    authors_of,
    cases,
    lightly_touched,
    likest_place,
    texts_in,
)
from support.passages import NEW, real_folder
from toolkit_editor.annotations import alignment, anchor
from toolkit_editor.annotations.anchor import find, find_all
from toolkit_editor.annotations.selector import make_selector

MANY = 300
FEW = 100
MOST_WRONG = 0.01
LEAST_KEPT = 0.98
GONE = (Situation.DELETED, Situation.LOOK_ALIKE)


@pytest.fixture(scope="module", params=["the sample", "real guides"])
def texts(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Texts of one kind."""
    folder = SAMPLE if request.param == "the sample" else real_folder()
    found = texts_in(folder)
    if not found:
        pytest.skip(f"no real texts in {folder}: set REAL_TEXTS to a folder of Markdown files")
    return found


def verdicts(made: Sequence[Case]) -> Counter[Verdict]:
    return Counter(
        case.judge(find(case.selector, case.old, case.new, case.version)) for case in made
    )


@pytest.mark.parametrize("situation", Situation)
def test_a_story_hardly_ever_stands_silently_beside_other_words(
    texts: tuple[str, ...], situation: Situation
) -> None:
    seen = verdicts(list(cases(texts, situation, MANY)))
    assert seen.total() == MANY
    assert seen[Verdict.WRONG] <= MOST_WRONG * MANY


@pytest.mark.parametrize("situation", [Situation.UNTOUCHED, Situation.LIGHT])
def test_whoever_changes_little_is_hardly_ever_asked(
    texts: tuple[str, ...], situation: Situation
) -> None:
    seen = verdicts(list(cases(texts, situation, MANY, seed=2)))
    assert seen[Verdict.KEPT] >= LEAST_KEPT * MANY


@pytest.mark.parametrize("situation", GONE)
def test_a_deleted_passage_stays_gone_when_every_line_is_touched_too(
    texts: tuple[str, ...], situation: Situation
) -> None:
    authors = authors_of(texts)
    wrong = 0
    for case in cases(texts, situation, FEW, seed=3):
        new = lightly_touched(case.new, authors, 1.0)
        wrong += find(case.selector, case.old, new, NEW).certainty.settled
    assert wrong <= MOST_WRONG * FEW


def test_a_text_replaced_by_another_one_keeps_no_story(texts: tuple[str, ...]) -> None:
    """But where the two were made from one template and share their first lines."""
    kept = 0
    for index, case in enumerate(cases(texts, Situation.UNTOUCHED, FEW, seed=4)):
        other = texts[index % len(texts)]
        if other != case.old:
            kept += find(case.selector, case.old, other, NEW).certainty.settled
    assert kept <= MOST_WRONG * FEW


def test_a_best_score_would_put_deleted_passages_beside_other_words(texts: tuple[str, ...]) -> None:
    """What the rules are for: without them every one of these stories would stand somewhere."""
    for case in cases(texts, Situation.DELETED, 20):
        start, end = likest_place(case.selector, case.new)
        assert end > start
        assert not case.is_right(start, end)


def test_a_thousand_passages_of_one_version_need_one_comparison(
    texts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def counted(old: str, new: str) -> alignment.Alignment:
        compared.append((old, new))
        return alignment.align(old, new)

    monkeypatch.setattr(anchor, "align", counted)
    case = next(cases(texts, Situation.LIGHT, 1))
    old = case.old
    selectors = [
        make_selector(old, at % (len(old) - 50), at % (len(old) - 50) + 40, "a" * 40)
        for at in range(0, 7000, 7)
    ]
    find_all(selectors, {"a" * 40: old}, case.new, NEW)
    assert len(compared) == 1


@pytest.mark.parametrize(
    ("old", "new", "passage", "now"),
    [
        ("Who needs to be there?", "Who nees to be there?", "needs to be", "nees to be"),
        ("It helps the system grow.", "It helps the System grow.", "system", "System"),
        ("A sense of becoming whole.", "A sense of beccoming whole.", "becoming", "beccoming"),
        ("Venez comme vous êtes ici.", "Venez comme vous êtez ici.", "êtes", "êtez"),
        ("If you haven’t yet, sign.", "If you havn’t yet, sign.", "haven’t", "havn’t"),
    ],
)
def test_a_slip_that_was_mended_asks_nobody(old: str, new: str, passage: str, now: str) -> None:
    start = old.index(passage)
    selector = make_selector(old, start, start + len(passage), "a" * 40)
    found = find(selector, old, new, NEW)
    assert found.certainty is anchor.Certainty.MAPPED
    assert new[found.start : found.end] == now


def test_of_two_much_alike_of_which_one_is_gone_a_person_says_which() -> None:
    """The first was deleted and the second touched up: by words alone the first was kept."""
    first = "However, where software is free, it may be bought without a call for tenders."
    second = "However, where software is cheap, it may be bought without a call for tenders."
    old = f"Buy fairly. {first} {second} Ask if unsure."
    new = f"Buy fairly. {second.replace('cheap', 'free').replace('call', 'cal')} Ask if unsure."
    start = old.index(first)
    selector = make_selector(old, start, start + len(first), "a" * 40)
    assert not find(selector, old, new, NEW).certainty.settled


_WORDS = st.lists(
    st.sampled_from(["hope", "hoep", "Hope", "garden", "gardn", "the", "teh", "a", ".", "\n"]),
    max_size=30,
).map(" ".join)


@given(_WORDS, _WORDS)
def test_what_is_still_there_is_there_in_order_and_once(old: str, new: str) -> None:
    at = there = 0
    for block in alignment.align(old, new).surviving(0, len(old)):
        assert block.old >= at
        assert block.new >= there
        at, there = block.old + block.length, block.new + block.length
    assert at <= len(old)
    assert there <= len(new)
