"""What could tell a reader who somebody is. All people, places and numbers are invented."""

from __future__ import annotations

import pytest

from support.identity_measure import GROUPS, judge_all, score_of
from support.marked import LANGUAGES, Half, read_passages
from toolkit_editor.checks.identity import Known, find_identifiers
from toolkit_editor.checks.identity_patterns import Kind

KNOWN = Known(
    organisations=("Maple House",),
    ordinary=("Walk the Talk", "Implementation Team"),
    contacts=("9-8-8", "1-866-555-0100"),
)
ENGLISH = [
    ("When I moved to Sudbury I was alone.", [(Kind.PLACE, "Sudbury")]),
    ("It began in March 2018.", [(Kind.DATE, "March 2018")]),
    ("We met on June 14th, 2019, early.", [(Kind.DATE, "June 14th, 2019")]),
    ("Born 1975-03-14.", [(Kind.DATE, "1975-03-14")]),
    ("I was 43 years old then.", [(Kind.AGE, "43 years old")]),
    ("He turned 50.", [(Kind.AGE, "turned 50")]),
    ("My sister Anna came.", [(Kind.NAME, "Anna")]),
    ("Dr. Patel listened.", [(Kind.NAME, "Patel")]),
    ("I sat with Marie de la Tour.", [(Kind.NAME, "Marie de la Tour")]),
    ("Later Marcus left. Marcus wrote.", [(Kind.NAME, "Marcus"), (Kind.NAME, "Marcus")]),
    ("I stayed at maple house.", [(Kind.ORGANISATION, "maple house")]),
    ("At the Northern Lights Clinic they", [(Kind.ORGANISATION, "Northern Lights Clinic")]),
    ("Call (705) 555-0142 x 12.", [(Kind.PHONE, "(705) 555-0142 x 12")]),
    ("Write to r.patel@example.org.", [(Kind.EMAIL, "r.patel@example.org")]),
    ("I live at 14 Larch Street, apt 3.", [(Kind.ADDRESS, "14 Larch Street, apt 3")]),
    ("It is K1A 0B1 here", [(Kind.POSTAL_CODE, "K1A 0B1")]),
    ("in OH 44101", [(Kind.POSTAL_CODE, "OH 44101")]),
    ("My card is 1234-567-890.", [(Kind.NUMBER, "1234-567-890")]),
    ("See www.example.org/me.", [(Kind.WEB, "www.example.org/me")]),
    ("I post as @quietriver_9.", [(Kind.WEB, "@quietriver_9")]),
    ("I was the only Inuit nurse there.", [(Kind.ROLE, "the only Inuit nurse")]),
    ("I told the director of housing.", [(Kind.ROLE, "the director of housing")]),
    ("so my sister anna came by", [(Kind.NAME, "anna")]),
    ("her name was tuyet and she sang", [(Kind.NAME, "tuyet")]),
    ("I met Big Ron there.", [(Kind.NAME, "Big Ron")]),
    ("Then 小明 came in.", [(Kind.NAME, "小明")]),
    ("my insta is moss_and_rain", [(Kind.WEB, "moss_and_rain")]),
    ("write ray dot pine at example dot org", [(Kind.EMAIL, "ray dot pine at example dot org")]),
    ("We live at lot 9, Concession 4.", [(Kind.ADDRESS, "lot 9, Concession 4")]),
    ("Send it to RR #3 please", [(Kind.ADDRESS, "RR #3")]),
    ("My status card number is 6120045511.", [(Kind.PHONE, "6120045511")]),
    ("I was nineteen when it began.", [(Kind.AGE, "nineteen")]),
    ("I am the mayor's niece.", [(Kind.ROLE, "mayor's niece")]),
    ("I slept at Bread and Roses then.", [(Kind.ORGANISATION, "Bread and Roses")]),
]
FRENCH = [
    ("Je suis arrivée à Rimouski seule.", [(Kind.PLACE, "Rimouski")]),
    ("C’était le 14 mars 2018.", [(Kind.DATE, "14 mars 2018")]),
    ("Depuis le 1er mai, oui.", [(Kind.DATE, "1er mai")]),
    ("J’avais 43 ans.", [(Kind.AGE, "avais 43 ans")]),
    ("Ma sœur Annie m’a aidée.", [(Kind.NAME, "Annie")]),
    ("Mme Tremblay écoutait.", [(Kind.NAME, "Tremblay")]),
    ("Le projet d’Hélène avance.", [(Kind.NAME, "Hélène")]),
    ("Ensuite Marc-André est venu.", [(Kind.NAME, "Marc-André")]),
    ("à la Clinique du Fleuve", [(Kind.ORGANISATION, "Clinique du Fleuve")]),
    ("au 14, rue des Érables, app. 3.", [(Kind.ADDRESS, "14, rue des Érables, app. 3")]),
    ("au 418 555-0142 le soir", [(Kind.PHONE, "418 555-0142")]),
    ("Mon numéro : TREM 1234 5678.", [(Kind.NUMBER, "TREM 1234 5678")]),
    ("J’habite G5L 3A1.", [(Kind.POSTAL_CODE, "G5L 3A1")]),
    ("C’est la seule infirmière ici.", [(Kind.ROLE, "la seule infirmière")]),
    ("ben moi c'est steeve pis ça va", [(Kind.NAME, "steeve")]),
    ("Nous avons dormi au Rayon de soleil.", [(Kind.ORGANISATION, "Rayon de soleil")]),
    ("C’est l’organiste du village.", [(Kind.ROLE, "organiste")]),
    ("une femme de 61 ans", [(Kind.AGE, "61 ans")]),
    ("le douze mars, tôt", [(Kind.DATE, "douze mars")]),
    ("au coin de Fullum et Ontario", [(Kind.ADDRESS, "Fullum et Ontario")]),
]
ORDINARY = [
    "The Implementation Team met on a Tuesday, in English. The Walk the Talk toolkit helped.",
    "In 2019 we had 12 meetings of 300 minutes. It cost 1,200.50 dollars, with 24/7 support.",
    "Call 1-866-555-0100 or 9-8-8 any time.",
    "It was the first time. The only thing that helped was tea. We may 12 times start again.",
    "Recovery is not a line. “Nothing about us without us,” she said. I think so too.",
    "At first I said nothing. Then, slowly, I spoke: Nobody laughed. It took two years.",
    "I took Seroquel and Abilify at Tim Hortons. My Cree grandmother prayed in Punjabi at Easter.",
    "Some days are hard – Others are not.\n- Bring a friend\n- Take a break",
]
ORDINAIRE = [
    "Il y a 10 ans, tout a changé. Depuis 3 ans, je vais mieux.",
    "Le rétablissement n’est pas une ligne droite. J’ai parlé français lundi avec d’autres.",
    "« Rien sur nous sans nous », a-t-elle dit. Nous avions 12 réunions de 90 minutes.",
    "Au début : Rien. Puis on a ri. Personne n’a jugé. C’est la première fois.",
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_an_english_identifier_is_noticed(text: str, expected: list[tuple[Kind, str]]) -> None:
    found = find_identifiers(text, "en", KNOWN)
    assert [(match.kind, text[match.start : match.end]) for match in found] == expected


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_a_french_identifier_is_noticed(text: str, expected: list[tuple[Kind, str]]) -> None:
    found = find_identifiers(text, "fr", KNOWN)
    assert [(match.kind, text[match.start : match.end]) for match in found] == expected


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_english_raises_no_warning(text: str) -> None:
    assert find_identifiers(text, "en", KNOWN) == []


@pytest.mark.parametrize("text", ORDINAIRE)
def test_ordinary_french_raises_no_warning(text: str) -> None:
    assert find_identifiers(text, "fr", KNOWN) == []


def test_each_match_comes_with_a_gentler_way_to_say_it() -> None:
    (place,) = find_identifiers("We lived in Sudbury.", "en")
    assert str(place.message) == (
        "“Sudbury” may be a place. A region, or “a small town”, tells less."
    )


def test_positions_count_characters_as_people_see_them() -> None:
    text = "🌿🌿 My friend Omar sang."
    (match,) = find_identifiers(text, "en")
    assert text[match.start : match.end] == "Omar"


def test_a_long_text_of_anything_is_searched_in_reasonable_time() -> None:
    for hostile in ("a" * 50_000, "1 " * 25_000, "A " * 25_000, "@" * 20_000, "Aa-" * 15_000):
        find_identifiers(hostile, "en", KNOWN)


def test_a_public_line_may_stand_in_any_story() -> None:
    assert find_identifiers("I called 1-800-668-6868, then 9-8-8.", "en") == []


@pytest.mark.parametrize("half", Half)
def test_enough_of_what_was_marked_by_hand_is_found_with_few_false_alarms(half: Half) -> None:
    judged = [
        one for lang in LANGUAGES for one in judge_all(read_passages(half, lang), find_identifiers)
    ]
    assert (score_of(judged, GROUPS["direct identifiers"]).recall or 0) >= 0.95
    for kind in (Kind.PLACE, Kind.DATE, Kind.ORGANISATION, Kind.NUMBER, Kind.AGE):
        assert (score_of(judged, [kind]).recall or 0) >= 0.8, kind
    assert (score_of(judged).precision or 0) >= 0.8
