"""Being oneself again at another computer: the recovery sheet, typed, pasted or from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from toolkit_editor.base.message import say
from toolkit_editor.services.recovery_sheet import find_code
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.welcome.doors import Doors
from toolkit_editor.ui.welcome.form_page import FormPage
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.text import space_evenly

_LARGEST = 100_000
_LINES = 6.6


class ReturnPage(FormPage):
    """Somebody who is in the group already, with their sheet."""

    def __init__(self, session: Session, doors: Doors) -> None:
        """Comes back through `doors`."""
        super().__init__(
            session,
            tr("I am in this group already"),
            tr(
                "With your recovery sheet you go on here as the same person, with the same key. "
                "The group has to be within reach, and nobody needs to let you in again."
            ),
        )
        self._doors = doors
        self.open = Button(tr("Open the saved sheet…"), self._on_open, drawing="folder")
        self.form.rows.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines = self.form.add(
            tr("The six lines of the sheet"),
            QPlainTextEdit(),
            tr("Type them, one below the other, or paste the whole sheet."),
        )
        self.lines.setTabChangesFocus(True)
        space_evenly(self.lines)
        self.lines.setMinimumHeight(round(self.lines.fontMetrics().lineSpacing() * _LINES) + 16)
        self.lines.textChanged.connect(self._on_lines)
        self.address = self.form.add(
            tr("Address of the group"),
            QLineEdit(),
            tr("As on the sheet, unless the group has moved since."),
        )
        self.finish(tr("Go on as before"), self._on_go_on)
        self.entering.busy.connect(self._on_busy)

    def show_at(self, go: Go) -> None:
        """Begin with an empty form: nothing secret stays on the page."""
        self.leave()
        super().show_at(go)

    def leave(self) -> None:
        """Take what was typed away."""
        self.lines.clear()
        self.address.clear()
        self.entering.banner.hide()

    def _on_lines(self) -> None:
        """Take a whole sheet apart."""
        found = find_code(self.lines.toPlainText())
        if found is not None:
            self.address.setText(found[0])
            self.lines.setPlainText(found[1])

    def _on_open(self) -> None:
        path = self.session.prompter.choose_file(say("Choose the file of the sheet"), ".txt")
        if path is None:
            return
        found = find_code(_read(path))
        if found is None:
            self.ask_for(self.open, tr("There is no recovery sheet in this file."))
            return
        self.entering.banner.hide()
        self.lines.setPlainText(found[1])
        self.address.setText(found[0])

    def _on_go_on(self) -> None:
        lines, address = self.lines.toPlainText(), self.address.text().strip()
        if not lines.strip():
            self.ask_for(self.lines, tr("Type the six lines of your recovery sheet."))
        elif not address:
            self.ask_for(self.address, tr("Write the address that is on the sheet."))
        else:
            self.entering.enter(lambda tell: self._doors.come_back(address, lines, tell))

    def _on_busy(self, busy: bool) -> None:
        self.lines.setReadOnly(busy)


def _read(path: Path) -> str:
    """The beginning of a file as text; nothing where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""
