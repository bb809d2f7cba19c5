"""What a draft does to the place of a story: the words it stood beside, and those it would now."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.annotations.selector import Selector
from toolkit_editor.services.settling_places import PlaceChange
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.passage import PassageView
from toolkit_editor.ui.widgets.text import Words


class PlaceChangeBox(QFrame):
    """Before and after, each in its surroundings."""

    def __init__(self, change: PlaceChange, parent: QWidget | None = None) -> None:
        """Show `change`."""
        super().__init__(parent)
        self.setProperty("role", "box")
        self._inside = column(self, space=8, margins=(14, 10, 14, 12))
        if change.was is not None:
            name = tr("Where the story stood")
            if change.was_in:
                name = tr("Where the story stood, in “{title}”", title=change.was_in)
            self._passage(name, change.was)
        if change.now is None:
            gone = tr("It would stand nowhere any more. The story itself stays as it is.")
            self._inside.addWidget(Words(gone))
            return
        name = tr("Where it would stand")
        if change.now_in:
            name = tr("Where it would stand, in “{title}”", title=change.now_in)
        self._passage(name, change.now)

    def _passage(self, name: str, quote: Selector) -> None:
        self._inside.addWidget(Words(name, "heading"))
        view = PassageView(name)
        view.show_quote(quote)
        self._inside.addWidget(view)
