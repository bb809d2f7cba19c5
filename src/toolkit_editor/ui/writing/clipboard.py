"""What copying gives other programs, and what pasting takes from them.

Out go rich text, Markdown and plain words. In come words with their structure and nothing else; a
picture is handed on. Nothing is fetched and nothing runs.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from toolkit_editor.base.addresses import has_scheme, is_safe
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.model import BREAK, OBJECT, Kind, Leaf, Picture, Run, Style
from toolkit_editor.ui.widgets.copied import PASSAGE

LONGEST = 5_000_000
"""Characters that are taken at once; more than any toolkit holds."""
_MARKDOWN = "text/markdown"
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff")


class Clipboard:
    """Turns leaves into mime data and back."""

    def __init__(self) -> None:
        """Remembers nothing yet."""
        self._last: tuple[bytes, list[Leaf]] = (b"", [])

    def give(self, leaves: list[Leaf]) -> QMimeData:
        """`leaves` as other programs and this one can take them."""
        from toolkit_editor.prose.render import render

        data = QMimeData()
        markdown = Document(b"").write(leaves).data
        data.setText("\n".join(leaf.text.replace(BREAK, "\n") for leaf in leaves))
        data.setHtml(render(markdown).html)
        data.setData(_MARKDOWN, QByteArray(markdown))
        data.setData(PASSAGE, QByteArray(markdown))
        self._last = (markdown, leaves)
        return data

    def can_take(self, data: QMimeData) -> bool:
        """Whether there is anything that can be pasted."""
        return data.hasText() or data.hasHtml() or data.hasImage() or bool(_files(data))

    def take(self, data: QMimeData, *, plain: bool = False) -> TakenIn:
        """What to paste; `plain` for words alone. Raises `Refused` where it is too much."""
        if not plain:
            if data.hasFormat(PASSAGE):
                return TakenIn(tuple(self._own(bytes(data.data(PASSAGE).data()))))
            files = _files(data)
            if files:
                return _as_pictures(files)
            if data.hasFormat(_MARKDOWN) and not data.hasHtml():
                return TakenIn(Document(_within(bytes(data.data(_MARKDOWN).data()))).leaves)
            if data.hasHtml():
                found = _from_html(data.html())
                if found is not None and (found.leaves or found.pictures):
                    return found
            if data.hasImage() and not data.hasText():
                return _as_pictures([_png(data.imageData())])
        return _from_text(data.text())

    def take_lines(self, data: QMimeData, *, source: bool) -> str:
        """What to paste into a box, letter for letter; `source` for Markdown where there is some.

        Raises `Refused` where it is too much.
        """
        text = data.text()
        if source and data.hasFormat(PASSAGE):
            text = bytes(data.data(PASSAGE).data()).decode("utf-8", "replace")
        if len(text) > LONGEST:
            raise Refused(_too_much())
        return "\n".join(_showable(line) for line in _lines(text))

    def _own(self, markdown: bytes) -> Sequence[Leaf]:
        """What this program copied, with all it knows of it where it was copied just now."""
        return self._last[1] if self._last[0] == markdown else Document(markdown).leaves


def _within(data: bytes) -> bytes:
    if len(data) > LONGEST:
        raise Refused(_too_much())
    return data


def _too_much() -> Message:
    return say(
        "That is too much to paste at once. Save it as a file and bring the file in, or paste it "
        "in parts."
    )


def _from_html(html: str) -> TakenIn | None:
    """The words of rich text; None where only the plain words can be taken."""
    from toolkit_editor.intake.html import take_html
    from toolkit_editor.intake.images import word_picture

    if len(html) > LONGEST:
        raise Refused(_too_much())
    try:
        return take_html(html, word_picture)
    except Refused:
        return None


def _as_pictures(files: Sequence[bytes]) -> TakenIn:
    """Pictures alone, each in its own paragraph."""
    pictures = {f"picture-{number}": data for number, data in enumerate(files)}
    leaves = (
        Leaf(Kind.PARAGRAPH, (Run(OBJECT, Style(picture=Picture(address, ""))),))
        for address in pictures
    )
    return TakenIn(tuple(leaves), pictures)


def without_pictures(taken: TakenIn) -> list[Leaf]:
    """What was taken where no pictures can be kept."""
    kept: list[Leaf] = []
    for leaf in taken.leaves:
        runs = [
            run
            for run in leaf.runs
            if run.style.picture is None or run.style.picture.src not in taken.pictures
        ]
        if runs or not leaf.runs:
            kept.append(leaf.with_runs(*runs))
    return kept


def address_alone(leaves: Sequence[Leaf]) -> str:
    """The address that is all there is; empty where it is not so."""
    text = leaves[0].text if len(leaves) == 1 else ""
    return text if has_scheme(text) and is_safe(text) and not text.split()[1:] else ""


def _from_text(text: str) -> TakenIn:
    if len(text) > LONGEST:
        raise Refused(_too_much())
    lines = [line.strip() for line in _lines(text) if line.strip()]
    return TakenIn(tuple(Leaf(Kind.PARAGRAPH, (Run(_showable(line)),)) for line in lines))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")


def _showable(text: str) -> str:
    """Words without characters that no text holds."""
    return "".join(c for c in text if c == "\t" or (ord(c) >= 32 and c not in "\u2028\u2029\ufffc"))


def _files(data: QMimeData) -> list[bytes]:
    """The pictures among files that are dropped; other files are brought in by a page."""
    from pathlib import Path

    found: list[bytes] = []
    for url in data.urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.casefold() in _PICTURES and path.is_file():
            found.append(path.read_bytes())
    return found


def _png(image: object) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(image, QImage):
        QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())
