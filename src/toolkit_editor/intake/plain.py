"""Plain text: paragraphs between empty lines, and lists as people type them."""

from __future__ import annotations

import codecs
import re

from toolkit_editor.intake.building import LeafBuilder
from toolkit_editor.intake.limits import LONGEST, too_much
from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.intake.words import folded
from toolkit_editor.prose.model import Style

_ITEM = re.compile(r"([ \t]*)(?:([-*+•–])|(\d{1,6})[.)])[ \t]+(?=\S)")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_WRAPPED = 55
"""Lines that are nearly all at least this long were cut by a program, not by a person."""
_INDENT = 2


def decoded(data: bytes) -> str:
    """The characters of a text file: Unicode where it can be, else as Windows writes."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def take_text(text: str) -> TakenIn:
    """What plain `text` says. Raises `Refused` where it is too much."""
    if len(text) > LONGEST:
        raise too_much()
    builder = LeafBuilder()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").expandtabs(4)
    for paragraph in _PARAGRAPHS.split(text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if lines:
            _paragraph(builder, lines)
    return TakenIn(builder.finish())


def _paragraph(builder: LeafBuilder, lines: list[str]) -> None:
    wrapped = all(len(line) >= _WRAPPED for line in lines[:-1])
    in_item = False
    for index, line in enumerate(lines):
        item = _ITEM.match(line)
        if item is not None:
            if in_item:
                builder.close_flat_item()
            start = int(item[3]) if item[3] else None
            level = len(item[1]) // _INDENT + 1
            builder.flat_item(level, ordered=start is not None, start=start, key=("typed",))
            in_item = True
            line = line[item.end() :]  # noqa: PLW2901
        elif index and (wrapped or in_item):
            builder.text(" ", Style())
        elif index:
            builder.break_line()
        builder.text(folded(line), Style())
    if in_item:
        builder.close_flat_item()
    else:
        builder.end_block()
