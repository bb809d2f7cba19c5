"""What a screen reader is told of where the cursor is: once for each place, and no more."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from toolkit_editor.prose.model import Kind
from toolkit_editor.ui.writing.decoration import Words
from toolkit_editor.ui.writing.structure import Structure


class Whereabouts:
    """Follows the cursor of one text from block to block."""

    def __init__(self, structure: Structure, words: Words) -> None:
        """`words` say what a place is called."""
        self._structure = structure
        self._words = words
        self._block = -1
        self._last: tuple[str, tuple[int, ...]] = ("", ())
        """What was said last, and what the cursor lay in then."""

    def forget(self) -> None:
        """Another text is shown."""
        self._block = -1

    def entered(self, cursor: QTextCursor) -> str:
        """What to say now that the cursor is there; nothing where it is said already: not again
        for each paragraph of a quote or each item of a list.
        """
        if cursor.blockNumber() == self._block:
            return ""
        self._block = cursor.blockNumber()
        frame = self._structure.ground.frame(cursor.block())
        said = self._words.place(frame)
        around = tuple(c.number for c in frame.path if c.what not in ("item", "row"))
        before, self._last = self._last, (said, around)
        if frame.kind is Kind.CELL:
            cell = self._words.cell(*self._structure.tables.where(cursor))
            return cell if before[1] == around else f"{said}, {cell}"
        task = bool(frame.path) and bool(frame.path[-1].task)
        if before == self._last and not task and frame.kind is not Kind.HEADING:
            return ""
        return said
