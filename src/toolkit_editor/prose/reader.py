"""From the text of a file to leaves in containers, and where each leaf stood in the file.

The lines of a file are cut only at `\\r\\n`, `\\n` and `\\r`, as Markdown does, so that they join
to the same text again. Every line belongs to exactly one segment: a top-level block with the blank
lines that follow it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from markdown_it.token import Token

from toolkit_editor.prose.inline_reader import read_runs
from toolkit_editor.prose.markdown import source_parser
from toolkit_editor.prose.model import BREAK, Container, Kind, Leaf, Nesting, Run
from toolkit_editor.prose.reading import Origin, Reading, Segment
from toolkit_editor.prose.table_lines import alignment, cell_edges

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_UNSHOWABLE = re.compile("[\x00-\x08\n-\x1f\u2028\u2029\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TASK = re.compile(r"\[([ xX])\] ")


def cut_lines(text: str) -> list[str]:
    """The lines of `text` with their ends; they join to `text`."""
    return _LINE.findall(text)


def read(text: str, known: Mapping[str, object] | None = None) -> Reading:
    """Read `text`. Never raises: what cannot be shown richly becomes a RAW leaf.

    `known` is the `env` of another reading whose link definitions and footnotes hold here too.
    """
    lines = cut_lines(text)
    if _LONE_SURROGATE.search(text):
        return _one_fixed_leaf(lines, text)
    env: dict[str, object] = copy.deepcopy(dict(known or {}))
    try:
        tokens = source_parser().parse(text, env)
        return _Reader(lines, tokens, env).read()
    except (RecursionError, IndexError):
        return _one_fixed_leaf(lines, text)


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


def _one_fixed_leaf(lines: Sequence[str], text: str) -> Reading:
    shown = BREAK.join(_shown(line.rstrip("\r\n")) for line in lines)
    leaf = Leaf(Kind.RAW, (Run(shown),), number=0, fixed=True)
    origin = Origin(leaf, 0, len(lines), text)
    return Reading(tuple(lines), (Segment(0, len(lines), (0,), len(lines)),), (origin,))


def _shown(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", _UNSHOWABLE.sub("\ufffd", text))


class _Reader:
    def __init__(self, lines: list[str], tokens: list[Token], env: dict[str, object]) -> None:
        self._lines = lines
        self._tokens = tokens
        self._env = env
        self._bare = [line.rstrip("\r\n") for line in lines]
        self._origins: list[Origin] = []
        self._numbers = count(1)

    def read(self) -> Reading:
        segments: list[Segment] = []
        at = 0
        for start, stop in self._top_level():
            first_token = self._tokens[start]
            first, last = first_token.map or (at, at)
            known = len(self._origins)
            self._block(start, stop, ())
            last = max([last, *(o.last for o in self._origins[known:])])
            while last > first + 1 and not self._bare[last - 1].strip():
                last -= 1
            numbers = tuple(range(known, len(self._origins)))
            segments.append(Segment(first, last, numbers, last))
        tiled = self._tile(segments)
        lead = tiled[0].first if tiled else len(self._lines)
        return Reading(tuple(self._lines), tiled, tuple(self._origins), lead, self._env)

    def _tile(self, segments: list[Segment]) -> tuple[Segment, ...]:
        """Let every line between two segments belong to the one before."""
        starts = [segment.first for segment in segments][1:] + [len(self._lines)] * bool(segments)
        return tuple(
            Segment(segment.first, start, segment.leaves, segment.end)
            for segment, start in zip(segments, starts, strict=True)
        )

    def _top_level(self) -> Iterator[tuple[int, int]]:
        index = 0
        while index < len(self._tokens):
            stop = self._close(index)
            yield index, stop
            index = stop

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
        runs = read_runs(content, inline.children or [])
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
        row, row_line, column = table, first, 0
        for at in range(index, close):
            inner = self._tokens[at]
            if inner.type == "tr_open":
                row_line = inner.map[0] if inner.map else row_line
                row, column = (*table, Container("row", next(self._numbers))), 0
            elif inner.type in ("th_open", "td_open"):
                inline = self._tokens[at + 1]
                runs = read_runs(inline.content, inline.children or [])
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
        known = self._origins[-1]
        if known.last < last:  # the line under the header of a table without rows
            self._origins[-1] = Origin(
                known.leaf, known.first, known.last, known.content, known.prefixes, known.suffix
            )

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
            raw = BREAK.join(_shown(line) for line in content.split("\n"))
            leaf = Leaf(Kind.RAW, (Run(raw),), leaf.path, leaf.number, fixed=True)
        self._origins.append(Origin(leaf, first, last, content, prefixes, suffix))


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
