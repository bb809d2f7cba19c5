"""Finding something to do by typing a word of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from toolkit_editor.ui.bridge.actions import Action, Commands, shortcut_words
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import column

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class PaletteDialog(QDialog):
    """A line to type in and what fits it; Enter does it."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        """Offer what can be done now."""
        super().__init__(parent)
        self.setWindowTitle(tr("Toolkit Editor"))
        self.setAccessibleName(tr("Find something to do"))
        self.resize(520, 420)
        self.chosen = ""
        self._offered = [a for a in commands.available() if a.id != "palette"]
        inside = column(self, space=10, margins=16)
        self.line = QLineEdit()
        self.line.installEventFilter(self)
        inside.addWidget(FormRow(tr("What would you like to do?"), self.line))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What fits"))
        inside.addWidget(self.list)
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._fill("")
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while one types."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        self.list.clear()
        wanted = text.casefold().split()
        for action in self._offered:
            if all(word in _searched(action) for word in wanted):
                item = QListWidgetItem(_line(action))
                item.setData(Qt.ItemDataRole.UserRole, action.id)
                item.setToolTip(words(action.help))
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()


def _searched(action: Action) -> str:
    return f"{words(action.words)} {words(action.help)}".casefold()


def _line(action: Action) -> str:
    keys = shortcut_words(action)
    return f"{words(action.words)}   {keys}" if keys else words(action.words)
