"""Suggestions: other words for a passage, taken or left by the person whose words they are."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.annotations.anchor import Found
from toolkit_editor.annotations.selector import LONGEST_QUOTE, PlaceUnreadable, Selector, quotable
from toolkit_editor.base.errors import Stale
from toolkit_editor.base.message import say


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`replacement` is offered for the passage of `selector`; empty means: leave it out."""

    selector: Selector
    replacement: str


def to_body(replacement: str) -> dict[str, object]:
    """A replacement as a W3C annotation body."""
    return {"type": "TextualBody", "format": "text/plain", "value": replacement}


def from_body(data: object) -> str:
    """The replacement that `to_body` wrote; raises `PlaceUnreadable` for anything else."""
    if isinstance(data, dict) and data.keys() == {"type", "format", "value"}:
        value = data["value"]
        plain = data["type"] == "TextualBody" and data["format"] == "text/plain"
        if plain and isinstance(value, str) and len(value) <= LONGEST_QUOTE:
            return value
    raise PlaceUnreadable(say("This suggestion cannot be read. It was left as it is."))


def still_applies(suggestion: Suggestion, found: Found, text: str) -> bool:
    """Whether the passage is surely found and reads as it did when the suggestion was made."""
    here = quotable(text[found.start : found.end])
    return found.certainty.settled and here == suggestion.selector.exact


def already_there(suggestion: Suggestion, found: Found, text: str) -> bool:
    """Whether somebody has meanwhile written just what was suggested."""
    here = text[found.start : found.end]
    return found.certainty.settled and bool(here) and here == suggestion.replacement


def apply(suggestion: Suggestion, found: Found, text: str) -> str:
    """`text` with the suggestion taken; raises `Stale` where the passage reads otherwise now."""
    if not still_applies(suggestion, found, text):
        raise Stale(
            say(
                "The words this suggestion is about have changed since. "
                "Read them again and make a new suggestion if it is still wanted."
            )
        )
    return text[: found.start] + suggestion.replacement + text[found.end :]
