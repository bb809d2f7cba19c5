"""How hard a text is, counted by published formulas."""

from __future__ import annotations

import pytest

from toolkit_editor.checks.reading import advice, hints, measure, sentences_of, words_of
from toolkit_editor.checks.syllables import count_syllables

ENGLISH = """
the:1 people:2 recovery:4 facilitator:5 implementation:5 created:3 make:1 makes:1 places:2 wanted:2
helped:1 asked:1 table:2 little:2 idea:3 being:2 community:4 experience:4 people's:2 statement:2
careful:2 organisation:5 science:2 serious:3 social:2 question:2 quiet:2 area:3 video:3 create:2
usually:4 voice:1 voices:2 change:1 changes:2 changed:1 team:1 well-being:3 meeting:2 medium:3
actual:3 rhythm:2 realism:4 earlier:3 family:3 families:3 something:2 sometimes:2 every:3 lived:1
lives:1 houses:2 services:3 use:1 used:1 user:2 society:4 situation:4 patient:2 special:2 million:2
guide:1 guides:1 tiny:2 trying:2 doing:2 agreed:2 agree:2 free:1 evaluation:5 stakeholder:3
innovation:4 barrier:3 whole:1 peaceful:2 hopefully:3 named:1 needed:2 evening:2
"""
FRENCH = """
équipe:2 rétablissement:5 mise:1 œuvre:1 personne:2 personnes:2 réunion:3 Noël:2 naïf:2 que:1
langue:1 l'équipe:2 l’équipe:2 aujourd'hui:3 travaillent:2 moment:2 souvent:2 peuvent:1 aident:1
demandent:2 agent:2 patient:2 expérience:3 vie:1 vies:1 oublier:3 client:2 créer:2 essayer:3 pays:2
voyage:2 facilitateur:5 maison:2 aiment:1 parlent:1 vraiment:2 doucement:3 qualité:3 guide:1
guérir:2 chez:1 nous:1 ensemble:2 proche:1 aidant:2 idée:2 idées:2 soutien:2 fatigue:2 théâtre:2
poème:2 voient:1 science:1 différent:3 argent:2 groupe:1 animer:3 histoire:2
"""
EASY = "The group meets in the hall. We drink tea. We talk about what helps. Then we go home. "
HARD = (
    "The implementation of recovery-oriented organisational innovations necessitates the "
    "collaborative participation of multidisciplinary stakeholders across institutional settings. "
)


@pytest.mark.parametrize(
    ("word", "lang", "syllables"),
    [
        (word, lang, int(number))
        for lang, words in (("en", ENGLISH), ("fr", FRENCH))
        for word, number in (pair.rsplit(":", 1) for pair in words.split())
    ],
)
def test_a_word_has_the_syllables_one_hears(word: str, lang: str, syllables: int) -> None:
    assert count_syllables(word, lang) == syllables


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Roy came. He left (early). Was it 3.5 km? Yes!", 4),
        ("La réunion, c.-à-d. la deuxième, a eu lieu. M. Roy… est parti. Bon.", 3),
        ("“Is it over?” she asked.", 2),
        ("A heading without a full stop", 1),
        ("12. 14. —", 0),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, sentences: int) -> None:
    assert len(sentences_of(text)) == sentences


def test_a_sentence_says_where_it_is() -> None:
    text = "  One here.  And another… still the same.\n"
    assert [text[span.start : span.end] for span in sentences_of(text)] == [
        "One here.",
        "And another… still the same.",
    ]


def test_list_items_are_sentences_of_their_own() -> None:
    measured = measure(["What helps", "tea", "time", "a walk outside"], "en")
    assert measured is not None
    assert (measured.sentences, measured.words) == (4, 7)


def test_the_formulas_give_their_published_values() -> None:
    measured = measure(["The cat sat on the mat."], "en")
    assert measured is not None
    assert (measured.words, measured.sentences, measured.syllables) == (6, 1, 6)
    assert measured.ease == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    assert measured.grade == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert measured.gunning == pytest.approx(0.4 * 6)
    french = measure(["Le chat dort sur le lit."], "fr")
    assert french is not None
    assert french.ease == pytest.approx(207 - 1.015 * 6 - 73.6)


def test_nothing_to_read_has_no_measure() -> None:
    assert measure(["", "— 12 —"], "en") is None


def test_a_hard_text_is_mentioned_and_an_easy_one_is_not() -> None:
    assert advice(measure([HARD * 10], "en"), 8) is not None
    assert advice(measure([EASY * 10], "en"), 8) is None


def test_a_short_text_gets_no_figure() -> None:
    assert advice(measure([HARD], "en"), 8) is None


def test_a_long_sentence_and_a_heavy_one_are_pointed_at() -> None:
    long_one = "We " + "walk and " * 14 + "rest."
    found = hints([EASY, long_one, HARD], "en")
    assert [hint.text for hint in found] == [1, 2]
    assert "30 words" in str(found[0].message)
    assert "shorter way" in str(found[1].message)
    assert hints([EASY * 3], "en") == []


def test_a_word_with_an_apostrophe_is_one_word() -> None:
    assert words_of("L’équipe d'ici n’a que 3 well-being days") == [
        *("L’équipe", "d'ici", "n’a", "que", "well-being", "days")
    ]
