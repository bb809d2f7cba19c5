"""Puts a file together from leaves: old lines where nothing changed, new ones where it did.

A block whose leaves are all there, in order and in their containers, is untorn: its changed words
are spliced into its own lines. Everything else is written by `block_writer`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from toolkit_editor.prose.block_writer import cell_source, write_blocks
from toolkit_editor.prose.habits import Habits
from toolkit_editor.prose.inline_writer import candidates, fresh
from toolkit_editor.prose.meaning import run_words
from toolkit_editor.prose.model import BREAK, Kind, Leaf
from toolkit_editor.prose.reader import read_words
from toolkit_editor.prose.reading import Origin, Reading, Segment


class Effort(Enum):
    """How much is written anew: changed words only, changed blocks, or their neighbours too."""

    WORDS = 1
    BLOCKS = 2
    NEIGHBOURS = 3


_Part = tuple[Segment | None, list[Leaf]]
"""Leaves that are one untorn segment, or new ones."""


class Assembly:
    """One way of writing leaves."""

    def __init__(self, reading: Reading, habits: Habits, effort: Effort) -> None:
        """Write on top of `reading`, in its `habits`."""
        self._reading = reading
        self._habits = habits
        self._effort = effort
        self._segment_of = {
            number: index
            for index, segment in enumerate(reading.segments)
            for number in segment.leaves
        }

    def write(self, leaves: Sequence[Leaf]) -> str:
        """The text of `leaves`."""
        pieces = [self._piece(part) for part in self._parts(leaves)]
        lead = "".join(self._reading.lines[: self._reading.lead])
        if not pieces:
            return lead
        out = [lead]
        for piece, following in pairwise([*pieces, None]):
            assert piece is not None
            out.append(self._finish(piece, following))
        return "".join(out)

    # cutting the leaves into blocks

    def _parts(self, leaves: Sequence[Leaf]) -> list[_Part]:
        """Runs of leaves that are one untorn segment each, or else new blocks."""
        parts: list[_Part] = []
        index = 0
        while index < len(leaves):
            segment = self._untorn(leaves, index)
            if segment is not None:
                size = len(segment.leaves)
                parts.append((segment, list(leaves[index : index + size])))
                index += size
                continue
            start = index
            index += 1
            while index < len(leaves) and _same_block(leaves[index - 1], leaves[index]):
                index += 1
            parts.append((None, list(leaves[start:index])))
        return self._with_neighbours(parts) if self._effort is Effort.NEIGHBOURS else parts

    def _with_neighbours(self, parts: list[_Part]) -> list[_Part]:
        """Tear every block that has a new neighbour, and join torn ones to be written at once."""
        joined: list[_Part] = []
        for index, (segment, leaves) in enumerate(parts):
            before = parts[index - 1][0] if index else None
            after = parts[index + 1][0] if index + 1 < len(parts) else None
            settled = segment is not None and (
                (not index or (before is not None and before.last == segment.first))
                and (index + 1 == len(parts) or (after is not None and after.first == segment.last))
            )
            if settled:
                joined.append((segment, leaves))
            elif joined and joined[-1][0] is None:
                joined[-1] = (None, joined[-1][1] + leaves)
            else:
                joined.append((None, leaves))
        return joined

    def _untorn(self, leaves: Sequence[Leaf], index: int) -> Segment | None:
        number = leaves[index].number
        if number is None or number not in self._segment_of:
            return None
        segment = self._reading.segments[self._segment_of[number]]
        size = len(segment.leaves)
        here = leaves[index : index + size]
        if tuple(leaf.number for leaf in here) != segment.leaves:
            return None
        before, after = leaves[index - 1 : index], leaves[index + size : index + size + 1]
        if any(_same_block(a, here[0]) for a in before) or any(
            _same_block(here[-1], b) for b in after
        ):
            return None
        if any(not self._in_place(leaf) for leaf in here):
            return None
        return segment

    def _in_place(self, leaf: Leaf) -> bool:
        assert leaf.number is not None
        was = self._reading.origins[leaf.number].leaf
        if leaf == was:
            return True
        same_frame = (leaf.kind, leaf.path, leaf.level, leaf.info) == (
            was.kind,
            was.path,
            was.level,
            was.info,
        )
        return self._effort is Effort.WORDS and same_frame

    # writing a block

    def _piece(self, part: _Part) -> _Piece:
        segment, leaves = part
        if segment is not None:
            lines = self._spliced(segment, leaves)
            if lines is not None:
                return _Piece(lines, segment, segment)
        last = [self._segment_of[n] for n in (leaf.number for leaf in leaves) if n is not None]
        gap = self._reading.segments[max(last)] if last else None
        written = write_blocks(leaves, self._habits, self._inline)
        return _Piece([line + self._habits.line_end for line in written], None, gap)

    def _spliced(self, segment: Segment, leaves: Sequence[Leaf]) -> list[str] | None:
        """The lines of the segment with the words of changed leaves put in their places."""
        lines = list(self._reading.lines[segment.first : segment.end])
        for leaf in reversed(leaves):
            assert leaf.number is not None
            origin = self._reading.origins[leaf.number]
            if leaf == origin.leaf:
                continue
            at = origin.first - segment.first
            if leaf.kind is Kind.CELL:
                done = self._splice_cell(lines, at, leaf, origin)
            elif leaf.kind in (Kind.RAW, Kind.CODE):
                done = self._splice_source(lines, at, leaf, origin)
            else:
                done = self._splice_words(lines, at, leaf, origin)
            if not done:
                return None
        return lines

    def _splice_words(self, lines: list[str], at: int, leaf: Leaf, origin: Origin) -> bool:
        if not origin.prefixes:
            return False
        content = self._inline(leaf)
        if leaf.path and leaf.path[-1].task and origin.content.startswith("["):
            content = origin.content[:4] + content
        parts = content.split("\n")
        if not content.strip() or (leaf.kind is Kind.HEADING and len(parts) > 1):
            return False
        old = len(origin.prefixes)
        prefixes = [*origin.prefixes, *[_continued(origin.prefixes)] * len(parts)][: len(parts)]
        ends = [_line_end(lines[at + i]) for i in range(old)]
        end = ends[-1]
        written = [
            prefix + part + (self._habits.line_end if i < len(parts) - 1 else origin.suffix + end)
            for i, (prefix, part) in enumerate(zip(prefixes, parts, strict=True))
        ]
        for i in range(min(old, len(parts)) - 1):
            written[i] = written[i][: -len(self._habits.line_end)] + ends[i]
        lines[at : at + old] = written
        return True

    def _splice_cell(self, lines: list[str], at: int, leaf: Leaf, origin: Origin) -> bool:
        """Put the words of a cell in its row; the row may have been spliced already."""
        if not origin.prefixes:
            return False
        prefix = origin.prefixes[0]
        line = lines[at]
        if not line.startswith(prefix + origin.content):
            return False
        source = self._inline(leaf)
        lines[at] = prefix + source + line[len(prefix) + len(origin.content) :]
        return True

    def _splice_source(self, lines: list[str], at: int, leaf: Leaf, origin: Origin) -> bool:
        if leaf.kind is Kind.CODE or leaf.fixed or not origin.prefixes:
            return False
        parts = leaf.text.split(BREAK)
        old = len(origin.prefixes)
        end = _line_end(lines[at + old - 1])
        prefixes = [*origin.prefixes, *[_continued(origin.prefixes)] * len(parts)][: len(parts)]
        lines[at : at + old] = [
            prefix + part + (self._habits.line_end if i < len(parts) - 1 else end)
            for i, (prefix, part) in enumerate(zip(prefixes, parts, strict=True))
        ]
        return True

    def _inline(self, leaf: Leaf) -> str:
        """The Markdown of the words of `leaf`, read back to be sure."""
        wanted = run_words(leaf.runs)
        text = ""
        for runs in (leaf.runs, tuple(fresh(leaf.runs))):
            for candidate in candidates(runs, self._habits.hard_break):
                text = cell_source(candidate) if leaf.kind is Kind.CELL else candidate
                found = read_words(leaf, text, self._reading.env)
                if found is not None and run_words(found) == wanted:
                    return text
        return text

    # joining blocks

    def _finish(self, piece: _Piece, following: _Piece | None) -> str:
        end = self._habits.line_end
        text = "".join(piece.lines)
        segment = piece.gap
        lines = self._reading.lines
        gap = "".join(lines[segment.end : segment.last]) if segment else ""
        is_last_segment = segment is not None and segment is self._reading.segments[-1]
        if following is None:
            if is_last_segment and gap:
                return _ended(text, end) + gap
            return _ended(text, end if self._habits.final_line_end else "")
        text = _ended(text, end)
        neighbours = (
            piece.kept is not None
            and following.kept is not None
            and following.kept.first == piece.kept.last
        )
        if neighbours:
            return text + gap
        return text + (gap if gap and not is_last_segment else end)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines of one block; `kept` is the segment it still is, `gap` whose blank lines follow."""

    lines: list[str]
    kept: Segment | None
    gap: Segment | None


def _same_block(left: Leaf, right: Leaf) -> bool:
    """Whether two leaves lie in one top-level container."""
    return bool(left.path and right.path and left.path[0].number == right.path[0].number)


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _ended(text: str, end: str) -> str:
    """`text` with exactly the line end it needs."""
    if not end:
        return text.rstrip("\r\n")
    return text if text.endswith(("\n", "\r")) else text + end


def _continued(prefixes: Sequence[str]) -> str:
    """The prefix of one more line: the last one, with the marks of list items as blanks."""
    if len(prefixes) > 1:
        return prefixes[-1]
    return "".join(c if c in "> \t" else " " for c in prefixes[0])
