"""From a section's body to clean HTML, block by block: for the preview and for the site alike.

Raw HTML is cleaned against a list of what is allowed; links keep only known schemes; a picture is
shown only where the caller finds it in the toolkit. Must not know pages, templates or files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from toolkit_editor.base.message import Message, say
from toolkit_editor.prose.directives import label
from toolkit_editor.prose.markdown import reading_parser

_SCHEMES = {"http", "https", "mailto", "tel"}
_TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "title", "lang", "dir", "aria-label", "aria-labelledby", "role"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
}


@dataclass(frozen=True, slots=True)
class RenderedHeading:
    """A heading of the text with the id it can be linked by."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """The HTML of one top-level block, which begins in `line` of the body (from 0)."""

    html: str
    line: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML."""

    blocks: tuple[RenderedBlock, ...]
    headings: tuple[RenderedHeading, ...]

    @property
    def html(self) -> str:
        """All blocks together."""
        return "\n".join(block.html for block in self.blocks)

    def block_at(self, line: int) -> int:
        """The index of the block that holds `line`."""
        found = [i for i, block in enumerate(self.blocks) if block.line <= line]
        return found[-1] if found else 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rendering needs from outside.

    `link` and `picture` turn an address of the text into one that works where the HTML is shown, or
    None where there is none; `say` turns a message into words of the reader's language.
    """

    say: Callable[[Message], str] = str
    link: Callable[[str], str | None] = lambda href: href
    picture: Callable[[str], str | None] = lambda _src: None
    heading_shift: int = 0
    prefix: str = field(default="")
    """Put before every id, so that two texts can share a page."""


def render(body: bytes, surroundings: Surroundings | None = None) -> Rendered:
    """The HTML of `body`. Takes any bytes."""
    around = surroundings or Surroundings()
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    md = dress_renderer(reading_parser())
    md.options["maxNesting"] = 60
    env: dict[str, Any] = {"docId": around.prefix} if around.prefix else {}
    tokens = md.parse(text, env)
    dresser = _Dresser(around)
    headings = dresser.dress(tokens)
    blocks = [
        RenderedBlock(_clean(md.renderer.render(group, md.options, env), dresser.pictures), line)
        for group, line in _top_level(tokens)
    ]
    return Rendered(tuple(b for b in blocks if b.html.strip()), tuple(headings))


def is_carried(html: str) -> bool:
    """Whether raw HTML says the same after cleaning: no script, style, form or frame in it."""
    found = {tag.casefold() for tag in re.findall(r"<\s*([A-Za-z][\w-]*)", html)}
    handlers = re.search(r"<[^>]*\s(on\w+|style|srcdoc)\s*=", html, re.IGNORECASE)
    unsafe = re.search(r"(javascript|vbscript|data)\s*:", html, re.IGNORECASE)
    return found <= _TAGS and handlers is None and unsafe is None


def _top_level(tokens: Sequence[Token]) -> list[tuple[list[Token], int]]:
    groups: list[tuple[list[Token], int]] = []
    depth, group, line = 0, list[Token](), 0
    for token in tokens:
        if depth == 0 and token.map:
            line = token.map[0]
        group.append(token)
        depth += token.nesting
        if depth == 0:
            groups.append((group, line))
            group = []
    return groups


def _clean(html: str, pictures: AbstractSet[str]) -> str:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if tag == "img" and attribute == "src":
            return value if value in pictures else None
        return value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        attribute_filter=keep,
    )


class _Dresser:
    """Prepares parsed tokens: addresses, ids of headings, the toolkit's own blocks."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._taken: dict[str, int] = {}
        self._headings: list[RenderedHeading] = []
        self.pictures: set[str] = set()

    def dress(self, tokens: Sequence[Token]) -> list[RenderedHeading]:
        for index, token in enumerate(tokens):
            if token.type in ("heading_open", "heading_close"):
                level = min(6, int(token.tag[1]) + self._around.heading_shift)
                token.tag = f"h{level}"
                if token.nesting > 0:
                    self._heading(token, level, words_of(tokens[index + 1]))
            elif token.type == "directive_open":
                self._directive(token)
            elif token.type in ("th_open", "td_open"):
                self._cell(token)
            elif token.type == "inline":
                token.children = self._inline(token.children or [])
        return self._headings

    def _heading(self, token: Token, level: int, text: str) -> None:
        slug = slugged(text) or "part"
        seen = self._taken.get(slug, 0)
        self._taken[slug] = seen + 1
        id_ = f"{self._around.prefix}{slug}" + (f"-{seen + 1}" if seen else "")
        token.attrSet("id", id_)
        self._headings.append(RenderedHeading(level, text, id_))

    def _cell(self, token: Token) -> None:
        """Alignment as a class: the site's content policy allows no styles in the text."""
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrSet("class", f"align-{style.removeprefix('text-align:')}")
        if token.type == "th_open":
            token.attrSet("scope", "col")

    def _directive(self, token: Token) -> None:
        if token.meta["known"]:
            heading = self._around.say(label(token.info, token.meta["argument"]))
            token.attrSet("class", f"block {token.info}")
            token.attrSet("aria-label", heading)
            token.meta["heading"] = heading

    def _inline(self, children: list[Token]) -> list[Token]:
        dressed: list[Token] = []
        closing: list[bool] = []
        for child in children:
            if child.type == "link_open":
                href = self._around.link(str(child.attrGet("href") or ""))
                closing.append(href is not None)
                if href is None:
                    continue
                child.attrSet("href", href)
            elif child.type == "link_close" and not closing.pop():
                continue
            elif child.type == "image":
                child = self._picture(child)  # noqa: PLW2901
            dressed.append(child)
        return dressed

    def _picture(self, token: Token) -> Token:
        src = self._around.picture(str(token.attrGet("src") or ""))
        if src is not None:
            self.pictures.add(src)
            token.attrSet("src", src)
            token.attrSet("loading", "lazy")
            return token
        missing = Token("text", "", 0)
        missing.content = self._around.say(say("[picture: {alt}]", alt=token.content))
        return missing


def words_of(inline: Token) -> str:
    """The visible words of an inline token."""
    return "".join(
        child.content if child.type in ("text", "code_inline", "image", "text_special") else " "
        for child in inline.children or []
        if child.type != "html_inline" and child.nesting == 0
    ).strip()


def slugged(text: str) -> str:
    """`text` as an id: letters and digits of any language, the rest as hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _render_directive(
    _self: object,
    tokens: Sequence[Token],
    index: int,
    _options: Mapping[str, Any],
    _env: Mapping[str, Any],
) -> str:
    token = tokens[index]
    if not token.meta["known"]:
        return ""
    if token.nesting < 0:
        return "</section>\n"
    heading = escape(token.meta.get("heading", token.info))
    classes = escape(str(token.attrGet("class") or ""))
    opening = f'<section class="{classes}" aria-label="{heading}">'
    return f'{opening}\n<p class="block-label">{heading}</p>\n'


def dress_renderer(md: MarkdownIt) -> MarkdownIt:
    """Teach a parser's renderer the toolkit's own blocks."""
    md.add_render_rule("directive_open", _render_directive)
    md.add_render_rule("directive_close", _render_directive)
    return md
