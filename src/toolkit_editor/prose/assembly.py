"""Puts a file together from leaves: old lines where nothing changed, new ones where it did.

Only what changed is written, and only that is read back, together with the unchanged blocks right
before and after it: how a top-level block reads depends on nothing but its own lines, what follows
them, and the definitions that links refer to. So keeping a letter costs as much as its block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from toolkit_editor.prose.block_writer import Neighbours, write_blocks
from toolkit_editor.prose.expecting import defines, expected, opened
from toolkit_editor.prose.following import definitions, follow
from toolkit_editor.prose.habits import Habits
from toolkit_editor.prose.meaning import meanings
from toolkit_editor.prose.model import Leaf
from toolkit_editor.prose.old_lines import OldLines
from toolkit_editor.prose.parts import Cutter, Part, Window
from toolkit_editor.prose.reader import read
from toolkit_editor.prose.reading import Reading, Segment
from toolkit_editor.prose.splicing import Splicer, line_end


class Effort(Enum):
    """How much is written anew: changed words only, or changed blocks too."""

    WORDS = 1
    BLOCKS = 2


_GROWTH = 6
"""How many times the blocks around a change may be written anew before giving up."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines to write; `kept` is the block they still are, `gap` whose blank lines follow them."""

    lines: Sequence[str]
    kept: int | None
    gap: int | None


@dataclass(frozen=True, slots=True)
class _Done:
    """The text of a window, and whether reading it gives what was to be written.

    `leaves` are held so that the ids by which it is remembered stay theirs.
    """

    leaves: tuple[Leaf, ...]
    text: str
    faithful: bool


class Assembly:
    """Writes leaves over one reading, again and again as they change."""

    def __init__(self, reading: Reading, habits: Habits) -> None:
        """Write on top of `reading`, in its `habits`."""
        self._reading = reading
        self._habits = habits
        self._cutter = Cutter(reading)
        self._known: dict[tuple[object, ...], _Done] = {}

    def write(self, leaves: Sequence[Leaf]) -> tuple[str, bool]:
        """The text of `leaves`, and whether reading it gives them again."""
        parts = self._cutter.parts(leaves, frozenset())
        if self._definitions_differ(parts):
            return self._write_with_definitions(leaves)
        return self._settle(leaves, self._reading.env, frozenset())

    def _settle(
        self, leaves: Sequence[Leaf], env: Mapping[str, object], torn: frozenset[int]
    ) -> tuple[str, bool]:
        """Write; where a change does not go with a block beside it, write that one anew too."""
        for _ in range(_GROWTH):
            parts = self._cutter.parts(leaves, torn)
            windows = self._cutter.windows(parts)
            done = self._windows(parts, windows, env)
            wrong = [w for w, one in zip(windows, done, strict=True) if not one.faithful]
            around = {
                part.segment
                for window in wrong
                for part in (*parts[max(0, window.left) : window.right + 1],)
                if part.segment is not None
            }
            if not around - torn:
                break
            torn |= around
        return self._join(parts, windows, done), not wrong

    def _windows(
        self, parts: Sequence[Part], windows: Sequence[Window], env: Mapping[str, object]
    ) -> list[_Done]:
        """The text of each window; those that are as they were last time are remembered."""
        remembered: dict[tuple[object, ...], _Done] = {}
        found: list[_Done] = []
        for window in windows:
            inside = parts[window.left + 1 : window.right]
            leaves = tuple(leaf for part in inside for leaf in part.leaves)
            key = (
                parts[window.left].segment if window.left >= 0 else None,
                parts[window.right].segment if window.right < len(parts) else None,
                tuple(part.segment for part in inside),
                tuple(map(id, leaves)),
            )
            done = self._known.get(key)
            if done is None:
                done = self._window(parts, window, leaves, env)
            remembered[key] = done
            found.append(done)
        self._known = remembered if env is self._reading.env else {}
        return found

    def _window(
        self,
        parts: Sequence[Part],
        window: Window,
        leaves: tuple[Leaf, ...],
        env: Mapping[str, object],
    ) -> _Done:
        splicer = Splicer(self._reading, self._habits, env)
        done = _Done(leaves, "", faithful=False)
        for effort in Effort:
            text = self._between(parts, window, splicer, effort)
            done = _Done(leaves, text, self._is_faithful(parts, window, text, env))
            if done.faithful:
                break
        return done

    # reading back

    def _is_faithful(
        self, parts: Sequence[Part], window: Window, text: str, env: Mapping[str, object]
    ) -> bool:
        """Whether the window and the blocks around it read as they should, and no further one is
        drawn in.
        """
        start, right = window.left, window.right
        lines = self._reading.lines
        before = ""
        if start >= 0:
            segment = self._segment(parts[start])
            before = _without_end("".join(lines[segment.first : segment.end]))
        wanted = [leaf for part in parts[max(0, start) : window.right] for leaf in part.leaves]
        whole = before + text
        while right < len(parts) and parts[right].kept:
            segment = self._segment(parts[right])
            head = whole
            whole += "".join(lines[segment.first : segment.last])
            wanted += parts[right].leaves
            found = read(whole, env)
            if meanings(found.leaves) != expected(wanted, env):
                return False
            starts = head.count("\n") + head.count("\r") - head.count("\r\n")
            if any(one.first == starts for one in found.segments):
                return True
            right += 1
        if right < len(parts):
            return True  # what follows is written, and read back, by the next window
        return meanings(read(whole, env).leaves) == expected(wanted, env)

    def _definitions_differ(self, parts: Sequence[Part]) -> bool:
        """Whether what links and footnotes refer to may have changed."""
        kept = {part.segment for part in parts if part.kept}
        gone = any(
            defines(self._reading.origins[number].leaf)
            for index, segment in enumerate(self._reading.segments)
            if index not in kept
            for number in segment.leaves
        )
        return gone or any(defines(leaf) for part in parts if not part.kept for leaf in part.leaves)

    def _write_with_definitions(self, leaves: Sequence[Leaf]) -> tuple[str, bool]:
        """Write where definitions changed. Links follow their labels; a block that would say
        something else now is written anew, so that its words stay what they are on the screen.
        """
        env: Mapping[str, object] = self._reading.env
        text, faithful = "", False
        for _ in range(_GROWTH):
            reading, followed, odd = follow(self._reading, leaves, env)
            assembly = Assembly(reading, self._habits)
            text, faithful = assembly._settle(followed, env, odd)
            again = read(text)
            if definitions(again.env) == definitions(env):
                return text, faithful and meanings(again.leaves) == expected(followed, env)
            env = again.env
        return text, False

    # writing

    def _between(
        self, parts: Sequence[Part], window: Window, splicer: Splicer, effort: Effort
    ) -> str:
        """The text between the block left of a window and the one right of it, the line end of
        the one included.
        """
        left = parts[window.left] if window.left >= 0 else None
        right = parts[window.right] if window.right < len(parts) else None
        pieces = self._pieces(parts, window, splicer, effort)
        out: list[str] = []
        if left is None:
            newest = self._reading.all_generations[-1]
            lead = "".join(self._reading.lines[newest.first_line : newest.first_block_line])
            out.append(_ended(lead, self._habits.line_end) if lead and pieces else lead)
            chain: list[_Piece | None] = [*pieces]
        else:
            segment = self._segment(left)
            end = line_end(self._reading.lines[segment.end - 1])
            chain = [_Piece((end,), left.segment, left.segment), *pieces]
        chain.append(_Piece((), right.segment, right.segment) if right is not None else None)
        for piece, following in pairwise(chain):
            assert piece is not None
            out.append(self._finish(piece, following))
        return "".join(out)

    def _pieces(
        self, parts: Sequence[Part], window: Window, splicer: Splicer, effort: Effort
    ) -> list[_Piece]:
        pieces: list[_Piece] = []
        fresh: list[Leaf] = []
        before = parts[window.left].leaves if window.left >= 0 else ()
        for part in parts[window.left + 1 : window.right]:
            lines = None
            if part.segment is not None and effort is Effort.WORDS:
                segment = self._segment(part)
                lines = splicer.lines(segment.first, segment.end, part.leaves)
            if lines is None:
                fresh += part.leaves
                continue
            if fresh:
                pieces.append(self._written(fresh, before, part.leaves, splicer, effort))
                fresh = []
            pieces.append(_Piece(lines, part.segment, part.segment))
            before = part.leaves
        if fresh:
            after = parts[window.right].leaves if window.right < len(parts) else ()
            pieces.append(self._written(fresh, before, after, splicer, effort))
        return pieces

    def _written(
        self,
        leaves: Sequence[Leaf],
        before: Sequence[Leaf],
        after: Sequence[Leaf],
        splicer: Splicer,
        effort: Effort,
    ) -> _Piece:
        if effort is Effort.BLOCKS:
            leaves = opened(leaves, splicer.env)
            splicer = replace(splicer, anew=True)
        around = Neighbours(before[-1] if before else None, after[0] if after else None)
        old = OldLines(self._cutter, splicer)
        lines = write_blocks(leaves, splicer, around, old, reuse=effort is Effort.WORDS)
        known = [self._cutter.segment_of(leaf) for leaf in leaves]
        gap = max((index for index in known if index is not None), default=None)
        return _Piece([_ended(line, self._habits.line_end) for line in lines], None, gap)

    def _finish(self, piece: _Piece, following: _Piece | None) -> str:
        """A piece with its line end and the blank lines after it."""
        end = self._habits.line_end
        text = "".join(piece.lines)
        segment = self._reading.segments[piece.gap] if piece.gap is not None else None
        gap = "".join(self._reading.lines[segment.end : segment.last]) if segment else ""
        is_last = self._cutter.is_end(piece.gap)
        if following is None:
            if is_last and gap:
                return _ended(text, end) + gap
            return _ended(text, end if self._habits.final_line_end else "")
        text = _ended(text, end)
        neighbours = (
            piece.kept is not None
            and following.kept is not None
            and following.kept == piece.kept + 1
        )
        if neighbours:
            return text + gap
        return text + (gap if gap and not is_last else end)

    def _join(self, parts: Sequence[Part], windows: Sequence[Window], done: Sequence[_Done]) -> str:
        """Unchanged blocks and the text of the windows between them."""
        out: list[str] = []
        at = 0
        for window, one in zip(windows, done, strict=True):
            if at <= window.left:
                out.append(_without_end(self._run(parts, at, window.left, whole=not out)))
            out.append(one.text)
            at = window.right
        if at < len(parts):
            rest = self._run(parts, at, len(parts) - 1, whole=not out)
            out.append(rest + self._gap_after(parts[-1]))
        return "".join(out)

    def _run(self, parts: Sequence[Part], first: int, last: int, *, whole: bool) -> str:
        """The lines of kept neighbours from `first` to `last`; `whole` with what comes before."""
        start = self._segment(parts[first]).first
        if whole:
            generation = next(
                one
                for one in self._reading.all_generations
                if one.first_segment == parts[first].segment
            )
            start = generation.first_line
        return "".join(self._reading.lines[start : self._segment(parts[last]).end])

    def _gap_after(self, part: Part) -> str:
        segment = self._segment(part)
        return "".join(self._reading.lines[segment.end : segment.last])

    def _segment(self, part: Part) -> Segment:
        assert part.segment is not None
        return self._reading.segments[part.segment]


def _without_end(text: str) -> str:
    return text[: len(text) - len(line_end(text))] if text else text


def _ended(text: str, end: str) -> str:
    """`text` with exactly the line end it needs."""
    if not end:
        return text.rstrip("\r\n")
    return text if text.endswith(("\n", "\r")) else text + end
