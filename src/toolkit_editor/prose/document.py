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
from toolkit_editor.prose.markdown import written_address
from toolkit_editor.prose.meaning import Meaning, meanings
from toolkit_editor.prose.model import BREAK, Kind, Leaf, Run
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
        wanted = tuple(self._writable(leaves))
        if self.leaves in (tuple(leaves), wanted):
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

    def _writable(self, leaves: Sequence[Leaf]) -> list[Leaf]:
        """Leaves that a file can hold: no new empty paragraphs, each origin at most once."""
        seen: set[int] = set()
        kept: list[Leaf] = []
        for index, given in enumerate(leaves):
            leaf = _settled(given)
            if leaf.number in seen:
                leaf = replace(leaf, number=None)
            if leaf.number is not None:
                seen.add(leaf.number)
            empty = leaf.kind is Kind.PARAGRAPH and not leaf.text.strip(" \t" + BREAK)
            if empty and not self._stood_there(leaf):
                innermost = leaf.path[-1] if leaf.path else None
                around = [*leaves[:index][-1:], *leaves[index + 1 :][:1]]
                alone = innermost is not None and not any(innermost in near.path for near in around)
                if not alone:
                    continue
            kept.append(leaf)
        return nest(kept)

    def _stood_there(self, leaf: Leaf) -> bool:
        """Whether the file has lines of its own for a leaf without words, such as `[](there)`."""
        number = leaf.number
        if number is None or number >= len(self.leaves) or leaf != self.leaves[number]:
            return False
        return bool(self._reading.origins[number].content) or not leaf.path


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


def _settled(leaf: Leaf) -> Leaf:
    """A leaf as Markdown can write it: what only looks like a paragraph or an address is not."""
    if leaf.kind is Kind.HEADING and leaf.level > 2:
        leaf = _one_line(leaf)
    runs = tuple(_with_address(run) for run in leaf.runs)
    if runs != leaf.runs:
        leaf = leaf.with_runs(*runs)
    if leaf.kind is Kind.PARAGRAPH and any(run.style.raw for run in leaf.runs):
        bare = all(run.style.raw or not run.text.strip() for run in leaf.runs)
        if bare and read(leaf.text.replace(BREAK, "\n")).leaves[0].kind is Kind.RAW:
            return replace(leaf, kind=Kind.RAW, runs=(Run(leaf.text),), number=None)
    return leaf


def _with_address(run: Run) -> Run:
    """A link that was made here leads where it will lead once it is written."""
    link = run.style.link
    if link is None or link.opening:
        return run
    href = written_address(link.href)
    if href == link.href:
        return run
    return replace(run, style=replace(run.style, link=replace(link, href=href)))


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
