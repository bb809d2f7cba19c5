"""Whether a story may be shown in a place on a day, and every reason why not.

Pure: from the consent record and a few facts to reasons, each with the gate's code. Only an empty
answer means yes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.message import Message, count, say
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.channels import name, site_language
from toolkit_editor.stories.consent import Consent

WARNING_DAYS = (90, 30)
"""How many days before the end the teller is asked about going on."""


class Code(StrEnum):
    """The gate's codes for stories."""

    NO_CONSENT = "no-consent"
    EXPIRED = "consent-expired"
    CHANNEL = "consent-channel"
    STALE = "release-stale"
    WITHDRAWN = "withdrawn"
    HOLD = "community-hold"


@dataclass(frozen=True, slots=True)
class Use:
    """Where and when a story would be shown; `section` is the one it is placed beside, if any."""

    channel: str
    language: str
    on: date
    section: SectionId | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a story may not be shown."""

    code: Code
    message: Message


NOT_AS_SHARED = Reason(
    Code.NO_CONSENT,
    say(
        "What the group has of this story is not what its teller shared last, so nobody can say "
        "what was agreed. Ask its teller to share it again."
    ),
)
"""Nothing is believed of a record that its teller did not share last."""


def reasons(
    consent: Consent | None,
    use: Use,
    *,
    released: bool,
    withdrawn: bool = False,
    refused: bool = False,
    hold: bool = False,
    community: bool = False,
) -> tuple[Reason, ...]:
    """Why the story may not be shown like this; empty: it may.

    `released` says whether the text to be shown is the one released (`release.is_released`),
    `refused` whether somebody wrote down the teller's no to it. `hold` adds a community's hold that
    the record does not know of, and `community` says that it agreed. Withdrawing wins over
    everything.
    """
    if withdrawn:
        return (_withdrawn(placed=use.section is not None),)
    if consent is None:
        return (Reason(Code.NO_CONSENT, say("There is no consent record for this story.")),)
    held = (hold or consent.community_hold) and not community
    return tuple(_reasons(consent, use, released=released, refused=refused, held=held))


def _reasons(
    consent: Consent, use: Use, *, released: bool, refused: bool, held: bool
) -> Iterator[Reason]:
    if use.on < consent.start:
        yield Reason(
            Code.NO_CONSENT, say("The teller’s consent begins on {day} only.", day=consent.start)
        )
    if use.on > consent.end:
        yield Reason(
            Code.EXPIRED,
            say("The teller’s consent ended on {day}. Ask whether it goes on.", day=consent.end),
        )
    yield from _channel(consent, use)
    if not released:
        yield Reason(
            Code.STALE,
            say("The text is not the one its teller last read and agreed to. Ask them to read it."),
        )
    elif refused:
        yield Reason(
            Code.STALE,
            say("Somebody wrote down that the teller says no to these words. Ask the teller."),
        )
    if held:
        yield Reason(Code.HOLD, say("A community has not yet agreed that this story is shown."))


def _channel(consent: Consent, use: Use) -> Iterator[Reason]:
    site = site_language(use.channel)
    if use.channel not in consent.channels or site not in (None, use.language):
        yield Reason(
            Code.CHANNEL,
            say("The teller did not agree to this use: {channel}.", channel=name(use.channel)),
        )
    if consent.attribution is Level.NOT_SHOWN:
        yield Reason(
            Code.CHANNEL, say("The teller shared this story for the group only, not to be shown.")
        )
    if use.section is not None and use.section in consent.not_in:
        yield Reason(Code.CHANNEL, say("The teller does not want this story beside this section."))


def _withdrawn(*, placed: bool) -> Reason:
    if placed:
        return Reason(
            Code.WITHDRAWN,
            say("This story was taken back, and it is still placed here. Take it off the page."),
        )
    return Reason(Code.WITHDRAWN, say("This story was taken back."))


def days_left(consent: Consent, on: date) -> int:
    """How many days after `on` the story may still be shown; negative when that is over."""
    return (consent.end - on).days


def warning(consent: Consent, on: date) -> Message | None:
    """What to say about the coming end, from the first of `WARNING_DAYS` on; None before."""
    left = days_left(consent, on)
    if left < 0:
        return say("Consent for this story ended on {day}.", day=consent.end)
    if left == 0:
        return say("Today is the last day of consent for this story.")
    if left <= WARNING_DAYS[-1]:
        return count(
            left,
            "Consent for this story ends tomorrow, on {day}.",
            "Consent for this story ends in {n} days, on {day}.",
            day=consent.end,
        )
    if left <= WARNING_DAYS[0]:
        return say(
            "Consent for this story ends on {day}. It is time to ask whether it goes on.",
            day=consent.end,
        )
    return None


def asked_again(consent: Consent, on: date) -> bool:
    """Whether the day has come on which the teller is asked again."""
    return on >= consent.review_by
