"""Quotation marks and spaces as they are printed: typed letter by letter, as the editor asks."""

from __future__ import annotations

import pytest

from toolkit_editor.prose.typography import NBSP, as_printed


def typed(text: str, language: str) -> str:
    """What stands there after `text` was typed."""
    there = ""
    for letter in text:
        found = as_printed(there, letter, language)
        if found is None:
            there += letter
        else:
            there = there[: len(there) - found[0]] + found[1]
    return there


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ('"Hope"', "“Hope”"),
        ('She said "no".', "She said “no”."),
        ('("in brackets")', "(“in brackets”)"),
        ("it's ours", "it’s ours"),
        ("the others' words", "the others’ words"),
        ("'single'", "‘single’"),
        ("\"'inside' out\"", "“‘inside’ out”"),
        ('now—"then"', "now—“then”"),
        ('and/or "x"', "and/or “x”"),
        ("rock 'n' roll", "rock ‘n’ roll"),
        ('line\u2028"next"', "line\u2028“next”"),
        ("one: two; three! four?", "one: two; three! four?"),
        ("", ""),
    ],
)
def test_english(keys: str, printed: str) -> None:
    assert typed(keys, "en") == printed


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ('"espoir"', f"«{NBSP}espoir{NBSP}»"),
        ('Elle dit "non".', f"Elle dit «{NBSP}non{NBSP}»."),
        ("l'espoir d'aujourd'hui", "l’espoir d’aujourd’hui"),
        ("voici : un", f"voici{NBSP}: un"),
        ("à 10:30", "à 10:30"),
        ("http://example.org", "http://example.org"),
        ("Quoi? Oui! Bien; bon", "Quoi? Oui! Bien; bon"),
        ("mot »", f"mot{NBSP}»"),
        ("", ""),
    ],
)
def test_french_as_it_is_printed_in_canada(keys: str, printed: str) -> None:
    assert typed(keys, "fr") == printed


def test_a_colon_after_a_blank_at_the_start_stays_as_typed() -> None:
    assert as_printed(" ", ":", "fr") is None


def test_letters_stay_letters() -> None:
    for language in ("en", "fr"):
        assert all(as_printed("a", letter, language) is None for letter in "aé1.,;!?()-")
