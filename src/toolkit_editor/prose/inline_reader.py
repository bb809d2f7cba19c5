"""From the words of one leaf, as Markdown, to runs that remember their exact source.

Every character of the content belongs to exactly one run or to the marks around runs. What has no
rich form (inline HTML, a footnote's mark) becomes a run of style `raw` whose text is its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from toolkit_editor.prose.model import BREAK, OBJECT, PLAIN, Link, Picture, Run, Style


def read_runs(content: str, tokens: Sequence[Token]) -> tuple[Run, ...]:
    """The runs of `content`, whose inline tokens (with spans) are `tokens`."""
    return _Reader(content).read(tokens)


class _Reader:
    def __init__(self, content: str) -> None:
        self._content = content
        self._style = PLAIN
        self._outer: list[Style] = []
        self._runs: list[Run] = []

    def read(self, tokens: Sequence[Token]) -> tuple[Run, ...]:
        spans = _spans(tokens)
        for index, token in enumerate(tokens):
            if token.nesting > 0:
                self._open(token, tokens, spans, index)
            elif token.nesting < 0:
                self._style = self._outer.pop()
            else:
                self._leaf(token, *spans[index])
        return tuple(run for run in self._runs if run.text)

    def _open(
        self, token: Token, tokens: Sequence[Token], spans: Sequence[tuple[int, int]], index: int
    ) -> None:
        self._outer.append(self._style)
        if token.type == "strong_open":
            self._style = replace(self._style, strong=token.markup)
        elif token.type == "em_open":
            self._style = replace(self._style, emphasis=token.markup)
        elif token.type == "s_open":
            self._style = replace(self._style, strike=token.markup)
        elif token.type == "link_open":
            close = _closing(tokens, index)
            link = Link(
                str(token.attrGet("href") or ""),
                str(token.attrGet("title") or ""),
                self._content[slice(*spans[index])],
                self._content[slice(*spans[close])],
            )
            self._style = replace(self._style, link=link)

    def _leaf(self, token: Token, start: int, end: int) -> None:
        source = self._content[start:end]
        if token.type in ("text", "text_special"):
            if token.content:
                self._runs.append(Run(token.content, self._style, source))
        elif token.type == "softbreak":
            self._runs.append(Run(" ", self._style, source))
        elif token.type == "hardbreak":
            self._runs.append(Run(BREAK, self._style, source))
        elif token.type == "code_inline":
            self._runs.append(Run(token.content, replace(self._style, code=True), source))
        elif token.type == "image":
            picture = Picture(
                str(token.attrGet("src") or ""),
                _words(token.children or []),
                str(token.attrGet("title") or ""),
            )
            self._runs.append(Run(OBJECT, replace(self._style, picture=picture), source))
        else:
            raw = source.replace("\n", BREAK)
            self._runs.append(Run(raw, replace(self._style, raw=True), source))


def _words(tokens: Sequence[Token]) -> str:
    """The words of a picture's description, without marks."""
    return "".join(
        " "
        if token.type in ("softbreak", "hardbreak")
        else _words(token.children or [])
        if token.children
        else token.content
        for token in tokens
    )


def _spans(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Start and end of every token; those without one of their own fill the gaps."""
    spans: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        start, end = token.meta.get("span", (at, at + len(token.content)))
        if token.type in ("softbreak", "hardbreak", "link_close"):
            start = min(at, start)
        spans.append((start, end))
        at = max(at, end)
    return spans


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at `index`."""
    depth = 0
    for at in range(index, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1
