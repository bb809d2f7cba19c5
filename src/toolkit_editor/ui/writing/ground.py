"""The ground that editing commands stand on: what a block is, and making it something else.

Every change goes through here, so that margins and labels follow it. Must not know any command.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from toolkit_editor.prose.model import Container, Nesting
from toolkit_editor.ui.writing.formats import Frame, is_from_right, plain_format
from toolkit_editor.ui.writing.screen import Screen

KEEP = QTextCursor.MoveMode.KeepAnchor


class Step:
    """One step of undoing: `with Step(cursor): …`. Blocks that were changed in it are dressed."""

    def __init__(self, ground: Ground, cursor: QTextCursor) -> None:
        """Changes by `cursor` and others count as one."""
        self._ground = ground
        self._cursor = cursor

    def __enter__(self) -> None:
        """Begin."""
        self._cursor.beginEditBlock()

    def __exit__(self, *_: object) -> None:
        """End."""
        self._ground.dress()
        self._cursor.endEditBlock()


class Ground:
    """The blocks of one screen."""

    def __init__(self, screen: Screen) -> None:
        """Blocks of `screen`."""
        self.screen = screen
        self._touched: list[QTextCursor] = []
        """In blocks that changed; cursors, since a block may be gone before it is dressed."""

    def step(self, cursor: QTextCursor) -> Step:
        """One step of undoing."""
        return Step(self, cursor)

    def frame(self, block: QTextBlock) -> Frame:
        """What a block is."""
        return self.screen.frame(block)

    def set(self, block: QTextBlock, frame: Frame) -> None:
        """Make a block something else; its words stay."""
        was = self.frame(block)
        QTextCursor(block).setBlockFormat(self.screen.block_format(frame, ()))
        self._touched.append(QTextCursor(block))
        if (was.kind, was.level) == (frame.kind, frame.level) and block.text():
            return
        screen = self.screen
        QTextCursor(block).setBlockCharFormat(plain_format(frame, screen.ledger, screen.palette))
        for start, end, run in list(screen.spans(block)):
            if not run.style.picture:
                screen.format_span(block, start, end, run.style, frame, run)

    def repath(self, block: QTextBlock, path: Nesting) -> None:
        """Put a block into other containers."""
        frame = replace(self.frame(block), path=path)
        QTextCursor(block).setBlockFormat(self.screen.block_format(frame, ()))
        self._touched.append(QTextCursor(block))

    def clear(self, block: QTextBlock) -> None:
        """Make an empty block one that only keeps a table apart from others."""
        QTextCursor(block).setBlockFormat(QTextBlockFormat())

    def dress(self) -> None:
        """Give blocks that were changed, and those right after them, the margins of their place."""
        touched, self._touched = self._touched, []
        for cursor in touched:
            block = cursor.block()
            self._dress(block)
            if block.next().isValid():
                self._dress(block.next())

    def follow_direction(self, block: QTextBlock) -> None:
        """Set words in from the side that they are read from now, as a part of the last step."""
        frame = self.frame(block)
        form = block.blockFormat()
        if frame.path and form.leftMargin() != form.rightMargin():
            stands = form.rightMargin() > form.leftMargin()
            if stands != is_from_right(block, frame):
                cursor = QTextCursor(block)
                cursor.joinPreviousEditBlock()
                self._dress(block)
                cursor.endEditBlock()

    def dress_all(self) -> None:
        """Dress every block: the text size or the colours are others now.

        Joins the step before where that was made of several acts; else it is a step of its own.
        """
        cursor = QTextCursor(self.screen.document)
        cursor.joinPreviousEditBlock()
        for block in self.screen.blocks():
            self._dress(block)
            self._colour(block)
        cursor.endEditBlock()

    def _colour(self, block: QTextBlock) -> None:
        """Give links and source the colours of now."""
        screen, frame = self.screen, self.frame(block)
        for start, end, run in list(screen.spans(block)):
            if (run.style.link or run.style.raw) and not run.style.picture:
                screen.format_span(block, start, end, run.style, frame, run)

    def _dress(self, block: QTextBlock) -> None:
        if self.screen.is_filler(block):
            return
        before = block.previous()
        while before.isValid() and self.screen.is_filler(before):
            before = before.previous()
        path = self.frame(before).path if before.isValid() else ()
        frame = self.frame(block)
        wanted = self.screen.block_format(frame, path, from_right=is_from_right(block, frame))
        if block.blockFormat() != wanted:
            QTextCursor(block).setBlockFormat(wanted)

    def selected(self, cursor: QTextCursor) -> Iterator[QTextBlock]:
        """The blocks that a selection touches, fillers left out."""
        document = self.screen.document
        block = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        while block.isValid():
            if not self.screen.is_filler(block):
                yield block
            if block == last:
                return
            block = block.next()

    def with_rest(self, blocks: list[QTextBlock], item: Container) -> list[QTextBlock]:
        """`blocks` and the other blocks that lie in the same item after them."""
        rest = list(blocks)
        block = blocks[-1].next()
        while block.isValid() and item in self.frame(block).path:
            rest.append(block)
            block = block.next()
        return rest

    def all_in(self, block: QTextBlock, container: Container) -> list[QTextBlock]:
        """All blocks of the container that `block` lies in."""
        first = block
        while first.previous().isValid() and container in self.frame(first.previous()).path:
            first = first.previous()
        return self.with_rest([first], container)

    def new(self, container: Container) -> Container:
        """The same container under a number of its own."""
        return self.screen.ledger.new(container)
