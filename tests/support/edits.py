"""Random edits as people make them in the editor, on leaves: one at a time, repeatable."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from toolkit_editor.prose.model import BREAK, Container, Kind, Leaf, Run

_TYPED = [*"abc é*_`[]<>&!#-+.1~\\|:", " word ", "**b**", "&amp;", "\u00a0", "—", "« mot »"]
_TEXT = (Kind.PARAGRAPH, Kind.HEADING, Kind.CELL)
_BOXES = (Kind.CODE, Kind.RAW)
_SOURCE = [
    *("x", " ", BREAK, BREAK * 2, "`", "```", "<!--", "-->", "<b>", "</div>", "# ", "- ", "é"),
    *("{% if %}", "[a]: b", "|", ":::", "    ", "~~~", "<script>", "\\", "***"),
]
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


def change_source(chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    boxes = [i for i, leaf in enumerate(leaves) if leaf.kind in _BOXES and not leaf.fixed]
    if not boxes:
        return False
    at = min(boxes, key=lambda i: abs(i - at))
    text = leaves[at].text
    cut = chance.randint(0, len(text))
    end = min(len(text), cut + chance.choice([0, 0, 1, 3, 40]))
    leaves[at] = leaves[at].with_runs(Run(text[:cut] + chance.choice(_SOURCE) + text[end:]))
    return True


def remove_box(_chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    boxes = [i for i, leaf in enumerate(leaves) if leaf.kind not in _TEXT]
    if not boxes:
        return False
    del leaves[min(boxes, key=lambda i: abs(i - at))]
    return True


def move(chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    if leaves[at].kind is Kind.CELL:
        return False
    to = chance.randrange(len(leaves))
    if Kind.CELL in (leaves[to].kind, leaves[to - 1].kind):
        return False
    leaf = leaves.pop(at)
    leaves.insert(to, replace(leaf, path=leaves[to - 1].path if 0 < to < len(leaves) else ()))
    return True


def put_inside(chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    if leaves[at].kind is Kind.CELL:
        return False
    number = chance.randrange(10_000, 900_000)
    inside = chance.choice(
        [
            (Container("quote", number),),
            (Container("directive", number, "tip"),),
            (Container("list", number, "bullet"), Container("item", number + 1)),
            (Container("list", number, "ordered", start=3), Container("item", number + 1)),
            (Container("list", number, "bullet"), Container("item", number + 1, task="x")),
        ]
    )
    count = chance.randint(1, 3)
    for index in range(at, min(len(leaves), at + count)):
        if leaves[index].kind is Kind.CELL or leaves[index].path[:1] != leaves[at].path[:1]:
            break
        if leaves[at].path and leaves[index].path[0].number != leaves[at].path[0].number:
            break
        leaves[index] = replace(leaves[index], path=(*inside, *leaves[index].path))
    return True


def lead_out(_chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    if not leaves[at].path or leaves[at].kind is Kind.CELL:
        return False
    path = leaves[at].path
    out = 2 if path[-1].what == "item" else 1
    leaves[at] = replace(leaves[at], path=path[:-out])
    return True


def take_row(chance: random.Random, leaves: list[Leaf], at: int) -> bool:
    """Take a row out of a table, or put a new one in."""
    cells = [i for i, leaf in enumerate(leaves) if leaf.kind is Kind.CELL and not leaf.fixed]
    if not cells:
        return False
    at = min(cells, key=lambda i: abs(i - at))
    row = leaves[at].path[-1]
    inside = [i for i, leaf in enumerate(leaves) if row in leaf.path]
    if chance.random() < 0.5:
        fresh = replace(row, number=chance.randrange(10_000, 900_000))
        leaves[inside[-1] + 1 : inside[-1] + 1] = [
            replace(
                leaves[i],
                number=None,
                runs=(Run(chance.choice(_TYPED)),),
                path=(*leaves[i].path[:-1], fresh),
            )
            for i in inside
        ]
    else:
        del leaves[inside[0] : inside[-1] + 1]
    return True


WORDS_ONLY: tuple[Edit, ...] = (type_something, embolden)
"""Edits that change one block and no other."""

SIMPLE: tuple[Edit, ...] = (
    *WORDS_ONLY,
    delete_block,
    split,
    new_paragraph,
    join,
    new_item,
    make_heading,
)
"""Edits of a block or two."""

ALL: tuple[Edit, ...] = (
    *SIMPLE,
    change_source,
    remove_box,
    move,
    put_inside,
    lead_out,
    take_row,
)
"""Edits of every sort."""
