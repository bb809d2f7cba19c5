"""Leaves, one after the other: what is open now (quotes, lists, items) becomes their containers.

Two builders with one face: `LeafBuilder` for a text, `LineBuilder` for what must stay in one line,
as in a table cell. Must not know HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import count

from toolkit_editor.intake.words import cut, merged, one_line, part, plainer, tidy
from toolkit_editor.prose.model import (
    BREAK,
    OBJECT,
    Container,
    Kind,
    Leaf,
    Nesting,
    Picture,
    Run,
    Style,
)

DEEPEST = 12
"""How many containers a leaf lies in at most; what is nested deeper moves up."""
_LARGEST_START = 999_999_999

_PARAGRAPHS = re.compile(f"{BREAK}{{2,}}")
_BULLET = re.compile("[•·▪▫◦‣●○■□∙\uf0b7\uf0a7\uf0d8\uf0fc] ?(?=\\S)|[☐☑☒] (?=\\S)")
_LINE_WITH_BULLET = re.compile(f"{BREAK}(?={_BULLET.pattern})")
_WRITTEN_TASK = re.compile(r"\[([ xX])\] ?(?=\S)")
BULLET = _BULLET
"""How a line begins that is an item of a list."""
_DONE = {"☐": " ", "☑": "x", "☒": "x"}


@dataclass(slots=True)
class _Entry:
    """A list that is open, with the item that is open in it."""

    level: int
    key: object
    ordered: bool
    list: Container
    item: Container
    items: int = 1


@dataclass(slots=True)
class _Frame:
    """Where lists are counted from: the text itself, or a quote in it."""

    base: Nesting = ()
    entries: list[_Entry] = field(default_factory=list)
    lists: list[tuple[int, bool, int | None]] = field(default_factory=list)
    loose: int = 0
    """1 in an item without a list around it: half a list was copied."""
    over: bool = False
    """Whether all lists are closed, unless an item follows that goes on with them."""

    @property
    def path(self) -> Nesting:
        return (*self.base, *(c for entry in self.entries for c in (entry.list, entry.item)))


class LeafBuilder:
    """Collects words until a block ends, and leaves until the text ends."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.leaves: list[Leaf] = []
        self.level = 0
        """The level of the heading that is open; 0 for none."""
        self._runs: list[Run] = []
        self._numbers = count(1)
        self._frames = [_Frame()]
        self._blocks = False
        self._loose: set[int] = set()

    # words

    def text(self, text: str, style: Style) -> None:
        """Words, their blanks folded."""
        self._runs.append(Run(text, style))

    def break_line(self) -> None:
        """A new line in the same block."""
        self._runs.append(Run(BREAK))

    def picture(self, picture: Picture, style: Style) -> None:
        """A picture in the line."""
        plain = Style(link=style.link, picture=picture)
        self._runs.append(Run(OBJECT, plain))

    # blocks

    def end_block(self) -> None:
        """What was collected is a block of its own."""
        self._blocks = True
        runs, self._runs = self._runs, []
        if not runs or not any(run.text.strip() for run in runs):
            return
        if self.level:
            words = plainer(tidy(one_line(runs)))
            if words:
                self._add(Leaf(Kind.HEADING, words, level=self.level))
            return
        words = tidy(runs)
        if not any(BREAK in run.text for run in words):
            self._paragraph(words)
            return
        for paragraph in cut(words, _PARAGRAPHS):
            for lines in cut(paragraph, _LINE_WITH_BULLET):
                self._paragraph(tidy(lines))

    def code(self, text: str, info: str, style: Style) -> None:
        """A block of code, as it stands."""
        self.end_block()
        lines = text.strip("\n").replace("\n", BREAK)
        if lines.strip(f" \t{BREAK}"):
            self._add(Leaf(Kind.CODE, (Run(lines),), info=info))

    def rule(self) -> None:
        """A line across."""
        self.end_block()
        self._add(Leaf(Kind.RULE))

    def table(self, rows: Sequence[Sequence[tuple[Run, ...]]]) -> None:
        """A table; the first row is its header."""
        self.end_block()
        table = Container("table", next(self._numbers), mark="-" * len(rows[0]))
        path = (*self._path(), table)
        for cells in rows:
            row = (*path, Container("row", next(self._numbers)))
            self.leaves += [
                Leaf(Kind.CELL, runs, row, level=column) for column, runs in enumerate(cells)
            ]

    def finish(self, notes: Sequence[str] = ()) -> tuple[Leaf, ...]:
        """All leaves, footnotes last. Words that were no block keep the blanks at their edges."""
        if not (self._blocks or notes) and BREAK not in "".join(run.text for run in self._runs):
            words = tidy(self._runs, edges=True)
            if tidy(words):
                return (Leaf(Kind.PARAGRAPH, words),)
        self.end_block()
        if notes and self.leaves and self.leaves[-1].kind is Kind.RULE:
            self.leaves.pop()  # the line above the footnotes
        written = [Leaf(Kind.RAW, (Run(note),)) for note in notes]
        return (*_settled(self.leaves, self._loose), *written)

    # containers

    def open_quote(self) -> None:
        """What follows is quoted."""
        self.end_block()
        path = self._path()
        if len(path) < DEEPEST:
            path = (*path, Container("quote", next(self._numbers)))
        self._frames.append(_Frame(path))

    def close_quote(self) -> None:
        """The quote ends."""
        self.end_block()
        self._frames.pop()

    def open_list(self, *, ordered: bool, start: int | None = None) -> None:
        """A list begins, in the item that is open if there is one."""
        self.end_block()
        frame = self._frame
        if frame.over:
            frame.loose = 0
            start = 1 if ordered and start is None else start
        frame.lists.append((next(self._numbers), ordered, start))

    def close_list(self) -> None:
        """The innermost list ends."""
        self.end_block()
        frame = self._frame
        frame.lists.pop()
        depth = len(frame.lists) + frame.loose
        if depth:
            while frame.entries and frame.entries[-1].level > depth:
                frame.entries.pop()
        else:
            frame.over = True

    def item(self, level: int | None = None, task: str = "") -> None:
        """An item of the list that is open; `level` is what the page says of its depth."""
        lists = self._frame.lists
        key, ordered, start = lists[-1] if lists else (0, False, None)
        self._frame.loose = self._frame.loose if lists else 1
        depth = len(lists) + self._frame.loose
        if level is None:
            self._item(depth, key, ordered, start, task)
        else:
            self._item(max(depth, level), None, ordered, start, task)
        if lists:
            lists[-1] = (key, ordered, None)

    def close_item(self) -> None:
        """The item ends; in a list, another may go on."""
        self.end_block()
        if not self._frame.lists:
            self._frame.over = True

    def flat_item(self, level: int, *, ordered: bool, start: int | None, key: object) -> None:
        """A paragraph that only looks like an item; `key` tells lists apart."""
        self._item(level, key, ordered, start, "")

    def close_flat_item(self) -> None:
        """The paragraph ends; another may go on with its list."""
        self.end_block()
        self._frame.over = True

    # inside

    @property
    def _frame(self) -> _Frame:
        return self._frames[-1]

    def _path(self) -> Nesting:
        """The containers of a block that begins now; lists that were over are closed."""
        frame = self._frame
        if frame.over:
            frame.entries.clear()
            frame.loose = 0
            frame.over = False
        return frame.path

    def _item(self, level: int, key: object, ordered: bool, start: int | None, task: str) -> None:
        self.end_block()
        frame = self._frame
        entries = frame.entries
        while entries and entries[-1].level > level:
            entries.pop()
        frame.over = False
        item = Container("item", next(self._numbers), task=task)
        last = entries[-1] if entries else None
        if last is not None and last.level == level:
            if _goes_on(last, key, ordered, start):
                last.item = item
                last.items += 1
                return
            entries.pop()
            last = entries[-1] if entries else None
        if last is not None and len(frame.path) + 2 > DEEPEST:
            last.item = item
            return
        first = 1 if start is None or not 0 <= start <= _LARGEST_START else start
        if last is not None and ordered and first != 1:
            self._loose.add(last.list.number)  # only after a blank line can it begin so
        name = "ordered" if ordered else "bullet"
        new = Container("list", next(self._numbers), name, start=first if ordered else 1)
        entries.append(_Entry(level, key, ordered, new, item))

    def _paragraph(self, words: tuple[Run, ...]) -> None:
        """A paragraph; one that begins with a bullet is an item."""
        if not words:
            return
        entries = [] if self._frame.over else self._frame.entries
        fresh = bool(entries) and not self._holds_a_leaf(entries[-1].item)
        text = "" if words[0].style.raw or words[0].style.code else words[0].text
        bullet = _BULLET.match(text) or (_WRITTEN_TASK.match(text) if fresh else None)
        if bullet is None or (entries and not fresh):
            self._add(Leaf(Kind.PARAGRAPH, words))
            return
        task = bullet[1].lower() if bullet[0][0] == "[" else _DONE.get(bullet[0][0], "")
        rest = tidy(part(words, bullet.end(), sum(len(run.text) for run in words)))
        if fresh:
            item = entries[-1].item
            entries[-1].item = replace(item, task=item.task or task)
            self._add(Leaf(Kind.PARAGRAPH, rest))
            return
        self._item(1, "bullets", False, None, task)
        self._add(Leaf(Kind.PARAGRAPH, rest))
        self._frame.over = True

    def _holds_a_leaf(self, item: Container) -> bool:
        return bool(self.leaves) and any(c.number == item.number for c in self.leaves[-1].path)

    def _add(self, leaf: Leaf) -> None:
        self.leaves.append(replace(leaf, path=self._path()))


class LineBuilder(LeafBuilder):
    """The same calls, for words that must stay together: blocks are joined by blanks."""

    def end_block(self) -> None:
        """A blank between two blocks."""
        self._runs.append(Run(" "))

    def break_line(self) -> None:
        """A blank between two lines."""
        self._runs.append(Run(" "))

    def code(self, text: str, info: str, style: Style) -> None:
        """Code in the line."""
        self._runs += [Run(" "), Run(" ".join(text.split()), replace(style, code=True)), Run(" ")]

    def rule(self) -> None:
        """Lines across have no place in a line."""

    def item(self, level: int | None = None, task: str = "") -> None:
        """An item keeps its bullet."""
        self._runs += [Run(" • ")]

    def flat_item(self, level: int, *, ordered: bool, start: int | None, key: object) -> None:
        """An item keeps its number or bullet."""
        self._runs.append(Run(f" {start}. " if ordered and start is not None else " • "))

    def close_item(self) -> None:
        """A blank behind the item."""
        self.end_block()

    def close_flat_item(self) -> None:
        """A blank behind the item."""
        self.end_block()

    def open_quote(self) -> None:
        """A quote is words among others."""

    def close_quote(self) -> None:
        """The quote ends."""

    def open_list(self, *, ordered: bool, start: int | None = None) -> None:
        """A list is words among others."""

    def close_list(self) -> None:
        """The list ends."""

    def words(self) -> tuple[Run, ...]:
        """All words in one line."""
        found = tidy(one_line(self._runs))
        if found and found[0].text.startswith("• ") and sum(r.text.count("•") for r in found) == 1:
            found = tidy(part(found, 2, sum(len(run.text) for run in found)))
        return merged(found)


def _goes_on(entry: _Entry, key: object, ordered: bool, start: int | None) -> bool:
    """Whether an item belongs to the list of `entry`; without a key its number decides."""
    if entry.ordered != ordered:
        return False
    if key is not None:
        return entry.key == key and (not isinstance(key, tuple) or _counts_on(entry, start))
    return _counts_on(entry, start)


def _counts_on(entry: _Entry, start: int | None) -> bool:
    return not entry.ordered or start is None or start == entry.list.start + entry.items


def _settled(leaves: Sequence[Leaf], loose: AbstractSet[int]) -> list[Leaf]:
    """Leaves with their lists as Markdown can write them.

    Only an item that begins with words can have a box to tick; lists in `loose` need blank lines.
    """
    seen: set[int] = set()
    boxless: set[int] = set()
    for leaf in leaves:
        for index, container in enumerate(leaf.path):
            if container.number not in seen:
                seen.add(container.number)
                innermost = index == len(leaf.path) - 1
                if container.task and not (innermost and leaf.kind is Kind.PARAGRAPH):
                    boxless.add(container.number)
    if not boxless and not loose:
        return list(leaves)

    def settled(container: Container) -> Container:
        if container.number in boxless:
            return replace(container, task="")
        return replace(container, tight=False) if container.number in loose else container

    return [replace(leaf, path=tuple(map(settled, leaf.path))) for leaf in leaves]
