"""Starting a toolkit: its name, its languages, where it is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit

from toolkit_editor.base.message import say
from toolkit_editor.ui.bridge.catalogue import LANGUAGES
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.welcome.doors import Doors
from toolkit_editor.ui.welcome.form_page import FolderField, FormPage
from toolkit_editor.ui.widgets.text import Words


class StartPage(FormPage):
    """A new toolkit."""

    def __init__(self, session: Session, doors: Doors) -> None:
        """Founds through `doors`."""
        super().__init__(
            session,
            tr("Start a toolkit"),
            tr("You will be its first maintainer. You can invite others when you are ready."),
        )
        self._doors = doors
        self.name = self.form.add(tr("What is the toolkit called?"), QLineEdit())
        self.folder = self.form.add(
            tr("Where is it kept?"),
            FolderField(session, say("Choose a new or an empty folder")),
            tr(
                "A new or an empty folder, or the address of an empty repository (https://… or "
                "ssh://…). A place that others can reach lets you work together."
            ),
        )
        self.form.rows.addWidget(Words(tr("Which languages is it written in?")))
        self.languages = {code: QCheckBox(name) for code, name in LANGUAGES.items()}
        for box in self.languages.values():
            box.setChecked(True)
            self.form.rows.addWidget(box)
        self.called = self.form.add(
            tr("What would you like to be called?"),
            QLineEdit(),
            tr("Everyone in the group sees it. It need not be your real name."),
        )
        self.finish(tr("Start"), self._on_start)

    def _on_start(self) -> None:
        name, place = self.name.text().strip(), self.folder.place
        languages = tuple(code for code, box in self.languages.items() if box.isChecked())
        if not name:
            self.ask_for(self.name, tr("Give the toolkit a name. You can change it later."))
        elif place is None:
            self.ask_for(self.folder, tr("Choose a folder to keep it in."))
        elif not languages:
            self.ask_for(next(iter(self.languages.values())), tr("Choose one language or more."))
        else:
            called = self.called.text().strip()
            self.entering.enter(
                lambda tell: self._doors.found(place, name, languages, called, tell)
            )
