"""What the three forms of the first steps have in common: fields, a button, a way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.welcome.entering import Entering
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.layout import column, row
from toolkit_editor.ui.widgets.page import ScrollPage

_ADDRESS = re.compile(r"[A-Za-z]+://|[^/\\\s]+@[^/\\\s:]+:")


class FolderField(QWidget):
    """A folder: written, or chosen."""

    def __init__(self, session: Session, question: Message) -> None:
        """`question` is asked when a folder is chosen."""
        super().__init__()
        self._session = session
        self._question = question
        inside = row(self)
        self.line = QLineEdit()
        inside.addWidget(self.line, 1)
        self.choose = Button(tr("Choose…"), self._on_choose, drawing="folder")
        inside.addWidget(self.choose)
        self.setFocusProxy(self.line)

    def setAccessibleName(self, name: str) -> None:
        """Give the name to the line, and to the button with it."""
        self.line.setAccessibleName(name)
        self.choose.setAccessibleName(tr("{field}: choose…", field=name))

    def setAccessibleDescription(self, description: str) -> None:
        """Give the description to the line."""
        self.line.setAccessibleDescription(description)

    @property
    def folder(self) -> Path | None:
        """The folder; None where nothing is written."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    @property
    def place(self) -> Path | str | None:
        """The folder, or the address as it was written."""
        text = self.line.text().strip()
        return text if _ADDRESS.match(text) else self.folder

    def _on_choose(self) -> None:
        chosen = self._session.prompter.choose_folder(self._question)
        if chosen is not None:
            self.line.setText(str(chosen))


class FormPage(ScrollPage):
    """A form that leads into a workspace."""

    def __init__(self, session: Session, title: str, explanation: str) -> None:
        """Subclasses add fields to `form`, then call `finish`."""
        super().__init__(session, title, explanation, widest=600)
        self.form = Form()
        self.below = column(space=10)
        self.entering = Entering(session)
        self.body.addWidget(self.form)
        self.body.addLayout(self.below)
        self.body.addWidget(self.entering)

    def finish(self, label: str, pressed: Callable[[], None]) -> Button:
        """The button that does it, and the way back."""
        buttons = row()
        main = Button(label, pressed, role="main")
        self.entering.busy.connect(main.setDisabled)
        buttons.addWidget(main)
        buttons.addWidget(
            Button(tr("Back"), lambda: self.session.go(Go("welcome")), role="plain", drawing="back")
        )
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        return main

    def ask_for(self, field: QWidget, sentence: str) -> None:
        """Say kindly what is still needed, and go there."""
        self.entering.banner.say(sentence)
        field.setFocus()
