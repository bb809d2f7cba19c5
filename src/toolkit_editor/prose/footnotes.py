"""Footnotes: their marks, which labels a text defines, and which one is free."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from toolkit_editor.prose.model import BREAK, Kind, Leaf

DEFINED = re.compile(r"(?m)^ {0,3}\[\^([^\]\s]+)\]:")
"""What stands before the words of a footnote; its group is the label."""
MARK = re.compile(r"\[\^([^\]\s]+)\]")
"""The mark of a footnote in the text; its group is the label."""


def defined_footnotes(leaf: Leaf) -> list[str]:
    """The labels of the footnotes whose words a leaf holds."""
    if leaf.kind is not Kind.RAW or "]:" not in leaf.text:
        return []
    return DEFINED.findall(leaf.text.replace(BREAK, "\n"))


def free_label(leaves: Iterable[Leaf]) -> str:
    """The smallest number that no footnote of a text has."""
    used = {found for leaf in leaves for found in MARK.findall(leaf.text)}
    return next(str(number) for number in count(1) if str(number) not in used)
