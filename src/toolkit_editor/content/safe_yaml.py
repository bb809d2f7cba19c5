"""YAML from other people, read safely: plain values only, within limits, no key twice."""

from __future__ import annotations

import re
from typing import Any

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say

_MOST_BYTES = 1_000_000
_MOST_ALIASES = 16
_DEEPEST = 12
_SET_IN = re.compile(r"^[ \t?:-]+", re.MULTILINE)
"""What stands before the first word of a line: each level of nesting takes a character of it."""


class BrokenYaml(Refused):
    """Not YAML, or beyond the limits; `line` counts from 1, 0 where it is not known."""

    def __init__(self, message: Message, line: int = 0) -> None:
        """Keep the sentence and the line."""
        super().__init__(message)
        self.line = line


def load_yaml(data: bytes) -> Any:
    """The values in `data`; raises `BrokenYaml`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if len(data) > _MOST_BYTES:
        raise BrokenYaml(say("This file is larger than a description may be."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BrokenYaml(say("This file is not written in UTF-8.")) from problem
    try:
        _check_limits(text)
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = 0 if mark is None else int(mark.line) + 1
        raise BrokenYaml(
            say("Line {line} cannot be understood. Check its quotes and blanks.", line=line), line
        ) from problem


def _check_limits(text: str) -> None:
    from ruamel.yaml import YAML
    from ruamel.yaml.events import (
        AliasEvent,
        MappingEndEvent,
        MappingStartEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    set_in = max((len(match[0]) for match in _SET_IN.finditer(text)), default=0)
    nested = text.count("[") + text.count("{") + set_in > _DEEPEST
    if not nested and not ("*" in text and "&" in text):
        return
    depth = aliases = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
        depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
        aliases += isinstance(event, AliasEvent)
        if depth > _DEEPEST or aliases > _MOST_ALIASES:
            raise BrokenYaml(say("This file refers to itself too often or is nested too deeply."))
