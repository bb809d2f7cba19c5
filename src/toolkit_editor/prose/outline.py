"""What a text is made of besides its words: headings, pictures, links, tables, each with its line.

Lines count from 1 in the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from toolkit_editor.prose.markdown import reading_parser
from toolkit_editor.prose.render import words_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` from 1 to 6."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `alt` is its description in words."""

    alt: str
    src: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written; `text` is what a reader sees or hears."""

    text: str
    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    has_header: bool
    line: int


@dataclass(frozen=True, slots=True)
class RawHtml:
    """HTML in the text."""

    html: str
    line: int


@dataclass(frozen=True, slots=True)
class Structure:
    """A section's headings, pictures, links, tables and HTML, each in the order of the text."""

    headings: tuple[Heading, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()
    html: tuple[RawHtml, ...] = ()


def structure_of(body: bytes) -> Structure:
    """The structure of `body`. Takes any bytes."""
    md = reading_parser()
    md.validateLink = _any_link  # type: ignore[method-assign]
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    return _Survey().of(md.parse(text))


def _any_link(url: str) -> bool:
    """Links that must not be followed are reported too."""
    return bool(url)


class _Survey:
    def __init__(self) -> None:
        self._headings: list[Heading] = []
        self._images: list[Image] = []
        self._links: list[Link] = []
        self._tables: list[Table] = []
        self._html: list[RawHtml] = []

    def of(self, tokens: Sequence[Token]) -> Structure:
        line = 1
        for index, token in enumerate(tokens):
            line = token.map[0] + 1 if token.map else line
            if token.type == "heading_open":
                words = words_of(tokens[index + 1])
                self._headings.append(Heading(int(token.tag[1]), words, line))
            elif token.type == "table_open":
                self._table(tokens[index:], line)
            elif token.type == "html_block":
                self._html.append(RawHtml(token.content, line))
            elif token.type == "inline":
                self._inline(token.children or [], line)
        return Structure(
            tuple(self._headings),
            tuple(self._images),
            tuple(self._links),
            tuple(self._tables),
            tuple(self._html),
        )

    def _table(self, rest: Sequence[Token], line: int) -> None:
        end = next(i for i, token in enumerate(rest) if token.type == "thead_close")
        words = [words_of(token) for token in rest[:end] if token.type == "inline"]
        self._tables.append(Table(any(words), line))

    def _inline(self, children: Sequence[Token], line: int) -> None:
        opened: list[tuple[str, int, list[str]]] = []
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                opened.append((str(child.attrGet("href") or ""), line, []))
            elif child.type == "link_close" and opened:
                href, at, words = opened.pop()
                self._links.append(Link("".join(words).strip(), href, at))
            elif child.type == "image":
                self._images.append(Image(child.content, str(child.attrGet("src") or ""), line))
            elif child.type == "html_inline":
                self._html.append(RawHtml(child.content, line))
            if opened and child.content:
                opened[-1][2].append(child.content)
