"""Content notes: a short, factual word on what a story touches, from a fixed list.

They name the matter and predict no feeling. The teller chooses them.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolkit_editor.base.message import Message, say

_NOTES = {
    "violence": say("violence"),
    "stigma": say("stigma"),
    "risky-behaviour": say("risky behaviour"),
    "mental-health": say("mental health"),
    "death": say("death"),
    "abuse": say("abuse"),
    "crime": say("crime"),
    "hospital": say("hospital"),
    "substance-use": say("substance use"),
    "loss": say("loss"),
    "discrimination": say("discrimination"),
}

NOTES = tuple(_NOTES)
"""The ids, in the order in which they are offered and shown."""


def name(note: str) -> Message:
    """The note in words; one that this version does not know is shown as it is written."""
    known = _NOTES.get(note)
    return known if known is not None else Message(note)


def in_order(notes: Iterable[str]) -> tuple[str, ...]:
    """`notes` without repetition, in the order of the list, unknown ones last."""
    given = set(notes)
    return (*(note for note in NOTES if note in given), *sorted(given - set(NOTES)))
