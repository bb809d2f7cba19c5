"""One story before an editor: as readers would see it, what its teller agreed to, and the answer.

Nothing says who told it. What the editor writes is sealed to those who may read the story.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.review.work import Status
from toolkit_editor.services import answers, story_review
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.place import STATUS_WORDS
from toolkit_editor.services.story_review import StoryItem
from toolkit_editor.services.story_views import Setting, as_it_will_stand
from toolkit_editor.ui.bridge.actions import Needs
from toolkit_editor.ui.bridge.language import day, tr, words
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.review.answer_page import AnswerPage
from toolkit_editor.ui.review.answering import AnswerPanel
from toolkit_editor.ui.widgets.badge import PlaceBadge, status_chip
from toolkit_editor.ui.widgets.consent_words import consent_sentences
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.noticed import noticed_words
from toolkit_editor.ui.widgets.reader import Reader
from toolkit_editor.ui.widgets.story_answers import AnswerSteps, StoryAnswers
from toolkit_editor.ui.widgets.story_html import shown_html
from toolkit_editor.ui.widgets.text import Selectable, Words


def _approve(desk: Desk, id_: StoryId, _said: str) -> Changed:
    return story_review.approve_with_place(desk, id_)


class ReviewStoryPage(AnswerPage):
    """Reading one story and answering its teller."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.REVIEW, Topic.STORIES, Topic.TALK})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a story is opened."""
        panel = AnswerPanel(tr("Only those who may read this story can read them."))
        told = (_approve, story_review.ask_teller, story_review.decline_story)
        super().__init__(session, tr("A story"), panel, told, parent)
        self.outside = StoryAnswers(
            AnswerSteps(
                lambda yes, how: self._ask(answers.write_down, yes, how),
                lambda: self._ask(answers.hold),
                lambda: self._ask(answers.agree_for_community),
            )
        )
        self.body.addWidget(self.outside)

    def reload(self) -> None:
        """Read it."""
        self.session.service(
            story_review.review_story,
            StoryId(self.where.id),
            then=self._show,
            failed=self._on_sealed,
            owner=self,
            key=(self, "story"),
        )

    def leave(self) -> None:
        """Nothing of a story stays on a page that is not shown."""
        clear(self._content)
        self.outside.forget()

    def _show(self, item: StoryItem) -> None:
        clear(self._content)
        telling = item.telling
        beside = item.settings[0].title if item.settings else ""
        title = tr("A story beside “{section}”", section=beside) if beside else tr("A story")
        self.show_title(title)
        self._content.addWidget(ButtonLine(status_chip(telling.status), PlaceBadge(telling.place)))
        reader = Reader(tr("The story as it would stand"))
        shown = as_it_will_stand(telling, words)
        reader.show_html("<hr>".join(shown_html(one) for one in shown))
        self._content.addWidget(reader)
        for setting in item.settings:
            self._content.addWidget(Words(_stands(setting), "quiet"))
        self._box(tr("What its teller agreed to"), list(consent_sentences(telling.opened.consent)))
        if telling.stale:
            changed_since = tr("Its teller has not said yes to the words as they stand now.")
            self._content.addWidget(Words(changed_since))
        self._box(
            tr("Why it could not be on the public site today"),
            [words(reason) for reason in telling.reasons],
        )
        noticed = [noticed_words(found, one.message) for found, one in telling.noticed]
        self._box(tr("Could this point to a person? Its teller may want it so."), noticed)
        self._box(
            tr("What was said about it"),
            [tr("{day}: {words}", day=day(one.at), words=one.text) for one in item.said],
        )
        self.outside.show_answers(item.standing)
        self._offer(item)

    def _ask(self, service: Callable[..., object], *told: object) -> None:
        self.session.service(
            service, StoryId(self.where.id), *told, failed=self._on_refused, owner=self
        )

    def _offer(self, item: StoryItem) -> None:
        status, may_approve = item.telling.status, not item.telling.stale
        answered = status in (Status.APPROVED, Status.PUBLIC) and not item.drafts
        over = answered or status is Status.DECLINED
        self.answer.setVisible(not over and Needs.EDITOR.met(self.session.about))
        self.answer.approve.setEnabled(may_approve)
        if over:
            now = words(STATUS_WORDS[status])
            self._content.addWidget(Words(tr("Where it is now: {status}", status=now)))
        elif not may_approve:
            said = tr("You can approve it once its teller has read it again and said yes.")
            self._content.addWidget(Words(said, "quiet"))

    def _box(self, title: str, sentences: list[str]) -> None:
        if not sentences:
            return
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=(14, 10, 14, 12))
        inside.addWidget(Words(title, "heading"))
        for sentence in sentences:
            inside.addWidget(Selectable(sentence))
        self._content.addWidget(box)

    def _on_sealed(self, message: Message) -> None:
        self.answer.hide()
        self.banner.say(words(message))


def _stands(setting: Setting) -> str:
    if not setting.before:
        return tr("The passage it stood beside moved or is gone: “{words}”", words=setting.quote)
    return tr("It stands beside these words: “{words}”", words=setting.quote)
