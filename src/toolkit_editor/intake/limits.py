"""How much HTML is taken: bounds that are checked before it is parsed.

The parser's time grows with the square of the nesting and of the attributes in one tag, so that a
small hostile page could hold the program for minutes. Both are estimated here in one quick pass.
"""

from __future__ import annotations

import re
from collections import Counter

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say

LONGEST = 5_000_000
"""Characters of HTML, pictures inside it not counted."""
MOST_ELEMENTS = 200_000
DEEPEST = 10_500
_MOST_ATTRIBUTES = 500
_SUSPICIOUS_TAG = 2_000

_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_TAG = re.compile(r"""<[A-Za-z](?>=\s*"[^"]*"|=\s*'[^']*'|[^>])*+""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_DEEP = _names(
    "area base br col embed hr img input link meta source track wbr p li td th tr dt "
    "dd option tbody thead tfoot colgroup html head body"
)
"""Tags that stand alone, or are closed by the next of their kind."""
_WEIGHT = Counter(table=5, button=3, object=3)
"""Tags that let others nest without being counted."""


def check(html: str) -> None:
    """Raise `Refused` where `html` is more than can be read in reasonable time."""
    if len(html) > LONGEST or html.count("<") > 3 * MOST_ELEMENTS:
        raise too_much()
    elements = 0
    depth = 0
    opened: Counter[str] = Counter()
    for closing, name in _NAME.findall(html):
        tag = name.lower()
        elements += not closing
        if tag in _NEVER_DEEP:
            continue
        step = _WEIGHT[tag] or 1
        if not closing:
            opened[tag] += 1
            depth += step
        elif opened[tag]:
            opened[tag] -= 1
            depth -= step
        if depth > DEEPEST:
            raise too_much()
    if elements > MOST_ELEMENTS:
        raise too_much()
    for tag in _TAG.finditer(html):
        if tag.end() - tag.start() > _SUSPICIOUS_TAG:
            bare = _QUOTED.sub("=", tag[0])
            if len(re.split(r"[\s/]+", bare)) > _MOST_ATTRIBUTES:
                raise too_much()


def too_much() -> Refused:
    """The refusal for a text that is too long or too tangled."""
    return Refused(
        say("This is more than can be brought in at once. Bring in a smaller part of it.")
    )
