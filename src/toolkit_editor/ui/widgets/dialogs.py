"""The prompter as dialogs of the window: plain words, the careful answer first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.dialog import Dialog
from toolkit_editor.ui.widgets.form import Form, FormRow
from toolkit_editor.ui.widgets.layout import column, limit_width, row
from toolkit_editor.ui.widgets.text import Selectable, Words


class QuestionDialog(Dialog):
    """A sentence and one or two buttons; Escape is always the way out."""

    def __init__(
        self, text: str, yes: str, no: str = "", detail: str = "", parent: QWidget | None = None
    ) -> None:
        """Without `no` there is only one answer."""
        super().__init__(parent)
        self.setWindowTitle(tr("Toolkit Editor"))
        self.setAccessibleName(text)
        self.inside = column(self, space=14, margins=24)
        self.said = Selectable(text)
        limit_width(self.said, 460)
        self.said.setMinimumWidth(320)
        self.inside.addWidget(self.said)
        if detail:
            more = Words(detail, "quiet")
            limit_width(more, 460)
            self.inside.addWidget(more)
        answers = row()
        answers.addStretch(1)
        self.yes = Button(yes, self.accept, role="main" if not no else "usual")
        if no:
            self.no = Button(no, self.reject)
            answers.addWidget(self.no)
            self.no.setDefault(True)
            self.no.setFocus()
        answers.addWidget(self.yes)
        self.inside.addLayout(answers)


class LineDialog(QuestionDialog):
    """A question that is answered with one line of words."""

    def __init__(self, text: str, start: str, parent: QWidget | None = None) -> None:
        """`start` stands in the line to begin with."""
        super().__init__(text, tr("Continue"), tr("Cancel"), parent=parent)
        self.line = QLineEdit(start)
        self.inside.insertWidget(1, FormRow(text, self.line))
        self.said.hide()
        self.yes.setDefault(True)
        self.line.setFocus()


class SignInDialog(QuestionDialog):
    """A name, and a token or password that nobody can read over the shoulder."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        """`name` stands there to begin with."""
        super().__init__(text, tr("Sign in"), tr("Not now"), parent=parent)
        form = Form()
        self.name = form.add(tr("Your name there"), QLineEdit(name))
        self.token = form.add(
            tr("Token or password"),
            QLineEdit(),
            tr(
                "Most hosts want a token: you make one there, in the settings of your account. It "
                "is kept on this computer for you alone."
            ),
        )
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.inside.insertWidget(1, form)
        for line in (self.name, self.token):
            line.textChanged.connect(self._on_text)
        self.yes.setDefault(True)
        self._on_text()
        (self.token if name else self.name).setFocus()

    def _on_text(self) -> None:
        self.yes.setEnabled(all(line.text().strip() for line in (self.name, self.token)))


class QtPrompter:
    """Asks in dialogs over the window it was given last."""

    def __init__(self) -> None:
        """No window yet."""
        self.window: QWidget | None = None

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""
        QuestionDialog(words(message), tr("All right"), parent=self.window).exec()

    def ask(
        self, question: Message, yes: Message, no: Message, detail: Message | None = None
    ) -> bool:
        """Whether to go on with something that cannot be undone."""
        more = words(detail) if detail else ""
        dialog = QuestionDialog(words(question), words(yes), words(no), more, self.window)
        return dialog.exec() == QDialog.DialogCode.Accepted.value

    def ask_line(self, question: Message, start: str = "") -> str | None:
        """One line of words."""
        dialog = LineDialog(words(question), start, self.window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted.value
        return dialog.line.text().strip() if accepted else None

    def ask_sign_in(self, question: Message, name: str = "") -> tuple[str, str] | None:
        """A name and a token."""
        dialog = SignInDialog(words(question), name, self.window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted.value
        given = (dialog.name.text(), dialog.token.text())
        dialog.deleteLater()
        return given if accepted else None

    def choose_folder(self, question: Message) -> Path | None:
        """A folder that is there."""
        chosen = QFileDialog.getExistingDirectory(self.window, words(question))
        return Path(chosen) if chosen else None

    def choose_file(self, question: Message, ending: str = "") -> Path | None:
        """A file that is there."""
        wanted = f"*{ending}" if ending else "*"
        chosen, _ = QFileDialog.getOpenFileName(self.window, words(question), "", wanted)
        return Path(chosen) if chosen else None

    def choose_new_file(self, question: Message, name: str) -> Path | None:
        """Where to put a new file."""
        chosen, _ = QFileDialog.getSaveFileName(self.window, words(question), name)
        return Path(chosen) if chosen else None

    def print_page(self, html: str) -> bool:
        """Put a page on paper, or into the file the print dialog offers."""
        from toolkit_editor.ui.widgets.printing import ask_and_print

        return ask_and_print(html, self.window)
