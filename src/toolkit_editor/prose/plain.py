"""The normalised plain text of a section: what positions in annotations count.

It is the text of its leaves joined by one newline; a line break inside a leaf is a newline too and
a picture is the object replacement character. Positions are Unicode code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit_editor.prose.model import BREAK, Leaf
from toolkit_editor.prose.reader import MOST_CELLS, Opening


@dataclass(frozen=True, slots=True)
class PlainText:
    """The words of a section, and where each of its leaves begins in them."""

    text: str
    starts: tuple[int, ...]

    def leaf_at(self, position: int) -> int:
        """The index of the leaf that holds `position`; the nearest one outside the text."""
        return max(0, bisect_right(self.starts, position) - 1)


def plain_text(leaves: Sequence[Leaf]) -> PlainText:
    """The plain text of `leaves`."""
    texts = [leaf.text.replace(BREAK, "\n") for leaf in leaves]
    starts: list[int] = []
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    return PlainText("\n".join(texts), tuple(starts))


def plain_of(body: bytes) -> PlainText:
    """The plain text of a section's body as stored: the words that the editor shows."""
    text = body.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    return plain_text(Opening(text, most_cells=MOST_CELLS).finish().leaves)
