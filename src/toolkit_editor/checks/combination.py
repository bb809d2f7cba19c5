"""When what is said about a teller, taken together, fits so few people that it names one.

The facts that narrow are the role, the kind of place, the province, the innovation and the
language. How many people fit them is the group's own knowledge and is not here: three facts or more
are taken for too many. It warns; a person decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit_editor.base.message import Message, say

FEWEST = 5
"""Fewer people than this could be told apart by those who know the service."""

MOST_FACTS = 2

_ROLES = (
    r"family members?|caregivers?|parents?|mothers?|fathers?|sisters?|brothers?|residents?"
    r"|tenants?"
    r"|service users?|peer support workers?|peer workers?|peers?|facilitators?|managers?"
    r"|directors?"
    r"|coordinators?|nurses?|social workers?|psychiatrists?|staff members?|volunteers?|students?"
    r"|membres? de la famille|proches? aidante?s?|proches?|résidente?s?|locataires?|personnes?"
    r" utilisatrices?"
    r"|pair(?:e|es|s)? aidante?s?|facilitat(?:eurs?|rices?)|gestionnaires?|direct(?:eurs?|rices?)"
    r"|intervenante?s?|infirmi(?:ers?|ères?)|bénévoles?|mères?|pères?|sœurs?|frères?"
)
_PLACES = (
    r"(?:supported |supportive |social )?housing(?: service| organisation| organization|"
    r" program(?:me)?)?"
    r"|hospitals?|clinics?|shelters?|group homes?|residences?|mental health (?:service|centre"
    r"|team)"
    r"|community (?:centre|organisation|organization)|drop-in(?: centre)?|day (?:centre"
    r"|program(?:me)?)"
    r"|logement(?: social| supervisé| avec soutien)?|organisme communautaire|hôpital|clinique"
    r"|refuge"
    r"|résidence|foyer|service d[’']hébergement|centre de jour|centre de crise"
)
_PROVINCES = (
    r"British Columbia|Alberta|Saskatchewan|Manitoba|Ontario|Quebec|Québec|New Brunswick|Nova"
    r" Scotia"
    r"|Prince Edward Island|Newfoundland(?: and Labrador)?|Labrador|Yukon|Northwest Territories"
    r"|Nunavut"
    r"|Colombie-Britannique|Nouveau-Brunswick|Nouvelle-Écosse|Île-du-Prince-Édouard"
    r"|Terre-Neuve(?:-et-Labrador)?"
    r"|Territoires du Nord-Ouest"
)
_INNOVATIONS = (
    r"peer support(?! worker)|wellness recovery action plan|WRAP|family support group|recovery"
    r" training"
    r"|staff training|soutien par les pairs|pairs-aidance|groupe de soutien|formation sur le"
    r" rétablissement"
)
_FACTS = tuple(
    re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE)
    for one in (_ROLES, _PLACES, _PROVINCES, _INNOVATIONS)
)


@dataclass(frozen=True, slots=True)
class Combination:
    """What is said about a teller that narrows, and a line that says less, if there is one."""

    facts: tuple[str | Message, ...]
    gentler: str

    @property
    def points_to_few(self) -> bool:
        """Whether so much is said that few people fit all of it."""
        return len(self.facts) > MOST_FACTS


def combination(line: str, beside: str = "", language: str | Message = "") -> Combination:
    """What `line`, the section `beside` which it stands, and the language tell together.

    `language` is given where few tell their stories in it.
    """
    facts: list[str | Message] = []
    for pattern in _FACTS:
        found = pattern.search(line)
        if found:
            facts.append(found.group())
    innovation = _FACTS[-1].search(beside)
    if innovation and not _FACTS[-1].search(line):
        facts.append(innovation.group())
    if language:
        facts.append(language)
    role = _FACTS[0].search(line)
    less = line[: role.end()].strip(" ,;–—-") if role else ""
    return Combination(tuple(facts), less if less != line.strip() else "")


def warning(what: str) -> Message:
    """What to say where few people fit `what`."""
    return say(
        "Few people fit all of this: {what}. With fewer than {n}, readers who know the service "
        "could guess it is you. You decide.",
        what=what,
        n=FEWEST,
    )
