"""Footnotes: which labels a text uses, and which one is free."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from toolkit_editor.prose.model import Leaf

_LABEL = re.compile(r"\[\^([^\]\s]+)\]")


def free_label(leaves: Iterable[Leaf]) -> str:
    """The smallest number that no footnote of a text has."""
    used = {found for leaf in leaves for found in _LABEL.findall(leaf.text)}
    return next(str(number) for number in count(1) if str(number) not in used)
