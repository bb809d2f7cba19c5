"""JSON from other people, read strictly: within limits, no name twice, no numbers JSON lacks."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 32


def load_object(data: bytes, largest: int) -> dict[str, Any]:
    """The object in `data`, of at most `largest` bytes; raises `ValueError` for anything else."""
    if len(data) > largest:
        raise ValueError("too large")
    try:
        found = json.loads(
            data.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_constant=_no_constant
        )
    except RecursionError as problem:
        raise ValueError("nested too deeply") from problem
    if not isinstance(found, dict) or depth(found) > DEEPEST:
        raise ValueError("not an object of the agreed depth")
    return found


def depth(value: object) -> int:
    """How deep lists and objects lie in each other, counted without recursion."""
    deepest = 0
    waiting: list[tuple[object, int]] = [(value, 1)]
    while waiting:
        item, level = waiting.pop()
        inside: list[object] = []
        if isinstance(item, dict):
            inside = list(item.values())
        elif isinstance(item, list):
            inside = item
        else:
            continue
        deepest = max(deepest, level)
        if deepest > DEEPEST:
            break
        waiting.extend((one, level + 1) for one in inside)
    return deepest


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)
