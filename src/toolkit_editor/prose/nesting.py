"""Mends containers after leaves were moved: a container is one unbroken run of leaves.

Editing can leave a container in two places (a new list item between an item and its own second
paragraph). Readers would see what follows as part of what is right before it, so it becomes that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit_editor.prose.model import Container, Kind, Leaf, Nesting


def nest(leaves: Sequence[Leaf]) -> list[Leaf]:
    """`leaves` with every container in one piece; untouched leaves are returned as they are."""
    return _Nesting(leaves).mended()


class _Nesting:
    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self._open: Nesting = ()
        self._used: set[int] = set()
        self._plain: dict[int, Container] = {}
        """Items that were tasks and cannot be, by number."""
        self._highest = max((c.number for leaf in leaves for c in leaf.path), default=0)

    def mended(self) -> list[Leaf]:
        mended: list[Leaf] = []
        for leaf in self._leaves:
            if not leaf.path:
                self._open = ()
                mended.append(leaf)
                continue
            path = self._path(leaf)
            self._open = path
            mended.append(leaf if path == leaf.path else replace(leaf, path=path))
        return mended

    def _path(self, leaf: Leaf) -> Nesting:
        path: list[Container] = []
        inside = True
        """Whether all containers so far are the open ones."""
        for depth, wanted in enumerate(leaf.path):
            container = self._plain.get(wanted.number, wanted)
            here = self._open[depth] if inside and len(self._open) > depth else None
            if here is not None and here.number == container.number:
                path.append(here)
                continue
            if container.number in self._used:
                if here is not None and here.what == container.what == "item":
                    path.append(here)
                    continue
                self._highest += 1
                container = replace(container, number=self._highest)
            inside = False
            self._used.add(container.number)
            if container.task and not _can_be_task(leaf, depth):
                container = replace(container, task="")
                self._plain[container.number] = container
            path.append(container)
        return tuple(path)


def _can_be_task(leaf: Leaf, depth: int) -> bool:
    """Whether the first leaf of an item is a paragraph, which alone can have a box to tick."""
    return leaf.kind is Kind.PARAGRAPH and depth == len(leaf.path) - 1
