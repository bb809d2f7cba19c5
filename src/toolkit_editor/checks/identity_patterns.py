"""The shapes of what identifies people, and what to say about each. Must not know names.

Precision comes before recall where the two are at odds: somebody who is warned about every number
stops reading warnings.
"""

from __future__ import annotations

import re
from enum import StrEnum

from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.identity_contacts import (
    EMAIL,
    LONG_NUMBER,
    NUMBER,
    PHONE,
    POSTAL_CODE,
    WEB,
)
from toolkit_editor.checks.identity_roles import ROLE_EN, ROLE_FR
from toolkit_editor.checks.identity_times import AGE_EN, AGE_FR, DATE


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


PATTERNS: tuple[tuple[Kind, tuple[re.Pattern[str], ...]], ...] = (
    (Kind.EMAIL, EMAIL),
    (Kind.WEB, WEB),
    (Kind.POSTAL_CODE, POSTAL_CODE),
    (Kind.DATE, DATE),
    (Kind.PHONE, PHONE),
    (Kind.NUMBER, NUMBER),
    (Kind.NUMBER, LONG_NUMBER),
)
"""Kinds with their shapes, the surest first."""

WORDED: dict[str, tuple[tuple[Kind, tuple[re.Pattern[str], ...]], ...]] = {
    "en": ((Kind.AGE, AGE_EN), (Kind.ROLE, ROLE_EN)),
    "fr": ((Kind.AGE, AGE_FR), (Kind.ROLE, ROLE_FR)),
}
"""Kinds whose shapes are words of one language."""


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
