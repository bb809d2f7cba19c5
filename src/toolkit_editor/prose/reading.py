"""A file as read: its lines, its segments, and where each leaf stood. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit_editor.prose.model import Leaf


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a leaf stood: file lines `first` up to `last`, and its content between fixed edges.

    `prefixes` has what precedes the content in each of its lines, `suffix` what follows the content
    in its last one. `content_lines` counts the lines that hold content, from `first` on. Without
    `prefixes` the place inside the lines is not known exactly.
    """

    leaf: Leaf
    first: int
    last: int
    content: str = ""
    prefixes: tuple[str, ...] = ()
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A top-level block: file lines `first` up to `last` (blank ones included), and its leaves."""

    first: int
    last: int
    leaves: tuple[int, ...]
    end: int
    """One past the last line of the block itself, before its blank lines."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What a container spans: file lines `first` up to `last`, leaves `start` up to `stop`."""

    first: int
    last: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Generation:
    """Where one text stands among the lines and segments of a reading that holds several."""

    first_line: int
    first_block_line: int
    """After its leading blank lines."""
    first_segment: int
    last_segment: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its lines, its segments in order, and every leaf with its origin."""

    lines: tuple[str, ...]
    segments: tuple[Segment, ...]
    origins: tuple[Origin, ...]
    lead: int = 0
    """How many blank lines come before the first segment."""
    env: Mapping[str, object] = field(default_factory=dict)
    extents: Mapping[int, Extent] = field(default_factory=dict)
    """By the number of a container; rows of tables have none of their own."""
    generations: tuple[Generation, ...] = ()
    """The texts it holds, where they are several; see `rereading`."""

    @property
    def all_generations(self) -> tuple[Generation, ...]:
        """The texts it holds, the newest last."""
        return self.generations or (Generation(0, self.lead, 0, len(self.segments) - 1),)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves in the order of the text."""
        return tuple(origin.leaf for origin in self.origins)
