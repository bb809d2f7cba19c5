"""One place that two people changed: how it was, each version, both together, or other words.

Nothing is chosen to begin with.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPlainTextEdit, QRadioButton, QWidget

from toolkit_editor.prose.difference import Change, word_difference
from toolkit_editor.prose.model import Kind
from toolkit_editor.services.disagreements import Answer, Card
from toolkit_editor.services.uniting import DRAFT, TOOLKIT
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.changes import ChangeView, told_change
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Selectable, Words

_INDENT = 32
"""Where the words of a version begin, in pixels at 100 %."""
_HIGH = 84


class ChoiceBox(QFrame):
    """One card."""

    changed = Signal()
    """Something else is chosen or written."""

    def __init__(self, card: Card, ours: str, theirs: str, parent: QWidget | None = None) -> None:
        """`ours` and `theirs` say whose the two versions are."""
        super().__init__(parent)
        self.card = card
        self.setProperty("role", "box")
        self.setAccessibleName(tr("Two versions in “{title}”", title=card.title))
        self._group = QButtonGroup(self)
        self._answers: dict[QRadioButton, Answer] = {}
        self.other = QPlainTextEdit()
        self._row = FormRow(tr("How it should read"), self.other)
        self._row.hide()
        self._inside = column(self, space=10, margins=(14, 12, 14, 14))
        self._inside.addWidget(Words(card.title, "heading"))
        if card.was:
            self._inside.addWidget(Words(tr("How it was"), "quiet"))
            self._inside.addWidget(Selectable(card.was))
        self._offer(ours, Answer(kept=DRAFT), card.ours)
        self._offer(theirs, Answer(kept=TOOLKIT), card.theirs)
        if card.both:
            self._offer(tr("Both changes together"), Answer(both=True), card.both)
        if card.may_write:
            self._offer_other()
        self._group.buttonClicked.connect(lambda _button: self._on_chosen())

    @property
    def answer(self) -> Answer | None:
        """What is chosen; None where nothing is, or the other words are still to be written."""
        chosen = self._group.checkedButton()
        if not isinstance(chosen, QRadioButton):
            return None
        if chosen not in self._answers:
            text = self.other.toPlainText()
            return Answer(text=text) if text.strip() else None
        return self._answers[chosen]

    @property
    def choices(self) -> list[QRadioButton]:
        """What can be chosen, in order."""
        return [one for one in self._group.buttons() if isinstance(one, QRadioButton)]

    def _offer(self, name: str, answer: Answer, text: str) -> None:
        choice = self._choice(name, text or tr("(taken out)"))
        self._answers[choice] = answer
        below = column(margins=(_INDENT, 0, 0, 0))
        if text and self.card.was and not self.card.whole:
            change = Change(Kind.PARAGRAPH, tuple(word_difference(self.card.was, text)))
            choice.setAccessibleDescription(told_change(change))
            below.addWidget(ChangeView([change], bare=True))
        else:
            below.addWidget(Selectable(text or tr("(taken out)")))
        self._inside.addLayout(below)

    def _offer_other(self) -> None:
        self._choice(tr("In other words"), tr("Write how it should read"))
        self.other.setTabChangesFocus(True)
        self.other.setFixedHeight(_HIGH)
        self.other.textChanged.connect(self.changed)
        below = column(margins=(_INDENT, 0, 0, 0))
        below.addWidget(self._row)
        self._inside.addLayout(below)

    def _choice(self, name: str, text: str) -> QRadioButton:
        choice = QRadioButton(name)
        choice.setAccessibleName(tr("{version}: {words}", version=name, words=text))
        self._group.addButton(choice)
        self._inside.addWidget(choice)
        return choice

    def _on_chosen(self) -> None:
        chosen = self._group.checkedButton()
        if self.card.may_write:
            writes = chosen not in self._answers
            self._row.setVisible(writes)
            if writes:
                if not self.other.toPlainText():
                    self.other.setPlainText(self.card.ours)
                self.other.setFocus()
        self.changed.emit()
