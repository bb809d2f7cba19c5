"""Badges: who can read a thing, and where it is on its way. Words first, colour never alone."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from toolkit_editor.review.work import Status
from toolkit_editor.services.place import PLACE_EXPLAINED, PLACE_WORDS, STATUS_WORDS, Place
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.widgets.icons import IconView
from toolkit_editor.ui.widgets.layout import row
from toolkit_editor.ui.widgets.text import Words

PLACE_DRAWINGS = {
    Place.HERE: "here",
    Place.EDITORS: "editors",
    Place.GROUP: "people",
    Place.PUBLIC: "site",
}


class StatusChip(QFrame):
    """A few words in a quiet box."""

    def __init__(self, text: str, drawing: str = "", parent: QWidget | None = None) -> None:
        """`drawing` is the name of an icon."""
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        inside = row(self, space=6, margins=(10, 4, 10, 4))
        self._icon = IconView(drawing or "info", 16)
        self._icon.setVisible(bool(drawing))
        inside.addWidget(self._icon)
        self._words = Words(text)
        self._words.setWordWrap(False)
        inside.addWidget(self._words)
        self.setAccessibleName(text)

    def show_words(self, text: str, drawing: str = "") -> None:
        """Say something else."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._icon.setVisible(bool(drawing))
        if drawing:
            self._icon.show_icon(drawing)

    def fold(self, *, folded: bool) -> None:
        """Show the drawing alone where there is little room; the words stay its accessible name."""
        self._words.setVisible(not folded)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()


class PlaceBadge(StatusChip):
    """Who can read this now."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        """For something at `place`."""
        super().__init__("", PLACE_DRAWINGS[place], parent)
        self.show_place(place)

    def show_place(self, place: Place) -> None:
        """It is somewhere else now."""
        self.place = place
        self.show_words(words(PLACE_WORDS[place]), PLACE_DRAWINGS[place])
        explained = words(PLACE_EXPLAINED[place])
        self.setToolTip(explained)
        self.setAccessibleName(tr("Who can read this: {place}", place=self.text))
        self.setAccessibleDescription(explained)


def status_chip(status: Status) -> StatusChip:
    """Where a draft or a story is on its way."""
    return StatusChip(words(STATUS_WORDS[status]))
