"""What is shown where the toolkit's own file cannot be understood: why, and its source."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.services import mending
from toolkit_editor.services.changed import Changed
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import row
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words


class MendPage(ScrollPage):
    """The source of toolkit.yml, to be put right."""

    def __init__(self, session: Session) -> None:
        """Nothing is read yet."""
        super().__init__(
            session,
            tr("This toolkit cannot be shown yet"),
            tr("Its pages and stories are all there. Only the file that describes it is broken."),
        )
        self._why = Words("")
        self.body.addWidget(self._why)
        self.source = QPlainTextEdit()
        self.source.setTabChangesFocus(True)
        self.source.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.source.setMinimumHeight(260)
        self.body.addWidget(FormRow(tr("The file toolkit.yml, as it is written"), self.source))
        self.mend = Button(tr("Put it right"), self._on_mend, role="main")
        line = row()
        line.addWidget(self.mend)
        line.addWidget(Button(tr("Other ways to begin"), lambda: session.go(Go("welcome"))))
        line.addStretch(1)
        self.body.addLayout(line)

    def reload(self) -> None:
        """Read the file."""
        if self.session.desk is not None:
            self.session.service(mending.own_file, then=self._show, owner=self)

    def first_focus(self) -> QWidget | None:
        """The source."""
        return self.source

    def _show(self, file: mending.OwnFile) -> None:
        if file.why is None:
            self.session.look_again()
            return
        self._why.setText(words(file.why))
        self.source.setPlainText(file.source)
        self.source.setReadOnly(not file.may_mend)
        self.mend.setVisible(file.may_mend)
        if not file.may_mend:
            self.banner.say(tr("A maintainer of this group can put it right."))

    def _on_mend(self) -> None:
        self.mend.setEnabled(False)
        self.session.service(
            mending.mend,
            self.source.toPlainText(),
            then=self._on_mended,
            failed=self._on_refused,
            owner=self,
        )

    def _on_mended(self, _changed: Changed) -> None:
        self.mend.setEnabled(True)
        self.session.look_again()

    def _on_refused(self, message: Message) -> None:
        self.mend.setEnabled(True)
        self.banner.say(words(message))
