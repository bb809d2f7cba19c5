"""Words the group would rather say, and specialists' words in plain ones."""

from __future__ import annotations

import pytest

from toolkit_editor.checks.jargon import GlossaryTerm, check_jargon
from toolkit_editor.checks.wording import WordingEntry, check_wording

ENGLISH = [
    WordingEntry(("suffers from",), ("lives with",), "Nobody knows how it feels but the person."),
    WordingEntry(("commit suicide",), ("died by suicide",)),
    WordingEntry(("non-compliant",), ("does not agree",)),
    WordingEntry(("crazy", "insane"), ()),
    WordingEntry(("refuses help",), ("has said no",)),
    WordingEntry(("burden",), ("support needs",)),
]
FRENCH = [
    WordingEntry(("souffre de",), ("vit avec",)),
    WordingEntry(("malade mental",), ("personne vivant avec un trouble",)),
    WordingEntry(("se suicider",), ("mourir par suicide",)),
    WordingEntry(("un schizophrène",), ("une personne vivant avec la schizophrénie",)),
    WordingEntry(("refuser les soins",), ("dire non",)),
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He is suffering from it.", ["suffering from"]),
        ("She SUFFERED\n from it", ["SUFFERED\n from"]),
        ("Someone committed suicide", ["committed suicide"]),
        ("noncompliant, non‑compliant", ["noncompliant", "non‑compliant"]),
        ("They refused help", ["refused help"]),
        ("That is insane, not craziness", ["insane"]),
        ("a suffering, then from here", []),
    ],
)
def test_words_are_found_in_their_english_forms(text: str, words: list[str]) -> None:
    assert [text[hint.start : hint.end] for hint in check_wording(text, "en", ENGLISH)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Il souffrait d’anxiété", ["souffrait d’"]),
        ("souffrant du dos", ["souffrant du"]),
        ("les malades mentaux", ["malades mentaux"]),
        ("Il s’est suicidé, elle s'est suicidée", ["s’est suicidé", "s'est suicidée"]),
        ("des schizophrènes", ["des schizophrènes"]),
        ("Elle a refusé les soins", ["refusé les soins"]),
        ("La souffrance de vivre", []),
    ],
)
def test_words_are_found_in_their_french_forms(text: str, words: list[str]) -> None:
    assert [text[hint.start : hint.end] for hint in check_wording(text, "fr", FRENCH)] == words


def test_the_suggestion_gives_its_reason_and_blames_nobody() -> None:
    (hint,) = check_wording("She suffers from worry.", "en", ENGLISH)
    assert str(hint.message) == (
        "Instead of “suffers from” the group suggests “lives with”. "
        "Nobody knows how it feels but the person."
    )


def test_what_is_suggested_is_not_mentioned_again() -> None:
    entry = WordingEntry(("patient",), ("patient partner",))
    assert check_wording("A patient partner spoke.", "en", [entry]) == []


GLOSSARY = [
    GlossaryTerm("facilitator", "person who guides the meetings", sense="person"),
    GlossaryTerm("facilitator", "what helps", sense="factor"),
    GlossaryTerm("implementation", "putting it into practice"),
    GlossaryTerm("implementation team", "the group leading the change"),
    GlossaryTerm("stakeholder", "person affected or involved"),
]


def test_a_word_with_two_senses_is_offered_with_both() -> None:
    (hint,) = check_jargon("The facilitators spoke.", "en", GLOSSARY)
    assert len(hint.terms) == 2
    assert "person who guides the meetings (person); what helps (factor)" in str(hint.message)


def test_the_longer_term_wins_and_each_is_mentioned_once() -> None:
    text = "The Implementation Team plans. Implementation starts. The implementation team rests."
    found = [text[hint.start : hint.end] for hint in check_jargon(text, "en", GLOSSARY)]
    assert found == ["Implementation Team", "Implementation"]
    assert len(check_jargon(text, "en", GLOSSARY, every_use=True)) == 3


def test_a_term_explained_on_the_spot_is_left_alone() -> None:
    text = "Every stakeholder (person affected or involved) is invited."
    assert check_jargon(text, "en", GLOSSARY) == []
