"""Choosing one of many things by typing a word of it: a line, and a list of what fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.prose.finding import Wanted, holds
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.widgets.dialog import Dialog
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import column

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its id, its line, what else it is found by."""

    id: str
    line: str
    also: str = ""
    help: str = ""


class ChooseDialog(Dialog):
    """A line to type in and what fits it; Enter takes the chosen one, Escape is the way out."""

    def __init__(
        self,
        name: Message,
        question: Message,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        current: int = 0,
    ) -> None:
        """`current` is chosen to begin with; `chosen` has the id in the end, or nothing."""
        super().__init__(parent)
        self.setWindowTitle(tr("Toolkit Editor"))
        self.setAccessibleName(words(name))
        self.resize(520, 420)
        self.chosen = ""
        self._choices = tuple(choices)
        inside = column(self, space=10, margins=16)
        self.line = QLineEdit()
        self.line.installEventFilter(self)
        inside.addWidget(FormRow(words(question), self.line))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What fits"))
        inside.addWidget(self.list)
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._fill("")
        self.list.setCurrentRow(current)
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
        wanted = [Wanted(word) for word in text.split()]
        for choice in self._choices:
            searched = f"{choice.line} {choice.also}"
            if all(holds(searched, word) for word in wanted):
                item = QListWidgetItem(choice.line)
                item.setData(Qt.ItemDataRole.UserRole, choice.id)
                item.setToolTip(choice.help)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()
