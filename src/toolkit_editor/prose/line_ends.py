"""Line ends of a text that a widget showed without them."""

from __future__ import annotations

from collections import Counter

from toolkit_editor.prose.reader import cut_lines


def with_line_ends(before: str, after: str) -> str:
    """`after`, whose lines end with newlines, with the line ends that `before` has.

    Lines at the beginning and end that are the same keep theirs; others get the usual one.
    """
    old = cut_lines(before)
    new = cut_lines(after)
    usual = Counter(_end(line) for line in old if _end(line)).most_common(1)
    end = usual[0][0] if usual else "\n"
    if end == "\n" and all(_end(line) in ("\n", "") for line in old):
        return after
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    middle = [_bare(line) + (end if _end(line) else "") for line in new[head : len(new) - tail]]
    return "".join([*old[:head], *middle, *old[len(old) - tail :]])


def _same(old: list[str], new: list[str]) -> int:
    """How many lines from the beginning are the same but for the form of their ends."""
    same = 0
    for one, other in zip(old, new, strict=False):
        if _bare(one) != _bare(other) or bool(_end(one)) != bool(_end(other)):
            break
        same += 1
    return same


def _bare(line: str) -> str:
    return line.rstrip("\r\n")


def _end(line: str) -> str:
    return line[len(_bare(line)) :]
