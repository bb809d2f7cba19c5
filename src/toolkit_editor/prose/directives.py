"""The toolkit's own blocks: `::: keep` … `:::`, as a rule for the Markdown parser.

Known names become containers whose inside is ordinary Markdown; any other name stays what it was
and is shown as its source. Must not know how a block looks on the screen or on the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from toolkit_editor.base.message import Message, say

LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "keep": say("Keep as is"),
        "adapt": say("Adapt with care"),
        "own": say("Make it your own"),
        "tip": say("Tip"),
        "trouble": say("When it goes wrong"),
        "example": say("Worked example"),
        "note": say("Content note"),
    }
)
"""What a reader sees at the head of each block."""

TIP_FOR: Mapping[str, Message] = MappingProxyType(
    {
        "internal": say("Tip for a facilitator from inside the organisation"),
        "external": say("Tip for a facilitator from outside the organisation"),
        "both": say("Tip for every facilitator"),
    }
)
"""A tip says which kind of facilitator it is for."""

_OPENING = re.compile(r"(:{3,})[ \t]*([A-Za-z][\w-]*)([^:]*?)[ \t]*$")
_CLOSING = re.compile(r"(:{3,})[ \t]*$")


def label(name: str, argument: str) -> Message:
    """The heading of the block `name` with its `argument`."""
    if name == "tip" and argument in TIP_FOR:
        return TIP_FOR[argument]
    return LABELS[name]


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line):
        return False
    opening = _OPENING.match(_line(state, start_line))
    if opening is None:
        return False
    if silent:
        return True
    closing_line = None
    next_line = start_line + 1
    while next_line < end_line:
        if not state.isEmpty(next_line) and state.sCount[next_line] < state.blkIndent:
            break
        closing = _CLOSING.match(_line(state, next_line))
        if closing and len(closing[1]) >= len(opening[1]) and not state.is_code_block(next_line):
            closing_line = next_line
            break
        next_line += 1
    known = opening[2] in LABELS and closing_line is not None
    after = next_line + (1 if closing_line is not None else 0)

    parent, line_max = state.parentType, state.lineMax
    state.parentType = "container"
    state.lineMax = next_line
    token = state.push("directive_open", "section", 1)
    token.map = [start_line, after]
    token.info = opening[2]
    token.markup = opening[1]
    token.meta = {"argument": opening[3].strip(), "known": known}
    state.md.block.tokenize(state, start_line + 1, next_line)
    state.push("directive_close", "section", -1).meta = {"known": known}
    state.parentType, state.lineMax = parent, line_max
    state.line = after
    return True


def directives(md: MarkdownIt) -> None:
    """Teach `md` the toolkit's own blocks."""
    md.block.ruler.before(
        "fence",
        "directive",
        _directive,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
