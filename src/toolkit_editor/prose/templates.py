"""Marks of site generators that people's files hold: `{{ … }}`, `{% … %}` and `!!!` blocks.

They are kept and shown as what they are. Rules for the Markdown parser; must not know what a
generator makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CALL_OUT = re.compile(r"(?:!!!|\?\?\?)\+? ?[A-Za-z][\w -]*(?:\"[^\"\n]*\")?[ \t]*$")


def _tag(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if found is None:
        return False
    if not silent:
        state.push("template", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _call_out(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = state.src[
        state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]
    ]
    if state.is_code_block(start_line) or not _CALL_OUT.match(first):
        return False
    line = start_line + 1
    if line >= end_line or state.isEmpty(line) or not state.is_code_block(line):
        return False
    if silent:
        return True
    last = line
    while line < end_line and (state.isEmpty(line) or state.is_code_block(line)):
        last = last if state.isEmpty(line) else line
        line += 1
    token = state.push("call_out", "", 0)
    token.content = state.getLines(start_line, last + 1, state.blkIndent, False)
    token.map = [start_line, last + 1]
    state.line = last + 1
    return True


def _render_tag(
    _self: object,
    tokens: Sequence[Token],
    index: int,
    _options: Mapping[str, Any],
    _env: Mapping[str, Any],
) -> str:
    return escape(tokens[index].content)


def _render_call_out(
    _self: object,
    tokens: Sequence[Token],
    index: int,
    _options: Mapping[str, Any],
    _env: Mapping[str, Any],
) -> str:
    paragraphs = re.split(r"\n[ \t]*\n", tokens[index].content)
    return "".join(f"<p>{escape(' '.join(part.split()))}</p>\n" for part in paragraphs)


def templates(md: MarkdownIt) -> None:
    """Teach `md` to leave the marks of generators alone."""
    md.inline.ruler.before("escape", "template", _tag)
    md.inline.add_terminator_char("{")
    md.block.ruler.before("fence", "call_out", _call_out, {"alt": ["blockquote", "list"]})
    md.add_render_rule("template", _render_tag)
    md.add_render_rule("call_out", _render_call_out)
