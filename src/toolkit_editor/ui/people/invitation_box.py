"""The invitation, to be sent to somebody one would like to work with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.people.boxes import Box
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words

_LINES = 9


class InvitationBox(QWidget):
    """The whole text with a button that copies it."""

    copied = Signal()

    def __init__(self, text: str) -> None:
        """Show `text`."""
        super().__init__()
        self._text = text
        self._all = column(self, space=10)
        self._all.addWidget(Words(tr("Invite somebody"), "heading"))
        self._all.addWidget(
            Words(
                tr(
                    "Send this to somebody you would like to work with. They can ask to join with "
                    "it; you decide here whether to let them in. They also need to be able to "
                    "reach the address."
                )
            )
        )
        box = Box()
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        shown.setAccessibleName(tr("The invitation"))
        shown.setMinimumHeight(shown.fontMetrics().lineSpacing() * _LINES)
        box.inside.addWidget(shown)
        box.inside.addWidget(ButtonLine(Button(tr("Copy the invitation"), self._copy)))
        self._all.addWidget(box)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.copied.emit()
