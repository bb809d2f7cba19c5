"""Channels: where a story may be used. Each is off until its teller switches it on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit_editor.base.message import Message, say

HANDOUTS = "handouts"
SLIDES = "slides"
SOCIAL_MEDIA = "social-media"
RESEARCH = "research"
OTHER_EDITIONS = "other-editions"

_SITE = "site-"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

_OTHERS = {
    HANDOUTS: say("Handouts, on paper or as files"),
    SLIDES: say("Slides shown in meetings"),
    SOCIAL_MEDIA: say("Social media"),
    RESEARCH: say("Research articles and talks"),
    OTHER_EDITIONS: say("Editions of this toolkit by other groups or countries"),
}

_CANNOT_BE_RECALLED = {
    HANDOUTS: say("A page that was printed or handed out stays with whoever has it."),
    SLIDES: say("Slides may have been copied or photographed."),
    SOCIAL_MEDIA: say("What was posted may have been shared or saved by others."),
    RESEARCH: say("A published article cannot be changed afterwards."),
    OTHER_EDITIONS: say("We ask other groups to take it down; we cannot do it for them."),
}


def site(language: str) -> str:
    """The channel of the public site in `language`."""
    return f"{_SITE}{language}"


def site_language(channel: str) -> str | None:
    """The language of a public site channel, None for any other channel."""
    language = channel.removeprefix(_SITE)
    return language if channel.startswith(_SITE) and is_language(language) else None


def is_language(text: object) -> bool:
    """Whether `text` is written as a language tag, such as `fr` or `fr-CA`."""
    return isinstance(text, str) and len(text) <= 35 and _LANGUAGE.fullmatch(text) is not None


def is_channel(text: object) -> bool:
    """Whether `text` is a channel."""
    return isinstance(text, str) and (text in _OTHERS or site_language(text) is not None)


def every(languages: Sequence[str]) -> tuple[str, ...]:
    """All channels of a toolkit in these languages, in the order in which they are offered."""
    return (*(site(language) for language in languages), *_OTHERS)


def name(channel: str) -> Message:
    """The channel in words; the fact `language` is a tag, for the interface to name."""
    language = site_language(channel)
    if language is not None:
        return say("The public site ({language})", language=language)
    return _OTHERS[channel]


def cannot_be_recalled(channel: str) -> Message:
    """What stays out of reach after taking a story back, said before the channel is switched on."""
    if site_language(channel) is not None:
        return say("The next edition leaves it out. Somebody may have saved or archived the page.")
    return _CANNOT_BE_RECALLED[channel]
