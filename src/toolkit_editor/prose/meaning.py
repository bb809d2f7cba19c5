"""What leaves mean, apart from how they are written: the form in which two texts are compared.

White space counts as Markdown counts it: runs of it are one blank, none at the edges, and its own
marks do not matter where they cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from toolkit_editor.prose.model import BREAK, Container, Kind, Leaf, Nesting, Run, Style

_BLANK = " \t\n"
_EDGES = re.compile(rf"([{_BLANK}]*)([^{BREAK}]*?)([{_BLANK}]*)", re.DOTALL)


class Meaning(NamedTuple):
    """One leaf, comparable."""

    kind: Kind
    level: int
    info: str
    path: tuple[object, ...]
    words: tuple[tuple[str, Style], ...]


def meanings(leaves: Iterable[Leaf]) -> list[Meaning]:
    """The meaning of each leaf that can be written down, in order."""
    ordinals: dict[int, int] = {}
    found: list[Meaning] = []
    before: Nesting = ()
    for leaf in leaves:
        _join_lists(before, leaf.path, ordinals)
        before = leaf.path
        found.append(
            Meaning(
                leaf.kind,
                leaf.level if leaf.kind in (Kind.HEADING, Kind.CELL) else 0,
                leaf.info if leaf.kind is Kind.CODE else "",
                _path(leaf.path, ordinals),
                words(leaf),
            )
        )
    return found


def _join_lists(before: Nesting, path: Nesting, ordinals: dict[int, int]) -> None:
    """Count two bullet lists with nothing between them as one: that is what a reader sees."""
    for was, now in zip(before, path, strict=False):
        if was.number == now.number:
            continue
        if was.name == now.name == "bullet" and now.number not in ordinals:
            ordinals[now.number] = ordinals[was.number]
        return


def words(leaf: Leaf) -> tuple[tuple[str, Style], ...]:
    """The words of a leaf with their marks."""
    if leaf.kind in (Kind.CODE, Kind.RAW):
        return ((leaf.text, Style()),)
    if leaf.kind is Kind.RULE:
        return ()
    return run_words(leaf.runs)


def run_words(runs: Iterable[Run]) -> tuple[tuple[str, Style], ...]:
    """The words of runs with their marks, white space folded."""
    merged: list[tuple[str, Style]] = []
    last_blank = True
    for run in settle(runs):
        style = run.style.meaning()
        for character in run.text:
            if character == BREAK:
                while merged and merged[-1][0].endswith(" ") and not merged[-1][1].code:
                    _trim(merged)
                last_blank = True
            elif character in _BLANK and not (style.code or style.raw):
                if last_blank:
                    continue
                last_blank = True
                character = " "  # noqa: PLW2901
            else:
                last_blank = False
            if merged and merged[-1][1] == style and style.picture is None:
                merged[-1] = (merged[-1][0] + character, style)
            else:
                merged.append((character, style))
    while merged and merged[-1][0].endswith((" ", BREAK)) and not merged[-1][1].code:
        _trim(merged)
    while merged and merged[0][0].startswith((" ", BREAK)) and not merged[0][1].code:
        text = merged[0][0][1:]
        merged[:1] = [(text, merged[0][1])] if text else []
    return tuple(merged)


def _trim(merged: list[tuple[str, Style]]) -> None:
    text, style = merged.pop()
    if len(text) > 1:
        merged.append((text[:-1], style))


def settle(runs: Iterable[Run]) -> list[Run]:
    """`runs` with blanks at the edges of marks moved outside the marks."""
    pieces = [piece for run in _join_codes(runs) for piece in _pieces(run)]
    before = _nearest(pieces)
    after = _nearest(pieces[::-1])[::-1]
    return [
        piece if _is_solid(piece) else replace(piece, style=_common(piece.style, left, right))
        for piece, left, right in zip(pieces, before, after, strict=True)
    ]


def _join_codes(runs: Iterable[Run]) -> list[Run]:
    """Two spans of code with nothing between them cannot be written: they are one."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and run.style.code and run.style.meaning() == last.style.meaning():
            joined[-1] = Run(last.text + run.text, run.style)
        else:
            joined.append(run)
    return joined


def _is_solid(piece: Run) -> bool:
    return bool(piece.text.strip(_BLANK + BREAK)) or piece.style.code or piece.style.raw


def _nearest(pieces: Sequence[Run]) -> list[Style]:
    """For each piece, the style of the last solid piece up to it."""
    styles: list[Style] = []
    style = Style()
    for piece in pieces:
        style = piece.style if _is_solid(piece) else style
        styles.append(style)
    return styles


def _pieces(run: Run) -> list[Run]:
    """Cut the blanks off the edges of a run of plain text, and its breaks apart."""
    style = run.style
    if style.code or style.raw or style.picture or run.source not in (None, run.text):
        return [run]
    pieces: list[Run] = []
    for part in re.split(f"({BREAK})", run.text):
        match = _EDGES.fullmatch(part)
        texts = match.groups() if match else (part,)
        pieces.extend(
            Run(text, style, text if run.source is not None else None) for text in texts if text
        )
    return pieces


def _common(own: Style, left: Style, right: Style) -> Style:
    return replace(
        own,
        strong=own.strong if left.strong and right.strong else "",
        emphasis=own.emphasis if left.emphasis and right.emphasis else "",
        strike=own.strike if left.strike and right.strike else "",
        link=own.link if own.link and own.link == left.link == right.link else None,
    )


def _path(path: Nesting, ordinals: dict[int, int]) -> tuple[object, ...]:
    return tuple(
        (ordinals.setdefault(container.number, _next(ordinals)), *_sort(container))
        for container in path
    )


def _next(ordinals: dict[int, int]) -> int:
    return max(ordinals.values(), default=-1) + 1


def _sort(container: Container) -> tuple[object, ...]:
    if container.what == "list":
        start = container.start if container.name == "ordered" else 1
        return ("list", container.name, start)
    if container.what == "item":
        return ("item", container.task.lower())
    if container.what == "directive":
        return ("directive", container.name, container.argument)
    if container.what == "table":
        return ("table", container.mark)
    return (container.what,)
