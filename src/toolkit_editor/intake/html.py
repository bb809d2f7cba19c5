"""From the HTML of any program to clean leaves: only what means something comes along.

Words, headings, emphasis, links, lists, tables, quotes, code and pictures; no look, no script, no
trace of who wrote. Nothing is ever fetched. The page is walked without recursion, so that no
nesting can bring the program down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from toolkit_editor.base.message import Message, say
from toolkit_editor.intake import limits, words
from toolkit_editor.intake.building import BULLET, LeafBuilder, LineBuilder
from toolkit_editor.intake.images import Images, OpenFile, nowhere
from toolkit_editor.intake.links import address
from toolkit_editor.intake.looks import NOTHING, Look, look
from toolkit_editor.intake.notes import definition, mark
from toolkit_editor.intake.survey import Survey, survey
from toolkit_editor.intake.tables import as_lines, grid, is_layout
from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.prose.model import Link, Run, Style


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names(
    "address article aside body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form header hgroup legend main p section "
    "summary table tbody td tfoot th thead tr"
)
_SKIPPED = _names(
    "script style head title meta link base template noscript xml datalist nav rp "
    "colgroup col param source track area map object applet canvas"
)
_PLAYED = _names("iframe video audio embed frame frameset")
_FILLED_IN = frozenset({"input", "select", "textarea"})
_STRONG = frozenset({"b", "strong", "dt"})
_EMPHASIS = frozenset({"i", "em", "cite", "dfn", "var"})
_STRIKE = frozenset({"s", "strike", "del"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_HEADING = re.compile(r"h([1-6])")
_WORD_HEADING = re.compile(r"\bMsoTitle\b")
_WORD_CONTENTS = re.compile(r"\bMsoTo[cf]\w*\b")
_WORD_LIST = re.compile(r"\bMsoList(Bullet|Number)(\d?)\b")
_WORD_LEVEL = re.compile(r"(l\d+)\s+level(\d+)(?:\s+(lfo\d+))?")
_NUMBER = re.compile(r"\(?(?:(\d{1,9})|([a-z])|[ivxlcdm]+)[.)°]", re.IGNORECASE)
_CLIPBOARD_HEAD = re.compile(r"\s*Version:[\d.]+\s[^<]{0,500}", re.IGNORECASE)
_LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:lang(?:uage)?|highlight-source)-([\w+#-]{1,30})")
_MAIL_QUOTE = re.compile(r"\bmoz-|^white-space: ?pre-wrap;? ?word-wrap|^word-wrap: ?break-word")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

_NO_PLAYER = say("A video, a recording or a page within the page was left out.")
_NO_DRAWING = say("A drawing was left out. Save it as a picture and add it from there.")
_NO_FORM = say("Boxes to fill in were left out.")
_NO_CONTENTS = say("The table of contents was left out.")
_NO_COMMENTS = say("Comments were left out. To keep them, bring in the document itself.")
_NO_SURROUNDINGS = say("Menus and what stands around the text of the page were left out.")
_NO_LINK = say("Some links led nowhere safe. Their words were kept without the link.")


def take_html(html: str, open_file: OpenFile = nowhere, *, whole_page: bool = False) -> TakenIn:
    """What `html` says, as clean leaves.

    `open_file` gives the bytes of a picture that the HTML names by a file on this computer, or
    None; unless it is given, no file is read. Of a `whole_page` that says what its main part is,
    only that is taken. Raises `Refused` where it is too much.
    """
    images = Images(open_file)
    html = images.collect(_CLIPBOARD_HEAD.sub("", html, count=1).rstrip("\r\n\0"))
    limits.check(html)
    parsed = LexborHTMLParser(html)
    root = parsed.body
    if root is None:
        return TakenIn(())
    page = survey(root, [sheet.text(deep=True) or "" for sheet in parsed.css("style")])
    left_out: list[Message] = []
    mains = parsed.css("main") if whole_page else []
    if len(mains) == 1:
        root = mains[0]
        left_out.append(_NO_SURROUNDINGS)
    builder = LeafBuilder()
    walk = _Walk(page, images, left_out)
    walk.read(root, builder, _State())
    notes = [
        definition(number, walk.in_one_line(body, _State()))
        for number, body in enumerate(page.notes, 1)
    ]
    leaves = builder.finish(notes)
    return TakenIn(leaves, images.used_in(leaves), (), (*left_out, *images.left_out))


class _State(NamedTuple):
    """What holds for the words of an element, from those around it."""

    style: Style = Style()
    lines: bool = False
    raised: str = ""


Close = Callable[[], None]


class _Walk:
    def __init__(self, page: Survey, images: Images, left_out: list[Message]) -> None:
        self._page = page
        self._images = images
        self._left_out = left_out
        self._notes = frozenset(body.mem_id for body in page.notes)

    def in_one_line(self, node: LexborNode, state: _State) -> tuple[Run, ...]:
        """The words of `node` as one line."""
        builder = LineBuilder()
        self.read(node, builder, state)
        return builder.words()

    def read(self, root: LexborNode, builder: LeafBuilder, state: _State) -> None:
        """Read everything in `root` into `builder`."""
        todo: list[tuple[LexborNode, _State] | Close] = []
        _push(todo, root.child, self._inherit(root, self._look(root), state))
        while todo:
            step = todo.pop()
            if not isinstance(step, tuple):
                step()
                continue
            node, here = step
            _push(todo, _following(node), here)
            if node.is_text_node:
                self._text(node, builder, here)
            elif node.is_element_node:
                self._element(node, builder, here, todo)

    def _text(self, node: LexborNode, builder: LeafBuilder, state: _State) -> None:
        text = words.folded(node.text_content or "", lines=state.lines)
        if state.raised and (small := _small(text.strip(), state.raised)):
            text = small
        if text:
            builder.text(text, state.style)

    def _element(
        self,
        node: LexborNode,
        builder: LeafBuilder,
        state: _State,
        todo: list[tuple[LexborNode, _State] | Close],
    ) -> None:
        tag = node.tag or ""
        if node.mem_id in self._notes or node.mem_id in self._page.backlinks:
            return
        seen = self._look(node)
        if self._is_passed_over(node, tag, seen):
            return
        inner = self._inherit(node, seen, state)
        if tag == "br":
            self._break(node, builder)
        elif tag == "hr":
            builder.rule()
        elif tag == "img":
            self._picture(node, builder, inner)
        elif tag == "a" and (number := self._page.references.get(node.mem_id)):
            builder.text(mark(number), Style(raw=True))
        elif tag == "pre" or (seen.lines and seen.fixed_width and _is_block(tag, seen)):
            self._code(node, builder, inner, todo)
        elif tag == "table" and not self._only_arranges(node, builder):
            self._table(node, builder, inner)
        else:
            close = self._open(node, tag, seen, builder)
            if close is not None:
                todo.append(close)
            _push(todo, node.child, inner)

    # what an element is

    def _look(self, node: LexborNode) -> Look:
        """What style attribute and class say."""
        attributes = node.attributes
        found = NOTHING
        if self._page.classes:
            for name in (attributes.get("class") or "").split():
                found = self._page.classes.get(name, NOTHING).over(found)
        css = attributes.get("style")
        return look(css).over(found) if css else found

    def _is_passed_over(self, node: LexborNode, tag: str, seen: Look) -> bool:
        """Whether an element brings nothing to keep; says so where a person would ask."""
        if tag in _SKIPPED or seen.hidden or tag.startswith("v:") or seen.listed == "ignore":
            return True
        attributes = node.attributes
        if "hidden" in attributes or attributes.get("role") == "navigation":
            return True
        name = attributes.get("class") or ""
        if tag in _PLAYED:
            self._leave_out(_NO_PLAYER)
            return True
        if tag == "svg":
            if attributes.get("role") == "img" or attributes.get("aria-label"):
                self._leave_out(_NO_DRAWING)
            return True
        if tag in _FILLED_IN:
            if attributes.get("type") not in ("hidden", "checkbox", "radio"):
                self._leave_out(_NO_FORM)
            return True
        if _WORD_CONTENTS.search(name):
            self._leave_out(_NO_CONTENTS)
            return True
        if seen.element in ("comment-list", "comment") or "MsoCommentReference" in name:
            self._leave_out(_NO_COMMENTS)
            return True
        if tag == "sup" and "reference" in name.split():
            link = node.css_first("a")
            return link is None or link.mem_id not in self._page.references
        return tag == "span" and "mw-editsection" in name

    def _inherit(self, node: LexborNode, seen: Look, state: _State) -> _State:
        tag = node.tag or ""
        strong = seen.strong if seen.strong is not None else _on(tag in _STRONG)
        emphasis = seen.emphasis if seen.emphasis is not None else _on(tag in _EMPHASIS)
        strike = seen.strike if seen.strike is not None else _on(tag in _STRIKE)
        if _heading_level(node, tag) or tag == "th":
            strong = None
        link = self._link(href) if tag == "a" and (href := node.attributes.get("href")) else None
        style = _marked(state.style, strong, emphasis, strike, tag in _CODE, link)
        lines = state.lines if seen.lines is None else seen.lines
        raised = tag if tag in ("sup", "sub") else seen.raised or state.raised
        return _State(style, lines, raised)

    def _link(self, href: str) -> Link | None:
        leads = address(href)
        if leads is None:
            if not href.startswith("#"):
                self._leave_out(_NO_LINK)
            return None
        return Link(leads)

    def _leave_out(self, sentence: Message) -> None:
        if sentence not in self._left_out:
            self._left_out.append(sentence)

    def _only_arranges(self, table: LexborNode, builder: LeafBuilder) -> bool:
        """Whether the cells of a table are read as blocks like any other."""
        in_a_line = isinstance(builder, LineBuilder)
        return in_a_line or is_layout(table, table.mem_id in self._page.tables_around_tables)

    # opening and closing

    def _open(self, node: LexborNode, tag: str, seen: Look, builder: LeafBuilder) -> Close | None:
        """Begin what `node` is; gives what is to be done at its end."""
        level = _heading_level(node, tag)
        if level:
            builder.end_block()
            builder.level = level
            return lambda: _close_heading(builder)
        if tag in ("ul", "ol", "menu"):
            builder.open_list(ordered=tag == "ol", start=_integer(node.attributes.get("start")))
            return builder.close_list
        if tag == "li":
            builder.item(_said_level(node), _task(node))
            return builder.close_item
        if tag == "blockquote" and not seen.borderless:
            builder.open_quote()
            return builder.close_quote
        if tag == "q":
            builder.text("“", Style())
            return lambda: builder.text("”", Style())
        if _is_block(tag, seen) or tag == "blockquote":
            builder.end_block()
            return self._word_item(node, seen, builder) or builder.end_block
        if node.attributes.get("data-stringify-type") == "paragraph-break":
            builder.end_block()
        return None

    def _word_item(self, node: LexborNode, seen: Look, builder: LeafBuilder) -> Close | None:
        """An item as Word writes it: a paragraph that says which list and level it belongs to."""
        if node.tag != "p":
            return None
        listed = _WORD_LEVEL.search(seen.listed or "")
        name = _WORD_LIST.search(node.attributes.get("class") or "")
        if listed is None and (name is None or seen.listed in ("none", "skip")):
            return None
        key = (listed[1], listed[3]) if listed else (name[1] if name else "",)
        level = int(listed[2]) if listed else int((name and name[2]) or 1)
        written = _word_mark(node)
        number = _NUMBER.fullmatch(written)
        ordered = number is not None or (not written and name is not None and name[1] == "Number")
        start = _counted(number) if number else None
        builder.flat_item(level, ordered=ordered, start=start, key=key)
        return builder.close_flat_item

    # what stands by itself

    def _break(self, node: LexborNode, builder: LeafBuilder) -> None:
        if node.attributes.get("role") == "presentation" and not _is_bullet(node.next):
            builder.text(" ", Style())  # a line of a page in print, not of the text
        else:
            builder.break_line()

    def _picture(self, node: LexborNode, builder: LeafBuilder, state: _State) -> None:
        attributes = node.attributes
        if (
            attributes.get("aria-roledescription") == "checkbox"
            or attributes.get("role") == "checkbox"
        ):
            return
        found = self._images.take(attributes)
        if isinstance(found, str):
            builder.text(found, state.style)
        elif found is not None:
            builder.picture(found, state.style)

    def _code(
        self,
        node: LexborNode,
        builder: LeafBuilder,
        state: _State,
        todo: list[tuple[LexborNode, _State] | Close],
    ) -> None:
        attributes = node.attributes
        told = f"{attributes.get('class') or ''} {attributes.get('style') or ''}".strip()
        if _MAIL_QUOTE.search(told):  # a message in plain text, not code
            builder.end_block()
            todo.append(builder.end_block)
            _push(todo, node.child, state._replace(lines=True))
            return
        inner = node.css_first("code")
        name = f"{told} {(inner.attributes.get('class') or '') if inner else ''}"
        info = _LANGUAGE_CLASS.search(name)
        builder.code(_source(node), info[1] if info else "", state.style)

    def _table(self, node: LexborNode, builder: LeafBuilder, state: _State) -> None:
        caption = next((c for c in _children(node) if c.tag == "caption"), None)
        builder.end_block()
        if caption is not None:
            for run in self.in_one_line(caption, state):
                builder.text(run.text, run.style)
            builder.end_block()
        rows = grid(node, lambda cell: self.in_one_line(cell, state))
        if rows and len(rows[0]) > 1:
            header = [words.plainer(cell) for cell in rows[0]]
            builder.table([header, *rows[1:]])
            return
        for line in as_lines(rows):
            for run in line:
                builder.text(run.text, run.style)
            builder.end_block()


def _push(
    todo: list[tuple[LexborNode, _State] | Close], node: LexborNode | None, state: _State
) -> None:
    if node is not None:
        todo.append((node, state))


def _following(node: LexborNode) -> LexborNode | None:
    """The next sibling; past the bullet that Word puts between two conditional comments."""
    after = node.next
    if not (node.is_comment_node and "supportLists" in (node.comment_content or "")):
        return after
    skipped = after
    while skipped is not None:
        if skipped.is_comment_node and "endif" in (skipped.comment_content or ""):
            return skipped.next
        skipped = skipped.next
    return after


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _close_heading(builder: LeafBuilder) -> None:
    builder.end_block()
    builder.level = 0


def _is_block(tag: str, seen: Look) -> bool:
    return tag in _BLOCKS or bool(seen.block and tag != "a")


def _heading_level(node: LexborNode, tag: str) -> int:
    """The level of a heading, whichever way it is said; 0 for none."""
    if match := _HEADING.fullmatch(tag):
        return int(match[1])
    attributes = node.attributes
    if attributes.get("role") == "heading":
        return min(6, max(1, _integer(attributes.get("aria-level")) or 2))
    if tag == "p" and _WORD_HEADING.search(attributes.get("class") or ""):
        return 1
    return 0


def _said_level(node: LexborNode) -> int | None:
    """The level that an item says it has, where lists are not nested."""
    attributes = node.attributes
    for name in ("aria-level", "data-aria-level"):
        if level := _integer(attributes.get(name)):
            return max(1, min(9, level))
    outer = node.parent.attributes if node.parent is not None else {}
    indent = _integer(attributes.get("data-stringify-indent") or outer.get("data-indent"))
    return None if indent is None else min(9, indent + 1)


def _task(node: LexborNode) -> str:
    """The box of an item: a blank, an x, or nothing where there is no box."""
    attributes = node.attributes
    checked = attributes.get("aria-checked")
    if attributes.get("role") == "checkbox" or checked is not None:
        return "x" if checked == "true" else " "
    for child in node.traverse():
        if child.tag == "input" and child.attributes.get("type") == "checkbox":
            return "x" if "checked" in child.attributes else " "
        name = child.attributes.get("class") or ""
        if "checkbox-on" in name:
            return "x"
        if "checkbox-off" in name:
            return " "
        if child.tag in ("ul", "ol"):
            break
    return ""


def _word_mark(node: LexborNode) -> str:
    """The bullet or number that Word wrote out before an item."""
    html = (node.html or "")[:4_000]
    if "Ignore" not in html and "supportLists" not in html:
        return ""
    for inner in node.traverse(include_text=True):
        if inner.is_text_node and (text := (inner.text_content or "").strip()):
            return text
    return ""


def _counted(number: re.Match[str]) -> int | None:
    """The number that a written mark stands for; None where a letter may be a Roman one."""
    if number[1]:
        return int(number[1])
    letter = (number[2] or "").lower()
    return ord(letter) - ord("a") + 1 if letter and letter not in "ivxlcdm" else None


@lru_cache(maxsize=1024)
def _marked(
    style: Style,
    strong: bool | None,
    emphasis: bool | None,
    strike: bool | None,
    code: bool,
    link: Link | None,
) -> Style:
    """`style` with the marks that are told; None leaves a mark as it is around.

    Code carries no other mark: two pieces of code side by side could not be told apart.
    """
    if code or style.code:
        return Style(code=True, link=link or style.link)
    return replace(
        style,
        strong=style.strong if strong is None else "**" if strong else "",
        emphasis=style.emphasis if emphasis is None else "*" if emphasis else "",
        strike="~~" if strike else style.strike,
        link=link or style.link,
    )


def _is_bullet(node: LexborNode | None) -> bool:
    return node is not None and BULLET.match(node.text() or "") is not None


def _integer(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else None


def _on(is_so: bool) -> bool | None:
    return True if is_so else None


def _small(text: str, raised: str) -> str:
    """`text` in characters that are small by themselves; empty where there are none."""
    table = _RAISED if raised == "sup" else _LOWERED
    return text.translate(table) if text and all(ord(c) in table for c in text) else ""


def _source(node: LexborNode) -> str:
    """The characters of code, a line end for each break and block."""
    pieces: list[str] = []
    for inner in node.traverse(include_text=True):
        if inner.is_text_node:
            pieces.append(inner.text_content or "")
        elif inner.tag == "br" or (inner.tag in ("div", "p") and pieces and pieces[-1] != "\n"):
            pieces.append("\n")
    return words.code("".join(pieces))
