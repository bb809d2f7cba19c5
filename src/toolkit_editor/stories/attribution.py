"""How a teller is named beside their story: eight levels, and the exact words to show.

The teller chooses; nothing here proposes more than a role. Must not know the teller.
"""

from __future__ import annotations

import re
from enum import StrEnum

from toolkit_editor.base.message import Message, say

LONGEST = 120
"""Characters of a display text."""

FEWEST_SOURCES = 3
"""How many people's words a composite story needs, so that none of them shows through."""

_NOT_ONE_LINE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Level(StrEnum):
    """How much is said about the teller, from the most to the least."""

    FULL_NAME = "full-name"
    FIRST_NAME = "first-name"
    CHOSEN_NAME = "chosen-name"
    ROLE = "role"
    ROLE_AND_ORGANISATION = "role-and-organisation"
    ANONYMOUS = "anonymous"
    COMPOSITE = "composite"
    NOT_SHOWN = "not-shown"


PROPOSED = Level.ROLE
"""What a teller is offered first; everything that says more is their own choice."""

_NAMES = {
    Level.FULL_NAME: say("My full name"),
    Level.FIRST_NAME: say("My first name"),
    Level.CHOSEN_NAME: say("A name I choose"),
    Level.ROLE: say("My role only"),
    Level.ROLE_AND_ORGANISATION: say("My role and the kind of organisation"),
    Level.ANONYMOUS: say("Nothing about me"),
    Level.COMPOSITE: say("One story woven from several people’s words"),
    Level.NOT_SHOWN: say("Not shown to anyone outside"),
}

_EXPLANATIONS = {
    Level.FULL_NAME: say(
        "Everyone can see that this is your story, also people you did not think of, and for a "
        "long time. Some people want exactly that."
    ),
    Level.FIRST_NAME: say("People who know you, or know where you are, may recognise you."),
    Level.CHOSEN_NAME: say(
        "You pick a name. Choose one that does not hint at who you are. Somebody may still know "
        "who stands behind it, so this is not the same as anonymous."
    ),
    Level.ROLE: say("For example “a facilitator”. People close to you may still recognise you."),
    Level.ROLE_AND_ORGANISATION: say(
        "For example “a resident in supported housing”. In a small place this can point to one "
        "person."
    ),
    Level.ANONYMOUS: say(
        "Nothing is said about you. The story itself may still tell people close to you."
    ),
    Level.COMPOSITE: say(
        "The words of at least three people become one story, and it says so beside it. Each of "
        "them has agreed."
    ),
    Level.NOT_SHOWN: say(
        "The group can learn from your story while they write. It is not published anywhere."
    ),
}


def name(level: Level) -> Message:
    """The level, as a person chooses it."""
    return _NAMES[level]


def explanation(level: Level) -> Message:
    """What choosing the level means."""
    return _EXPLANATIONS[level]


def needs_text(level: Level) -> bool:
    """Whether there must be words to show."""
    return level not in (Level.ANONYMOUS, Level.NOT_SHOWN)


def display_problem(level: Level, text: str) -> Message | None:
    """What is wrong with `text` as the exact words to show, None where nothing is."""
    if _NOT_ONE_LINE.search(text):
        return say("Write how you want to be named in one line.")
    if len(text) > LONGEST:
        return say("This is too long to stand beside a story. Use a few words.")
    if needs_text(level) and not text.strip():
        return say("Write how you want to be named.")
    return None


def shown(level: Level, text: str) -> str | Message | None:
    """What stands beside the story: the teller's words, a sentence of ours, or nothing at all."""
    if level is Level.NOT_SHOWN:
        return None
    if text.strip():
        return text
    return say("A person who chose not to be named")


def label(level: Level) -> Message | None:
    """What is said beside the name, because a reader must know it."""
    if level is Level.COMPOSITE:
        return say("This story is woven from several people’s words.")
    return None
