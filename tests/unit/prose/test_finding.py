"""Finding words as people look for them."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_editor.prose.finding import Wanted, find, fitted, holds, replaced, searchable
from toolkit_editor.prose.model import BREAK, OBJECT
from toolkit_editor.prose.reader import read


def found(text: str, wanted: str, *, exact: bool = False, whole: bool = False) -> list[str]:
    return [text[m.start : m.end] for m in find(text, Wanted(wanted, exact, whole))]


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        ("deja", "Déjà vu, DÉJÀ, deja", ["Déjà", "DÉJÀ", "deja"]),
        ("Déjà", "deja vu", ["deja"]),
        ("oeuvre", "une œuvre, l’Œuvre, oeuvre", ["œuvre", "Œuvre", "oeuvre"]),
        ("œuvre", "oeuvre", ["oeuvre"]),
        ("it's", "it’s it's it‘s", ["it’s", "it's", "it‘s"]),
        ('"hope"', "“hope” «hope»", ["“hope”", "«hope»"]),
        (
            "tea break",
            "tea break, tea\u00a0break, tea   break",
            ["tea break", "tea\u00a0break", "tea   break"],
        ),
        ("tea break", "tea\nbreak", []),
        ("tea break", f"tea{BREAK}break", [f"tea{BREAK}break"]),
        ("co-chair", "co‑chair", ["co‑chair"]),
        ("a.b*", "a.b* axb", ["a.b*"]),
        ("straße", "STRASSE straße", ["straße"]),
        ("ωμέγα", "Ωμέγα", ["Ωμέγα"]),
        ("йод", "Йод йод", ["Йод", "йод"]),
        ("e", "e\u0301", ["e\u0301"]),
        ("", "anything", []),
        ("  ", "any thing", []),
    ],
)
def test_what_people_type_finds_what_they_mean(wanted: str, text: str, expected: list[str]) -> None:
    assert found(text, wanted) == expected
    assert holds(text, Wanted(wanted)) == bool(expected)


def test_where_capitals_and_accents_count_letters_are_as_typed() -> None:
    assert found("Ou ou où", "ou", exact=True) == ["ou"]
    assert found("où ou\u0300 ou", "où", exact=True) == ["où", "ou\u0300"]
    assert found("it’s", "it's", exact=True) == ["it’s"]


def test_whole_words_are_whole() -> None:
    assert found("art, part, arts, l’art", "art", whole=True) == ["art", "art"]
    assert found("déjà-vu", "deja", whole=True) == ["déjà"]


@pytest.mark.parametrize(
    ("at", "other", "put"),
    [
        ("resident", "participant", "participant"),
        ("Resident", "participant", "Participant"),
        ("RESIDENT", "participant", "PARTICIPANT"),
        ("resident", "OMS", "OMS"),
        ("Resident", "", ""),
        ("Évasion", "été", "Été"),
    ],
)
def test_a_replacement_keeps_the_capital(at: str, other: str, put: str) -> None:
    assert fitted(at, other, Wanted("resident")) == put
    assert fitted(at, other, Wanted("resident", exact=True)) == other


def test_all_are_replaced_and_nothing_between() -> None:
    wanted = Wanted("cafe")
    text = "Café, un café, 🙂 CAFE!"
    assert replaced(text, find(text, wanted), "thé", wanted) == "Thé, un thé, 🙂 THÉ!"


def test_source_and_pictures_are_not_looked_in() -> None:
    leaves = read(
        "Find <b>find</b> ![find](find.png)\n\n<div>find</div>\n\n```\nfind\n```\n"
    ).leaves
    texts = [searchable(leaf) for leaf in leaves]
    assert [len(text) for text in texts] == [len(leaf.text) for leaf in leaves]
    assert sum(len(found(text, "<b>")) for text in texts) == 0
    assert [len(found(text, "find")) for text in texts] == [2, 0, 1]
    assert found(OBJECT * 3, OBJECT) == []


@given(st.text(max_size=40), st.text(min_size=1, max_size=10), st.text(max_size=40))
def test_what_is_there_is_found(before: str, middle: str, after: str) -> None:
    middle = unicodedata.normalize("NFC", middle)
    if not middle.strip() or OBJECT in middle or any(c.isspace() for c in middle):
        return
    if unicodedata.combining(middle[0]) or unicodedata.combining((after or " ")[0]):
        return
    text = f"{before} {middle} {after}"
    for exact in (False, True):
        matches = find(text, Wanted(middle, exact=exact))
        assert matches, (text, middle)
        assert all(a.end <= b.start for a, b in pairwise(matches))
        assert replaced(text, matches, "", Wanted(middle, exact=exact)) != text
