"""Putting stories between the blocks of a section's HTML. Must not know what a story says."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905


def insert_after_blocks(html: str, insertions: Mapping[int, str]) -> str:
    """`html` with each of `insertions` after the top-level block it names (from 0).

    A number beyond the last block means the end. Nothing else of `html` is changed.
    """
    if not insertions:
        return html
    ends = _block_ends(html)
    pieces = []
    start = 0
    for index in sorted(insertions):
        end = ends[index] if index < len(ends) else len(html)
        pieces += [html[start:end], insertions[index]]
        start = end
    return "".join([*pieces, html[start:]])


def count_blocks(html: str) -> int:
    """How many top-level elements `html` has."""
    return len(_block_ends(html))


def _block_ends(html: str) -> list[int]:
    """Where each top-level element of `html` ends, as positions in it."""
    scanner = _Scanner(html)
    scanner.feed(html)
    scanner.close()
    return scanner.ends


class _Scanner(HTMLParser):
    """Follows open and closed elements; sanitised HTML is balanced, so depth alone is enough."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._depth = 0
        self.ends: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in; an element that cannot hold anything is over at once."""
        if tag not in _VOID:
            self._depth += 1
        elif self._depth == 0:
            self._end_here()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        if self._depth == 0:
            self._end_here()

    def handle_endtag(self, tag: str) -> None:
        """Come out."""
        if tag in _VOID or self._depth == 0:
            return
        self._depth -= 1
        if self._depth == 0:
            self._end_here()

    def _end_here(self) -> None:
        line, column = self.getpos()
        self.ends.append(self._html.index(">", self._lines[line - 1] + column) + 1)
