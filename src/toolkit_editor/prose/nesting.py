"""Mends containers after leaves were moved: a container is one unbroken run of leaves.

Editing can leave a container in two places (a new list item between an item and its own second
paragraph). Readers would see what follows as part of what is right before it, so it becomes that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit_editor.prose.model import Container, Leaf, Nesting


def nest(leaves: Sequence[Leaf]) -> list[Leaf]:
    """`leaves` with every container in one piece; untouched leaves are returned as they are."""
    mended: list[Leaf] = []
    closed: set[int] = set()
    open_now: Nesting = ()
    highest = 0
    for leaf in leaves:
        highest = max([highest, *(container.number for container in leaf.path)])
    for leaf in leaves:
        path: list[Container] = []
        for depth, container in enumerate(leaf.path):
            here = open_now[depth] if len(open_now) > depth else None
            same_so_far = open_now[:depth] == tuple(path)
            if container.number in closed:
                if same_so_far and here is not None and here.what == container.what == "item":
                    container = here  # noqa: PLW2901
                else:
                    highest += 1
                    container = replace(container, number=highest)  # noqa: PLW2901
            path.append(container)
        now = tuple(path)
        closed |= {c.number for c in open_now} - {c.number for c in now}
        open_now = now
        mended.append(leaf if now == leaf.path else replace(leaf, path=now))
    return mended
