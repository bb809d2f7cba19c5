"""Does it still belong here? One story or conversation whose passage changed, and the answer.

Shows the passage as it was and where it may be now. Nothing is decided to begin with, and whoever
answers does so for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from toolkit_editor.annotations.anchor import Certainty
from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.message import Message
from toolkit_editor.prose.shown import quoted
from toolkit_editor.services import belonging, grounds, settling_places
from toolkit_editor.services.belonging import Answered, Question
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.talking import Passage
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.review.passage_box import PassageBox
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import EmptyState
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.passage import PassageView
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Selectable, Words

_ORIGIN = QPoint(0, 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question; None where nothing is asked any more. `sections` are those to choose from."""

    question: Question | None
    sections: tuple[tuple[SectionId, str], ...] = ()


def _read(desk: Desk, subject: str) -> Asked:
    """Runs in the git lane."""
    question = belonging.find_question(desk, subject)
    if question is None or question.story is None:
        return Asked(question)
    return Asked(question, tuple(grounds.sections_in(desk, question.language)))


class BelongingPage(ScrollPage):
    """The question about one story or conversation, by the subject in `Go.id`."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.STORIES, Topic.DRAFTS, Topic.REVIEW, Topic.SECTIONS, Topic.TALK}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a question is opened."""
        super().__init__(session, tr("Does it still belong here?"), "", parent)
        self._asked: Asked | None = None
        self._answering = False
        self._content = column(space=12)
        self.body.addLayout(self._content)
        self.yes = Button(tr("Yes, here"), self._on_yes, role="main", drawing="check")
        self.other = Button(tr("Another place…"), self._on_other)
        self.nowhere = Button(tr("It belongs nowhere any more"), self._on_nowhere)
        self.later = Button(tr("Not now"), self._on_later, role="plain")
        self.body.addWidget(ButtonLine(self.yes, self.other, self.nowhere, self.later))
        self.box = PassageBox()
        self.box.section_wanted.connect(self._on_section)
        self.box.put.connect(self._on_put)
        self.body.addWidget(self.box)
        self._revealing = False
        self.area.verticalScrollBar().rangeChanged.connect(self._on_room)

    def show_at(self, go: Go) -> None:
        """Ask about another subject."""
        self.banner.hide()
        self._asked = None
        self._answering = False
        self._hide_all()
        super().show_at(go)

    def reload(self) -> None:
        """Look whether it is asked still."""
        if self._asked is None:
            self.loading.begin()
        self.session.service(
            _read,
            self.where.id,
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "question"),
        )

    def first_focus(self) -> QWidget | None:
        """Where nothing is decided by a key pressed by chance."""
        return self.later if self.other.isHidden() else self.other

    def _hide_all(self) -> None:
        clear(self._content)
        for widget in (self.yes, self.other, self.nowhere, self.later, self.box):
            widget.hide()

    def _show(self, asked: Asked) -> None:
        self.loading.end()
        if asked == self._asked:
            return
        settled = self._asked is None or self._answering
        self._answering = False
        self._asked = asked
        self._hide_all()
        self.later.show()
        self._name_later(tr("Back"))
        question = asked.question
        if question is None:
            self.show_title(tr("Does it still belong here?"))
            why = tr("Somebody has answered, or the words are as they were.")
            self._content.addWidget(EmptyState(tr("Nothing is asked here"), why, drawing="check"))
        else:
            self._show_question(question)
        if settled:
            (self.first_focus() or self.later).setFocus()

    def _name_later(self, name: str) -> None:
        self.later.show_words(name)

    def _show_question(self, question: Question) -> None:
        is_story = question.story is not None
        about = (
            tr("The words beside this story changed.")
            if is_story
            else tr("The words that this was said about changed. Which ones is it about now?")
        )
        self.show_title(tr("Does it still belong here?"), about)
        told = question.told
        if is_story:
            told = told or tr("A story sealed to other people")
        self._content.addWidget(Selectable(told, "accent"))
        self._content.addWidget(Words(tr("The words as they were"), "heading"))
        was = PassageView(tr("The words as they were"))
        was.show_quote(question.was)
        self._content.addWidget(was)
        self._show_now(question)
        if question.answered is not None:
            self._content.addWidget(Words(_answered(question.answered)))
        elif not question.may_answer:
            said = tr("The teller of this story or an editor can say where it belongs.")
            self._content.addWidget(Words(said))
        else:
            said = (
                tr(
                    "You answer for everybody. An editor looks at it before it counts; nobody else "
                    "is asked meanwhile."
                )
                if is_story
                else tr("You answer for everybody, and it counts at once.")
            )
            self._content.addWidget(Words(said, "quiet"))
            self.yes.setVisible(question.place is not None)
            self.other.setVisible(is_story or question.ground is not None)
            self.nowhere.setVisible(is_story)
            self._name_later(tr("Not now"))

    def _show_now(self, question: Question) -> None:
        ground, place = question.ground, question.place
        if question.answered is not None:
            return
        if ground is None:
            gone = tr("The section it stood in is not in the toolkit any more.")
            self._content.addWidget(Words(gone))
            return
        if place is None or place.certainty is Certainty.LOST:
            gone = tr("These words are not in “{title}” any more.", title=ground.title)
            self._content.addWidget(Words(gone))
        if place is None:
            return
        title = tr("What stands there now")
        if place.certainty is not Certainty.LOST:
            title = tr("Perhaps here, in “{title}”", title=ground.title)
        self._content.addWidget(Words(title, "heading"))
        now = PassageView(title)
        now.show_around(ground.text, place.start, place.end)
        self._content.addWidget(now)

    # the answer

    @property
    def _question(self) -> Question | None:
        return self._asked.question if self._asked is not None else None

    def _on_yes(self) -> None:
        question = self._question
        if question is None or question.ground is None or question.place is None:
            return
        ground, place = question.ground, question.place
        self._on_put(
            Passage(ground.section, ground.language, ground.version, place.start, place.end)
        )

    def _on_other(self) -> None:
        asked, question = self._asked, self._question
        if asked is None or question is None:
            return
        section = question.ground.section if question.ground else question.section
        self.box.show_sections(asked.sections, section)
        self._revealing = True
        self.box.show()
        if question.ground is not None:
            self.box.show_ground(question.ground, question.place)
        elif asked.sections:
            self._on_section(asked.sections[0][0])
        self.box.first_focus().setFocus()

    def _on_room(self) -> None:
        """The box has its place now: bring it into view, where there is little height."""
        if self._revealing and self.box.isVisible():
            self._revealing = False
            bar, view = self.area.verticalScrollBar(), self.area.viewport()
            bar.setValue(
                bar.value() + self.box.mapTo(self, _ORIGIN).y() - view.mapTo(self, _ORIGIN).y()
            )

    def _on_section(self, section: str) -> None:
        question = self._question
        if question is None:
            return
        self.session.service(
            grounds.ground,
            SectionId(section),
            question.language,
            then=self.box.show_ground,
            failed=self._on_refused,
            owner=self,
            key=(self, "ground"),
        )

    def _on_put(self, passage: Passage) -> None:
        self.session.service(
            settling_places.put_beside,
            self.where.id,
            passage,
            then=self._on_done,
            failed=self._on_refused,
            owner=self,
        )

    def _on_nowhere(self) -> None:
        self.session.service(
            settling_places.take_off,
            self.where.id,
            then=self._on_done,
            failed=self._on_refused,
            owner=self,
        )

    def _on_done(self, _changed: Changed) -> None:
        self.banner.say(tr("Thank you. Nobody else is asked now."))
        self.area.verticalScrollBar().setValue(0)
        announce(self, tr("Thank you. Nobody else is asked now."))
        self._answering = True
        self.reload()

    def _on_later(self) -> None:
        question = self._question
        page = self.where.extra or "stories"
        if page == "section":
            page = "sections"
            if question is not None:
                self.session.go(Go("section", question.section, question.language))
                return
        self.session.go(Go(page))

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))
        self.area.verticalScrollBar().setValue(0)


def _answered(answered: Answered) -> str:
    """What somebody has said, and what it waits for."""
    nowhere = answered.target is None
    quote = "" if answered.target is None else quoted(answered.target.selector.exact)
    if answered.mine:
        said = tr("You said that it belongs nowhere any more.")
        if not nowhere:
            said = tr("You said that it belongs beside “{words}”.", words=quote)
    else:
        name = answered.by or tr("Somebody")
        said = tr("{name} said that it belongs nowhere any more.", name=name)
        if not nowhere:
            said = tr("{name} said that it belongs beside “{words}”.", name=name, words=quote)
    waits = tr("An editor looks at it now. Nobody else is asked.")
    if answered.is_agreed:
        waits = tr("An editor agreed. A maintainer can bring it into the toolkit.")
    return f"{said} {waits}"
