"""Whose story it is: the person's own, or one that somebody tells and they write down."""

from __future__ import annotations

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.stories.questions import Changes, Choice, Ground, Question


class Whose(Question):
    """Who tells it."""

    def __init__(self, ground: Ground) -> None:
        """Show what was said before."""
        super().__init__(
            tr("Who tells this story?"),
            tr(
                "You can write down what somebody else tells you. The words stay theirs: write "
                "them as they say them, and read everything to them before you say yes for them."
            ),
        )
        self._me = ground.me
        self.choice = Choice(
            [
                (False, tr("It is my own"), ""),
                (
                    True,
                    tr("Somebody tells it to me, and I write it down"),
                    tr(
                        "It is recorded that you wrote it down, and when; nothing says who told it."
                    ),
                ),
            ],
            ground.record.written_down_by is not None,
            self,
        )
        self.inside.addWidget(self.choice)

    def answer(self) -> Changes:
        """Who writes it down."""
        return {"written_down_by": self._me if self.choice.value() else None}
