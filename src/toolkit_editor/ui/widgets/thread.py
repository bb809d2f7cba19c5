"""One conversation: what was said, by whom, and a place to answer.

Must not know who may do what: whoever shows it says which answers to offer.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from toolkit_editor.base.ids import PersonId
from toolkit_editor.review.talk import Answer, Saying, Thread
from toolkit_editor.ui.bridge.language import day, tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import column, row
from toolkit_editor.ui.widgets.text import Selectable, Words


class ThreadView(QFrame):
    """A conversation or a suggestion."""

    replied = Signal(str)
    """Words for an answer."""
    resolved = Signal()
    reopened = Signal()
    accepted = Signal()
    declined = Signal()
    taken_back = Signal(str)
    """The id of the saying whose words are to be taken away."""
    passage_wanted = Signal()
    """The person wants to see the passage."""

    def __init__(
        self,
        thread: Thread,
        name: Callable[[PersonId], str],
        *,
        passage: str = "",
        me: PersonId | None = None,
        can_reply: bool = True,
        decides: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` says what a person is called; `decides` offers to take or leave a suggestion."""
        super().__init__(parent)
        self.setProperty("role", "box")
        self._thread = thread
        self._name = name
        self._me = me
        self._inside = column(self, space=8, margins=(14, 12, 14, 12))
        self.setAccessibleName(self._title())
        if passage:
            quoted = Button(tr("About “{words}”", words=passage), role="plain", drawing="look")
            quoted.clicked.connect(self.passage_wanted)
            self._inside.addWidget(quoted)
        self._inside.addWidget(Words(self._state(), "quiet"))
        for saying in (thread.first, *thread.replies):
            self._add(saying)
        if decides and thread.kind == "suggest" and thread.waits:
            self._offer_to_decide()
        if can_reply:
            self._offer_to_reply()

    def _title(self) -> str:
        by = self._name(self._thread.first.by)
        if self._thread.kind == "suggest":
            return tr("Suggestion by {name}", name=by)
        return tr("Conversation begun by {name}", name=by)

    def _state(self) -> str:
        if self._thread.answer is Answer.ACCEPTED:
            return tr("This suggestion was taken.")
        if self._thread.answer is Answer.DECLINED:
            return tr("This suggestion was left.")
        if self._thread.resolved:
            return tr("This conversation is settled.")
        if self._thread.kind == "suggest":
            return tr("Suggested words:")
        return tr("Open")

    def _add(self, saying: Saying) -> None:
        head = row()
        who = tr("{name}, {day}", name=self._name(saying.by), day=day(saying.at))
        head.addWidget(Words(who, "small"), 1)
        if saying.by == self._me and saying.text is not None:
            back = Button(tr("Take back"), role="plain")
            back.clicked.connect(lambda _checked=False: self.taken_back.emit(saying.id))
            head.addWidget(back)
        self._inside.addLayout(head)
        if saying.text is None:
            self._inside.addWidget(Words(tr("These words were taken back."), "quiet"))
        else:
            self._inside.addWidget(Selectable(saying.text))

    def _offer_to_decide(self) -> None:
        choices = row()
        take = Button(tr("Take it"), drawing="check")
        take.clicked.connect(self.accepted)
        leave = Button(tr("Leave it"))
        leave.clicked.connect(self.declined)
        choices.addWidget(take)
        choices.addWidget(leave)
        choices.addStretch(1)
        self._inside.addLayout(choices)

    def _offer_to_reply(self) -> None:
        self._words = QPlainTextEdit()
        self._words.setTabChangesFocus(True)
        self._words.setMaximumHeight(4 * self.fontMetrics().lineSpacing() + 20)
        self._inside.addWidget(FormRow(tr("Your answer"), self._words))
        choices = row()
        answer = Button(tr("Answer"), self._on_answer)
        choices.addWidget(answer)
        if self._thread.waits:
            settle = Button(tr("This is settled"), role="plain", drawing="check")
            settle.clicked.connect(self.resolved)
            choices.addWidget(settle)
        elif self._thread.resolved:
            again = Button(tr("Take it up again"), role="plain")
            again.clicked.connect(self.reopened)
            choices.addWidget(again)
        choices.addStretch(1)
        self._inside.addLayout(choices)

    def _on_answer(self) -> None:
        words = self._words.toPlainText().strip()
        if words:
            self._words.clear()
            self.replied.emit(words)
        else:
            self._words.setFocus()
