"""The consent conversation: one plain question on each screen, kept answer by answer.

The person can go back, on, or stop at any question and come back to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.content.toolkit import in_language
from toolkit_editor.services import reading, story_reading, telling
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.stories import consent
from toolkit_editor.ui.bridge.catalogue import interface_language
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.stories.conversation import QUESTIONS
from toolkit_editor.ui.stories.questions import Ground, Question
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Words


def _ground(desk: Desk, id_: StoryId, language: str, spoken: str) -> Ground:
    """What the questions stand on; runs in the git lane."""
    opened = story_reading.open_story(desk, id_).opened
    record = opened.consent or consent.begin(id_, desk.me.id, desk.clock.now().date())
    rows = [row_ for part in reading.read_outline(desk, language) for row_ in part.rows]
    sections = tuple((one.section.id, one.section.title) for one in rows)
    called = desk.toolkit().voices.items()
    voices = tuple((one, in_language(name, language, one)) for one, name in called)
    return Ground(
        record, desk.toolkit().languages, sections, spoken, desk.me.id, voices, opened.story.voice
    )


class ConsentPage(ScrollPage):
    """One question after the other."""

    topics: ClassVar[frozenset[Topic]] = frozenset()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Nothing is asked before a story is opened."""
        super().__init__(session, tr("What may be done with your story"), "", parent)
        self._ground: Ground | None = None
        self.title.hide()
        self._at = 0
        self.question: Question | None = None
        self.progress = Words("", "quiet")
        self._place = column(space=8)
        self.body.addWidget(self.progress)
        self.body.addLayout(self._place)
        self.back = Button(tr("Back"), lambda: self._move(-1))
        self.next = Button(tr("Next"), lambda: self._move(1), role="main")
        self.stop = Button(tr("Stop here, I will come back"), self._on_stop, role="plain")
        self.body.addWidget(ButtonLine(self.back, self.next))
        self.body.addWidget(ButtonLine(self.stop))

    def show_at(self, go: Go) -> None:
        """Begin at the question named `extra`, or at the first."""
        names = list(QUESTIONS)
        self._at = names.index(go.extra) if go.extra in names else 0
        self.banner.hide()
        super().show_at(go)

    def reload(self) -> None:
        """Read what was answered so far."""
        spoken = interface_language(None, QLocale().name())
        self.session.service(
            _ground,
            StoryId(self.where.id),
            self.session.language,
            spoken,
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "ground"),
        )

    def first_focus(self) -> QWidget | None:
        """The answer that holds, or the first there is."""
        if self.question is None:
            return None
        found = self.question.findChildren(QAbstractButton)
        return next((one for one in found if one.isChecked()), next(iter(found), None))

    def leave(self) -> None:
        """Keep the answer on the screen, where it can be kept."""
        if self.question is not None and self.question.problem() is None:
            self._keep(lambda: None)
        self.question = None

    def _show(self, ground: Ground) -> None:
        self._ground = ground
        names = list(QUESTIONS)
        clear(self._place)
        self.question = QUESTIONS[names[self._at]](ground)
        self._place.addWidget(self.question)
        told = tr("Question {number} of {count}", number=self._at + 1, count=len(names))
        self.progress.setText(f"{self.title.text()} · {told}")
        self.back.setEnabled(self._at > 0)
        last = self._at == len(names) - 1
        label = tr("Keep this, and go back to the story") if last else tr("Next")
        self.next.show_words(label)
        self.area.verticalScrollBar().setValue(0)
        announce(self, f"{told}. {self.question.asked}")
        focus = self.first_focus()
        if self.isVisible() and focus is not None:
            focus.setFocus()

    def _move(self, step: int) -> None:
        question = self.question
        if question is None:
            return
        problem = question.problem()
        if problem is not None and step > 0:
            self.banner.say(words(problem))
            return
        self.banner.hide()
        if problem is None:
            self._keep(lambda: self._arrive(step))
        else:
            self._arrive(step)

    def _arrive(self, step: int) -> None:
        self._at += step
        if self._at >= len(QUESTIONS):
            self._to_story()
            return
        self.reload()

    def _on_stop(self) -> None:
        question = self.question
        if question is not None and question.problem() is None:
            self._keep(self._to_story)
        else:
            self._to_story()

    def _to_story(self) -> None:
        self.question = None
        self.session.go(Go("story", self.where.id))

    def _keep(self, then: Callable[[], None]) -> None:
        question = self.question
        assert question is not None
        self.session.service(
            telling.keep_answers,
            StoryId(self.where.id),
            question.answer(),
            then=lambda _changed: then(),
            failed=self._on_refused,
            owner=self,
        )

    def _on_refused(self, message: Message) -> None:
        self.banner.say(words(message))
