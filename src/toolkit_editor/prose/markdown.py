"""The one Markdown dialect of the toolkit, and a parser that remembers where everything came from.

Two faces of the same dialect: `reading_parser` for rendering, and `source_parser`, whose tokens
also carry their exact source (`token.meta["lines"]`, `token.meta["span"]`). Must not know about the
editor, the site or files.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, MutableMapping
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from toolkit_editor.prose.directives import directives
from toolkit_editor.prose.templates import templates

MAX_NESTING = 60
"""How many containers deep a text is understood; what lies deeper is left as it is."""

_CONTAINER_RULES = frozenset({"blockquote", "list"})


def _base() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.options["maxNesting"] = MAX_NESTING
    return md.use(directives).use(templates)


def written_address(address: str) -> str:
    """How the address of a link reads once it stands in a text."""
    return normalizeLink(address)


def reading_parser() -> MarkdownIt:
    """A parser for rendering: footnotes are gathered at the end, raw HTML is kept for cleaning."""
    return _base().use(footnote_plugin, inline=False)


class SourceParser:
    """Reads blocks first and the words of each only when they are asked for.

    Block tokens of leaves carry `meta["lines"]`: per line of their map, the text after the marks of
    the containers around them. Inline tokens carry `meta["span"]`: start and end in the `content`
    of their `inline` token, in code points; plain text lies between. Link
    definitions become `definition` tokens.
    """

    def __init__(self) -> None:
        """Holds no text: one parser serves every text and every thread."""
        md = _base()
        md.use(footnote_plugin, inline=False, move_to_end=False)
        md.core.ruler.enableOnly(["normalize", "block"])
        md.inline.ruler2.disable(["fragments_join"])
        for rule in list(md.block.ruler.__rules__):
            if rule.name not in _CONTAINER_RULES:
                md.block.ruler.at(
                    rule.name, partial(_with_lines, rule.name, rule.fn), {"alt": rule.alt}
                )
        md.inline = _SpanInline(md.inline)
        self._md = md

    def blocks(self, text: str, env: MutableMapping[str, object]) -> list[Token]:
        """The block tokens of `text`; `env` takes its link definitions and footnotes."""
        return self._md.parse(text, env)

    def inline(self, content: str, env: MutableMapping[str, object]) -> list[Token]:
        """The inline tokens of the `content` of an `inline` token."""
        children: list[Token] = []
        self._md.inline.parse(content, self._md, env, children)
        return children


@functools.cache
def source_parser() -> SourceParser:
    """The parser that remembers where everything came from."""
    return SourceParser()


def _with_lines(
    name: str,
    rule: Callable[[StateBlock, int, int, bool], bool],
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,
) -> bool:
    known = len(state.tokens)
    indent = state.blkIndent
    if not rule(state, start, end, silent):
        return False
    if silent:
        return True
    if name == "reference":
        state.push("definition", "", 0).map = [start, state.line]
    token = state.tokens[known]
    last = token.map[1] if token.map else state.line
    lines = [state.getLines(line, line + 1, indent, False) for line in range(start, last)]
    token.meta = {**token.meta, "lines": lines}
    return True


class _SpanInline(ParserInline):
    """An inline parser whose tokens carry their span; takes over the rules of `other`."""

    def __init__(self, other: ParserInline) -> None:
        self.ruler = other.ruler
        self.ruler2 = other.ruler2
        self.terminator_re = other.terminator_re
        self._extra_terminator_chars = other._extra_terminator_chars
        for rule in list(self.ruler.__rules__):
            self.ruler.at(rule.name, partial(_with_span, rule.name, rule.fn), {"alt": rule.alt})


def _with_span(
    name: str,
    rule: Callable[[StateInline, bool], bool],
    state: StateInline,
    silent: bool,
) -> bool:
    start = state.pos
    before = len(state.tokens)
    known = before + (1 if state.pending and not silent else 0)
    if not rule(state, silent):
        return False
    if not silent and len(state.tokens) > before:
        _place(name, state.tokens, known, start, state.pos)
    return True


def _place(name: str, tokens: list[Token], known: int, start: int, end: int) -> None:
    """Write the span of the tokens that rule `name` has just made, from index `known` on.

    Plain text has no span: it fills what lies between the others.
    """
    if name in ("emphasis", "strikethrough"):
        for token in tokens[known:]:
            _mark(token, start, start + len(token.content))
            start += len(token.content)
    elif name == "link":
        _mark(tokens[known], start, start + 1)
        _mark(tokens[-1], end, end)
    elif name == "autolink":
        _mark(tokens[-3], start, start + 1)
        _mark(tokens[-2], start + 1, end - 1)
        _mark(tokens[-1], end - 1, end)
    else:
        _mark(tokens[-1], start, end)


def _mark(token: Token, start: int, end: int) -> None:
    token.meta = {**token.meta, "span": (start, end)}
