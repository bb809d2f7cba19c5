"""The search index of one language: which word is on which page.

A script file that a page loads beside itself, so that search works from a folder on a disk, where
browsers let a page read no data. Without scripts the search page is a plain list of all pages.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 2
_IN_TITLE = 3


@dataclass(frozen=True, slots=True)
class Searchable:
    """One page: `address` relative to the search page, what it shows in a list, and its words."""

    address: str
    title: str
    where: str
    summary: str
    text: str


def folded(text: str) -> str:
    """`text` without case and accents, as words are compared."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def search_index(pages: Iterable[Searchable]) -> bytes:
    """The index as a script: pages in order, and for each word the pages with their weights."""
    shown = []
    words: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        shown.append([page.address, page.title, page.where, page.summary])
        weights = dict.fromkeys(_words(f"{page.summary} {page.text}"), 1)
        weights.update(dict.fromkeys(_words(page.title), _IN_TITLE))
        for word, weight in weights.items():
            words.setdefault(word, []).extend((number, weight))
    data = {"pages": shown, "words": dict(sorted(words.items()))}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.toolkitIndex={_safe_in_script(written)};\n".encode()


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(folded(text)) if len(word) >= _SHORTEST}


def _safe_in_script(written: str) -> str:
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
