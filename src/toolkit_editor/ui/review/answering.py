"""An editor's three answers, with words where the writer needs them. Must not know to what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words


class AnswerPanel(QFrame):
    """Approve, ask for changes, not this time."""

    approved = Signal(str)
    asked = Signal(str)
    declined = Signal(str)

    def __init__(self, about_words: str, parent: QWidget | None = None) -> None:
        """`about_words` says who will read the words."""
        super().__init__(parent)
        self.setProperty("role", "box")
        inside = column(self, space=10, margins=(14, 12, 14, 14))
        inside.addWidget(Words(tr("Your answer"), "heading"))
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setMaximumHeight(5 * self.fontMetrics().lineSpacing() + 20)
        inside.addWidget(FormRow(tr("Words for the writer"), self.words, about_words))
        self.missing = Words("")
        self.missing.hide()
        inside.addWidget(self.missing)
        self.approve = Button(tr("Approve"), self._on_approve, role="main", drawing="check")
        self.ask = Button(tr("Ask for changes"), self._on_ask)
        self.decline = Button(tr("Not this time"), self._on_decline)
        inside.addWidget(ButtonLine(self.approve, self.ask, self.decline))

    def forget(self) -> None:
        """Something else is answered now."""
        self.words.clear()
        self.missing.hide()
        self.enable(on=True)

    def enable(self, *, on: bool) -> None:
        """Let the buttons be used, or not while an answer is under way."""
        for button in (self.approve, self.ask, self.decline):
            button.setEnabled(on)

    def _said(self) -> str:
        return self.words.toPlainText().strip()

    def _on_approve(self) -> None:
        self.approved.emit(self._said())

    def _on_ask(self) -> None:
        if self._has_words(tr("Write what you would like to be changed.")):
            self.asked.emit(self._said())

    def _on_decline(self) -> None:
        if self._has_words(tr("Write why, so that the writer knows.")):
            self.declined.emit(self._said())

    def _has_words(self, otherwise: str) -> bool:
        self.missing.setText(otherwise)
        self.missing.setVisible(not self._said())
        if not self._said():
            self.words.setFocus()
        return bool(self._said())
