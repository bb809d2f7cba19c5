"""Lists, tasks, quotes and the toolkit's own blocks: putting blocks into them and out of them.

Every command is one step of undoing, and no words are lost by one.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor

from toolkit_editor.prose.model import Container, Kind, Nesting
from toolkit_editor.ui.writing.ground import Ground

TEXT = (Kind.PARAGRAPH, Kind.HEADING)
"""What can be an item."""


class Lists:
    """Commands on containers, at a cursor."""

    def __init__(self, ground: Ground) -> None:
        """Work on the blocks of `ground`."""
        self._ground = ground

    def indent(self, cursor: QTextCursor) -> bool:
        """Set a list item in, under the item above it."""
        blocks = list(self._ground.selected(cursor))
        frame = self._ground.frame(blocks[0])
        depth = item_depth(frame.path)
        before = blocks[0].previous()
        if depth is None or not before.isValid():
            return False
        above = self._ground.frame(before).path
        if (
            above[:depth] != frame.path[:depth]
            or len(above) <= depth
            or above[depth].what != "item"
        ):
            return False
        if above[depth] == frame.path[depth]:
            return False
        with self._ground.step(cursor):
            sort = frame.path[depth - 1]
            nested = above[depth + 1] if len(above) > depth + 1 else None
            if nested is None or (nested.what, nested.name) != ("list", sort.name):
                nested = self._ground.new(replace(sort, start=1, mark=""))
            moved = frame.path[depth]
            for block in self._ground.with_rest(blocks, moved):
                path = self._ground.frame(block).path
                self._ground.repath(block, (*path[:depth], above[depth], nested, *path[depth:]))
        return True

    def outdent(self, cursor: QTextCursor) -> bool:
        """Set a list item out by one level, or lead a block out of its innermost container."""
        blocks = list(self._ground.selected(cursor))
        frame = self._ground.frame(blocks[0])
        if not frame.path or frame.kind is Kind.CELL:
            return False
        moved: set[Container] = set()
        with self._ground.step(cursor):
            for block in blocks:
                path = self._ground.frame(block).path
                if not path or path[-1].what == "row" or not moved.isdisjoint(path):
                    continue
                if path[-1].what == "item":
                    moved.add(path[-1])
                    self._leave_list(block, path)
                else:
                    self._ground.repath(block, path[:-1])
        return True

    def _leave_list(self, block: QTextBlock, path: Nesting) -> None:
        """Lead the item of a block, and what lies in it, out of its list."""
        item, list_ = path[-1], path[-2]
        for one in self._ground.with_rest([block], item):
            own = self._ground.frame(one).path
            at = own.index(item)
            outer, inner = own[: at - 1], own[at + 1 :]
            if outer and outer[-1].what == "item":
                self._ground.repath(one, (*outer[:-1], item, *inner))
            else:
                self._ground.repath(one, (*outer, *inner))
        self._split_list([block], list_, len(path) - 2)

    def _split_list(self, blocks: list[QTextBlock], old: Container, depth: int) -> None:
        """What follows in the list that was left begins a list of its own."""
        block = blocks[-1].next()
        fresh: Container | None = None
        while block.isValid():
            path = self._ground.frame(block).path
            if len(path) <= depth or path[depth] != old:
                if fresh is not None or len(path) <= depth:
                    return
                block = block.next()
                continue
            fresh = fresh or self._ground.new(replace(old, start=1))
            self._ground.repath(block, (*path[:depth], fresh, *path[depth + 1 :]))
            block = block.next()

    def toggle_list(self, cursor: QTextCursor, name: str, *, task: bool = False) -> None:
        """Make the selected blocks items of a `bullet` or `ordered` list, or take them out."""
        blocks = [b for b in self._ground.selected(cursor) if self._ground.frame(b).kind in TEXT]
        if not blocks:
            return
        depth = item_depth(self._ground.frame(blocks[0]).path)
        with self._ground.step(cursor):
            if depth is None:
                self._into_list(blocks, name, task=task)
            else:
                self._change_list(blocks, depth, name, task=task)

    def _into_list(self, blocks: list[QTextBlock], name: str, *, task: bool) -> None:
        list_ = self._neighbour_list(blocks[0], name)
        for block in blocks:
            frame = self._ground.frame(block)
            item = self._ground.new(Container("item", 0, task=" " if task else ""))
            frame = replace(frame, kind=Kind.PARAGRAPH, level=0, path=(*frame.path, list_, item))
            self._ground.set(block, frame)

    def _neighbour_list(self, block: QTextBlock, name: str) -> Container:
        own = self._ground.frame(block).path
        above = self._ground.frame(block.previous()).path if block.previous().isValid() else ()
        if above[: len(own)] == own and len(above) > len(own) and above[len(own)].name == name:
            return above[len(own)]
        return self._ground.new(Container("list", 0, name))

    def _change_list(self, blocks: list[QTextBlock], depth: int, name: str, *, task: bool) -> None:
        first = self._ground.frame(blocks[0]).path
        is_task = bool(first[depth].task)
        if first[depth - 1].name == name and is_task == task:
            for block in blocks:
                path = self._ground.frame(block).path
                if len(path) > depth:
                    self._ground.repath(block, (*path[: depth - 1], *path[depth + 1 :]))
            self._split_list(blocks, first[depth - 1], depth - 1)
            return
        old = first[depth - 1]
        fresh = self._ground.new(replace(old, name=name, mark="", start=1))
        items: dict[int, Container] = {}
        for block in self._ground.all_in(blocks[0], old):
            path = self._ground.frame(block).path
            if len(path) > depth and path[depth - 1] == old:
                item = path[depth]
                if item.number not in items:
                    changed = replace(item, mark="", task=" " if task else "")
                    items[item.number] = self._ground.new(changed)
                self._ground.repath(
                    block,
                    (*path[: depth - 1], fresh, items[item.number], *path[depth + 1 :]),
                )

    def toggle_quote(self, cursor: QTextCursor) -> None:
        """Put the selected blocks in a quote, or take them out of it."""
        self.toggle_container(cursor, Container("quote", 0))

    def toggle_container(self, cursor: QTextCursor, container: Container) -> None:
        """Put the selected blocks in a container of this sort, or take them out of it."""
        blocks = [
            b for b in self._ground.selected(cursor) if self._ground.frame(b).kind is not Kind.CELL
        ]
        if not blocks:
            return
        path = self._ground.frame(blocks[0]).path
        inside = [c for c in path if (c.what, c.name) == (container.what, container.name)]
        with self._ground.step(cursor):
            fresh = self._ground.new(container)
            for block in blocks:
                own = self._ground.frame(block).path
                if inside:
                    self._ground.repath(block, tuple(c for c in own if c != inside[-1]))
                else:
                    self._ground.repath(block, (fresh, *own))

    def make_task(self, cursor: QTextCursor, task: str) -> None:
        """Make the block of the cursor a task: to do for a blank, done for an x."""
        block = cursor.block()
        with self._ground.step(cursor):
            if item_depth(self._ground.frame(block).path) is None:
                self._into_list([block], "bullet", task=True)
            path = self._ground.frame(block).path
            depth = item_depth(path)
            assert depth is not None
            item = self._ground.new(replace(path[depth], task=task))
            for one in self._ground.with_rest([block], path[depth]):
                own = self._ground.frame(one).path
                self._ground.repath(one, (*own[:depth], item, *own[depth + 1 :]))

    def tick(self, cursor: QTextCursor) -> None:
        """Tick a task, or take its tick away."""
        frame = self._ground.frame(cursor.block())
        item = frame.path[-1]
        ticked = self._ground.new(replace(item, task=" " if item.task != " " else "x"))
        with self._ground.step(cursor):
            for block in self._ground.with_rest([cursor.block()], item):
                path = self._ground.frame(block).path
                self._ground.repath(block, tuple(ticked if c == item else c for c in path))


def item_depth(path: Nesting) -> int | None:
    """The index of the innermost list item in `path`."""
    return next((i for i in range(len(path) - 1, -1, -1) if path[i].what == "item"), None)
