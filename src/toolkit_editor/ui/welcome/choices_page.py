"""The first page: four large choices, and the toolkits that were open before."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.welcome.doors import Doors
from toolkit_editor.ui.welcome.entering import Entering
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.card import Card
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words


class WelcomePage(ScrollPage):
    """Where everybody begins."""

    def __init__(self, session: Session, doors: Doors) -> None:
        """The choices lead through `doors`."""
        super().__init__(
            session,
            tr("Welcome"),
            tr("What you write stays on this computer until you decide to share it."),
        )
        self._doors = doors
        self.entering = Entering(session)
        self.body.addWidget(self.entering)
        self.look_around = Card(
            tr("Look around"),
            tr("Open a sample toolkit, with invented stories. You can try everything in it."),
            lambda: self.entering.enter(doors.sample),
            drawing="look",
        )
        self.start = Card(
            tr("Start a toolkit"),
            tr("Begin a new one, alone or with others."),
            lambda: session.go(Go("start")),
            drawing="plus",
        )
        self.join = Card(
            tr("Join a group"),
            tr("You were given an invitation, or you kept a recovery sheet."),
            lambda: session.go(Go("join")),
            drawing="join",
        )
        self.adopt = Card(
            tr("Open a folder of Markdown"),
            tr("Work with texts you already have. Your folder itself is not changed."),
            lambda: session.go(Go("adopt")),
            drawing="folder",
        )
        for card in (self.look_around, self.start, self.join, self.adopt):
            self.entering.busy.connect(card.setDisabled)
            self.body.addWidget(card)
        self._recent = column(space=4)
        self.body.addLayout(self._recent)

    def reload(self) -> None:
        """Show the toolkits that were open before, those in folders that are still there."""
        clear(self._recent)
        sample = str(self.session.places.home / "sample")
        recent = [a for a in self.session.choices.recent if a != sample and _may_be_there(a)]
        if recent:
            self._recent.addWidget(Words(tr("Open again"), "heading"))
        for address in recent:
            again = Button(address, partial(self.open, address), role="plain", drawing="folder")
            self._recent.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def open(self, address: str) -> None:
        """Open the workspace at `address`."""
        self.entering.enter(lambda tell: self._doors.open(address, tell))


def _may_be_there(address: str) -> bool:
    path = Path(address)
    return not path.is_absolute() or path.exists()
