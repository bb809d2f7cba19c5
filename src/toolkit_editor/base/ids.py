"""Ids: 16 random lower-case hexadecimal digits that carry no time, no name and no title."""

from __future__ import annotations

import re
import secrets
from typing import NewType

PersonId = NewType("PersonId", str)
DraftId = NewType("DraftId", str)
StoryId = NewType("StoryId", str)
EventId = NewType("EventId", str)
SectionId = NewType("SectionId", str)
"""A section's id: from its front matter, or else its path under the language folder."""

_ID = re.compile(r"[0-9a-f]{16}")


def new_id() -> str:
    """A new random id."""
    return secrets.token_hex(8)


def is_id(text: object) -> bool:
    """Whether `text` is written as an id."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None
