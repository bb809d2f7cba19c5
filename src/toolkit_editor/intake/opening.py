"""The one door for files: looks at what a file is, whatever it is called, and takes it in.

A file that cannot be taken is refused in one sentence that says what to do instead.
"""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.content.front_matter import split
from toolkit_editor.intake.docx import take_docx
from toolkit_editor.intake.html import take_html
from toolkit_editor.intake.odt import take_odt
from toolkit_editor.intake.package import locked, too_large, unpack
from toolkit_editor.intake.plain import decoded, take_text
from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.prose.document import Document

LARGEST = 100_000_000
"""Bytes of a file that is looked at."""

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ODT = b"application/vnd.oasis.opendocument.text"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.I)


def take_file(name: str, data: bytes) -> TakenIn:
    """What the file `name` with the bytes `data` says. Raises `Refused`."""
    ending = name.rpartition(".")[2].casefold()
    if len(data) > LARGEST:
        raise too_large()
    if not data.strip():
        raise Refused(say("This file is empty. Choose another one."))
    if data.startswith(_ZIP):
        return _take_package(data)
    _require_words(data, ending)
    if ending in ("md", "markdown"):
        return _take_markdown(data)
    text = decoded(data)
    if ending in ("html", "htm", "xhtml") or _HTML.match(text[:2_000]):
        return take_html(_page(data, text), whole_page=True)
    return take_text(text)


def _take_package(data: bytes) -> TakenIn:
    parts = unpack(data)
    if parts.get("mimetype", b"").strip().startswith(_ODT):
        return take_odt(parts)
    if any(part.startswith("word/") for part in parts):
        return take_docx(parts)
    raise _wrong_kind()


def _require_words(data: bytes, ending: str) -> None:
    """Refuse what is no text, with the way out for each kind that people have."""
    if data.startswith(_OLD_OFFICE):
        if _PACKAGE in data:
            raise locked()
        raise Refused(
            say(
                "This document is in an old form that cannot be read safely. "
                "Open it in Word or LibreOffice, save it as .docx and try again."
            )
        )
    if data.startswith(b"{\\rtf"):
        raise Refused(
            say(
                "This is a rich text file (.rtf). "
                "Open it in Word or LibreOffice, save it as .docx and try again."
            )
        )
    if data.startswith(b"%PDF"):
        raise Refused(
            say(
                "A PDF only knows where letters stand, not what belongs together. "
                "Bring in the document it was made from, or copy its words and paste them."
            )
        )
    if b"\0" in data[:4_000] and (data.startswith(_PICTURES) or data[8:12] == b"WEBP"):
        raise Refused(
            say("This is a picture, not a text. Open the section it belongs to and add it there.")
        )
    if ending == "docx" or (b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise _wrong_kind()


def _take_markdown(data: bytes) -> TakenIn:
    leaves = Document(split(data)[1]).leaves
    return TakenIn(tuple(replace(leaf, number=None) for leaf in leaves), source=data)


def _page(data: bytes, text: str) -> str:
    """The page in the characters it says it is written in."""
    told = _CHARSET.search(data[:4_000])
    if told is None:
        return text
    try:
        return data.decode(told[1].decode("ascii"))
    except (LookupError, UnicodeError):
        return text


def _wrong_kind() -> Refused:
    return Refused(
        say(
            "This kind of file cannot be brought in. "
            "Choose a Word document (.docx), an OpenDocument text (.odt), a web page "
            "or a text file."
        )
    )
