"""Lines of a width: whether a file keeps to one, and how changed lines are brought back to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

LONGEST = 120
_FEWEST = 4
"""Fewer line ends than this inside paragraphs tell nothing."""
_MOSTLY = 0.8
_STARTS_A_BLOCK = re.compile(r"(?:[-+*#>=|:~`]|\d{1,9}[.)]|!!!|\?\?\?|<)")


def usual_width(paragraphs: Iterable[Sequence[str]]) -> int:
    """The width in characters that paragraphs, as their lines, are filled to; 0 for none."""
    several = [lines for lines in paragraphs if any(lines)]
    ends = [
        (len(line), len(following.split(maxsplit=1)[0]))
        for lines in several
        for line, following in pairwise(lines)
        if following.strip()
    ]
    if len(ends) < _FEWEST:
        return 0
    width = max((length for length, _ in ends if length <= LONGEST), default=0)
    full = sum(1 for length, word in ends if length + 1 + word > width)
    short = sum(1 for lines in several if max(map(len, lines)) <= width)
    steady = full >= _MOSTLY * len(ends) and short >= _MOSTLY * len(several)
    return width if steady else 0


def wrapped(text: str, width: int, known: AbstractSet[str]) -> str:
    """`text` with lines longer than `width` cut at blanks; `known` lines stay as they are.

    What is cut off goes to the head of the next line, until the lines are again as they were.
    """
    lines = text.split("\n")
    done: list[str] = []
    while lines:
        line = lines.pop(0)
        at = -1 if line in known or len(line) <= width else _cut(line, width)
        if at < 0:
            done.append(line)
            continue
        done.append(line[:at])
        rest = line[at + 1 :]
        hard = rest.endswith(("  ", "\\"))
        if lines and not hard:
            lines[0] = f"{rest} {lines[0].lstrip()}"
        else:
            lines.insert(0, rest)
    return "\n".join(done)


def _cut(line: str, width: int) -> int:
    """Where to cut: the last blank that fits, before a word that begins no block; -1 for none."""
    blanks = [found.start() for found in re.finditer(r"(?<=\S) (?=\S)", line)]
    good = [at for at in blanks if not _STARTS_A_BLOCK.match(line[at + 1 :])]
    fitting = [at for at in good if at <= width]
    return fitting[-1] if fitting else (good[0] if good else -1)
