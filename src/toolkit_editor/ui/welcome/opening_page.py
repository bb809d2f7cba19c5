"""Opening the toolkit that was open last, and a way elsewhere if it cannot be opened."""

from __future__ import annotations

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.welcome.doors import Doors
from toolkit_editor.ui.welcome.entering import Entering
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import row
from toolkit_editor.ui.widgets.page import ScrollPage


class OpeningPage(ScrollPage):
    """`Go.id` is the address of the workspace to open."""

    def __init__(self, session: Session, doors: Doors) -> None:
        """Opens through `doors`."""
        super().__init__(session, tr("Opening your toolkit"))
        self._doors = doors
        self.entering = Entering(session)
        self.body.addWidget(self.entering)
        self._again = Button(tr("Try again"), self.reload)
        self._else = Button(tr("Other ways to begin"), lambda: session.go(Go("welcome")))
        buttons = row()
        for button in (self._again, self._else):
            button.hide()
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.entering.busy.connect(self._on_busy)

    def reload(self) -> None:
        """Open it."""
        address = self.where.id
        self.entering.enter(lambda tell: self._doors.open(address, tell))

    def _on_busy(self, busy: bool) -> None:
        for button in (self._again, self._else):
            button.setVisible(not busy)
