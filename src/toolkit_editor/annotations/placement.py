"""Placements: a story beside a passage, as the file `voices/<id>.json` in the toolkit.

It names the story by id and the passage by selector. It holds no word of the story: the quote in
it is the section's own. Must not know stories.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from toolkit_editor.annotations.selector import Target, from_target, to_target
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId, is_id
from toolkit_editor.base.message import say
from toolkit_editor.base.strict_json import load_object

FOLDER = "voices"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_KEYS = {"@context", "id", "type", "motivation", "body", "target"}
_LARGEST = 256 * 1024


class PlacementUnreadable(Refused):
    """A file in `voices/` is not a placement."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Story `story` stands beside the passage of `target`; `id` is the placement's own."""

    id: str
    story: StoryId
    target: Target

    @property
    def path(self) -> str:
        """Where it lies in the toolkit."""
        return path_of(self.id)


def path_of(placement_id: str) -> str:
    """Where the placement with this id lies in the toolkit."""
    return f"{FOLDER}/{placement_id}.json"


def to_json(placement: Placement) -> bytes:
    """The file of `placement`: the same bytes for the same placement, always."""
    target = placement.target
    data = {
        "@context": _CONTEXT,
        "id": f"voice:{placement.id}",
        "type": "Annotation",
        "motivation": "linking",
        "body": f"story:{placement.story}",
        "target": to_target(target.selector, target.source, target.language),
    }
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, indent=2)
    return text.encode("utf-8") + b"\n"


def from_json(data: bytes) -> Placement:
    """The placement in a file; raises `PlacementUnreadable` or `PlaceUnreadable`."""
    try:
        fields = load_object(data, _LARGEST)
    except ValueError as error:
        raise _unreadable() from error
    if fields.keys() != _KEYS:
        raise _unreadable()
    fixed = (fields["@context"], fields["type"], fields["motivation"])
    placement_id, story = _id(fields["id"], "voice:"), _id(fields["body"], "story:")
    if fixed != (_CONTEXT, "Annotation", "linking"):
        raise _unreadable()
    return Placement(placement_id, StoryId(story), from_target(fields["target"]))


def _id(value: object, kind: str) -> str:
    text = value.removeprefix(kind) if isinstance(value, str) and value.startswith(kind) else ""
    if not is_id(text):
        raise _unreadable()
    return text


def _unreadable() -> PlacementUnreadable:
    return PlacementUnreadable(
        say(
            "It cannot be read where this story stands. It stays off the site until a person "
            "has placed it again."
        )
    )
