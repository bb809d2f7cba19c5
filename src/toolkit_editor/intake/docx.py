"""Word documents: their words as they were before tracked changes, and what was remarked on them.

A tracked change is somebody's suggestion, not yet the text: what was to be deleted still stands,
what was to be added becomes a remark. So do comments. Who wrote them is not kept.
"""

from __future__ import annotations

import base64
import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, tostring

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, count, say
from toolkit_editor.intake.html import take_html
from toolkit_editor.intake.package import damaged
from toolkit_editor.intake.remarks import Marker, without_foreign_marks
from toolkit_editor.intake.safe_xml import parse
from toolkit_editor.intake.taken import RemarkKind, TakenIn

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_INSERTED = frozenset({f"{_W}ins", f"{_W}moveTo"})
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom"})
_PROPERTIES = frozenset({f"{_W}pPr", f"{_W}rPr", f"{_W}trPr", f"{_W}tcPr"})
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
r[style-name='HTML Code'] => code
p[style-name^='toc '] => !
p[style-name='TOC Heading'] => !
comment-reference => !
"""


def take_docx(parts: Mapping[str, bytes]) -> TakenIn:
    """What the Word document with these parts says. Raises `Refused`."""
    main = _main_part(parts)
    if _STRICT in parts[main][:5_000]:
        raise Refused(
            say(
                "This document is saved in a strict form that cannot be read here. "
                "Save it as an ordinary Word document (.docx) and try again."
            )
        )
    marker = Marker()
    document = parse(parts[main])
    left_out = list(_what_is_left_out(document))
    _Rewriting(marker, _comments(parts, main)).rewrite(document)
    rewritten = {main: tostring(document, "utf-8")}
    for name in parts:
        if posixpath.basename(name) in ("footnotes.xml", "endnotes.xml"):
            notes = parse(parts[name])
            _Rewriting(None, {}).rewrite(notes)
            rewritten[name] = tostring(notes, "utf-8")
    taken = take_html(_as_html({**parts, **rewritten}))
    leaves, remarks = marker.found_in(taken.leaves)
    if marker.left_over:
        left_out.append(
            count(
                marker.left_over,
                "{n} remark was left out: there are too many.",
                "{n} remarks were left out: there are too many.",
            )
        )
    return replace(taken, leaves=leaves, remarks=remarks, left_out=(*left_out, *taken.left_out))


def _as_html(parts: Mapping[str, bytes]) -> str:
    """The document as plain HTML. Only the parts that hold words and pictures are looked at."""
    import mammoth

    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as written:
        for name, data in parts.items():
            if name.lower().endswith((".xml", ".rels")):
                if "comments" in posixpath.basename(name).lower():
                    continue
                parse(data)
            written.writestr(name, data)
    package.seek(0)
    try:
        found = mammoth.convert_to_html(
            package,
            style_map=_STYLES,
            id_prefix="n-",
            convert_image=mammoth.images.img_element(_picture),
        )
    except Exception as error:  # a library for honest documents: it may fail in any way on others
        raise damaged() from error
    return str(found.value)


def _picture(image: Any) -> dict[str, str]:
    """A picture as an address that holds it; one that lies elsewhere has none."""
    try:
        with image.open() as file:
            data = base64.b64encode(file.read()).decode("ascii")
    except Exception:  # a linked picture, or a part that is missing
        return {"src": "linked:"}
    return {"src": f"data:image/any;base64,{data}"}


# finding parts


def _main_part(parts: Mapping[str, bytes]) -> str:
    for kind, target in _relations(parts, "_rels/.rels"):
        if kind.endswith("/officeDocument") and target.lstrip("/") in parts:
            return target.lstrip("/")
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise damaged()


def _relations(parts: Mapping[str, bytes], name: str) -> Iterator[tuple[str, str]]:
    """The kind and the target of each relation."""
    if name in parts:
        for one in parse(parts[name]).iter(_RELATION):
            yield one.get("Type", ""), one.get("Target", "")


def _comments(parts: Mapping[str, bytes], main: str) -> Mapping[str, str]:
    """The words of each comment by its id."""
    folder, name = posixpath.split(main)
    found: dict[str, str] = {}
    for kind, target in _relations(parts, posixpath.join(folder, "_rels", f"{name}.rels")):
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if kind.endswith("/comments") and path in parts:
            for comment in parse(parts[path]).iter(f"{_W}comment"):
                paragraphs = [_words(p).strip() for p in comment.iter(f"{_W}p")]
                found[comment.get(f"{_W}id", "")] = "\n".join(filter(None, paragraphs))
    return found


def _words(element: Element) -> str:
    """The characters in an element; deleted ones do not count."""
    pieces: list[str] = []
    for inner in element.iter():
        if inner.tag == f"{_W}t":
            pieces.append(inner.text or "")
        elif inner.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            pieces.append(" ")
    return "".join(pieces)


def _what_is_left_out(document: Element) -> Iterator[Message]:
    tags = {element.tag for element in document.iter()}
    if f"{_MATHS}oMath" in tags:
        yield say("A formula was left out. Write it out in words, or add it as a picture.")
    if any(str(tag).startswith(_CHART) for tag in tags):
        yield say("A chart was left out. Save it as a picture and add it from there.")


# rewriting


class _Rewriting:
    """Puts marks where remarks begin and end; without a marker remarks just go."""

    def __init__(self, marker: Marker | None, comments: Mapping[str, str]) -> None:
        self._marker = marker
        self._comments = comments
        self._open: dict[str, str] = {}
        self._ranged: set[str] = set()

    def rewrite(self, root: Element) -> None:
        """Rewrite everything under `root`, in place."""
        for element in root.iter():
            if element.tag in (f"{_W}t", f"{_W}delText") and element.text:
                element.text = without_foreign_marks(element.text)
        self._ranged = {e.get(f"{_W}id", "") for e in root.iter(f"{_W}commentRangeStart")}
        self._children(root)

    def _children(self, parent: Element) -> None:
        rewritten: list[Element] = []
        for child in list(parent):
            rewritten += self._element(child)
        parent[:] = rewritten

    def _element(self, element: Element) -> list[Element]:
        tag = element.tag
        if tag in _PROPERTIES:
            self._turn_properties(element)
            return [element]
        if tag in _INSERTED:
            return self._inserted(element)
        if tag in _DELETED:
            return self._deleted(element)
        if tag == f"{_W}commentRangeStart":
            return self._comment_begins(element.get(f"{_W}id", ""))
        if tag == f"{_W}commentRangeEnd":
            return self._comment_ends(element.get(f"{_W}id", ""))
        if tag == f"{_W}r":
            reference = element.find(f"{_W}commentReference")
            if reference is not None:
                return self._comment_on_a_point(reference.get(f"{_W}id", ""))
        self._children(element)
        return [element]

    def _turn_properties(self, properties: Element) -> None:
        """A new end of a paragraph is as if it were not there; a deleted one still is."""
        for inner in properties.iter():
            gone = [child for child in inner if child.tag in _DELETED]
            new = [child for child in inner if child.tag in _INSERTED]
            for child in gone:
                inner.remove(child)
            for child in new:
                if properties.tag == f"{_W}pPr":
                    child.tag = f"{_W}del"
                else:
                    inner.remove(child)

    def _inserted(self, element: Element) -> list[Element]:
        words = _words(element)
        if self._marker is None or not words.strip():
            return []
        mark, _ = self._marker.note(RemarkKind.INSERTION, words)
        return [_run(mark)]

    def _deleted(self, element: Element) -> list[Element]:
        for inner in element.iter(f"{_W}delText"):
            inner.tag = f"{_W}t"
        self._children(element)
        if self._marker is None or not _words(element).strip():
            return list(element)
        before, behind = self._marker.note(RemarkKind.DELETION)
        return [_run(before), *element, _run(behind)]

    def _comment_begins(self, id_: str) -> list[Element]:
        if self._marker is None or not self._comments.get(id_) or id_ in self._open:
            return []
        before, behind = self._marker.note(RemarkKind.COMMENT, self._comments[id_])
        self._open[id_] = behind
        return [_run(before)]

    def _comment_ends(self, id_: str) -> list[Element]:
        return [_run(self._open[id_])] if id_ in self._open else []

    def _comment_on_a_point(self, id_: str) -> list[Element]:
        if id_ in self._ranged:
            return []
        begun = self._comment_begins(id_)
        return [*begun, *self._comment_ends(id_)] if begun else []


def _run(text: str) -> Element:
    run = Element(f"{_W}r")
    words = Element(f"{_W}t")
    words.text = text
    run.append(words)
    return run
