"""The side column of a story: steps in any order, each with how it stands; always a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from toolkit_editor.review.work import Status
from toolkit_editor.services.place import PLACE_EXPLAINED, PLACE_WORDS, Place
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.stories.view import StoryView, agreed, appears, recognised, used_in
from toolkit_editor.ui.widgets.badge import PlaceBadge, status_chip
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.text import Words, separator


@dataclass(frozen=True, slots=True)
class Steps:
    """What the buttons do."""

    appear: Callable[[], None]
    use: Callable[[], None]
    recognise: Callable[[], None]
    say_yes: Callable[[], None]
    share: Callable[[], None]
    take_back: Callable[[], None]
    put_away: Callable[[], None]


class StorySide(QFrame):
    """The column. `show_view` fills it anew and keeps the button that has the focus."""

    def __init__(self, steps: Steps, parent: QWidget | None = None) -> None:
        """Empty until there is something to show."""
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName(tr("About this story"))
        self._steps = steps
        self._body: QVBoxLayout = column(self, space=8, margins=(16, 16, 16, 16))
        self._buttons: dict[str, Button] = {}

    def show_view(self, view: StoryView) -> None:
        """Show where the story stands."""
        focused = next((key for key, one in self._buttons.items() if one.hasFocus()), "")
        clear(self._body)
        self._buttons.clear()
        self._place(view)
        if view.telling.mine:
            self._mine(view)
        self._body.addStretch(1)
        if focused in self._buttons:
            self._buttons[focused].setFocus()

    def _place(self, view: StoryView) -> None:
        place = view.telling.place
        self._body.addWidget(PlaceBadge(place))
        self._body.addWidget(Words(words(PLACE_EXPLAINED[place]), "small"))
        if view.shared is not None and view.telling.has_unshared:
            earlier = {
                Place.EDITORS: tr("What you shared before is still with the editors."),
                Place.GROUP: tr("What you shared before is still with the group."),
            }
            self._body.addWidget(Words(earlier[view.shared], "small"))
        if view.telling.status is not Status.LOCAL:
            self._body.addWidget(status_chip(view.telling.status))
        for setting in view.settings:
            self._body.addWidget(Words(tr("Beside “{section}”", section=setting.title), "small"))
        self._body.addWidget(separator())

    def _mine(self, view: StoryView) -> None:
        self._body.addWidget(Words(tr("In any order, and changed whenever you like:"), "small"))
        steps = self._steps
        place = view.telling.place
        for key, label, stand, press in (
            ("readers", tr("Who may read it"), words(PLACE_WORDS[place]), steps.share),
            ("appear", tr("How you appear"), appears(view), steps.appear),
            ("use", tr("Where it may be used"), used_in(view), steps.use),
            ("recognise", tr("Who could recognise you?"), recognised(view), steps.recognise),
            ("yes", tr("Read it once more and say yes"), agreed(view), steps.say_yes),
        ):
            self._add(key, label, press)
            self._body.addWidget(Words(stand, "small"))
        share = tr("Share…") if view.telling.has_unshared else tr("Shared")
        self._add("share", share, steps.share, role="main", drawing="share")
        self._body.addWidget(separator())
        self._add("back", tr("Take it back…"), steps.take_back, drawing="take-down")
        self._add("away", tr("Put it away"), steps.put_away, role="plain", drawing="hide")

    def _add(
        self,
        key: str,
        label: str,
        press: Callable[[], None],
        *,
        role: str = "usual",
        drawing: str = "",
    ) -> None:
        button = Button(label, press, role=role, drawing=drawing)
        self._buttons[key] = button
        self._body.addWidget(button)

    def button(self, key: str) -> Button:
        """A step's button."""
        return self._buttons[key]
