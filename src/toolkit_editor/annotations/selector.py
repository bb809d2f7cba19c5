"""Selectors: a passage of a section, told by its version, its position and its words.

Written down in the vocabulary of the W3C Web Annotation model. Positions count Unicode code points
of the section's normalised plain text. Must not know where that text comes from, nor who annotates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.message import say

CONTEXT = 32
"""How many characters before and after the passage are kept."""

LONGEST_QUOTE = 20_000
_LARGEST_POSITION = 1 << 31
_LONGEST_SOURCE = 300

_VERSION = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


class PlaceUnreadable(Refused):
    """What should say where a note belongs does not say it in the agreed form."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage: `exact` stood at `start` to `end` in the section's `version` (a blob id)."""

    version: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Target:
    """A selector in a section; `language` says in which of its languages, where that is known."""

    source: SectionId
    selector: Selector
    language: str | None = None


def quotable(text: str) -> str:
    """`text` with each undecodable byte (a lone surrogate) as U+FFFD; positions stay the same."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def make_selector(text: str, start: int, end: int, version: str) -> Selector:
    """The selector of `text[start:end]` in the plain text of `version`.

    Raises `PlaceUnreadable` where nothing, or more than `LONGEST_QUOTE` characters, is selected.
    """
    if not 0 <= start < end <= len(text):
        raise PlaceUnreadable(say("Select some words first."))
    if end - start > LONGEST_QUOTE:
        raise PlaceUnreadable(say("That is too much text for one note. Select a shorter passage."))
    return Selector(
        version,
        start,
        end,
        quotable(text[start:end]),
        quotable(text[max(0, start - CONTEXT) : start]),
        quotable(text[end : end + CONTEXT]),
    )


def to_target(
    selector: Selector, source: SectionId, language: str | None = None
) -> dict[str, object]:
    """`selector` in section `source` as a W3C annotation target."""
    target: dict[str, object] = {
        "source": source,
        "version": selector.version,
        "selector": [
            {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
            {
                "type": "TextQuoteSelector",
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
            },
        ],
    }
    return target if language is None else {**target, "language": language}


def from_target(data: object) -> Target:
    """The target that `to_target` wrote; raises `PlaceUnreadable` for anything else."""
    fields = _object(data, {"source", "version", "selector"}, optional={"language"})
    pair = fields["selector"]
    if not isinstance(pair, list) or len(pair) != 2:
        raise _unreadable()
    position = _object(pair[0], {"type", "start", "end"})
    quote = _object(pair[1], {"type", "exact", "prefix", "suffix"})
    if position["type"] != "TextPositionSelector" or quote["type"] != "TextQuoteSelector":
        raise _unreadable()
    start, end = _position(position["start"]), _position(position["end"])
    exact = _words(quote["exact"], LONGEST_QUOTE)
    version = _words(fields["version"], 64)
    if not exact or end - start != len(exact) or not _VERSION.fullmatch(version):
        raise _unreadable()
    source = _words(fields["source"], _LONGEST_SOURCE)
    language = fields.get("language")
    if not source or _CONTROL.search(source):
        raise _unreadable()
    if language is not None and not _LANGUAGE.fullmatch(_words(language, 35)):
        raise _unreadable()
    prefix, suffix = _words(quote["prefix"], CONTEXT), _words(quote["suffix"], CONTEXT)
    return Target(
        SectionId(source),
        Selector(version, start, end, exact, prefix, suffix),
        None if language is None else str(language),
    )


def _object(
    data: object, needed: set[str], optional: set[str] | None = None
) -> Mapping[str, object]:
    if not isinstance(data, dict) or not needed <= data.keys() <= needed | (optional or set()):
        raise _unreadable()
    return data


def _position(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _unreadable()
    if not 0 <= value <= _LARGEST_POSITION:
        raise _unreadable()
    return value


def _words(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or _LONE_SURROGATE.search(value):
        raise _unreadable()
    return value


def _unreadable() -> PlaceUnreadable:
    return PlaceUnreadable(
        say("It cannot be read which passage this belongs to. It was left as it is.")
    )
