"""This is locked: a calm page with one field, a way for somebody else, and one for who forgot."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.services import locking
from toolkit_editor.settings.places import Places
from toolkit_editor.settings.profiles import called
from toolkit_editor.ui.bridge.jobs import Lane
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.lock.fields import PassphraseField
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.page import ScrollPage


class LockedPage(ScrollPage):
    """Asks for the passphrase of the person the session stands for."""

    def __init__(self, session: Session) -> None:
        """The field is empty."""
        super().__init__(session, tr("This is locked"), widest=520)
        self.is_alone = True
        form = Form()
        self.passphrase = form.add(tr("Passphrase"), PassphraseField())
        self.passphrase.entered.connect(self._on_open)
        self.body.addWidget(form)
        self.open = Button(tr("Open it"), self._on_open, role="main")
        self.other = Button(tr("I am somebody else"), session.way_in.ask_who)
        self.body.addWidget(ButtonLine(self.open, self.other))
        self.forgotten = Button(
            tr("I forgot my passphrase"), lambda: session.go(Go("forgotten")), role="plain"
        )
        support = Button(tr("Support"), lambda: session.go(Go("support")), role="plain")
        self.body.addWidget(ButtonLine(self.forgotten, support))

    def reload(self) -> None:
        """Ask anew."""
        self.banner.hide()
        self.passphrase.forget()
        self._busy(busy=False)
        name = called(self.session.places)
        self.show_title(
            tr("{name}, this is locked", name=name) if name else tr("This is locked"),
            tr("Everything is here. Your passphrase opens it."),
        )

    def leave(self) -> None:
        """Nothing secret stays on a page that is not shown."""
        self.passphrase.forget()

    def first_focus(self) -> QWidget | None:
        """The field."""
        return self.passphrase

    def _on_open(self) -> None:
        passphrase, places = self.passphrase.text, self.session.places
        if not self.open.isEnabled():
            return
        if not passphrase:
            self.banner.say(tr("Write your passphrase, then open."))
            self.passphrase.setFocus()
            return
        self._busy(busy=True)
        self.session.runner.run(
            Lane.GIT,
            lambda: locking.open_lock(places, passphrase),
            self._on_opened,
            failed=self._on_refused,
            owner=self,
        )

    def _on_opened(self, places: Places) -> None:
        self._busy(busy=False)
        if self.session.way_in.shut is not None and places.home == self.session.places.home:
            self.session.way_in.enter(places)

    def _on_refused(self, message: Message) -> None:
        self._busy(busy=False)
        self.banner.say(words(message))
        self.passphrase.line.selectAll()
        self.passphrase.setFocus()

    def _busy(self, *, busy: bool) -> None:
        self.open.setEnabled(not busy)
        if busy:
            self.loading.begin(tr("Opening…"))
        else:
            self.loading.end()
