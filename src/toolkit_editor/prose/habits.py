"""How the people of a file write Markdown: its bullets, emphasis marks, line ends and wrap.

What the editor writes anew follows these habits, so that a change looks as if the same hand had
made it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from toolkit_editor.prose.model import BREAK, Kind
from toolkit_editor.prose.reading import Reading
from toolkit_editor.prose.wrapping import usual_width

_OPENING = re.compile(r" *:{3,} *\w")


@dataclass(frozen=True, slots=True)
class Habits:
    """The marks a file uses most; a new file uses these defaults."""

    line_end: str = "\n"
    bullet: str = "-"
    ordered: str = "."
    emphasis: str = "*"
    strong: str = "**"
    hard_break: str = "\\\n"
    fence: str = "```"
    rule: str = "---"
    final_line_end: bool = True
    underlined: bool = False
    """Whether headings of the first two levels have a line under them."""
    airy: bool = False
    """Whether a blank line follows the opening of the toolkit's own blocks."""
    wrap: int = 0
    """The width in characters that paragraphs are filled to; 0 where each is one line."""


def habits_of(reading: Reading) -> Habits:
    """The habits of a file."""
    usual = Habits()
    ends = Counter(line[len(line.rstrip("\r\n")) :] for line in reading.lines)
    ends.pop("", None)
    containers = {c.number: c for leaf in reading.leaves for c in leaf.path}.values()
    runs = [run for leaf in reading.leaves for run in leaf.runs]
    codes = [o.content.lstrip()[:3] for o in reading.origins if o.leaf.kind is Kind.CODE]
    rules = (o.content.strip() for o in reading.origins if o.leaf.kind is Kind.RULE)
    return Habits(
        line_end=_most(ends.elements(), usual.line_end),
        bullet=_most((c.mark for c in containers if c.name == "bullet"), usual.bullet),
        ordered=_most((c.mark for c in containers if c.name == "ordered"), usual.ordered),
        emphasis=_most((r.style.emphasis for r in runs), usual.emphasis),
        strong=_most((r.style.strong for r in runs), usual.strong),
        hard_break=_most(
            (_plain_break(r.source) for r in runs if r.text == BREAK), usual.hard_break
        ),
        fence=_most((c for c in codes if c in ("```", "~~~")), usual.fence),
        rule=_most(rules, usual.rule),
        underlined=_most(_headings(reading), "") == "underlined",
        airy=_most(_openings(reading), "") == "airy",
        wrap=usual_width(
            o.content.split("\n") for o in reading.origins if o.leaf.kind is Kind.PARAGRAPH
        ),
        final_line_end=not reading.lines or reading.lines[-1].endswith(("\n", "\r")),
    )


def _headings(reading: Reading) -> Iterator[str]:
    for origin in reading.origins:
        if origin.leaf.kind is Kind.HEADING and origin.leaf.level <= 2:
            marked = reading.lines[origin.first].lstrip(" >").startswith("#")
            yield "marked" if marked else "underlined"


def _openings(reading: Reading) -> Iterator[str]:
    for line, following in pairwise(reading.lines):
        if _OPENING.match(line):
            yield "dense" if following.strip() else "airy"


def _plain_break(source: str | None) -> str:
    if source is None:
        return ""
    return "\\\n" if source.startswith("\\") else "  \n"


def _most(found: Iterable[str], usual: str) -> str:
    tally = Counter(item for item in found if item)
    return tally.most_common(1)[0][0] if tally else usual
