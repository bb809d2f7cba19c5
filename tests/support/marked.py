"""Reads passages in which everything that could identify somebody is marked by hand.

The notation and the rules of marking are told in `marked_passages/README.md`. Knows nothing of how
the program finds identifiers, only the names of their kinds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from toolkit_editor.checks.identity_patterns import Kind

FOLDER = Path(__file__).with_name("marked_passages")
LANGUAGES = ("en", "fr")
_BRACES = re.compile(r"\{(?P<kind>[a-z-]+):(?P<words>[^{}]+)\}|[{}]")


class Half(StrEnum):
    """Which half of the passages; the values are the names of their folders."""

    TUNING = "tuning"
    KEPT_APART = "kept_apart"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words from `start` to `end` (code points) that could identify somebody."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as the program would see it, and what in it is marked, in order."""

    text: str
    lang: str
    marks: tuple[Mark, ...]


def read_passage(written: str, lang: str) -> Passage:
    """The passage behind its notation; ValueError for a brace astray or an unknown kind."""
    text, marks, read = "", [], 0
    for found in _BRACES.finditer(written):
        words = found["words"]
        if words is None or words != words.strip():
            raise ValueError(f"not a mark: {written[found.start() : found.start() + 40]!r}")
        text += written[read : found.start()]
        marks.append(Mark(Kind(found["kind"]), len(text), len(text) + len(words)))
        text += words
        read = found.end()
    return Passage(text + written[read:], lang, tuple(marks))


def read_passages(half: Half, lang: str) -> list[Passage]:
    """All passages of one half in one language."""
    lines = (FOLDER / half / f"{lang}.txt").read_text(encoding="utf-8").splitlines()
    paragraphs = "\n".join(line for line in lines if not line.startswith("#")).split("\n\n")
    return [read_passage(one.strip("\n"), lang) for one in paragraphs if one.strip()]
