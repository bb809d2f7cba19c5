"""The words of a text as people see them where a text is quoted, as in what somebody changed.

No mark of Markdown's and no stand-in: a footnote's mark is a small number, a picture is what is
said of it, and the cells of a row stand beside each other. Only for reading: positions are not
kept, and nothing can be written back from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePosixPath

from toolkit_editor.base.text import beginning
from toolkit_editor.prose.footnotes import DEFINED, MARK
from toolkit_editor.prose.model import BREAK, OBJECT, Kind, Leaf, Picture, Run

_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def shown(leaf: Leaf) -> str:
    """The words of one leaf; lines in it are apart by a newline."""
    text = "".join(_shown_run(run) for run in leaf.runs).replace(BREAK, "\n")
    if leaf.kind is Kind.RAW:
        return DEFINED.sub(_noted, text)
    return text


def shown_together(leaves: Sequence[Leaf]) -> str:
    """The words of neighbouring leaves, a line for each; the cells of a row are on one."""
    lines = []
    for row, inside in groupby(leaves, key=row_of):
        between = "\n" if row is None else " | "
        lines.append(between.join(shown(leaf) for leaf in inside))
    return "\n".join(lines)


def unmarked(text: str) -> str:
    """A piece of the plain text of a section, as annotations quote it, for people to read."""
    return MARK.sub(_noted, DEFINED.sub(_noted, text)).replace(OBJECT, "")


def quoted(text: str, most: int = 160) -> str:
    """The same in one line, or its beginning where it has more letters than `most`."""
    return beginning(unmarked(text), most)


def row_of(leaf: Leaf) -> int | None:
    """The number of the row of a table that a leaf lies in."""
    return next((one.number for one in leaf.path if one.what == "row"), None)


def _shown_run(run: Run) -> str:
    if run.style.picture is not None:
        return _picture(run.style.picture)
    mark = MARK.fullmatch(run.text) if run.style.raw else None
    return _noted(mark) if mark else run.text


def _picture(picture: Picture) -> str:
    return f"[{picture.alt or PurePosixPath(picture.src).name}]"


def _noted(mark: re.Match[str]) -> str:
    """What stands for the mark of a footnote."""
    label = mark[1]
    return label.translate(_SMALL) if label.isdecimal() else f"({label})"
