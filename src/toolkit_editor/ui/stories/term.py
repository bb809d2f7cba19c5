"""How long a story may still be shown: said in time, with the way to go on.

Shown where the end is near or over, and where a story lost its place in the toolkit meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.stories.view import StoryView
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.text import Words


@dataclass(frozen=True, slots=True)
class TermSteps:
    """What the buttons do."""

    go_on: Callable[[], None]
    place_again: Callable[[], None]


class Term(QFrame):
    """The box; hidden where there is nothing to say."""

    def __init__(self, steps: TermSteps, parent: QWidget | None = None) -> None:
        """Nothing to say yet."""
        super().__init__(parent)
        self.setProperty("role", "box")
        self._steps = steps
        self._inside = column(self, space=8, margins=(14, 12, 14, 12))
        self.hide()

    def show_view(self, view: StoryView) -> None:
        """Say what there is to say to the teller of a story."""
        clear(self._inside)
        said = view.ending
        if said is not None:
            self._inside.addWidget(Words(words(said)))
            go_on = Button(tr("Let it go on for two more years"), self._steps.go_on)
            self._inside.addWidget(ButtonLine(go_on))
        if view.may_return:
            self._inside.addWidget(
                Words(tr("It has left its page in the toolkit. You can ask for its place again."))
            )
            again = Button(tr("Ask for its place again"), self._steps.place_again)
            self._inside.addWidget(ButtonLine(again))
        self.setVisible(view.telling.mine and (said is not None or view.may_return))
