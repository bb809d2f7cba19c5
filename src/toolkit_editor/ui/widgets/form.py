"""Fields with their labels above them, named for a screen reader so that nobody has to remember."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words

_Field = TypeVar("_Field", bound=QWidget)


class FormRow(QWidget):
    """One field with its label and, where needed, one sentence of help."""

    def __init__(
        self, label: str, field: QWidget, help_: str = "", parent: QWidget | None = None
    ) -> None:
        """The field takes its name from `label` and its description from `help_`."""
        super().__init__(parent)
        inside = column(self, space=4)
        named = Words(label)
        named.setBuddy(field)
        inside.addWidget(named)
        if help_:
            inside.addWidget(Words(help_, "small"))
        inside.addWidget(field)
        field.setAccessibleName(label)
        field.setAccessibleDescription(help_)
        self.setFocusProxy(field)


class Form(QWidget):
    """Fields in a column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without a field yet."""
        super().__init__(parent)
        self.rows: QVBoxLayout = column(self, space=16)

    def add(self, label: str, field: _Field, help_: str = "") -> _Field:
        """Add `field` under its label; gives the field."""
        self.rows.addWidget(FormRow(label, field, help_))
        return field
