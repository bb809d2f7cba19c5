"""Values of the program's own types go through JSON and come back the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from toolkit_editor.base.rows import reader, to_row

Name = NewType("Name", str)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: Name
    colours: frozenset[Colour] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    leaves: tuple[Leaf, ...] = ()
    words: tuple[str, ...] = ()
    first: Leaf | None = None
    by_name: Mapping[str, Leaf] = field(default_factory=dict)
    plain: Mapping[str, str | None] = field(default_factory=dict)
    colour: Colour = Colour.RED


def test_what_is_written_is_read_back_with_its_types() -> None:
    leaf = Leaf(Name("né"), frozenset({Colour.RED}))
    full = Branch(
        leaves=(leaf, Leaf(Name("b"))),
        words=("x",),
        first=leaf,
        by_name={"a": leaf},
        plain={"a": None},
    )
    for one in (full, Branch()):
        back = reader(Branch)(json.loads(json.dumps(to_row(one))))
        assert back == one
        assert isinstance(back.colour, Colour)
    assert reader(Branch | None)(None) is None
