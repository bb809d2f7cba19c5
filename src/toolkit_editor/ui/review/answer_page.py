"""What reading a draft and reading a story have in common: opening one, and answering it.

Must not know what is read: the page that inherits shows it and hands in the services.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.services.changed import Changed
from toolkit_editor.ui.bridge.language import words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.review.answering import AnswerPanel
from toolkit_editor.ui.review.queue_page import APPROVED, ASKED, DECLINED
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage

Answer = Callable[..., Changed]
"""A service that takes the desk, the id of what is open, and what the editor wrote."""


class AnswerPage(ScrollPage):
    """One thing before an editor, with the three answers below it."""

    def __init__(
        self,
        session: Session,
        title: str,
        panel: AnswerPanel,
        answers: tuple[Answer, Answer, Answer],
        parent: QWidget | None = None,
    ) -> None:
        """Empty until something is opened; `answers` approve, ask for changes and decline."""
        super().__init__(session, title, "", parent)
        self._content = column(space=14)
        self.body.addLayout(self._content)
        self.answer = panel
        approve, ask, decline = answers
        panel.approved.connect(partial(self._answer, approve, APPROVED))
        panel.asked.connect(partial(self._answer, ask, ASKED))
        panel.declined.connect(partial(self._answer, decline, DECLINED))
        self.body.addWidget(panel)
        self._shown = ""

    def show_at(self, go: Go) -> None:
        """Open what `go` names; what was half written about another is forgotten."""
        if go.id != self._shown:
            self._shown = go.id
            self.answer.forget()
            clear(self._content)
        self.banner.hide()
        super().show_at(go)

    def _answer(self, service: Answer, extra: str, said: str) -> None:
        self.answer.enable(on=False)
        self.session.service(
            service,
            self.where.id,
            said,
            then=lambda _changed: self._answered(extra),
            failed=self._on_refused,
            owner=self,
        )

    def _answered(self, extra: str) -> None:
        self.answer.forget()
        self.session.go(Go("review", extra=extra))

    def _on_refused(self, message: Message) -> None:
        self.answer.enable(on=True)
        self.banner.say(words(message))
        self.area.verticalScrollBar().setValue(0)
