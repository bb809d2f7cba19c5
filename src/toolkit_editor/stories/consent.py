"""The consent record: what a teller said yes to, where, how named, until when.

Everything is off until it is switched on. A record never changes: a change makes a new one that
says, in its history, what changed when and by whom. It carries no real name and no contact unless
the teller chose to be named; earlier words about themselves are not kept in the history.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from toolkit_editor.base.clock import hour_stamp
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId, SectionId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.stories.attribution import PROPOSED, Level, display_problem
from toolkit_editor.stories.channels import is_channel, is_language

YEARS = 2
"""How long consent lasts where the teller says nothing else."""

REVIEW_DAYS = 90
"""How long before the end the teller is asked, where nothing else is said."""

LONGEST_WORDS = 300
"""Characters of each free text in the record."""

MOST_LEFT_OUT = 100

_HASH = re.compile(r"[0-9a-f]{64}")


class ConsentUnclear(Refused):
    """What was entered cannot be kept as a consent record."""


class Others(StrEnum):
    """Other people who appear in the story."""

    NOT_ASKED = "not-asked"
    NONE = "none"
    AGREED = "agreed"
    DISGUISED = "disguised"


class Thanks(StrEnum):
    """Payment or another thank you; never an amount or an account."""

    NONE = "none"
    OFFERED = "offered"
    ACCEPTED = "offered and accepted"
    DECLINED = "offered and declined"


class How(StrEnum):
    """How it was explained."""

    IN_PERSON = "in-person"
    BY_PHONE = "by-phone"
    IN_WRITING = "in-writing"
    IN_PROGRAM = "in-program"


@dataclass(frozen=True, slots=True)
class Change:
    """One moment at which the record changed.

    `now` holds the new values by field name; null where the value is the teller's own words.
    """

    at: str
    by: PersonId
    now: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Consent:
    """The record as it stands.

    `released` is the hash of the exact text per language the teller read and said yes to (see
    `release`). `end` is the last day on which the story may be shown. `wording` is the version of
    the explanation that was used; `limits_explained` that what cannot be undone was said before.
    `left_out` are matters the teller does not want used; `ethics` is the reference of an approval.
    `looked_at` are digests of words that stand in the story, which the teller was asked about and
    left as they are; it has no history.
    """

    story: StoryId
    teller: PersonId
    start: date
    review_by: date
    end: date
    explained_by: str = ""
    explained_how: How | None = None
    explained_in: str = ""
    wording: int = 0
    limits_explained: bool = False
    channels: frozenset[str] = frozenset()
    attribution: Level = PROPOSED
    display: str = ""
    released: Mapping[str, str] = field(default_factory=dict)
    content_notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    others: Others = Others.NOT_ASKED
    not_in: frozenset[SectionId] = frozenset()
    community_hold: bool = False
    thanks: Thanks = Thanks.NONE
    ethics: str = ""
    looked_at: frozenset[str] = frozenset()
    history: tuple[Change, ...] = ()
    written_down_by: PersonId | None = None
    """Who writes down what the teller says, where that is not the teller; None: they write it."""

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ConsentUnclear(say("The last day lies before the first. Choose a later one."))
        if not self.start <= self.review_by <= self.end:
            raise ConsentUnclear(
                say("The day for asking again must lie between the first day and the last.")
            )
        if not all(map(is_channel, self.channels)):
            raise ConsentUnclear(say("Choose only from the places that are offered."))
        words = (self.explained_by, self.ethics, *self.left_out, *self.content_notes)
        if not all(map(_keepable, words)) or len(self.left_out) > MOST_LEFT_OUT:
            raise ConsentUnclear(say("This is too long for the record. Use fewer words."))
        problem = display_problem(Level.ANONYMOUS, self.display)
        if problem is not None:
            raise ConsentUnclear(problem)
        if self.explained_in and not is_language(self.explained_in):
            raise ValueError(f"not a language: {self.explained_in!r}")
        if not all(map(_HASH.fullmatch, self.looked_at)):
            raise ValueError("not what was looked at")
        for language, digest in self.released.items():
            if not is_language(language) or not _HASH.fullmatch(digest):
                raise ValueError(f"not a release: {language!r}, {digest!r}")


Changeable = Literal[
    "start",
    "review_by",
    "end",
    "explained_by",
    "explained_how",
    "explained_in",
    "wording",
    "limits_explained",
    "channels",
    "attribution",
    "display",
    "released",
    "content_notes",
    "left_out",
    "others",
    "not_in",
    "community_hold",
    "thanks",
    "ethics",
    "written_down_by",
]

OWN_WORDS = frozenset({"explained_by", "display", "left_out", "ethics"})
"""Fields whose values the history does not repeat."""

_FIXED = frozenset({"story", "teller", "looked_at", "history"})


def begin(story: StoryId, teller: PersonId, start: date, end: date | None = None) -> Consent:
    """A record with everything off, which ends two years after `start` if nothing else is said."""
    last = end if end is not None else years_after(start, YEARS)
    review_by = max(start, last - timedelta(days=REVIEW_DAYS))
    return Consent(story, teller, start, review_by, last)


def changed(
    consent: Consent, by: PersonId, at: datetime, changes: Mapping[Changeable, Any]
) -> Consent:
    """The record after `changes`, with one more entry in its history; itself if nothing differs.

    Raises `ConsentUnclear` where the result cannot be kept.
    """
    known = {each.name for each in fields(Consent)} - _FIXED
    if not changes.keys() <= known:
        raise ValueError(f"not to be changed: {sorted(changes.keys() - known)}")
    differs: dict[str, Any] = {
        name: now for name, now in changes.items() if now != getattr(consent, name)
    }
    if not differs:
        return consent
    entry = Change(
        hour_stamp(at),
        by,
        {name: None if name in OWN_WORDS else plain(now) for name, now in differs.items()},
    )
    return replace(consent, **differs, history=(*consent.history, entry))


def renewed(consent: Consent, by: PersonId, at: datetime, start: date) -> Consent:
    """The record for another term of the usual length from `start`."""
    fresh = begin(consent.story, consent.teller, start)
    return changed(
        consent, by, at, {"start": start, "review_by": fresh.review_by, "end": fresh.end}
    )


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 1 March where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _keepable(words: str) -> bool:
    """Whether `words` can be written down and read back."""
    encodable = not any("\ud800" <= character <= "\udfff" for character in words)
    return len(words) <= LONGEST_WORDS and encodable


def plain(value: object) -> Any:
    """`value` as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, StrEnum):
        return value.value
    return dict(value) if isinstance(value, Mapping) else value
