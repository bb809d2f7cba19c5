"""Puts changed words back into the lines they came from, so that nothing else in them changes.

A leaf that is still what it was (same sort, same place) and only says something else keeps its
prefix, its marks, its line ends, and every line that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit_editor.prose.habits import Habits
from toolkit_editor.prose.inline_writer import candidates, fresh
from toolkit_editor.prose.meaning import run_words
from toolkit_editor.prose.model import BREAK, Kind, Leaf
from toolkit_editor.prose.reader import read_words
from toolkit_editor.prose.reading import Origin, Reading
from toolkit_editor.prose.table_lines import cell_source
from toolkit_editor.prose.wrapping import wrapped

_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Splicer:
    """Writes the words of leaves; `env` holds the definitions that links may refer to.

    `anew` writes all words as if they were typed just now.
    """

    reading: Reading
    habits: Habits
    env: Mapping[str, object]
    anew: bool = False

    def inline(self, leaf: Leaf) -> str:
        """The Markdown of the words of `leaf`, read back to be sure; lines end with a newline."""
        wanted = run_words(leaf.runs)
        text = ""
        as_new = tuple(fresh(leaf.runs))
        for runs in (as_new,) if self.anew else (leaf.runs, as_new):
            for candidate in candidates(runs, self.habits.hard_break):
                text = cell_source(candidate) if leaf.kind is Kind.CELL else candidate
                found = read_words(leaf, text, self.env)
                if found is not None and run_words(found) == wanted:
                    return self._filled(leaf, text)
        return text

    def _filled(self, leaf: Leaf, text: str) -> str:
        """`text` in lines no longer than is usual in the file, where that changes no meaning."""
        if leaf.kind is not Kind.PARAGRAPH or not self.habits.wrap:
            return text
        known = leaf.number is not None and leaf.number < len(self.reading.origins)
        origin = self.reading.origins[leaf.number] if known and leaf.number is not None else None
        room = self.habits.wrap - 2 * sum(c.what in ("item", "quote") for c in leaf.path)
        filled = wrapped(text, room, frozenset(origin.content.split("\n") if origin else ()))
        if filled == text:
            return text
        found = read_words(leaf, filled, self.env)
        return filled if found is not None and run_words(found) == run_words(leaf.runs) else text

    def lines(self, first: int, end: int, leaves: Sequence[Leaf]) -> list[str] | None:
        """Lines `first` up to `end` of the file with what `leaves`, all of them in these lines,
        say now; None where that cannot be told.
        """
        lines = list(self.reading.lines[first:end])
        for leaf in reversed(leaves):
            assert leaf.number is not None
            origin = self.reading.origins[leaf.number]
            if leaf.runs == origin.leaf.runs:
                continue
            at = origin.first - first
            if leaf.kind is Kind.CELL:
                done = self._cell(lines, at, leaf, origin)
            elif leaf.kind is Kind.CODE:
                done = self._code(lines, at, leaf, origin)
            elif leaf.kind is Kind.RAW:
                done = self._source(lines, at, leaf, origin)
            else:
                done = self._words(lines, at, leaf, origin)
            if not done:
                return None
        return lines

    def _words(self, lines: list[str], at: int, leaf: Leaf, origin: Origin) -> bool:
        if not origin.prefixes:
            return False
        content = self.inline(leaf)
        if leaf.path and leaf.path[-1].task and origin.content.startswith("["):
            content = f"{origin.content[:3]} {content}"
        parts = content.split("\n")
        if not content.strip() or (leaf.kind is Kind.HEADING and len(parts) > 1):
            return False
        self._replace(lines, at, parts, origin)
        return True

    def _cell(self, lines: list[str], at: int, leaf: Leaf, origin: Origin) -> bool:
        """Put the words of a cell in its row; the row may have been spliced already."""
        if not origin.prefixes:
            return False
        prefix = origin.prefixes[0]
        line = lines[at]
        if not line.startswith(prefix + origin.content):
            return False
        lines[at] = prefix + self.inline(leaf) + line[len(prefix) + len(origin.content) :]
        return True

    def _source(self, lines: list[str], at: int, leaf: Leaf, origin: Origin) -> bool:
        if leaf.fixed or not origin.prefixes:
            return False
        self._replace(lines, at, leaf.text.split(BREAK), origin)
        return True

    def _replace(self, lines: list[str], at: int, parts: Sequence[str], origin: Origin) -> None:
        """Put `parts` in place of the content lines of `origin`."""
        old = len(origin.prefixes)
        ends = [line_end(lines[at + i]) for i in range(old)]
        more = continued(origin.prefixes)
        written: list[str] = []
        for i, part in enumerate(parts):
            last = i == len(parts) - 1
            prefix = origin.prefixes[i] if i < old else more
            end = ends[-1] if last else (ends[i] if i < old - 1 else self.habits.line_end)
            written.append(prefix + part + (origin.suffix if last else "") + end)
        lines[at : at + old] = written

    def _code(self, lines: list[str], at: int, leaf: Leaf, origin: Origin) -> bool:
        size = origin.last - origin.first
        if len(origin.prefixes) < size:
            return False
        bare = [
            line.rstrip("\r\n")[len(prefix) :]
            for line, prefix in zip(lines[at : at + size], origin.prefixes, strict=False)
        ]
        fence = _FENCE.match(bare[0])
        new = leaf.text.split(BREAK) if leaf.text else []
        old = origin.leaf.text.split(BREAK) if origin.leaf.text else []
        if fence is None:
            first, lead = 0, "    "
            if not new or not new[0].strip() or not new[-1].strip():
                return False
        else:
            first, lead = 1, fence[1]
            closing = re.compile(rf" {{0,3}}{re.escape(fence[2][0])}{{{len(fence[2])},}}[ \t]*$")
            if any(closing.match(line) for line in new):
                return False
        if len(old) > size - first:
            return False
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        prefix = continued(origin.prefixes) if size > 1 or first else origin.prefixes[0]
        prefix = prefix if first or head else origin.prefixes[0]
        written = [
            (prefix + lead + line if line else prefix.rstrip(" ")) + self.habits.line_end
            for line in new[head : len(new) - tail]
        ]
        here = at + first
        lines[here + head : here + len(old) - tail] = written
        return True


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines from the beginning are the same."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    return same


def line_end(line: str) -> str:
    """The line end of a line; empty where it has none."""
    return line[len(line.rstrip("\r\n")) :]


def continued(prefixes: Sequence[str]) -> str:
    """The prefix of one more line: the last one, with the marks of list items as blanks."""
    if len(prefixes) > 1:
        return prefixes[-1]
    return "".join(c if c in "> \t" else " " for c in prefixes[0])
