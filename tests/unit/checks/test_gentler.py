"""Gentler words for what could identify somebody, fitted to their sentence. All invented."""

from __future__ import annotations

import pytest

from toolkit_editor.checks.gentler import gentler
from toolkit_editor.checks.identity import find_identifiers

ENGLISH = [
    ("I lived in Sudbury then.", "I lived in a small town in northern Ontario then."),
    ("My sister Anna came.", "My sister came."),
    ("Anna rang. My sister Anna sings.", "My sister rang. My sister Anna sings."),
    ("Omar rang.", "A friend rang."),
    ("Dr. Patel listened.", "My doctor listened."),
    ("We met on June 14th, 2019, early.", "We met in the summer of 2019, early."),
    ("It began in March 2018.", "It began in 2018."),
    ("I was 43 years old then.", "I was in my forties then."),
    ("I was nineteen when it began.", "I was a teenager when it began."),
    ("They kept me at the Northern Lights Clinic.", "They kept me at a clinic."),
    ("Call (705) 555-0142.", "Call."),
    ("I live at 14 Larch Street, apt 3.", "I live near where I live."),
    ("I was the only Inuit nurse there.", "I was a nurse there."),
]
FRENCH = [
    ("Je suis arrivée à Rimouski seule.", "Je suis arrivée dans l'est du Québec seule."),
    ("Je viens de Rimouski.", "Je viens d'une petite ville de l'est du Québec."),
    ("Je viens de Sudbury.", "Je viens du nord de l'Ontario."),
    ("C’était le 14 mars 2018.", "C’était au printemps 2018."),
    ("Depuis le 1er mai 2018, oui.", "Depuis le printemps 2018, oui."),
    ("J’avais 43 ans.", "J’avais une quarantaine d'années."),
    ("une femme de 61 ans", "une femme d'une soixantaine d'années"),
    ("Ma sœur Annie m’a aidée.", "Ma sœur m’a aidée."),
    ("Le projet d’Hélène avance.", "Le projet d'une personne proche avance."),
    ("on dort à la Clinique du Fleuve", "on dort dans une clinique"),
    ("C’est la seule infirmière ici.", "C’est une infirmière ici."),
]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [("en", *one) for one in ENGLISH] + [("fr", *one) for one in FRENCH],
)
def test_one_of_the_offers_makes_a_sentence_that_reads_well(
    lang: str, text: str, wanted: str
) -> None:
    found = find_identifiers(text, lang)[0]
    offers = gentler(text, lang, found)
    made = [text[: one.start] + one.words + text[one.end :] for one in offers]
    assert wanted in made
    assert all(made), made


def test_no_offer_is_what_stands_there_already() -> None:
    text = "I lived in Sudbury then."
    (found,) = find_identifiers(text, "en")
    assert "Sudbury" not in [one.words for one in gentler(text, "en", found)]
