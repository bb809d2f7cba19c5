"""Beginning a section: a title, where it belongs, and then writing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.services import importing
from toolkit_editor.services.importing import Imported
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.where_form import WhereForm
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.page import ScrollPage


class NewSectionPage(ScrollPage):
    """What a new section is called and where it goes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until it is shown."""
        super().__init__(
            session,
            tr("A new section"),
            tr("It is kept on this computer. Nobody sees it until you share it."),
            parent,
            widest=600,
        )
        self.form = WhereForm(session)
        self.body.addWidget(self.form)
        self.go_on = Button(tr("Begin writing"), self._on_begin, role="main", drawing="pencil")
        back = Button(tr("Back to the sections"), lambda: session.go(Go("sections")), role="plain")
        self.body.addWidget(ButtonLine(self.go_on, back))
        self.form.title.returnPressed.connect(self._on_begin)

    def show_at(self, go: Go) -> None:
        """Begin anew."""
        super().show_at(go)
        self.banner.hide()
        self.go_on.setEnabled(True)
        self.form.begin()

    def first_focus(self) -> QWidget | None:
        """The title."""
        return self.form.title

    def _on_begin(self) -> None:
        self.go_on.setEnabled(False)
        self.session.service(
            importing.new_section,
            *self.form.chosen,
            then=self._on_begun,
            failed=self._on_refused,
            owner=self,
        )

    def _on_begun(self, begun: Imported) -> None:
        self.session.go(Go("section", begun.section, begun.language))

    def _on_refused(self, message: Message) -> None:
        self.go_on.setEnabled(True)
        self.banner.say(words(message))
        self.form.title.setFocus()
