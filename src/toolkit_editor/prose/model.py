"""What a text consists of on the screen: leaves in containers, and runs of characters in a leaf.

The editor shows leaves and gives leaves back; files are made of them again by `document`. Pure
values: must not know Markdown's syntax rules nor how anything looks.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

BREAK = "\u2028"
"""A line break inside a leaf, as the screen holds it."""
OBJECT = "\ufffc"
"""The one character that stands for a picture."""


class Kind(Enum):
    """What a leaf is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"
    CELL = "cell"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads. `opening` and `closing` are the source around its words, when known."""

    href: str
    title: str = ""
    opening: str = field(default="", compare=False)
    closing: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text: its address, its alternative text and title."""

    src: str
    alt: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is marked. `strong`, `emphasis` and `strike` hold the mark it was written with."""

    strong: str = ""
    emphasis: str = ""
    strike: str = ""
    code: bool = False
    raw: bool = False
    link: Link | None = None
    picture: Picture | None = None

    def meaning(self) -> Style:
        """The same style without the way it was written: for comparing."""
        return Style(
            strong="*" if self.strong else "",
            emphasis="*" if self.emphasis else "",
            strike="~" if self.strike else "",
            code=self.code,
            raw=self.raw,
            link=Link(self.link.href, " ".join(self.link.title.split())) if self.link else None,
            picture=self.picture,
        )


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style. `source` is what the file had for exactly this `text`."""

    text: str
    style: Style = PLAIN
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Container:
    """What a leaf lies in: `quote`, `list`, `item`, `directive`, `table` or `row`.

    `number` tells two neighbours of the same kind apart. For a list `name` is `bullet` or
    `ordered` and `mark` its character; for an item `mark` is the whole mark with its blanks and
    `task` is a blank or an x; for a directive `name` and `argument`; for a table `mark` holds each
    column's alignment.
    """

    what: str
    number: int
    name: str = ""
    mark: str = ""
    argument: str = ""
    start: int = 1
    tight: bool = True
    task: str = ""


Nesting = tuple[Container, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One block of text. `number` is the leaf of the opened file it came from, or None if new.

    `level` is a heading's level or a cell's column, `info` a code block's language. The text of
    CODE and RAW leaves is one run with `BREAK` between lines; `fixed` ones may not be changed.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    path: Nesting = ()
    number: int | None = None
    level: int = 0
    info: str = ""
    fixed: bool = False

    @property
    def text(self) -> str:
        """All characters of the leaf."""
        return "".join(run.text for run in self.runs)

    def with_runs(self, *runs: Run) -> Leaf:
        """The same leaf with other words."""
        return replace(self, runs=runs)
