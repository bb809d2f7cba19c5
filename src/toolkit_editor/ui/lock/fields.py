"""Fields for a passphrase: hidden, shown where the person wishes, emptied when the page is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.layout import row


class PassphraseField(QWidget):
    """One line, and a button that shows its letters. Pasting into it works."""

    entered = Signal()
    """Return was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty and hidden."""
        super().__init__(parent)
        inside = row(self)
        self.line = QLineEdit()
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        inside.addWidget(self.line, 1)
        self.look = Button("", self._on_look)
        inside.addWidget(self.look)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.entered)
        self._name = ""
        self._show(shown=False)

    def setAccessibleName(self, name: str) -> None:
        """Give the name to the line, and to the button with it."""
        self._name = name
        self.line.setAccessibleName(name)
        self._show(shown=self.is_shown)

    def setAccessibleDescription(self, description: str) -> None:
        """Give the description to the line."""
        self.line.setAccessibleDescription(description)

    @property
    def text(self) -> str:
        """What is written."""
        return self.line.text()

    @property
    def is_shown(self) -> bool:
        """Whether the letters can be read."""
        return self.line.echoMode() is QLineEdit.EchoMode.Normal

    def forget(self) -> None:
        """Leave nothing in the field, and nothing to undo."""
        self.line.setText("")
        self._show(shown=False)

    def _on_look(self) -> None:
        self._show(shown=not self.is_shown)
        self.line.setFocus()

    def _show(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if shown else mode.Password)
        label = tr("Hide") if shown else tr("Show")
        self.look.setText(label)
        named = tr("{field}: hide the letters") if shown else tr("{field}: show the letters")
        self.look.setAccessibleName(named.replace("{field}", self._name) if self._name else label)


class NewPassphrase(Form):
    """A passphrase that is chosen: written twice, so that a slip does no harm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.first = self.add(
            tr("New passphrase"),
            PassphraseField(),
            tr("A few words together are easy to remember and hard to guess."),
        )
        self.second = self.add(tr("The new passphrase once more"), PassphraseField())

    def chosen(self) -> str | None:
        """The passphrase; None where the two are not the same."""
        return self.first.text if self.first.text == self.second.text else None

    def forget(self) -> None:
        """Leave nothing in the fields."""
        self.first.forget()
        self.second.forget()


def not_the_same() -> str:
    """What is said where the two differ."""
    return tr("The two are not the same. Write the passphrase once more.")
