"""The shapes of what identifies people, and what to say about each. Must not know names.

Precision comes before recall where the two are at odds: somebody who is warned about every number
stops reading warnings.
"""

from __future__ import annotations

import re
from enum import StrEnum

from toolkit_editor.base.message import Message, say


class Kind(StrEnum):
    """Kinds of identifiers."""

    EMAIL = "email"
    PHONE = "phone"
    WEB = "web"
    POSTAL_CODE = "postal-code"
    ADDRESS = "address"
    DATE = "date"
    AGE = "age"
    NUMBER = "number"
    NAME = "name"
    PLACE = "place"
    ORGANISATION = "organisation"
    ROLE = "role"


_MONTH_EN = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH_FR = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’-]{0,40}"
_STREET_EN = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Crescent|Cres|Place|Way"
    r"|Terrace|Highway|Hwy|Parkway|Square|Circle|Trail|Close)"
)
_STREET_FR = (
    r"(?:rue|avenue|av\.|boulevard|boul\.|chemin|ch\.|place|allée|rang|montée|quai|impasse)"
)
_ORGANISATION_EN = (
    r"(?:Hospital|Clinic|Centre|Center|House|Residence|Residences|Foundation|Society|University"
    r"|College|High School|Elementary School|Shelter|Lodge|Manor|Church|Housing|Institute)"
)
_ORGANISATION_FR = (
    r"(?:Hôpital|hôpital|Clinique|clinique|Centre|centre|Résidence|résidence|Maison|maison"
    r"|Université|université|Cégep|cégep|École|école|Fondation|fondation|Refuge|refuge|CLSC|CHSLD"
    r"|CISSS|CIUSSS|CSSS|Auberge|auberge|Foyer|foyer|Institut|institut)"
)
_PERSON_EN = (
    r"(?:woman|man|person|member|nurse|doctor|psychiatrist|psychologist|worker|facilitator|resident"
    r"|tenant|manager|director|father|mother|parent|immigrant|student|teacher|volunteer|veteran"
    r"|refugee|peer)"
)
_PERSON_FR = (
    r"(?:femme|homme|personne|membre|infirmi[eè]re?|médecin|psychiatre|psychologue|intervenante?"
    r"|facilitat(?:eur|rice)|résidente?|locataire|gestionnaire|direct(?:eur|rice)|père|mère|parent"
    r"|immigrante?|étudiante?|bénévole|réfugiée?|paire?)"
)
_POST_EN = (
    r"(?:executive director|director|deputy director|president|vice-president|mayor|chief"
    r"|head nurse|founder|principal|chair|chairperson)"
)
_POST_FR = (
    r"(?:directeur général|directrice générale|directeur|directrice|président|présidente|maire"
    r"|mairesse|fondateur|fondatrice|infirmi(?:er|ère) en chef|chef|cheffe)"
)


def _any_case(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _as_written(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.EMAIL,
        _any_case(
            r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\)|\[à\])\s?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b"
        ),
    ),
    (
        Kind.WEB,
        _any_case(
            r"https?://[^\s<>()\[\]]+[\w/]",
            r"\bwww\.[\w-]+\.[^\s<>()\[\]]*\w",
            r"(?<![\w.-])[\w-]{1,63}\.(?:com|ca|org|net|info|qc\.ca)/[\w./-]+\w",
            r"(?<![\w@.])@[a-z_][\w.]{2,29}\b",
            r"(?<![\w/])u/[a-z0-9_-]{3,20}\b",
        ),
    ),
    (
        Kind.NUMBER,
        _any_case(
            r"\b\d{4}[ -]\d{3}[ -]\d{3}(?:[ -][a-z]{2})?\b",  # Ontario health card
            r"\b[a-z]{4} ?\d{4} ?\d{4}\b",  # Québec health card
            r"\b\d{3}-\d{2}-\d{4}\b",  # social security, United States
            r"\b\d{3}[ -]\d{3}[ -]\d{3}\b(?![ -]?\d)",  # social insurance, Canada
            r"(?:file|record|case|chart|client|patient|card|member|dossier|carte|matricule)"
            r"\s+(?:number|no\.?|n[°o]|numéro|#)\s*:?\s*[a-z]{0,3}-?\d[\d-]{2,}",
            r"(?:numéro|n[°o])\s+de\s+(?:dossier|carte|client|membre)\s*:?\s*[a-z]{0,3}-?\d[\d-]{2,}",
        ),
    ),
    (
        Kind.PHONE,
        _any_case(
            r"(?<![\w.-])(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}"
            r"(?:\s*(?:x|ext\.?|poste)\s*\d{1,5})?\b(?!-?\d)",
            r"(?<![\w.-])(?:\+33|0033|0)[ .-]?[1-9](?:[ .-]?\d{2}){4}\b",
            r"(?<![\w.-])\+\d{1,3}(?:[ .-]?\d{2,4}){2,5}\b",
            r"(?<![\w.-])\d{3}-\d{4}\b(?!-?\d)",
        ),
    ),
    (Kind.NUMBER, re.compile(r"(?<![\w.,-])\d{8,}\b(?![.,]\d)")),
    (
        Kind.ADDRESS,
        _as_written(
            rf"\b\d{{1,5}}[A-Za-z]?,? (?:(?:North|South|East|West|N\.?|S\.?|E\.?|W\.?) )?"
            rf"(?:{_CAPITALISED} |\d{{1,3}}(?:st|nd|rd|th) ){{1,4}}?{_STREET_EN}\b\.?"
            rf"(?:,? (?:apt|apartment|unit|suite|#)\.? ?\w+)?",
            rf"\b\d{{1,5}}(?: ?bis)?,? {_STREET_FR} (?:(?:de|du|des|la|le|les|d['’]|l['’]) ?)*"
            rf"{_CAPITALISED}(?:[ -](?:(?:de|du|des|la|le) )*{_CAPITALISED}){{0,3}}"
            rf"(?:,? (?:app|appartement|bureau)\.? ?\w+)?",
            r"\b(?:P\.?O\.? Box|C\.P\.|Case postale|case postale|B\.P\.) ?\d+",
        ),
    ),
    (
        Kind.POSTAL_CODE,
        _as_written(
            r"\b[ABCEGHJ-NPRSTVXYabceghj-nprstvxy]\d[ABCEGHJ-NPRSTV-Zabceghj-nprstv-z][ -]?"
            r"\d[ABCEGHJ-NPRSTV-Zabceghj-nprstv-z]\d\b",
            r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA"
            r"|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?:-\d{4})?\b",
            r"\b(?:ZIP|zip)(?: code)? ?:? ?\d{5}(?:-\d{4})?\b",
        ),
    ),
    (
        Kind.DATE,
        _as_written(
            rf"\b{_YEAR}[-/](?:0[1-9]|1[0-2])[-/]{_DAY}\b",
            rf"\b{_DAY}[/.]{_DAY}[/.](?:{_YEAR}|\d\d)\b",
            rf"\b{_MONTH_EN} {_DAY}(?:st|nd|rd|th)?(?:,? {_YEAR})?(?!\w|\.?\d)",
            rf"\b{_DAY}(?:st|nd|rd|th)?(?: of)? {_MONTH_EN}(?:,? {_YEAR})?(?!\w)",
            rf"\b{_MONTH_EN},? {_YEAR}\b",
            rf"\b(?:1er|{_DAY}) {_MONTH_FR}(?: {_YEAR})?(?!\w)",
            rf"\b{_MONTH_FR} {_YEAR}\b",
        ),
    ),
    (
        Kind.AGE,
        _any_case(
            r"\b\d{1,3}[ -]years?[ -]olds?\b",
            r"\b(?:aged?|at the age of|turned|turning) \d{1,3}\b(?! (?:pages?|times?|percent|%))",
            r"\b(?:I am|I['’]m|(?:I|s?he) was|s?he is) [1-9]\d(?= (?:when|and|now|then)\b)",
            r"\b(?:âgée?s? de|à l['’]âge de) \d{1,3} ans\b",
            r"(?<!\by )\b(?:ai|a|avais|avait|aura|aurai|eu) \d{1,3} ans\b",
            r"\bà \d{1,3} ans\b",
        ),
    ),
    (
        Kind.ORGANISATION,
        _as_written(
            r"\b(?!(?:At|The|In|My|Our|A|An|From|To|This|That|And|But|When|Then|His|Her)\b)"
            rf"(?:{_CAPITALISED} (?:(?:of|for|and|&) )?){{1,4}}{_ORGANISATION_EN}\b"
            rf"(?: of (?:the )?{_CAPITALISED})*",
            rf"\b{_ORGANISATION_FR} (?:(?:de|du|des|la|le|les) |d['’]|l['’])*"
            rf"(?!(?:[Dd]e|[Dd]u|[Dd]es)\b){_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}}",
        ),
    ),
    (
        Kind.ROLE,
        _any_case(
            r"\b(?:the|their|our) (?:only|first|youngest|oldest) (?:[\w-]+ ){0,3}?"
            rf"{_PERSON_EN}\b",
            rf"\bthe {_POST_EN} (?:of|at|in) (?:the |our |my )?[\w-]+",
            rf"\bl[ae] (?:seule?|première?|plus (?:jeune|vieux|vieille|âgée?)) (?:[\w-]+ ){{0,2}}?"
            rf"{_PERSON_FR}\b",
            rf"\bl[ae] {_POST_FR} (?:de |du |des |d['’])(?:la |l['’])?[\w-]+",
        ),
    ),
)
"""Kinds with their shapes, the surest first."""


def advice_for(kind: Kind, words: str) -> Message:
    """What to say about `words` of this `kind`: why it was noticed, and a gentler way."""
    return _ADVICE[kind](words)


_ADVICE = {
    Kind.EMAIL: lambda words: say(
        "“{words}” is an e-mail address. Leave it out, or use the group's own.", words=words
    ),
    Kind.PHONE: lambda words: say(
        "“{words}” looks like a phone number. Leave it out, or use the group's own.", words=words
    ),
    Kind.WEB: lambda words: say(
        "“{words}” may lead to a person's page. Leave it out if it does.", words=words
    ),
    Kind.POSTAL_CODE: lambda words: say(
        "“{words}” looks like a postal code. A region tells less.", words=words
    ),
    Kind.ADDRESS: lambda words: say(
        "“{words}” looks like an address. “Near where I live” or a region tells less.", words=words
    ),
    Kind.DATE: lambda words: say(
        "“{words}” is an exact date. A season, or “a few years ago”, tells less.", words=words
    ),
    Kind.AGE: lambda words: say(
        "“{words}” gives an exact age. “In my forties” or “as a young adult” tells less.",
        words=words,
    ),
    Kind.NUMBER: lambda words: say(
        "“{words}” looks like a personal number. It is better left out.", words=words
    ),
    Kind.NAME: lambda words: say(
        "“{words}” may be a name. “My sister”, “a friend” or a chosen name tells less.", words=words
    ),
    Kind.PLACE: lambda words: say(
        "“{words}” may be a place. A region, or “a small town”, tells less.", words=words
    ),
    Kind.ORGANISATION: lambda words: say(
        "“{words}” may be an organisation. What kind it is, such as “a housing service”, "
        "tells less.",
        words=words,
    ),
    Kind.ROLE: lambda words: say(
        "“{words}” may fit one person only. A wider role, such as “a staff member”, tells less.",
        words=words,
    ),
}
