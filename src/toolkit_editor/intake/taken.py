"""What taking in gives: leaves, the pictures in them, what others remarked, what was left out.

Pure values: must not know which program the words come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from toolkit_editor.base.message import Message
from toolkit_editor.prose.model import Leaf


class RemarkKind(StrEnum):
    """What somebody did in the margin of a document."""

    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on `start` to `end`, or other words for them.

    Positions are code points of the leaves' plain text (`prose.plain`). `text` is what the comment
    says, or what would stand there instead. Names of people are never kept.
    """

    kind: RemarkKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Clean leaves, ready for an editor or a new section.

    `pictures` maps an address used in the leaves to the bytes as they were found, not cleaned yet.
    `left_out` says in one sentence each what could not come along. `source` is the whole file where
    it was Markdown already: then it is kept as it is.
    """

    leaves: tuple[Leaf, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[Message, ...] = ()
    source: bytes | None = None
