"""A story as its file holds it: Markdown with front matter, read and written without loss.

What is not changed keeps its bytes: the body always, and of the front matter every key that was
not touched. Must not know who told it; consent is a record of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import say
from toolkit_editor.content.front_matter import split, values, with_values
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.channels import is_language

LARGEST = 2_000_000
"""Bytes of a story's text."""

_TEXTS = {
    "title": "title",
    "language": "language",
    "display_name": "display-name",
    "voice": "voice",
}
_LISTS = {"content_notes": "content-notes", "themes": "themes"}


class StoryUnreadable(Refused):
    """A story's file does not hold a story."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story in one language. `head` is its front matter as it was read, fences included."""

    id: StoryId
    title: str
    language: str
    display_name: str = ""
    attribution: Level | None = None
    content_notes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    voice: str = ""
    body: bytes = b""
    head: bytes = field(default=b"", repr=False)


def from_markdown(story: StoryId, data: bytes) -> Story:
    """The story in a file; raises `StoryUnreadable`, or `BrokenYaml` for its front matter.

    `to_markdown` gives the same bytes back.
    """
    if len(data) > LARGEST:
        raise StoryUnreadable(say("This story is too long to be read. Split it into several."))
    head, body = split(data)
    given = values(head)
    read = Story(
        id=story,
        title=_text(given, "title"),
        language=_text(given, "language"),
        display_name=_text(given, "display-name"),
        attribution=_level(given),
        content_notes=_list(given, "content-notes"),
        themes=_list(given, "themes"),
        voice=_text(given, "voice"),
        body=body,
        head=head,
    )
    if not is_language(read.language):
        raise StoryUnreadable(say("This story does not say which language it is in."))
    return read


def to_markdown(story: Story) -> bytes:
    """The file of `story`; what was read and not changed keeps its bytes."""
    before = from_markdown(story.id, story.head) if story.head else Story(story.id, "", "")
    changes: dict[str, Any] = {}
    for attribute, key in (_TEXTS | _LISTS).items():
        now = getattr(story, attribute)
        if now != getattr(before, attribute):
            changes[key] = (list(now) if attribute in _LISTS else now) or None
    if story.attribution != before.attribution:
        changes["attribution"] = story.attribution and story.attribution.value
    return with_values(story.head, changes) + story.body


def as_written(story: Story) -> Story:
    """`story` as it will be when it is read back: with the front matter it is written with."""
    return replace(story, head=split(to_markdown(story))[0])


def _text(given: dict[str, Any], key: str) -> str:
    value = given.get(key)
    if value is None:
        return ""
    if isinstance(value, dict | list):
        raise _unclear(key)
    return str(value)


def _list(given: dict[str, Any], key: str) -> tuple[str, ...]:
    value = given.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or any(isinstance(item, dict | list) for item in value):
        raise _unclear(key)
    return tuple(str(item) for item in value)


def _level(given: dict[str, Any]) -> Level | None:
    value = given.get("attribution")
    if value is None:
        return None
    try:
        return Level(value)
    except ValueError as error:
        raise _unclear("attribution") from error


def _unclear(key: str) -> StoryUnreadable:
    return StoryUnreadable(
        say("“{key}” at the top of this story cannot be understood. Correct it there.", key=key)
    )
