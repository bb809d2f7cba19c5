"""Joining a group with an invitation: pasted whole, it fills in the address too."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from toolkit_editor.services.invitation import is_mark, read_invitation
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.welcome.doors import Doors
from toolkit_editor.ui.welcome.form_page import FormPage
from toolkit_editor.ui.widgets.card import Card


class JoinPage(FormPage):
    """A group that is there already."""

    def __init__(self, session: Session, doors: Doors) -> None:
        """Joins through `doors`."""
        super().__init__(
            session,
            tr("Join a group"),
            tr("A maintainer of the group lets you in. You can read and write meanwhile."),
        )
        self._doors = doors
        self.invitation = self.form.add(
            tr("Invitation"),
            QLineEdit(),
            tr("Paste the whole text you were given. It makes sure that it is the right group."),
        )
        self.invitation.textChanged.connect(self._on_invitation)
        self.address = self.form.add(
            tr("Address of the group"),
            QLineEdit(),
            tr("A folder, or an address such as https://… or ssh://…"),
        )
        self.name = self.form.add(
            tr("What would you like to be called?"),
            QLineEdit(),
            tr("Everyone in the group sees it. It need not be your real name."),
        )
        self.was = self.form.add(
            tr("Were you in this group before, with a key that is lost?"),
            QLineEdit(),
            tr(
                "Then write the name you had there. A maintainer makes sure that it is you, and "
                "you go on as the same person. Everyone else leaves it empty."
            ),
        )
        self.finish(tr("Ask to join"), self._on_join)
        self.come_back = Card(
            tr("I am in this group already"),
            tr("You go on at another computer with the recovery sheet you made."),
            lambda: session.go(Go("come-back")),
        )
        self.body.insertWidget(0, self.come_back)

    def _on_invitation(self, text: str) -> None:
        """Take a whole invitation apart."""
        found = read_invitation(text)
        if found is not None:
            self.address.setText(found.address)
            self.invitation.setText(found.founding)

    def _on_join(self) -> None:
        address, name = self.address.text().strip(), self.name.text().strip()
        invitation = self.invitation.text().strip()
        if not address:
            self.ask_for(self.address, tr("Write the address you were given."))
        elif not is_mark(invitation):
            self.ask_for(
                self.invitation,
                tr("This is not a whole invitation. Paste all of it, as you got it."),
            )
        elif not name:
            self.ask_for(self.name, tr("Write what you would like to be called."))
        else:
            was = self.was.text().strip()
            self.entering.enter(lambda tell: self._doors.join(address, name, invitation, was, tell))
