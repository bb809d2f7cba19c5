"""A Markdown text as units: sentences, and what is not made of sentences, each with its lead.

The lead is all that stands before a unit and after the one before it: blanks, line ends, the mark
of a list item. Leads and texts in order are the text again, to the byte. Must not know any other
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.markdown import source_parser
from toolkit_editor.prose.reader import cut_lines
from toolkit_editor.prose.sentences import source_sentence_ends

_KEY = re.compile(r"(?P<name>[^\s#:-][^:\r\n]*?)[ \t]*:(?=\s)")
_PREFIX = re.compile(
    r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\#{1,6}(?=[ \t])))*[ \t]*"
    r"(?:\[[ xX]\][ \t]+)?"
)
_BETWEEN = re.compile(r"[ \t\u00a0\u202f]*(?:(?:\r\n|\r|\n)[ \t>]*)?")
_BREAK = re.compile(r"(?:\\| {2,})(?:\r\n|\r|\n)")
_BLANKS = re.compile(r"\s*[\r\n]+[ \t>]*|[ \t]+")
_NUMBER = re.compile(r"\d+(?=[.)])")
_LEAVES = {
    "paragraph_open": "sentences",
    "heading_open": "sentences",
    "fence": "whole",
    "code_block": "whole",
    "html_block": "whole",
    "hr": "whole",
    "definition": "whole",
    "tr_open": "row",
}


class Sort(StrEnum):
    """What a unit is."""

    SENTENCE = "sentence"
    ROW = "row"
    """A row of a table."""
    KEY = "key"
    """A key of the front matter with its value."""
    WHOLE = "whole"
    """Code, raw HTML, a line of source."""
    END = "end"
    """The end of the text: only a lead."""


@dataclass(frozen=True)
class Unit:
    """What can be changed by itself. `name` is the key of front matter."""

    lead: str
    text: str
    sort: Sort
    opens: bool
    """Whether a block begins with it: a paragraph, an item, a row."""
    name: str = ""

    @property
    def source(self) -> str:
        """All of it, as it is written."""
        return self.lead + self.text

    @cached_property
    def words(self) -> str:
        """The text however its lines are broken: for comparing."""
        return _BLANKS.sub(" ", self.text).strip()

    @cached_property
    def form(self) -> str:
        """What the lead says of where the unit stands: for comparing."""
        if not self.opens:
            return "break" if _BREAK.search(self.lead) else ""
        mark = self.lead[max(self.lead.rfind("\n"), self.lead.rfind("\r")) + 1 :]
        return "block " + _NUMBER.sub("1", " ".join(mark.split()))


def units_of(text: str) -> list[Unit]:
    """The units of `text`, the end as the last."""
    lines = cut_lines(text)
    found: list[Unit] = []
    lead = ""
    head, _body = split(text.encode("utf-8", "surrogatepass"))
    first = len(cut_lines(head.decode("utf-8", "surrogatepass")))
    for start, end, sort in [*_front(lines[:first]), *_leaves(lines, first)]:
        block = "".join(lines[start:end])
        if not block.strip():
            lead += block
            continue
        body = block.rstrip("\r\n")
        found += _cut(lead, body, sort)
        lead = block[len(body) :]
    found.append(Unit(lead, "", Sort.END, opens=True))
    return found


def _front(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """The keys of front matter, each with all its lines; its fences."""
    start = 0
    for number in range(1, len(lines)):
        if _KEY.match(lines[number]) or number == len(lines) - 1:
            yield start, number, "key"
            start = number
    if lines:
        yield start, len(lines), "key"


def _leaves(lines: list[str], first: int) -> Iterator[tuple[int, int, str]]:
    """All lines from `first` on: those of each leaf together, the others one by one."""
    sorts: dict[int, tuple[int, str]] = {}
    for token in source_parser().blocks("".join(lines[first:]), {}):
        if token.map and token.type in _LEAVES:
            sorts.setdefault(first + token.map[0], (first + token.map[1], _LEAVES[token.type]))
    at = first
    while at < len(lines):
        end, sort = sorts.get(at, (at + 1, "whole"))
        yield at, max(at + 1, min(end, len(lines))), sort
        at = max(at + 1, min(end, len(lines)))


def _cut(lead: str, body: str, sort: str) -> Iterator[Unit]:
    key = _KEY.match(body) if sort == "key" else None
    if key:
        yield Unit(lead, body, Sort.KEY, opens=True, name=key["name"])
        return
    if sort != "sentences":
        yield Unit(lead, body, Sort.ROW if sort == "row" else Sort.WHOLE, opens=True)
        return
    prefix = _PREFIX.match(body)
    at = prefix.end() if prefix else 0
    lead, opens = lead + body[:at], True
    start = at
    for end in source_sentence_ends(body[at:]):
        if body[start : at + end].strip() or opens:
            yield Unit(lead, body[start : at + end], Sort.SENTENCE, opens=opens)
            opens = False
            between = _BETWEEN.match(body, at + end)
            start = between.end() if between else at + end
            lead = body[at + end : start]
    if start < len(body) or lead:
        yield Unit(lead, body[start:], Sort.SENTENCE, opens=opens)
