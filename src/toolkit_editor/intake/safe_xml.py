"""XML of strangers as a tree: no document type, so no entities, and not too deep.

What is nested without end would exhaust those who walk the tree after us.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from toolkit_editor.intake.package import damaged

DEEPEST = 150
MOST_ELEMENTS = 2_000_000


def parse(data: bytes) -> Element:
    """The root of `data`. Raises `Refused` for what is broken or tries tricks."""
    parser = XMLParser(target=_Careful())  # noqa: S314 - the target below refuses the attacks
    try:
        parser.feed(data)
        root = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise damaged() from error
    if not isinstance(root, Element):
        raise damaged()
    return root


class _Careful(TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._elements = 0

    def doctype(self, *_told: object) -> None:
        """No document written by a word processor has one."""
        raise damaged()

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
            raise damaged()
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Element:
        self._depth -= 1
        return super().end(tag)
