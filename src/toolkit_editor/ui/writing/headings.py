"""Going to a heading of one text: all of them in a list, the one the cursor is under chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from toolkit_editor.base.message import say
from toolkit_editor.prose.model import BREAK, Kind
from toolkit_editor.ui.widgets.choosing import Choice, ChooseDialog
from toolkit_editor.ui.writing.editor import TextEditor

_STEP = "\u2003"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, its level from 1, and where it is in the plain text."""

    text: str
    level: int
    start: int


def headings_in(editor: TextEditor) -> list[Heading]:
    """The headings of what is on the screen."""
    found: list[Heading] = []
    at = 0
    for leaf in editor.leaves():
        if leaf.kind is Kind.HEADING and leaf.text.strip():
            found.append(Heading(leaf.text.replace(BREAK, " ").strip(), leaf.level, at))
        at += len(leaf.text) + 1
    return found


class HeadingDialog(ChooseDialog):
    """The headings of a text; the chosen one is in `where`."""

    def __init__(self, editor: TextEditor, parent: QWidget | None = None) -> None:
        """Offer the headings of `editor` as it is now."""
        self._headings = headings_in(editor)
        here = editor.selected_range()[0]
        current = sum(1 for heading in self._headings if heading.start <= here) - 1
        highest = min((heading.level for heading in self._headings), default=1)
        super().__init__(
            say("Go to a heading"),
            say("Type a part of the heading"),
            [
                Choice(str(at), f"{_STEP * (heading.level - highest)}{heading.text}")
                for at, heading in enumerate(self._headings)
            ],
            parent,
            current=max(0, current),
        )

    @property
    def where(self) -> Heading | None:
        """The chosen heading."""
        return self._headings[int(self.chosen)] if self.chosen else None
