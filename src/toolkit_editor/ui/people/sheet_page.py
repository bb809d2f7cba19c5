"""Keeping one's key safe: a recovery sheet to print, to save, or to copy out by hand.

The lines are on the screen only once somebody asks to see them, and go away with the page. They go
to a file or a printer only where the person says so, and never anywhere else.
"""

from __future__ import annotations

from datetime import UTC

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.durable import put_file
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.content.toolkit import in_language
from toolkit_editor.services.recovery_sheet import Sheet
from toolkit_editor.services.returning import make_sheet
from toolkit_editor.ui.bridge.language import day, tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.people.sheet_words import SheetWords, sheet_html, sheet_text, sheet_words
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Selectable, Words, space_evenly


class SheetPage(ScrollPage):
    """The person's own recovery sheet."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Nothing secret is on it yet."""
        super().__init__(
            session,
            tr("Keep your key safe"),
            tr(
                "Your key says that you are you in this group. It is on this computer and nowhere "
                "else. If the computer is lost, so is the key, unless you keep a recovery sheet."
            ),
            parent,
        )
        self._sheet: Sheet | None = None
        self._host = QWidget()
        self._all = column(self._host, space=10)
        self.body.addWidget(self._host)

    def show_at(self, go: Go) -> None:
        """Begin with nothing secret on the page."""
        self.banner.hide()
        self._sheet = None
        super().show_at(go)

    def reload(self) -> None:
        """Say what a sheet is for and what can be done with it."""
        former, self._host = self._host, QWidget()
        self._all = column(self._host, space=10)
        self.body.replaceWidget(former, self._host)
        former.hide()
        former.deleteLater()
        said = self._said()
        for heading, sentence in said.parts[:2]:
            self._all.addWidget(Words(heading, "heading"))
            self._all.addWidget(Words(sentence))
        self._all.addWidget(
            ButtonLine(
                Button(tr("Print the sheet…"), lambda: self._with_sheet(self._print), role="main"),
                Button(tr("Save the sheet…"), lambda: self._with_sheet(self._save)),
                Button(tr("Show the lines here"), lambda: self._with_sheet(self._show)),
                Button(tr("Back"), lambda: self.session.go(Go("people")), role="plain"),
            )
        )
        self._host.show()

    def leave(self) -> None:
        """Nothing secret stays on a page that is not shown."""
        self._sheet = None
        self.reload()

    def _said(self) -> SheetWords:
        about = self.session.about
        toolkit = in_language(about.name, self.session.language) if about else ""
        made = day(self.session.clock.now().astimezone(UTC))
        return sheet_words(toolkit, about.person if about else "", made)

    def _with_sheet(self, use: object) -> None:
        assert callable(use)
        self.session.service(make_sheet, then=use, failed=self._on_refused, owner=self)

    def _print(self, sheet: Sheet) -> None:
        if self.session.prompter.print_page(sheet_html(sheet, self._said())):
            self.banner.say(tr("The sheet went to the printer. Put it in a safe place."))

    def _save(self, sheet: Sheet) -> None:
        question = say("Where shall the sheet be kept? A stick you put away is safer than a disk.")
        name = tr("Recovery sheet") + ".txt"
        path = self.session.prompter.choose_new_file(question, name)
        if path is None:
            return
        text = sheet_text(sheet, self._said())
        try:
            put_file(path, text.encode())
        except Refused as refusal:
            self._on_refused(refusal.message)
        else:
            self.banner.say(tr("The sheet is saved in {file}. Put it in a safe place.", file=path))

    def _show(self, sheet: Sheet) -> None:
        if self._sheet is not None:
            return
        self._sheet = sheet
        said = self._said()
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=(14, 12, 14, 12))
        inside.addWidget(Words(said.address, "heading"))
        inside.addWidget(_named(Selectable(sheet.address), said.address))
        inside.addWidget(Words(said.lines, "heading"))
        for number, line in enumerate(sheet.lines(), 1):
            shown = Selectable(f"{number}   {line}", "accent")
            space_evenly(shown)
            inside.addWidget(_named(shown, tr("Line {number}: {line}", number=number, line=line)))
        self._all.addWidget(box)
        how = said.parts[2]
        self._all.addWidget(Words(how[0], "heading"))
        self._all.addWidget(Words(how[1]))

    def _on_refused(self, message: Message) -> None:
        self.banner.say(words(message))
        self.area.verticalScrollBar().setValue(0)


def _named(widget: Selectable, name: str) -> Selectable:
    widget.setAccessibleName(name)
    return widget
