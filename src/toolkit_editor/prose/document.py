"""The lossless document: bytes to leaves, and edited leaves back to bytes.

What was not touched goes back as the bytes it came from. A leaf whose words changed is spliced into
its own lines; where the structure changed, the blocks concerned are written anew in the file's
habits. What will be written is read again and compared with the leaves before it is trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit_editor.prose.assembly import Assembly, Effort
from toolkit_editor.prose.habits import habits_of
from toolkit_editor.prose.meaning import Meaning, meanings
from toolkit_editor.prose.model import BREAK, Kind, Leaf
from toolkit_editor.prose.nesting import nest
from toolkit_editor.prose.reader import read
from toolkit_editor.prose.reading import Reading

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Written:
    """What a document became. `faithful` says that reading `data` gives the leaves again."""

    data: bytes
    faithful: bool


class Document:
    """A text as opened. Give `write` the leaves on the screen to get the bytes to keep."""

    def __init__(self, data: bytes) -> None:
        """Open `data`: the body of a section, without front matter. Takes any bytes."""
        self._data = data
        text = data.decode("utf-8", "surrogateescape")
        self._bom = BOM if text.startswith(BOM) else ""
        self._reading = read(text[len(self._bom) :])
        self._habits = habits_of(self._reading)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves as they were opened."""
        return self._reading.leaves

    @property
    def reading(self) -> Reading:
        """Where each leaf stood."""
        return self._reading

    def source(self, number: int) -> str:
        """The lines of the file that leaf `number` came from."""
        origin = self._reading.origins[number]
        return "".join(self._reading.lines[origin.first : origin.last])

    def write(self, leaves: Sequence[Leaf]) -> Written:
        """The bytes that hold `leaves`."""
        wanted = tuple(_writable(leaves))
        if wanted == self.leaves:
            return Written(self._data, True)
        expected = _expected(wanted)
        text = ""
        for effort in Effort:
            text = Assembly(self._reading, self._habits, effort).write(wanted)
            if meanings(read(text).leaves) == expected:
                return Written(self._encode(text), True)
        return Written(self._encode(text), False)

    def _encode(self, text: str) -> bytes:
        return (self._bom + text).encode("utf-8", "surrogateescape")


def _writable(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Leaves that a file can hold: no empty paragraphs, each origin at most once."""
    seen: set[int] = set()
    kept: list[Leaf] = []
    for index, given in enumerate(leaves):
        leaf = _one_line(given) if given.kind is Kind.HEADING and given.level > 2 else given
        if leaf.number in seen:
            leaf = replace(leaf, number=None)
        if leaf.number is not None:
            seen.add(leaf.number)
        if leaf.kind is Kind.PARAGRAPH and not leaf.text.strip(" \t" + BREAK):
            innermost = leaf.path[-1] if leaf.path else None
            around = [*leaves[:index][-1:], *leaves[index + 1 :][:1]]
            alone = innermost is not None and not any(innermost in near.path for near in around)
            if not alone:
                continue
        kept.append(leaf)
    return nest(kept)


def _one_line(leaf: Leaf) -> Leaf:
    """A heading that Markdown can only write in one line, without breaks in it."""
    if BREAK not in leaf.text:
        return leaf
    return leaf.with_runs(
        *(
            replace(run, text=run.text.replace(BREAK, " "), source=None)
            if BREAK in run.text
            else run
            for run in leaf.runs
        )
    )


def _expected(leaves: Sequence[Leaf]) -> list[Meaning]:
    """What reading the written text must give: edited source counts as what it says."""
    opened: list[Leaf] = []
    for leaf in leaves:
        if leaf.kind is Kind.RAW and not leaf.fixed:
            inside = read(leaf.text.replace(BREAK, "\n")).leaves
            offset = 1_000_000 * (len(opened) + 1)
            opened += [
                replace(
                    found,
                    path=(
                        *leaf.path,
                        *(replace(c, number=c.number + offset) for c in found.path),
                    ),
                )
                for found in inside
            ]
        else:
            opened.append(leaf)
    return meanings(opened)
