"""Random edits as people make them in the editor, on leaves: one at a time, repeatable."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from toolkit_editor.prose.model import Kind, Leaf, Run

_TYPED = [*"abc é*_`[]<>&!#-+.1~\\|:", " word ", "**b**", "&amp;", "\u00a0", "—", "« mot »"]
_TEXT = (Kind.PARAGRAPH, Kind.HEADING, Kind.CELL)
NEW_ITEM = 999_999
"""The number of a list item that was not in the file."""

Edit = Callable[[random.Random, list[Leaf], int], bool]
"""Changes the leaf at an index, and says whether it could."""


def choices(leaves: tuple[Leaf, ...]) -> list[int]:
    """The leaves that hold words people can change."""
    return [i for i, leaf in enumerate(leaves) if leaf.kind in _TEXT and not leaf.fixed]


def type_something(chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    runs = list(leaves[at].runs) or [Run("")]
    index = chance.randrange(len(runs))
    run = runs[index]
    if run.style.picture or run.style.raw:
        runs.insert(index, Run("x"))
    else:
        cut = chance.randint(0, len(run.text))
        text = run.text[:cut] + chance.choice(_TYPED) + run.text[cut:]
        runs[index] = Run(text, run.style)
    leaves[at] = leaves[at].with_runs(*runs)
    return True


def embolden(chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    leaf = leaves[at]
    plain = [
        i
        for i, run in enumerate(leaf.runs)
        if not (run.style.picture or run.style.raw or run.style.code)
        and run.source in (None, run.text)
    ]
    if not plain:
        return False
    index = chance.choice(plain)
    run = leaf.runs[index]
    first, last = sorted((chance.randint(0, len(run.text)), chance.randint(0, len(run.text))))
    mark = {"strong": "**"} if chance.random() < 0.5 else {"emphasis": "*"}
    pieces = (
        (run.text[:first], run.style),
        (run.text[first:last], replace(run.style, **mark)),
        (run.text[last:], run.style),
    )
    marked = [Run(text, style, text) for text, style in pieces if text]
    leaves[at] = leaf.with_runs(*leaf.runs[:index], *marked, *leaf.runs[index + 1 :])
    return True


def delete_block(_chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    if leaves[at].kind is Kind.CELL:
        return False
    del leaves[at]
    return True


def split(chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    leaf = leaves[at]
    if leaf.kind is Kind.CELL or not leaf.runs:
        return False
    cut = chance.randrange(len(leaf.runs) + 1)
    second = replace(leaf, runs=leaf.runs[cut:], number=None)
    leaves[at : at + 1] = [leaf.with_runs(*leaf.runs[:cut]), second]
    return True


def new_paragraph(_chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    if leaves[at].kind is Kind.CELL:
        return False
    leaves.insert(at, Leaf(Kind.PARAGRAPH, (Run("New * words"),), leaves[at].path))
    return True


def join(_chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    if at == 0 or leaves[at].kind is Kind.CELL or leaves[at - 1].kind not in _TEXT[:2]:
        return False
    above = leaves[at - 1]
    leaves[at - 1 : at + 1] = [above.with_runs(*above.runs, *leaves[at].runs)]
    return True


def new_item(_chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    path = leaves[at].path
    if not path or path[-1].what != "item":
        return False
    item = replace(path[-1], number=NEW_ITEM)
    fresh = replace(leaves[at], number=None, runs=(Run("new item"),), path=(*path[:-1], item))
    leaves.insert(at + 1, fresh)
    return True


def make_heading(chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    if leaves[at].path or leaves[at].kind is Kind.CELL:
        return False
    leaves[at] = replace(leaves[at], kind=Kind.HEADING, level=chance.randint(1, 4))
    return True


WORDS_ONLY: tuple[Edit, ...] = (type_something, embolden)
"""Edits that change one block and no other."""

ALL: tuple[Edit, ...] = (
    *WORDS_ONLY,
    delete_block,
    split,
    new_paragraph,
    join,
    new_item,
    make_heading,
)
