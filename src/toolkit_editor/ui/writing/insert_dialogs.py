"""Asks for what something new in the text needs: how large a table is, what a footnote says, what a
picture shows.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.dialog import Dialog
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words

_MOST_ROWS, _MOST_COLUMNS = 100, 10
_THUMB = 220
"""The longest side of a picture in its dialog, in pixels."""


class AskDialog(Dialog):
    """A few fields over «put it in» and «cancel»."""

    def __init__(self, title: str, yes: str, parent: QWidget | None) -> None:
        """Without fields yet."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(420)
        self._whole = column(self, space=14, margins=20)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        go_on = buttons.button(QDialogButtonBox.StandardButton.Ok)
        go_on.setText(yes)
        go_on.setProperty("role", "main")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._whole.addWidget(buttons)

    def put(self, widget: QWidget) -> None:
        """One more field, over the buttons."""
        self._whole.insertWidget(self._whole.count() - 1, widget)


class TableDialog(AskDialog):
    """How many rows and columns."""

    def __init__(self, parent: QWidget | None) -> None:
        """Three by two to begin with."""
        super().__init__(tr("Table"), tr("Put the table in"), parent)
        self.rows = _number(3, _MOST_ROWS)
        self.columns = _number(2, _MOST_COLUMNS)
        self.put(FormRow(tr("Rows, the header included"), self.rows))
        self.put(FormRow(tr("Columns"), self.columns))
        self.rows.setFocus()
        self.rows.selectAll()


class _Sentence(QPlainTextEdit):
    """A field of a few lines in which Enter goes on instead of beginning another line."""

    entered = Signal()
    """Enter was pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class WordsDialog(AskDialog):
    """A few lines of words; Enter goes on, so that one hand is enough."""

    def __init__(self, title: str, question: str, yes: str, parent: QWidget | None) -> None:
        """Empty to begin with."""
        super().__init__(title, yes, parent)
        self.words = _Sentence()
        self.words.setTabChangesFocus(True)
        self.words.entered.connect(self.accept)
        self.words.setMaximumHeight(110)
        self.put(FormRow(question, self.words))
        self.words.setFocus()

    @property
    def said(self) -> str:
        """The words in one line."""
        return " ".join(self.words.toPlainText().split())


class PictureDialog(WordsDialog):
    """What a picture shows, for those who hear the page instead of seeing it."""

    def __init__(self, data: bytes, known: str, parent: QWidget | None) -> None:
        """`known` is what is said of it already."""
        super().__init__(
            tr("Picture"),
            tr("What does the picture show?"),
            tr("Put the picture in"),
            parent,
        )
        image = QImage.fromData(data)
        if not image.isNull():
            shown = QLabel()
            shown.setAccessibleName(tr("The picture"))
            size = min(_THUMB, max(image.width(), image.height()))
            shown.setPixmap(
                QPixmap.fromImage(
                    image.scaled(
                        size,
                        size,
                        Qt.AspectRatioMode.KeepAspectRatio,
                        Qt.TransformationMode.SmoothTransformation,
                    )
                )
            )
            self._whole.insertWidget(0, shown)
        hint = tr(
            "Some people hear the page instead of seeing it. Say what matters in the picture, in a "
            "sentence. Leave this empty if it is only there to look nice."
        )
        self.put(Words(hint, "quiet"))
        self.words.setPlainText(known)


def ask_table(parent: QWidget) -> tuple[int, int] | None:
    """Rows and columns of a new table; None where the person turned away."""
    dialog = TableDialog(parent)
    answer = (dialog.rows.value(), dialog.columns.value()) if dialog.exec() else None
    dialog.deleteLater()
    return answer


def ask_footnote(parent: QWidget) -> str:
    """The words of a new footnote; empty where the person turned away."""
    dialog = WordsDialog(
        tr("Footnote"), tr("What does the footnote say?"), tr("Put the footnote in"), parent
    )
    answer = dialog.said if dialog.exec() else ""
    dialog.deleteLater()
    return answer


def ask_picture(parent: QWidget, data: bytes, known: str) -> str | None:
    """What a picture shows; None where the person turned away."""
    dialog = PictureDialog(data, known, parent)
    answer = dialog.said if dialog.exec() else None
    dialog.deleteLater()
    return answer


def _number(start: int, most: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, most)
    box.setValue(start)
    return box
