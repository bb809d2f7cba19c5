"""The lossless document: bytes to leaves, and edited leaves back to bytes.

What was not touched goes back as the bytes it came from. A leaf whose words changed is spliced into
its own lines; where the structure changed, the blocks concerned are written anew in the file's
habits. What will be written is read again and compared with the leaves before it is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from toolkit_editor.prose import reader
from toolkit_editor.prose.assembly import Assembly
from toolkit_editor.prose.expecting import expected, stand_alone
from toolkit_editor.prose.following import follow
from toolkit_editor.prose.footnotes import MARK, defined_footnotes
from toolkit_editor.prose.habits import habits_of
from toolkit_editor.prose.inline_writer import candidates
from toolkit_editor.prose.markdown import written_address
from toolkit_editor.prose.meaning import meanings
from toolkit_editor.prose.model import BREAK, Kind, Leaf, Run
from toolkit_editor.prose.nesting import nest
from toolkit_editor.prose.reading import Reading
from toolkit_editor.prose.rereading import joined

BOM = "\ufeff"
_LEADING_TABS = re.compile(r"(?m)^[ \t]*\t")
"""How far a tab reaches depends on where a line begins, which a container changes."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a document became. `faithful` says that reading `data` gives the leaves again."""

    data: bytes
    faithful: bool


class Opening:
    """A document on its way: its leaves come from the first one on, so that a long text need not
    be read whole before its beginning is shown.
    """

    def __init__(self, data: bytes) -> None:
        """Open `data`: the body of a section, without front matter. Takes any bytes."""
        self.data = data
        text = data.decode("utf-8", "surrogateescape")
        self.bom = BOM if text.startswith(BOM) else ""
        self._text = reader.Opening(text[len(self.bom) :], most_cells=reader.MOST_CELLS)

    @property
    def finished(self) -> bool:
        """Whether all leaves were given."""
        return self._text.finished

    def more(self, least: int) -> tuple[Leaf, ...]:
        """At least `least` further leaves, or all that are left."""
        return self._text.more(least)

    def reading(self) -> Reading:
        """The whole; reads what is left."""
        return self._text.finish()


class Document:
    """A text as opened. Give `write` the leaves on the screen to get the bytes to keep."""

    def __init__(self, data: bytes | Opening) -> None:
        """Open `data`: the body of a section, without front matter. Takes any bytes."""
        opening = Opening(data) if isinstance(data, bytes) else data
        self.data = opening.data
        """The bytes as they were opened."""
        self._bom = opening.bom
        self._reading = opening.reading()
        self.leaves = self._reading.leaves
        """The leaves as they were opened."""
        self._assembly = Assembly(self._reading, habits_of(self._reading))
        self._texts = [(self.leaves, self.data)]
        """What was opened, and what was written as source since."""
        self._ends = {len(self.leaves) - 1}
        """The last leaf of each text: the only one that may be source without an end."""

    def write_as(self, data: bytes, above: int = 0) -> tuple[Leaf, ...]:
        """The person wrote the whole text anew as source: the leaves of `data`.

        Put them all on the screen in place of the others. Both sorts can be written from now on,
        and either is written as the bytes it came from. Containers get numbers higher than `above`,
        the highest one in use on the screen.
        """
        fresh = Opening(data).reading()
        known = len(self._reading.origins)
        self._reading = joined(self._reading, fresh, above)
        self._assembly = Assembly(self._reading, habits_of(fresh))
        self._ends.add(len(self._reading.origins) - 1)
        leaves = tuple(origin.leaf for origin in self._reading.origins[known:])
        self._texts.append((leaves, data))
        return leaves

    def first_line(self, number: int) -> int:
        """The first line, among all lines, of the text that leaf `number` came from."""
        at = self._reading.origins[number].first
        return max(one.first_line for one in self._reading.all_generations if one.first_line <= at)

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
        given = tuple(leaves)
        for leaves_then, data in reversed(self._texts):
            if given == leaves_then:
                return Written(data, True)
        text, faithful = self._assembly.write(self._writable(given))
        return Written(self._encode(text), faithful)

    def holds(self, data: bytes, leaves: Sequence[Leaf]) -> bool:
        """Whether `data`, read from scratch and as a whole, says what `leaves` show.

        `write` looks only at what changed; this is for those who want to be quite sure.
        """
        text = data.decode("utf-8", "surrogateescape").removeprefix(BOM)
        again = reader.read(text)
        _, wanted, _ = follow(self._reading, self._writable(leaves), again.env)
        return meanings(again.leaves) == expected(wanted, again.env)

    def _encode(self, text: str) -> bytes:
        return (self._bom + text).encode("utf-8", "surrogateescape")

    def _writable(self, leaves: Sequence[Leaf]) -> list[Leaf]:
        """Leaves that a file can hold: no new empty paragraphs, each origin at most once."""
        notes = frozenset(label for leaf in leaves for label in defined_footnotes(leaf))
        seen: set[int | None] = {None}
        settled: list[Leaf] = []
        last = max((i for i, leaf in enumerate(leaves) if _says_something(leaf)), default=-1)
        for index, given in enumerate(leaves):
            if not self._is_untouched(given):
                leaf = self._settled(given, notes)
            elif given.number in self._ends and index < last and given.kind is Kind.RAW:
                leaf = given if given.fixed else _closed(given)
            else:
                leaf = given
            if leaf.number in seen:
                leaf = leaf if leaf.number is None else replace(leaf, number=None)
            seen.add(leaf.number)
            settled.append(leaf)
        nested = nest(settled)
        kept = [
            leaf
            for index, leaf in enumerate(nested)
            if leaf.kind is not Kind.PARAGRAPH or self._has_place(nested, index)
        ]
        return kept if len(kept) == len(nested) else nest(kept)

    def _settled(self, leaf: Leaf, notes: AbstractSet[str]) -> Leaf:
        """A leaf as Markdown can write it: what only looks like source or an address is not."""
        if leaf.kind is Kind.RAW:
            return leaf if leaf.fixed else _closed(leaf)
        if leaf.kind is Kind.CODE:
            return leaf
        if leaf.kind is Kind.CELL or (leaf.kind is Kind.HEADING and leaf.level > 2):
            leaf = _one_line(leaf)
        runs = tuple(_with_address(self._as_it_reads(run, notes)) for run in leaf.runs)
        if runs != leaf.runs:
            leaf = leaf.with_runs(*runs)
        if leaf.kind is Kind.PARAGRAPH and leaf.runs and leaf.runs[0].style.raw:
            return _as_source(leaf)
        return leaf

    def _as_it_reads(self, run: Run, notes: AbstractSet[str]) -> Run:
        """Source that was broken is words, and so is the mark of a footnote that is not among
        `notes`; code has no line breaks.
        """
        mark = MARK.fullmatch(run.text) if run.style.raw else None
        if mark is not None and mark[1] not in notes:
            return Run(run.text, replace(run.style, raw=False))
        if run.style.raw and mark is None and not _is_source(run.text, self._reading.env):
            return Run(run.text, replace(run.style, raw=False))
        if run.style.raw and (run.style.code or run.style.link):
            link = None if mark else run.style.link
            return replace(run, style=replace(run.style, code=False, link=link))
        if run.style.code and BREAK in run.text:
            return Run(run.text.replace(BREAK, " "), run.style)
        return run

    def _has_place(self, leaves: Sequence[Leaf], index: int) -> bool:
        """Whether a file can hold a paragraph: it has words, or is all there is in its item."""
        leaf = leaves[index]
        if leaf.text.strip(" \t" + BREAK) or self._stood_there(leaf):
            return True
        if not leaf.path:
            return False
        around = [*leaves[:index][-1:], *leaves[index + 1 : index + 2]]
        return not any(leaf.path[-1] in near.path for near in around)

    def _is_untouched(self, leaf: Leaf) -> bool:
        origins = self._reading.origins
        number = leaf.number
        if number is None or number >= len(origins):
            return False
        was = origins[number].leaf
        return leaf is was or leaf == was

    def _stood_there(self, leaf: Leaf) -> bool:
        """Whether the file has lines of its own for a leaf without words, such as `[](there)`."""
        origins = self._reading.origins
        number = leaf.number
        if number is None or number >= len(origins) or leaf != origins[number].leaf:
            return False
        return bool(origins[number].content) or not leaf.path


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


def _says_something(leaf: Leaf) -> bool:
    return leaf.kind is not Kind.PARAGRAPH or bool(leaf.text.strip())


def _is_source(text: str, env: Mapping[str, object]) -> bool:
    """Whether `text` among words is source as a whole: a tag, a comment, a template."""
    leaves = reader.read(f"x{text.replace(BREAK, chr(10))}x", env).leaves
    if len(leaves) != 1 or len(leaves[0].runs) < 3:
        return False
    first, *inside, last = leaves[0].runs
    return (first.text, last.text) == ("x", "x") and all(run.style.raw for run in inside)


def _as_source(leaf: Leaf) -> Leaf:
    """Words that begin with source may be source as a whole: a tag, a comment, a definition."""
    bare = all(run.style.raw or not run.text.strip() for run in leaf.runs)
    text = leaf.text.replace(BREAK, "\n") if bare else next(candidates(leaf.runs, "\\\n"))
    found = reader.read(text).leaves
    if not found or found[0].kind is not Kind.RAW:
        return leaf
    return _closed(
        replace(leaf, kind=Kind.RAW, runs=(Run(text.replace("\n", BREAK)),), number=None)
    )


def _closed(leaf: Leaf) -> Leaf:
    """Source that ends where its box ends; an empty box is an empty paragraph."""
    if not leaf.text.strip(" \t" + BREAK):
        return replace(leaf, kind=Kind.PARAGRAPH, runs=(), number=None)
    before = leaf.text.replace(BREAK, "\n")
    text = _LEADING_TABS.sub(lambda found: found[0].expandtabs(4), before) if leaf.path else before
    closed = stand_alone(text)
    if closed is None:
        return replace(leaf, kind=Kind.PARAGRAPH, number=None)
    return leaf if closed == before else leaf.with_runs(Run(closed.replace("\n", BREAK)))


def _with_address(run: Run) -> Run:
    """A link that was made here leads where it will lead once it is written."""
    link = run.style.link
    if link is None or link.opening:
        return run
    href = written_address(link.href)
    if href == link.href:
        return run
    return replace(run, style=replace(run.style, link=replace(link, href=href)))
