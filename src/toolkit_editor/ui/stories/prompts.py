"""A few quiet questions that may help to begin; they can be put aside and never need an answer.

Which ones depends on where the story stands and from which side its teller speaks.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import clear, column, row, stand
from toolkit_editor.ui.widgets.text import Words


def prompts(voice: str, beside: Sequence[str]) -> tuple[str, ...]:
    """The questions for a story of this voice, beside sections with these titles."""
    by_voice = {
        "lived-experience": tr("When did you feel heard, and when not?"),
        "family": tr("What was it like to stand beside somebody?"),
        "peer-supporter": tr("What could you understand because you had been there yourself?"),
        "staff": tr("What did you learn from the people you work with?"),
        "facilitator": tr("Which moment with the group do you still think of?"),
        "manager": tr("What did you have to let go of, so that others could decide?"),
        "community": tr("What does your community know about this that others could learn?"),
    }
    asked = [
        tr("If it helps to begin: what happened?"),
        tr("What helped, or what would have helped?"),
        tr("What would you tell others?"),
    ]
    if voice in by_voice:
        asked.insert(1, by_voice[voice])
    if beside:
        asked.insert(1, tr("What does “{section}” bring back to you?", section=beside[0]))
    return tuple(asked)


class BeginningPrompts(QFrame):
    """Quiet text over an empty story."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shown until it is put aside."""
        super().__init__(parent)
        self.setAccessibleName(tr("Questions that may help to begin"))
        self._inside = inside = row(self, space=12)
        self._text: QVBoxLayout = column(space=2)
        inside.addLayout(self._text, 1)
        inside.addWidget(Button(tr("I do not need these"), self.hide, role="plain"))
        self.ask("", ())

    def set_narrow(self, narrow: bool) -> None:
        """Put the button under the questions, or beside them."""
        stand(self._inside, upright=narrow)

    def ask(self, voice: str, beside: Sequence[str]) -> None:
        """Ask what fits a story of this voice, beside these sections."""
        clear(self._text)
        for words in prompts(voice, beside):
            self._text.addWidget(Words(words, "quiet"))
