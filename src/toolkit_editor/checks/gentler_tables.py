"""The words that gentler wordings are made of, by language. Tables only."""

from __future__ import annotations

from toolkit_editor.checks.identity_patterns import Kind

MONTHS = {
    "en": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "fr": (
        "janv",
        "f[ée]v",
        "mars",
        "avr",
        "mai",
        "juin",
        "juil",
        "ao[uû]t",
        "sep",
        "oct",
        "nov",
        "d[ée]c",
    ),
}
SEASONS = {
    "en": (*("winter",) * 2, *("spring",) * 3, *("summer",) * 3, *("fall",) * 3, "winter"),
    "fr": (*("hiver",) * 2, *("printemps",) * 3, *("été",) * 3, *("automne",) * 3, "hiver"),
}
SEASON_ARTICLES = {
    "hiver": ("l'", "à l'"),
    "printemps": ("le ", "au "),
    "été": ("l'", "à l'"),
    "automne": ("l'", "à l'"),
}
"""The article, and how one says that something was then."""

TENS = (
    "",
    "teens",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)
AGES_EN = ((13, "young"), (20, "teenage"), (40, "young"), (60, "middle-aged"), (200, "older"))
"""Below which age one says what of somebody."""
AGES_FR = {
    2: "vingtaine",
    3: "trentaine",
    4: "quarantaine",
    5: "cinquantaine",
    6: "soixantaine",
    7: "soixantaine",
    8: "soixantaine",
    9: "soixantaine",
}
SAID_TENS = {
    "en": ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    "fr": ("", "", "vingt", "trente", "quarante", "cinquante", "soixante"),
}
SAID = {
    "en": (
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ),
    "fr": (
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
    ),
}
HELPERS = {
    "en": {
        "Dr|Doctor|dr": "my doctor",
        "Nurse|nurse": "a nurse",
        "Constable|Cst|Officer|Sergeant|Sgt|Corporal": "a police officer",
        "Elder": "an Elder",
        "Auntie|Aunt|aunt|auntie": "my aunt",
        "Uncle|uncle": "my uncle",
        "Mr|Mrs|Ms|Miss|mr|mrs|ms": "a person I know",
        "Judge|Justice": "a judge",
        "Pastor|Reverend|Father|Imam|Rabbi": "a religious leader",
    },
    "fr": {
        "Dr|Dre|Docteure?|docteure?": "mon médecin",
        "Mme|Madame|madame|M|Monsieur|monsieur|Mlle": "une personne que je connais",
        "Tante|tante|Matante": "ma tante",
        "Oncle|oncle|Mononcle": "mon oncle",
        "Sœur|Frère|Père|père": "une personne religieuse",
    },
}
"""Titles, and what could stand for the title and the name together."""

WIDER = {
    "en": {
        "nurse": "a nurse",
        "doctor|dentist|psychiatrist|physician|pharmacist": "a health worker",
        "teacher|principal|coach": "a person from the school",
        "firefighter|officer|constable|police|paramedic|mountie|fire chief": "a first responder",
        "mayor|chief|reeve|councillor": "a person from a family people know",
        "director|manager|head|coordinator|supervisor|president|chair": "a person in charge",
        "priest|pastor|minister|imam|rabbi": "a person from the congregation",
    },
    "fr": {
        "infirmière": "une infirmière",
        "infirmier": "un infirmier",
        "médecin|dentiste|psychiatre|pharmacien": "une personne du réseau de la santé",
        "enseignant|institut|prof": "une personne de l'école",
        "pompi|polici|ambulanci": "une personne des services d'urgence",
        "maire|chef|curé|notaire|député": "une personne d'une famille connue",
        "direct|gérant|présiden|responsable|coordonn": "une personne responsable",
    },
}
"""What an exact position can become."""

KINDS = {
    "en": (
        ("hospital|psychiatric|hosp", "a hospital"),
        ("clinic|medical|health", "a clinic"),
        ("shelter|mission", "a shelter"),
        ("school|high|elementary|collegiate", "a school"),
        ("college|university|institute", "a college"),
        (
            "church|parish|mennonite|baptist|temple|mosque|cathedral|chapel",
            "a place of worship",
        ),
        ("crisis|detox|treatment|recovery", "a support service"),
        ("housing|residences?|lodge|manor|apartments|towers|house|home", "a housing service"),
        ("drop-?in|friendship|community|centre|center|wellness", "a community centre"),
        ("continuing|nursing|care", "a care home"),
        (
            "roofing|foods|construction|mill|sons|bakery|garage|motors|farms?|ltd|inc",
            "the place where I worked",
        ),
    ),
    "fr": (
        ("hôpital|hopital|institut|pavillon", "un hôpital"),
        ("clinique|cabinet", "une clinique"),
        ("refuge|auberge|hospice", "un refuge"),
        ("école|ecole|polyvalente|cégep|collège|université", "une école"),
        ("église|paroisse|mosquée|temple|chapelle|cathédrale", "un lieu de culte"),
        (
            "résidence|residence|chsld|foyer|manoir|habitations|villa",
            "une résidence",
        ),
        ("clsc|ciusss|cisss", "un centre de santé"),
        ("centre|maison|carrefour|accueil|halte|havre", "une maison d'entraide"),
        ("scierie|usine|assurances|garage|restaurant|boulangerie|ferme", "un lieu de travail"),
    ),
}
"""What kind of organisation a word in its name speaks of; the first that fits is taken."""

FALLBACK: dict[str, dict[Kind, tuple[str, ...]]] = {
    "en": {
        Kind.NAME: ("a friend", "someone I know"),
        Kind.PLACE: ("a small town", "my community"),
        Kind.ORGANISATION: ("a local service",),
        Kind.ROLE: ("a staff member", "one of us there"),
        Kind.ADDRESS: ("near where I live",),
    },
    "fr": {
        Kind.NAME: ("une personne proche", "quelqu'un"),
        Kind.PLACE: ("une petite ville", "ma communauté"),
        Kind.ORGANISATION: ("un service de la région",),
        Kind.ROLE: ("une personne de l'équipe",),
        Kind.ADDRESS: ("près de chez moi",),
    },
}
"""What can stand where nothing nearer is known."""
