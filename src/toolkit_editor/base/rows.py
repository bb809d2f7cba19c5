"""Values as lists and words that JSON can carry, and back, by what their types say.

A value of a class is the list of its fields; so nothing but the same class can read it again, and
whoever adds a field need not think of this. For what the program keeps for itself: nothing is
checked.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

Read = Callable[[Any], Any]


def to_row(value: Any) -> Any:
    """`value` as JSON can carry it."""
    if is_dataclass(value):
        return [to_row(getattr(value, name)) for name in _names(type(value))]  # type: ignore[arg-type]
    if isinstance(value, tuple):
        return [to_row(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {key: to_row(one) for key, one in value.items()}
    return value


def reader(hint: Any) -> Read:
    """What makes a value of this type of what `to_row` made of it; may use that up."""
    return _reader(hint) or (lambda row: row)


@functools.cache
def _reader(hint: Any) -> Read | None:
    """None where JSON gives the value as it was."""
    if hasattr(hint, "__supertype__"):
        return _reader(hint.__supertype__)
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional(next(filter(None, map(_reader, inside)), None))
    if origin is tuple:
        return _tuple(_reader(inside[0]))
    if origin is frozenset:
        one = _reader(inside[0])
        return lambda row: frozenset(map(one, row) if one else row)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(_reader(inside[1]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _fields(hint)
    return hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None


def _optional(one: Read | None) -> Read | None:
    return None if one is None else lambda row: None if row is None else one(row)


def _tuple(one: Read | None) -> Read:
    if one is None:
        return tuple
    return lambda row: tuple([one(each) for each in row])


def _mapping(one: Read | None) -> Read | None:
    return None if one is None else lambda row: {key: one(each) for key, each in row.items()}


def _fields(kind: Any) -> Read:
    hints, names = typing.get_type_hints(kind), _names(kind)
    made = [(place, one) for place, name in enumerate(names) if (one := _reader(hints[name]))]
    by_name = any(each.kw_only for each in fields(kind))

    def read(row: list[Any]) -> Any:
        for place, one in made:
            row[place] = one(row[place])
        return kind(**dict(zip(names, row, strict=True))) if by_name else kind(*row)

    return read


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
