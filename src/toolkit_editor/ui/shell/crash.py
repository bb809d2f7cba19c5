"""The one page for our own mistakes: the text is safe, where it is, and what to send us."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.dialog import Dialog
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import column, row
from toolkit_editor.ui.widgets.text import Selectable, Words


class CrashDialog(Dialog):
    """Says what happened without alarm. Accepted: go on; rejected: close the program."""

    def __init__(self, report: str, kept_in: Path, parent: QWidget | None = None) -> None:
        """`report` holds no words of any text; `kept_in` is where the text is."""
        super().__init__(parent)
        self.setWindowTitle(tr("Toolkit Editor"))
        self.setMinimumWidth(520)
        inside = column(self, space=12, margins=24)
        inside.addWidget(Words(tr("Something went wrong in the program"), "title"))
        inside.addWidget(
            Words(tr("It is our mistake, not yours. What you wrote is safe on this computer, in:"))
        )
        inside.addWidget(Selectable(str(kept_in), "accent"))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        inside.addWidget(
            FormRow(
                tr("For the people who make the program"),
                self.report,
                tr("It holds none of your words. Nothing is sent by itself."),
            )
        )
        answers = row()
        answers.addWidget(Button(tr("Copy this"), self._copy, role="plain"))
        answers.addStretch(1)
        answers.addWidget(Button(tr("Close the program"), self.reject))
        go_on = Button(tr("Go on"), self.accept, role="main")
        go_on.setDefault(True)
        answers.addWidget(go_on)
        inside.addLayout(answers)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
