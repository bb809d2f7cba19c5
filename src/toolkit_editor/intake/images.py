"""Pictures in HTML: those that are inside it come along, those on the web are never fetched.

Gives each the address `picture-<n>`, until somebody cleans its bytes and names it for good.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from toolkit_editor.base.message import Message, say
from toolkit_editor.intake import words
from toolkit_editor.prose.model import Leaf, Picture

OpenFile = Callable[[str], bytes | None]
"""Gives the bytes of a picture by the address of a file on this computer, or None."""

_DATA = re.compile(r"""data:image/[\w.+-]{1,40}(?:;[\w=.-]{1,60})*,[^"'\s<>)]*""")
_TOKEN = re.compile(r"taken-picture:(\d{1,6})")
_MOST_BYTES = 100_000_000
_LONGEST_ALT = 1_000
_PIXEL = 3
_LONGEST_SYMBOL = 12

_MARKS = str.maketrans(
    {"[": "(", "]": ")", "<": "‹", ">": "›", "_": "-", **dict.fromkeys("*`~\\^", "")}
)
_ENTITY = re.compile(r"(&#?\w+);")

_ON_THE_WEB = say(
    "Pictures that lie on the web were left out. "
    "Save them on your computer and add them from there."
)
_UNREADABLE = say("A picture could not be read and was left out.")
_TOO_LARGE = say("The pictures together are too large. Some were left out.")


def nowhere(_address: str) -> bytes | None:
    """No file is opened."""
    return None


class Images:
    """The pictures of one page."""

    def __init__(self, open_file: OpenFile) -> None:
        """Read files, if at all, through `open_file`."""
        self._open_file = open_file
        self._inside: list[str] = []
        self._found: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._size = 0
        self._left_out: list[Message] = []

    @property
    def left_out(self) -> tuple[Message, ...]:
        """What had to be left out, one sentence for each kind."""
        return tuple(self._left_out)

    def collect(self, html: str) -> str:
        """`html` with the pictures that are written into it taken out; short tokens stand there."""

        def remember(found: re.Match[str]) -> str:
            self._inside.append(found[0])
            return f"taken-picture:{len(self._inside) - 1}"

        return _DATA.sub(remember, html) if "data:image/" in html else html

    def take(self, attributes: Mapping[str, str | None]) -> Picture | str | None:
        """The picture of an `<img>`; words that say the same; or None where it is left out."""
        src = (attributes.get("src") or "").strip()
        alt = plain_alt(attributes.get("alt") or "")
        if _is_symbol(alt, attributes):
            return alt
        if not src or _is_pixel(attributes):
            return None
        name = self._names.get(src) or self._keep(src)
        return Picture(name, alt) if name else None

    def used_in(self, leaves: Sequence[Leaf]) -> dict[str, bytes]:
        """The bytes of the pictures that `leaves` show."""
        shown = {run.style.picture.src for leaf in leaves for run in leaf.runs if run.style.picture}
        return {name: data for name, data in self._found.items() if name in shown}

    def _keep(self, src: str) -> str:
        token = _TOKEN.fullmatch(src)
        if token and int(token[1]) < len(self._inside):
            data = _decoded(self._inside[int(token[1])])
        elif src.lower().startswith("file:"):
            data = self._open_file(src)
        else:
            return self._leave_out(_ON_THE_WEB)
        if not data:
            return self._leave_out(_UNREADABLE)
        if self._size + len(data) > _MOST_BYTES:
            return self._leave_out(_TOO_LARGE)
        self._size += len(data)
        name = next((n for n, known in self._found.items() if known == data), "")
        if not name:
            name = f"picture-{len(self._found) + 1}"
            self._found[name] = data
        self._names[src] = name
        return name

    def _leave_out(self, sentence: Message) -> str:
        if sentence not in self._left_out:
            self._left_out.append(sentence)
        return ""


def word_picture(address: str) -> bytes | None:
    """The bytes of a picture that Word put beside a copied text; None for any other file."""
    path = path_beside_a_copy(address)
    if path is None:
        return None
    try:
        with Path(path).open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError:
        return None


def path_beside_a_copy(address: str) -> str | None:
    """The path of a picture that Word put beside a copied text; None for any other file.

    Only the names Word gives are followed, in the folder it makes for a copy: a page must not be
    able to name any file of the person's and see it brought in.
    """
    parts = urlsplit(address)
    if parts.scheme.lower() != "file" or parts.netloc.lower() not in ("", "localhost"):
        return None
    path = unquote(parts.path)
    if re.match(r"/[A-Za-z]:[/\\]", path):
        path = path[1:]
    path = re.sub(r"^//+", "/", path.replace("\\", "/"))
    pure = PurePosixPath(path)
    made_for_a_copy = any(part.startswith("msohtmlclip") for part in pure.parts)
    named = re.fullmatch(r"(?:clip_)?image\d{1,5}\.(?:png|jpe?g|gif|bmp|tiff?)", pure.name, re.I)
    return path if made_for_a_copy and named and ".." not in pure.parts else None


def _decoded(address: str) -> bytes | None:
    head, _, body = address.partition(",")
    if head.lower().endswith(";base64"):
        try:
            return base64.b64decode(re.sub(r"\s+", "", unquote(body)), validate=True)
        except (binascii.Error, ValueError):
            return None
    return unquote_to_bytes(body)


def _is_pixel(attributes: Mapping[str, str | None]) -> bool:
    """Whether a picture is there to be counted, not to be seen."""
    sizes = (attributes.get("width"), attributes.get("height"))
    return any(
        size is not None
        and (number := size.strip().removesuffix("px")).isdigit()
        and int(number[:9]) <= _PIXEL
        for size in sizes
    )


def plain_alt(alt: str) -> str:
    """An alternative text without marks: Markdown would read them as its own."""
    alt = words.folded(alt).replace("\u00a0", " ").strip()[:_LONGEST_ALT].strip()
    return " ".join(_ENTITY.sub(r"\1", alt.translate(_MARKS)).split())


def _is_symbol(alt: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether a picture only shows a character, as messages do with smileys."""
    if not alt or len(alt) > _LONGEST_SYMBOL or any(c.isalnum() and c.isascii() for c in alt):
        return False
    told = f"{attributes.get('class') or ''} {attributes.get('data-emoji') or ''}"
    return "emoji" in told.lower() or all(ord(c) > 0x2190 for c in alt)
