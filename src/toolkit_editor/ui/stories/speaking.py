"""From which side the teller speaks: one of the toolkit's voices, or none."""

from __future__ import annotations

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.stories.questions import Changes, Choice, Ground, Question


class Speaking(Question):
    """The voice of a story."""

    def __init__(self, ground: Ground) -> None:
        """Show what was said before."""
        super().__init__(
            tr("From which side do you speak?"),
            tr(
                "It helps the group to notice whose voices are missing. It is sealed with your "
                "story, and readers do not see it."
            ),
        )
        offers: list[tuple[object, str, str]] = [(one, name, "") for one, name in ground.voices]
        offers.append(("", tr("I would rather not say"), ""))
        known = {one for one, _ in ground.voices}
        self._left = ground.voice if ground.voice not in known else ""
        self.choice = Choice(offers, ground.voice if ground.voice in known else "", self)
        self.inside.addWidget(self.choice)

    def answer(self) -> Changes:
        """The voice; one that the toolkit does not know any more stays until another is chosen."""
        return {"voice": self.choice.value() or self._left}
