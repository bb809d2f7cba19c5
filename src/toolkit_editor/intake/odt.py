"""LibreOffice documents: turned into plain HTML, which is then taken like any other.

As with Word, the words are those before tracked changes; what was changed and what was remarked
comes along as remarks, without the names of those who did it.
"""

from __future__ import annotations

import base64
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.intake.html import take_html
from toolkit_editor.intake.package import damaged, locked
from toolkit_editor.intake.remarks import Marker, without_foreign_marks
from toolkit_editor.intake.safe_xml import parse
from toolkit_editor.intake.taken import RemarkKind, TakenIn

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE = f"{{{_NAMES}text:1.0}}", f"{{{_NAMES}table:1.0}}"
_STYLE, _OFFICE = f"{{{_NAMES}style:1.0}}", f"{{{_NAMES}office:1.0}}"
_DRAW, _SVG = f"{{{_NAMES}drawing:1.0}}", f"{{{_NAMES}svg-compatible:1.0}}"
_FO = f"{{{_NAMES}xsl-fo-compatible:1.0}}"
_MANIFEST = f"{{{_NAMES}manifest:1.0}}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_SKIPPED = frozenset(
    f"{_TEXT}{name}"
    for name in ("tracked-changes", "table-of-content", "soft-page-break", "sequence-decls")
)
_ENTRIES = ("table-of-content",)
_MOST_BLANKS = 100


def take_odt(parts: Mapping[str, bytes]) -> TakenIn:
    """What the OpenDocument text with these parts says. Raises `Refused`."""
    if "META-INF/manifest.xml" in parts:
        manifest = parse(parts["META-INF/manifest.xml"])
        if next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
            raise locked()
    if "content.xml" not in parts:
        raise damaged()
    content = parse(parts["content.xml"])
    text = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if text is None:
        raise Refused(say("This is not a text document. Copy its words and paste them instead."))
    styles = _Styles()
    for part in ("styles.xml", "content.xml"):
        if part in parts:
            styles.learn(parse(parts[part]))
    marker = Marker()
    writer = _Writer(parts, styles, marker, _deleted(text))
    taken = take_html(writer.page(text))
    leaves, remarks = marker.found_in(taken.leaves)
    left_out = (*writer.left_out, *taken.left_out)
    return replace(taken, leaves=leaves, remarks=remarks, left_out=left_out)


def _deleted(text: Element) -> Mapping[str, Element]:
    """What each tracked change took away."""
    found: dict[str, Element] = {}
    for region in text.iter(f"{_TEXT}changed-region"):
        deletion = region.find(f"{_TEXT}deletion")
        id_ = region.get(f"{_TEXT}id") or region.get(_XML_ID)
        if deletion is not None and id_:
            found[id_] = deletion
    return found


@dataclass(slots=True)
class _Styles:
    """What styles say that means something."""

    tags: dict[str, frozenset[str]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    ordered: dict[tuple[str, int], int] = field(default_factory=dict)
    """Numbered levels of list styles, and where they start."""

    def learn(self, root: Element) -> None:
        """Read the styles of one part."""
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            self.parents[name] = style.get(f"{_STYLE}parent-style-name", "")
            said = style.find(f"{_STYLE}text-properties")
            if said is not None:
                self.tags[name] = _tags(said)
        for style in root.iter(f"{_TEXT}list-style"):
            name = style.get(f"{_STYLE}name", "")
            for level in style.iter(f"{_TEXT}list-level-style-number"):
                if level.get(f"{_STYLE}num-format"):
                    depth = _number(level.get(f"{_TEXT}level"), 1)
                    start = _number(level.get(f"{_TEXT}start-value"), 1)
                    self.ordered[name, depth] = start

    def of(self, name: str) -> frozenset[str]:
        """The tags for a style; its parents are the program's own and say how headings look."""
        return self.tags.get(name, frozenset())

    def is_a(self, name: str, wanted: str) -> bool:
        """Whether a style is `wanted` or made from it."""
        for _ in range(20):
            if name == wanted:
                return True
            name = self.parents.get(name, "")
        return False


def _tags(said: Element) -> frozenset[str]:
    position = said.get(f"{_STYLE}text-position", "").split(" ")[0]
    raised = position == "super" or (position.endswith("%") and _number(position[:-1], 0) > 0)
    line = said.get(f"{_STYLE}text-line-through-style", "none")
    told = {
        "b": said.get(f"{_FO}font-weight", "") in ("bold", "600", "700", "800", "900"),
        "i": said.get(f"{_FO}font-style", "") in ("italic", "oblique"),
        "s": line != "none",
        "sup": raised,
        "sub": position.startswith(("sub", "-")),
    }
    return frozenset(tag for tag, on in told.items() if on)


class _Writer:
    """Writes the document as HTML. The tree is not deep: `safe_xml` saw to that."""

    def __init__(
        self,
        parts: Mapping[str, bytes],
        styles: _Styles,
        marker: Marker,
        deleted: Mapping[str, Element],
    ) -> None:
        self._parts = parts
        self._styles = styles
        self._marker = marker
        self._deleted = deleted
        self._notes: list[str] = []
        self._added: list[str] | None = None
        self._comments: dict[str, str] = {}
        self._ends: set[str] = set()
        self._lists: list[str] = []
        self.left_out: list[Message] = []

    def page(self, text: Element) -> str:
        """The whole text; its notes at the end."""
        self._ends = {
            one.get(f"{_OFFICE}name", "") for one in text.iter(f"{_OFFICE}annotation-end")
        }
        body = self._inside(text)
        return f"<body>{body}<ol>{''.join(self._notes)}</ol></body>"

    def _inside(self, element: Element) -> str:
        pieces = [self._words(element.text)]
        for child in element:
            pieces += [self._element(child), self._words(child.tail)]
        return "".join(pieces)

    def _words(self, text: str | None) -> str:
        if not text:
            return ""
        if self._added is not None:
            self._added.append(text)
            return ""
        return escape(without_foreign_marks(text))

    def _element(self, element: Element) -> str:
        namespace, _, name = element.tag.rpartition("}")
        wanted = {
            _TEXT: self._text_element,
            _TABLE: self._table_element,
            _DRAW: self._drawn,
            _OFFICE: self._office_element,
        }.get(namespace + "}")
        return wanted(name, element) if wanted else ""

    def _text_element(self, name: str, element: Element) -> str:
        if element.tag in _SKIPPED:
            if name in _ENTRIES:
                self._leave_out(say("The table of contents was left out."))
            return ""
        style = element.get(f"{_TEXT}style-name", "")
        if name == "h":
            level = min(6, max(1, _number(element.get(f"{_TEXT}outline-level"), 1)))
            return f"<h{level}>{self._inside(element)}</h{level}>"
        if name == "p":
            return self._paragraph(element, style)
        if name == "span":
            return _wrapped(self._inside(element), self._styles.of(style))
        if name == "a":
            href = escape(element.get(f"{_XLINK}href", ""))
            return f'<a href="{href}">{self._inside(element)}</a>'
        if name == "s":
            return self._words(" " * min(_MOST_BLANKS, _number(element.get(f"{_TEXT}c"), 1)))
        if name == "tab":
            return self._words(" ")
        if name == "line-break":
            return "<br>" if self._added is None else ""
        if name == "list":
            return self._list(element, style)
        if name == "note":
            return self._note(element)
        if name in ("change-start", "change-end", "change"):
            return self._change(name, element.get(f"{_TEXT}change-id", ""))
        return self._inside(element)

    def _paragraph(self, element: Element, style: str) -> str:
        inside = _wrapped(self._inside(element), self._styles.of(style))
        if self._styles.is_a(style, "Title"):
            return f"<h1>{inside}</h1>"
        if self._styles.is_a(style, "Quotations"):
            return f"<blockquote><p>{inside}</p></blockquote>"
        if self._styles.is_a(style, "Preformatted_20_Text"):
            return f"<pre>{inside}</pre>"
        return f"<p>{inside}</p>"

    def _list(self, element: Element, style: str) -> str:
        self._lists.append(style or (self._lists[-1] if self._lists else ""))
        start = self._styles.ordered.get((self._lists[-1], len(self._lists)))
        kinds = (f"{_TEXT}list-item", f"{_TEXT}list-header")
        items = [child for child in element if child.tag in kinds]
        first = items[0].get(f"{_TEXT}start-value") if items else None
        inside = "".join(f"<li>{self._inside(item)}</li>" for item in items)
        self._lists.pop()
        if start is None:
            return f"<ul>{inside}</ul>"
        return f'<ol start="{_number(first, start)}">{inside}</ol>'

    def _note(self, element: Element) -> str:
        body = element.find(f"{_TEXT}note-body")
        if body is None or self._added is not None:
            return ""
        number = len(self._notes) + 1
        self._notes.append("")
        back = f'<a href="#ref-{number}">^</a>'
        self._notes[number - 1] = f'<li id="note-{number}">{self._inside(body)} {back}</li>'
        return f'<a id="ref-{number}" href="#note-{number}">{number}</a>'

    # tables, pictures

    def _table_element(self, name: str, element: Element) -> str:
        if name == "table":
            return f"<table>{self._inside_only(element)}</table>"
        if name in ("table-header-rows", "table-rows", "table-row-group"):
            inside = self._inside_only(element)
            return f"<thead>{inside}</thead>" if name == "table-header-rows" else inside
        if name == "table-row":
            return f"<tr>{self._inside_only(element)}</tr>"
        if name == "table-cell":
            width = _number(element.get(f"{_TABLE}number-columns-spanned"), 1)
            height = _number(element.get(f"{_TABLE}number-rows-spanned"), 1)
            return f'<td colspan="{width}" rowspan="{height}">{self._inside_only(element)}</td>'
        return ""

    def _inside_only(self, element: Element) -> str:
        return "".join(map(self._element, element))

    def _drawn(self, name: str, element: Element) -> str:
        if name != "frame":
            return self._inside_only(element)
        image = element.find(f"{_DRAW}image")
        if image is None:
            return self._inside_only(element)
        alt = " ".join(
            (told.text or "").strip()
            for told in (element.find(f"{_SVG}title"), element.find(f"{_SVG}desc"))
            if told is not None
        )
        path = posixpath.normpath(unquote(image.get(f"{_XLINK}href", "")))
        data = self._parts.get(path)
        src = "linked:"
        if data is not None:
            src = f"data:image/any;base64,{base64.b64encode(data).decode('ascii')}"
        return f'<img alt="{escape(alt)}" src="{src}">'

    # remarks

    def _office_element(self, name: str, element: Element) -> str:
        id_ = element.get(f"{_OFFICE}name", "")
        if name == "annotation":
            paragraphs = ("".join(p.itertext()).strip() for p in element.iter(f"{_TEXT}p"))
            words = "\n".join(filter(None, paragraphs))
            if not words:
                return ""
            before, behind = self._marker.note(RemarkKind.COMMENT, words)
            if id_ and id_ in self._ends:
                self._comments[id_] = behind
                return before
            return before + behind
        if name == "annotation-end":
            return self._comments.pop(id_, "")
        return ""

    def _change(self, name: str, id_: str) -> str:
        if name == "change-start":
            self._added = []
            return ""
        if name == "change-end":
            words, self._added = "".join(self._added or ()), None
            return self._marker.note(RemarkKind.INSERTION, words)[0] if words.strip() else ""
        deletion = self._deleted.get(id_)
        if deletion is None or self._added is not None:
            return ""
        paragraphs = [p for p in deletion if p.tag in (f"{_TEXT}p", f"{_TEXT}h")]
        inside = "<br>".join(filter(None, map(self._inside, paragraphs)))
        if not inside.strip():
            return ""
        before, behind = self._marker.note(RemarkKind.DELETION)
        return before + inside + behind

    def _leave_out(self, sentence: Message) -> None:
        if sentence not in self.left_out:
            self.left_out.append(sentence)


def _wrapped(inside: str, tags: frozenset[str]) -> str:
    for tag in sorted(tags):
        inside = f"<{tag}>{inside}</{tag}>"
    return inside


def _number(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
