"""A passphrase for the program: choosing one, changing it, doing without, and when it locks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message
from toolkit_editor.services import locking
from toolkit_editor.settings.places import Places
from toolkit_editor.settings.profiles import call, called
from toolkit_editor.ui.bridge.jobs import Lane
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.lock.fields import NewPassphrase, PassphraseField, not_the_same
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words

_WAITS = (0, 5, 10, 15, 30, 60)


class LockPage(ScrollPage):
    """For the person who was let in."""

    def __init__(self, session: Session) -> None:
        """Filled when it is shown."""
        super().__init__(
            session,
            tr("If others use this computer"),
            tr(
                "Where several people share one login, a passphrase keeps your stories and your "
                "key yours. It is your choice, and you can change your mind."
            ),
            widest=600,
        )
        self._host = QWidget()
        self.body.addWidget(self._host)
        self.new = NewPassphrase()
        self.now = PassphraseField()
        self.name = QLineEdit()

    def reload(self) -> None:
        """Show what can be done now."""
        self.banner.hide()
        former, self._host = self._host, QWidget()
        inside = column(self._host, space=12)
        self.body.replaceWidget(former, self._host)
        former.hide()
        former.deleteLater()
        self.new, self.now, self.name = NewPassphrase(), PassphraseField(), QLineEdit()
        if self.session.way_in.has_lock:
            self._build_locking(inside)
            self._build_changing(inside)
        else:
            self._build_choosing(inside)
        self._build_people(inside)
        self._host.show()

    def leave(self) -> None:
        """Nothing secret stays on a page that is not shown."""
        self.new.forget()
        self.now.forget()
        self._keep_name()

    def _build_choosing(self, inside: QVBoxLayout) -> None:
        inside.addWidget(Words(tr("A passphrase for opening the program"), "heading"))
        for sentence in (
            tr(
                "Your key is then kept on this computer only in a form that the passphrase opens. "
                "Without it nobody can read stories that were sealed to you."
            ),
            tr(
                "What you write in sections and have not shared is sealed whenever the program is "
                "locked or closed. After a sudden end, that happens the next time."
            ),
            tr(
                "If you forget the passphrase, only your recovery sheet opens it again. Nobody "
                "else can, so make the sheet first and keep it away from this computer."
            ),
        ):
            inside.addWidget(Words(sentence))
        if self.session.desk is not None and self.session.desk.has_key:
            sheet = Button(tr("Make a recovery sheet…"), lambda: self._go("recovery-sheet"))
            inside.addWidget(ButtonLine(sheet))
        inside.addWidget(self.new)
        self.new.second.entered.connect(self._on_choose)
        inside.addWidget(ButtonLine(Button(tr("Use it from now on"), self._on_choose, role="main")))

    def _build_locking(self, inside: QVBoxLayout) -> None:
        choices = self.session.choices
        inside.addWidget(Words(tr("When it locks"), "heading"))
        form = Form()
        wait = form.add(tr("After some time without a key or a click"), QComboBox())
        for minutes in sorted({*_WAITS, choices.lock_after}):
            wait.addItem(
                trn("After one minute", "After {n} minutes", minutes) if minutes else tr("Never"),
                minutes,
            )
        wait.setCurrentIndex(wait.findData(choices.lock_after))
        wait.activated.connect(lambda: self.session.choose(lock_after=wait.currentData()))
        inside.addWidget(form)
        away = QCheckBox(tr("Lock it whenever I put it away"))
        with QSignalBlocker(away):
            away.setChecked(choices.lock_when_put_away)
        away.toggled.connect(lambda on: self.session.choose(lock_when_put_away=on))
        inside.addWidget(away)
        lock = Button(tr("Lock now"), self.session.way_in.ask_to_lock)
        inside.addWidget(ButtonLine(lock))

    def _build_changing(self, inside: QVBoxLayout) -> None:
        inside.addWidget(Words(tr("Another passphrase, or none"), "heading"))
        form = Form()
        form.add(tr("Present passphrase"), self.now)
        inside.addWidget(form)
        inside.addWidget(self.new)
        inside.addWidget(
            ButtonLine(
                Button(tr("Change it"), self._on_change, role="main"),
                Button(tr("Do without a passphrase"), self._on_remove),
            )
        )

    def _build_people(self, inside: QVBoxLayout) -> None:
        inside.addWidget(Words(tr("Other people at this computer"), "heading"))
        inside.addWidget(
            Words(
                tr(
                    "Each person can have their own things here: then the program asks who is "
                    "there when it opens."
                )
            )
        )
        form = Form()
        form.add(
            tr("What you are called on this computer"),
            self.name,
            tr("Everyone at this computer sees it. It need not be your name."),
        )
        self.name.setText(called(self.session.places))
        inside.addWidget(form)
        other = Button(tr("Let somebody else use it now…"), self.session.way_in.ask_for_others)
        inside.addWidget(ButtonLine(other))

    def _go(self, page: str) -> None:
        self.session.go(Go(page))

    # what is done

    def _on_choose(self) -> None:
        passphrase = self._chosen()
        if passphrase is not None:
            places = self.session.places
            self._do(
                lambda: locking.choose_passphrase(places, passphrase),
                tr("From now on your passphrase opens the program."),
            )

    def _on_change(self) -> None:
        passphrase = self._chosen()
        if passphrase is None:
            return
        now, places = self.now.text, self.session.places

        def change() -> Places:
            locking.change_passphrase(places, now, passphrase)
            return places

        self._do(change, tr("Your new passphrase opens the program from now on."))

    def _on_remove(self) -> None:
        now, places = self.now.text, self.session.places
        self._do(
            lambda: locking.remove_passphrase(places, now),
            tr("The program opens without a passphrase again."),
        )

    def _chosen(self) -> str | None:
        passphrase = self.new.chosen()
        if passphrase is None:
            self.banner.say(not_the_same())
            self.new.second.setFocus()
        return passphrase

    def _do(self, act: Callable[[], Places], said: str) -> None:
        self._host.setEnabled(False)

        def done(places: Places) -> None:
            self.session.places = places
            self.reload()
            self.banner.say(said)

        self.session.runner.run(Lane.GIT, act, done, failed=self._on_refused, owner=self)

    def _on_refused(self, message: Message) -> None:
        self._host.setEnabled(True)
        self.banner.say(words(message))

    def _keep_name(self) -> None:
        name = self.name.text().strip()
        if name == called(self.session.places):
            return
        try:
            call(self.session.places, name)
        except Refused as refusal:
            self.session.prompter.tell(refusal.message)
