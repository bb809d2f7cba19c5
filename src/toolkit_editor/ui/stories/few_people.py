"""One sentence where what is said about a teller fits few people, and the offer to say less."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.checks.combination import combination, warning
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words


class FewPeople(QFrame):
    """Hidden while the line is said of many people."""

    def __init__(self, take: Callable[[str], None], parent: QWidget | None = None) -> None:
        """`take` is given the line that says less, when a person presses for it."""
        super().__init__(parent)
        self.setProperty("role", "box")
        inside = column(self, space=6, margins=(14, 10, 14, 12))
        self.said = Words("")
        inside.addWidget(self.said)
        self.less = Button("", self._on_less)
        inside.addWidget(self.less)
        self._take = take
        self._line = ""
        self.hide()

    def show_line(self, line: str, beside: str = "", language: str | Message = "") -> None:
        """Look at the words that would stand beside the story."""
        told = combination(line, beside, language)
        self.setVisible(told.points_to_few)
        if not told.points_to_few:
            return
        facts = [words(one) if isinstance(one, Message) else one for one in told.facts]
        self.said.setText(words(warning(", ".join(facts))))
        self._line = told.gentler
        self.less.setVisible(bool(told.gentler))
        self.less.show_words(tr("Say only “{line}”", line=told.gentler))

    def _on_less(self) -> None:
        self._take(self._line)
