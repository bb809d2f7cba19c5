"""From the text of a file to leaves in containers, and where each leaf stood in the file.

The lines of a file are cut only at `\\r\\n`, `\\n` and `\\r`, as Markdown does, so that they join
to the same text again. Every line belongs to exactly one segment: a top-level block with the blank
lines that follow it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from itertools import count

from markdown_it.token import Token

from toolkit_editor.prose.inline_reader import read_runs
from toolkit_editor.prose.markdown import MAX_NESTING, source_parser
from toolkit_editor.prose.model import BREAK, Container, Kind, Leaf, Nesting, Run
from toolkit_editor.prose.reading import Extent, Origin, Reading, Segment
from toolkit_editor.prose.table_lines import alignment, cell_edges

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_UNSHOWABLE = re.compile("[\x00-\x08\n-\x1f\u2028\u2029\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TASK = re.compile(r"\[([ xX])\](?: |$)")


def cut_lines(text: str) -> list[str]:
    """The lines of `text` with their ends; they join to `text`."""
    return _LINE.findall(text)


MOST_CELLS = 1000
"""The largest table shown as one; in a larger one each key would take a tenth of a second."""


def read(text: str, known: Mapping[str, object] | None = None) -> Reading:
    """Read `text`. Never raises: what cannot be shown richly becomes a RAW leaf.

    `known` is the `env` of another reading whose link definitions and footnotes hold here too.
    """
    return Opening(text, known).finish()


def read_words(leaf: Leaf, text: str, known: Mapping[str, object]) -> tuple[Run, ...] | None:
    """The runs that `text` gives as the words of `leaf`; None if it would be something else."""
    if leaf.kind is Kind.CELL:
        whole = f"| a |\n|---|\n| {text} |\n"
    elif leaf.kind is Kind.HEADING and "\n" in text:
        whole = f"{text}\n{'=' if leaf.level == 1 else '-'}\n"
    elif leaf.kind is Kind.HEADING:
        whole = f"{'#' * leaf.level} {text}\n"
    else:
        whole = f"{text}\n"
    found = read(whole, known).leaves[1 if leaf.kind is Kind.CELL else 0 :]
    if not found:
        return ()
    if len(found) > 1 or (found[0].kind, found[0].level) != (
        leaf.kind,
        0 if leaf.kind is Kind.CELL else leaf.level,
    ):
        return None
    if leaf.path and leaf.path[-1].what == "item" and _TASK.match(text):
        return None
    return found[0].runs


def _shown(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", _UNSHOWABLE.sub("\ufffd", text))


class Opening:
    """A text that is being read, from its beginning on: the first screen need not wait for all."""

    def __init__(
        self, text: str, known: Mapping[str, object] | None = None, *, most_cells: int | None = None
    ) -> None:
        """See `read`. Finds the blocks; their words are read by `more` and `finish`.

        A table of more than `most_cells` is one leaf of source.
        """
        self._most_cells = most_cells
        self._lines = cut_lines(text)
        self._bare = [line.rstrip("\r\n") for line in self._lines]
        self._env = _copied(known or {})
        self._parser = source_parser()
        self._origins: list[Origin] = []
        self._extents: dict[int, Extent] = {}
        self._numbers = count(1)
        self._segments: list[Segment] = []
        self._at = 0
        self._broken = _LONE_SURROGATE.search(text) is not None
        self._tokens: list[Token] = []
        if not self._broken:
            try:
                self._tokens = self._parser.blocks(text, self._env)
            except (RecursionError, IndexError):
                self._broken = True

    @property
    def finished(self) -> bool:
        """Whether all of it was read."""
        return self._at >= len(self._tokens) and not (self._broken and not self._segments)

    def more(self, least: int) -> tuple[Leaf, ...]:
        """Read on until at least `least` further leaves are there, or all are; those leaves."""
        known = len(self._origins)
        if self._broken and not self._segments and self._lines:
            self._take_whole(0, len(self._lines), fixed=True)
        while self._at < len(self._tokens) and len(self._origins) - known < least:
            stop = self._close(self._at)
            self._segment(self._at, stop)
            self._at = stop
        if not self._segments:
            self._broken = False
        return tuple(origin.leaf for origin in self._origins[known:])

    def finish(self) -> Reading:
        """Read the rest; the whole."""
        self.more(len(self._lines) + len(self._tokens) + 1)
        tiled = self._tile(self._segments)
        lead = tiled[0].first if tiled else len(self._lines)
        return Reading(
            tuple(self._lines), tiled, tuple(self._origins), lead, self._env, self._extents
        )

    def _segment(self, start: int, stop: int) -> None:
        """Read the top-level block of the tokens from `start` up to `stop`."""
        at = self._segments[-1].last if self._segments else 0
        first, last = self._tokens[start].map or (at, at)
        known = len(self._origins)
        try:
            if self._is_too_deep(start, stop) or self._is_too_large(start, stop):
                self._take_whole(first, last, fixed=False)
                return
            self._block(start, stop, ())
        except (RecursionError, IndexError):
            del self._origins[known:]
            self._take_whole(first, last, fixed=True)
            return
        last = max([last, *(o.last for o in self._origins[known:])])
        self._close_segment(first, last, known)

    def _is_too_deep(self, start: int, stop: int) -> bool:
        """Whether there is more inside than the parser looked at."""
        return any(
            token.nesting > 0 and token.level >= MAX_NESTING - 1
            for token in self._tokens[start:stop]
        )

    def _is_too_large(self, start: int, stop: int) -> bool:
        """Whether there is a table inside that no screen shows in bearable time."""
        if self._most_cells is None:
            return False
        cells = 0
        for token in self._tokens[start:stop]:
            if token.type == "table_open":
                cells = 0
            cells += token.type in ("td_open", "th_open")
            if cells > self._most_cells:
                return True
        return False

    def _take_whole(self, first: int, last: int, *, fixed: bool) -> None:
        """Show lines `first` up to `last` as one leaf of source."""
        known = len(self._origins)
        while last > first + 1 and not self._bare[last - 1].strip():
            last -= 1
        content = "\n".join(self._bare[first:last])
        leaf = Leaf(Kind.RAW, (Run(content.replace("\n", BREAK)),), (), known)
        if fixed:
            self._origins.append(Origin(_as_fixed(leaf, content), first, last, content))
        else:
            self._add(leaf, first, last, content, ("",) * (last - first), "")
        self._close_segment(first, last, known)

    def _close_segment(self, first: int, last: int, known: int) -> None:
        while last > first + 1 and not self._bare[last - 1].strip():
            last -= 1
        numbers = tuple(range(known, len(self._origins)))
        self._segments.append(Segment(first, last, numbers, last))

    def _tile(self, segments: list[Segment]) -> tuple[Segment, ...]:
        """Let every line between two segments belong to the one before."""
        starts = [segment.first for segment in segments][1:] + [len(self._lines)] * bool(segments)
        return tuple(
            Segment(segment.first, start, segment.leaves, segment.end)
            for segment, start in zip(segments, starts, strict=True)
        )

    def _close(self, index: int) -> int:
        """One past the token that closes the one at `index`."""
        depth = 0
        while True:
            depth += self._tokens[index].nesting
            index += 1
            if depth == 0:
                return index

    def _block(self, index: int, stop: int, path: Nesting) -> None:
        while index < stop:
            token = self._tokens[index]
            close = self._close(index)
            container = self._container(token, index)
            if container is not None:
                known = len(self._origins)
                self._block(index + 1, close - 1, (*path, container))
                if len(self._origins) == known:
                    self._empty(token, (*path, container))
                first, last = token.map or (0, 0)
                self._extents[container.number] = Extent(first, last, known, len(self._origins))
            elif token.type == "table_open":
                self._table(index, close, path)
            else:
                self._leaf(index, close, path)
            index = close

    def _container(self, token: Token, index: int) -> Container | None:
        number = next(self._numbers)
        if token.type == "blockquote_open":
            return Container("quote", number)
        if token.type == "bullet_list_open":
            return Container("list", number, "bullet", token.markup, tight=self._tight(index))
        if token.type == "ordered_list_open":
            start = token.attrGet("start")
            return Container(
                "list",
                number,
                "ordered",
                token.markup,
                start=1 if start is None else int(start),
                tight=self._tight(index),
            )
        if token.type == "list_item_open":
            task = self._task(index)
            return Container("item", number, mark=self._item_mark(token), task=task)
        if token.type == "directive_open" and token.meta["known"]:
            return Container(
                "directive", number, token.info, token.markup, str(token.meta["argument"])
            )
        return None

    def _tight(self, index: int) -> bool:
        depth = 0
        for token in self._tokens[index : self._close(index)]:
            if token.type == "paragraph_open" and depth == 2:
                return token.hidden
            depth += token.nesting
        return True

    def _task(self, index: int) -> str:
        following = self._tokens[index + 1 : index + 3]
        if [token.type for token in following] == ["paragraph_open", "inline"]:
            match = _TASK.match(following[1].content)
            if match:
                return match[1]
        return ""

    def _item_mark(self, token: Token) -> str:
        """The mark of the item with the blanks after it, as it stands in its line."""
        line = self._bare[token.map[0]] if token.map else ""
        marks = re.findall(r"(?:[-+*]|\d{1,9}[.)])(?: {1,4}|\t|$)", line)
        for mark in marks:
            if mark.strip().endswith(token.markup) and mark.strip() == token.info + token.markup:
                return str(mark)
        return f"{token.info}{token.markup} "

    def _empty(self, token: Token, path: Nesting) -> None:
        """A container that holds nothing (an empty list item) still shows one empty leaf."""
        first, last = token.map or (0, 0)
        leaf = Leaf(Kind.PARAGRAPH, (), path, len(self._origins))
        self._origins.append(Origin(leaf, first, last))

    def _leaf(self, index: int, close: int, path: Nesting) -> None:
        token = self._tokens[index]
        first, last = token.map or (0, 0)
        lines: list[str] = token.meta.get("lines", self._bare[first:last])
        prefixes = self._prefixes(first, lines)
        number = len(self._origins)
        if token.type in ("paragraph_open", "heading_open"):
            self._text(token, self._tokens[index + 1], path, number, prefixes)
            return
        if token.type in ("fence", "code_block"):
            text = token.content.removesuffix("\n").replace("\n", BREAK)
            info = token.info.strip() if token.type == "fence" else ""
            leaf = Leaf(Kind.CODE, (Run(text),) if text else (), path, number, info=info)
            content = "\n".join(lines).rstrip("\n")
        elif token.type == "hr":
            leaf = Leaf(Kind.RULE, (), path, number)
            content = "\n".join(lines)
        else:
            while len(lines) > 1 and not lines[-1].strip():
                lines = lines[:-1]
            last = first + len(lines)
            content = "\n".join(lines)
            leaf = Leaf(Kind.RAW, (Run(content.replace("\n", BREAK)),), path, number)
            prefixes = prefixes[: len(lines)]
        self._add(leaf, first, last, content, prefixes, "")

    def _text(
        self, token: Token, inline: Token, path: Nesting, number: int, prefixes: tuple[str, ...]
    ) -> None:
        first, last = token.map or (0, 0)
        content = inline.content
        runs = read_runs(content, self._parser.inline(content, self._env))
        if token.type == "paragraph_open":
            kind, level = Kind.PARAGRAPH, 0
            if path and path[-1].task and self._first_of_item(path):
                runs = _drop(runs, 4)
        else:
            kind, level = Kind.HEADING, int(token.tag[1])
        leaf = Leaf(kind, runs, path, number, level)
        edges = self._edges(first, content, prefixes)
        if edges is None:
            self._add(leaf, first, last, content, (), "")
        else:
            self._add(leaf, first, last, content, *edges)

    def _first_of_item(self, path: Nesting) -> bool:
        return not any(origin.leaf.path[: len(path)] == path for origin in reversed(self._origins))

    def _edges(
        self, first: int, content: str, prefixes: tuple[str, ...]
    ) -> tuple[tuple[str, ...], str] | None:
        """The exact prefix of each content line and the suffix of the last, if they can be told."""
        parts = content.split("\n")
        if len(prefixes) < len(parts):
            return None
        exact: list[str] = []
        suffix = ""
        for i, part in enumerate(parts):
            raw = self._bare[first + i]
            at = raw.find(part, len(prefixes[i])) if i == 0 else len(prefixes[i])
            if i == 0 and not part:
                at = len(raw)
            if at < 0 or raw[at : at + len(part)] != part:
                return None
            rest = raw[at + len(part) :]
            if i < len(parts) - 1 and rest:
                return None
            exact.append(raw[:at])
            suffix = rest
        return tuple(exact), suffix

    def _prefixes(self, first: int, lines: Sequence[str]) -> tuple[str, ...]:
        """What stands before the content in each line; cut short where it cannot be told."""
        found: list[str] = []
        for i, line in enumerate(lines):
            raw = self._bare[first + i]
            if not raw.endswith(line):
                break
            found.append(raw[: len(raw) - len(line)])
        return tuple(found)

    def _table(self, index: int, close: int, path: Nesting) -> None:
        token = self._tokens[index]
        first, last = token.map or (0, 0)
        cells = [t for t in self._tokens[index:close] if t.type in ("th_open", "td_open")]
        letters = "".join(alignment(t) for t in cells if t.type == "th_open")
        table = (*path, Container("table", next(self._numbers), mark=letters))
        lines: list[str] = token.meta.get("lines", self._bare[first:last])
        prefixes = self._prefixes(first, lines)
        row, row_line, column, top = table, first, 0, len(self._origins)
        for at in range(index, close):
            inner = self._tokens[at]
            if inner.type == "tr_open":
                row_line = inner.map[0] if inner.map else row_line
                row, column = (*table, Container("row", next(self._numbers))), 0
            elif inner.type in ("th_open", "td_open"):
                inline = self._tokens[at + 1]
                runs = read_runs(inline.content, self._parser.inline(inline.content, self._env))
                leaf = Leaf(Kind.CELL, runs, row, len(self._origins), column)
                spot = row_line - first
                edges = None
                if spot < len(prefixes):
                    edges = cell_edges(self._bare[row_line], len(prefixes[spot]), column)
                if edges is None or edges[1].replace("\\|", "|") != inline.content:
                    self._add(leaf, row_line, row_line + 1, inline.content, (), "")
                else:
                    before, content, after = edges
                    self._add(leaf, row_line, row_line + 1, content, (before,), after)
                column += 1
        self._extents[table[-1].number] = Extent(first, last, top, len(self._origins))

    def _add(
        self,
        leaf: Leaf,
        first: int,
        last: int,
        content: str,
        prefixes: tuple[str, ...],
        suffix: str,
    ) -> None:
        if BREAK in content or _UNSHOWABLE.search(_own_text(leaf)):
            leaf = _as_fixed(leaf, content)
        self._origins.append(Origin(leaf, first, last, content, prefixes, suffix))


def _as_fixed(leaf: Leaf, content: str) -> Leaf:
    """The source `content` in place of `leaf`, to look at only: not all of it can be shown."""
    raw = BREAK.join(_shown(line) for line in content.split("\n"))
    return Leaf(Kind.RAW, (Run(raw),), leaf.path, leaf.number, fixed=True)


def _copied(env: Mapping[str, object]) -> dict[str, object]:
    """A copy whose definitions can be added to; only what holds text is shared."""
    copied = {key: copy.copy(value) for key, value in env.items()}
    footnotes = copied.get("footnotes")
    if isinstance(footnotes, dict):
        copied["footnotes"] = {key: copy.copy(value) for key, value in footnotes.items()}
    return copied


def _own_text(leaf: Leaf) -> str:
    """The characters of a leaf that come from the file, not from how the screen shows it."""
    if leaf.kind in (Kind.CODE, Kind.RAW):
        return leaf.text.replace(BREAK, "")
    return "".join(run.text for run in leaf.runs if not run.style.picture and run.text != BREAK)


def _drop(runs: tuple[Run, ...], characters: int) -> tuple[Run, ...]:
    """`runs` without their first `characters`."""
    kept: list[Run] = []
    for run in runs:
        if characters >= len(run.text):
            characters -= len(run.text)
            continue
        if characters:
            text = run.text[characters:]
            source = text if run.source == run.text else None
            run = Run(text, run.style, source)  # noqa: PLW2901
            characters = 0
        kept.append(run)
    return tuple(kept)
