"""The passphrase is forgotten: what still opens everything, and what remains where nothing does."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.services import locking
from toolkit_editor.services.recovery_sheet import find_code
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.jobs import Lane
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.lock.fields import NewPassphrase, not_the_same
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words, space_evenly

_LINES = 6.6


class ForgottenPage(ScrollPage):
    """A recovery sheet and a new passphrase; or beginning anew."""

    def __init__(self, session: Session) -> None:
        """Empty."""
        super().__init__(session, tr("If the passphrase is forgotten"), widest=600)
        self.is_alone = True
        self.body.addWidget(Words(tr("With a recovery sheet"), "heading"))
        self.body.addWidget(
            Words(tr("Any sheet you made opens everything that is yours here, as before."))
        )
        form = Form()
        self.lines = form.add(
            tr("The six lines of the sheet"),
            QPlainTextEdit(),
            tr("Type them, one below the other, or paste the whole sheet."),
        )
        self.lines.setTabChangesFocus(True)
        space_evenly(self.lines)
        self.lines.setMinimumHeight(round(self.lines.fontMetrics().lineSpacing() * _LINES) + 16)
        self.lines.textChanged.connect(self._on_lines)
        self.body.addWidget(form)
        self.new = NewPassphrase()
        self.new.second.entered.connect(self._on_open)
        self.body.addWidget(self.new)
        self.open = Button(tr("Open with the sheet"), self._on_open, role="main")
        back = Button(tr("Back"), self._on_back, drawing="back", role="plain")
        self.body.addWidget(ButtonLine(self.open, back))
        self.body.addWidget(Words(tr("Without a sheet"), "heading"))
        for sentence in (
            tr(
                "Then nobody can open it, and neither can the people who make the program. "
                "It stays here as it is, in case you remember."
            ),
            tr(
                "What you shared is still with the group. Begin anew at this computer, ask to "
                "join, and write the name you had: a maintainer makes sure that it is you, and "
                "you go on as the same person with a new key. Stories you shared come back when "
                "somebody who can open them meets the group. Stories that you never shared cannot "
                "be brought back."
            ),
        ):
            self.body.addWidget(Words(sentence))
        self.body.addWidget(ButtonLine(Button(tr("Begin anew…"), session.way_in.ask_who)))

    def reload(self) -> None:
        """Begin with nothing secret on the page."""
        self.banner.hide()
        self.leave()

    def leave(self) -> None:
        """Nothing secret stays on a page that is not shown."""
        self.lines.clear()
        self.new.forget()

    def first_focus(self) -> QWidget | None:
        """The lines."""
        return self.lines

    def _on_lines(self) -> None:
        found = find_code(self.lines.toPlainText())
        if found is not None and found[1] != self.lines.toPlainText():
            self.lines.setPlainText(found[1])

    def _on_back(self) -> None:
        if self.session.way_in.shut is not None:
            self.session.go(self.session.way_in.shut)

    def _on_open(self) -> None:
        lines, passphrase = self.lines.toPlainText(), self.new.chosen()
        places = self.session.places
        if not lines.strip():
            self._say(tr("Type the six lines of your recovery sheet."), self.lines)
        elif passphrase is None:
            self._say(not_the_same(), self.new.second)
        else:
            self.open.setEnabled(False)
            self.session.runner.run(
                Lane.GIT,
                lambda: locking.open_with_sheet(places, lines, passphrase),
                self._on_opened,
                failed=self._on_refused,
                owner=self,
            )

    def _on_opened(self, places: Places) -> None:
        self.open.setEnabled(True)
        self.session.way_in.enter(places)

    def _on_refused(self, message: Message) -> None:
        self.open.setEnabled(True)
        self._say(words(message), self.lines)

    def _say(self, sentence: str, field: QWidget) -> None:
        self.banner.say(sentence)
        field.setFocus()
