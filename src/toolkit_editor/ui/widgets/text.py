"""Words on a page. Always plain text: nothing a person wrote is read as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


def give_role(widget: QWidget, role: str) -> None:
    """Show `widget` as what is in this role from now on."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().polish(widget)


class Words(QLabel):
    """Words that wrap."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        """`role` is body, title, heading, quiet, small or accent."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)


class Selectable(Words):
    """Words that can be selected and copied, with the mouse or the keyboard."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        """See `Words`."""
        super().__init__(text, role, parent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


def space_evenly(widget: QWidget) -> None:
    """Give every letter of `widget` the same width, so that groups of letters stand in columns."""
    font = QFont()
    font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    font.setStyleHint(QFont.StyleHint.Monospace)
    widget.setFont(font)


def separator() -> QFrame:
    """A thin line between two things."""
    line = QFrame()
    line.setProperty("role", "separator")
    line.setFixedHeight(1)
    return line
