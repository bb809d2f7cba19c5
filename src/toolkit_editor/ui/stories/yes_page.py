"""Reading the story once more, exactly as it will stand, and saying yes to it.

What was noticed in it is shown first, as suggestions: nothing is changed by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.prose.together.steps import Step
from toolkit_editor.services import telling
from toolkit_editor.services.agreeing import put_back
from toolkit_editor.services.changed import Topic
from toolkit_editor.stories import attribution
from toolkit_editor.ui.bridge.language import day, tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.stories.papers import agreement, review_sheet
from toolkit_editor.ui.stories.reading import reading_html
from toolkit_editor.ui.stories.since_yes import SinceYes
from toolkit_editor.ui.stories.view import StoryView, ToAgree, read_to_agree
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.noticed import noticed_words
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.reader import Reader
from toolkit_editor.ui.widgets.text import Selectable, Words


class YesPage(ScrollPage):
    """The story as it will stand, and the yes."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.STORIES})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a story is opened."""
        super().__init__(
            session,
            tr("Read it once more"),
            tr("This is how readers would see it. It appears only as you say yes to it here."),
            parent,
        )
        self._view: StoryView | None = None
        self._settled = False
        self._noticed = column(space=8)
        self.body.addLayout(self._noticed)
        self.since = SinceYes(self._on_put_back)
        self.since.looked.connect(self._look)
        self.body.addWidget(self.since)
        self.reader = Reader(tr("Your story as it will stand"))
        self.body.addWidget(self.reader)
        self.stands = Words("", "quiet")
        self.body.addWidget(self.stands)
        self.yes = Button(tr("Yes, this is how I want it"), self._on_yes, role="main")
        self.change = Button(tr("Change something"), self._to_story)
        self.body.addWidget(ButtonLine(self.yes, self.change))
        sheet = Button(tr("Print it, to answer on paper…"), self._on_sheet, role="plain")
        agreed = Button(tr("Print what you agreed to…"), self._on_agreement, role="plain")
        self.body.addWidget(ButtonLine(sheet, agreed))

    def show_at(self, go: Go) -> None:
        """Open a story."""
        self.banner.hide()
        if go.id != self.where.id:
            self.since.forget()
        super().show_at(go)

    def reload(self) -> None:
        """Read it as it is kept now."""
        self.session.service(
            read_to_agree,
            StoryId(self.where.id),
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "story"),
        )

    def first_focus(self) -> QWidget | None:
        """The words are read first."""
        return self.reader

    def _show(self, agreeing: ToAgree) -> None:
        self._view = view = agreeing.view
        self.since.show_changes(agreeing.since)
        clear(self._noticed)
        record = view.telling.opened.consent
        if record is not None:
            problem = attribution.display_problem(record.attribution, record.display)
            if problem is not None:
                self._noticed.addWidget(
                    Words(tr("You have not yet said how you would like to appear."))
                )
        if view.telling.noticed:
            self._show_noticed(view)
        self.reader.show_html(reading_html(view, around=True))
        self._settled = settled = bool(record and record.released) and not view.telling.stale
        self._look()
        if settled:
            self.stands.setText(tr("You said yes to exactly these words."))
        elif record and record.released:
            self.stands.setText(
                tr("Something changed since your yes. Until you say yes anew, it is not shown.")
            )
        else:
            self.stands.setText(tr("You can take your yes back at any time."))

    def _look(self) -> None:
        """The yes to the whole comes after the changes."""
        waits = self.since.waits
        self.yes.setEnabled(not self._settled and not waits)
        why = tr("First look at what changed, above.") if waits else ""
        self.yes.setToolTip(why)
        self.yes.setAccessibleDescription(why)

    def _on_put_back(self, language: str, number: int, step: Step | None) -> None:
        if self._view is None:
            return
        self.session.service(
            put_back,
            StoryId(self.where.id),
            language,
            number,
            step,
            self._view.since,
            then=lambda _changed: self.reload(),
            failed=self._on_refused,
            owner=self,
        )

    def _on_sheet(self) -> None:
        self._print(review_sheet)

    def _on_agreement(self) -> None:
        self._print(agreement)

    def _print(self, paper: Callable[[StoryView, str], str]) -> None:
        if self._view is None:
            return
        today = day(self.session.clock.now().astimezone(UTC))
        if self.session.prompter.print_page(paper(self._view, today)):
            self.banner.say(tr("It went to the printer."))

    def _show_noticed(self, view: StoryView) -> None:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=(14, 10, 14, 12))
        inside.addWidget(Words(tr("Could this point to a person?"), "heading"))
        inside.addWidget(
            Words(
                tr("Perhaps you want it so. Nothing was changed; these are only suggestions."),
                "quiet",
            )
        )
        for found, identifier in view.telling.noticed:
            inside.addWidget(Selectable(noticed_words(found, identifier.message)))
        self._noticed.addWidget(box)

    def _on_yes(self) -> None:
        self.session.service(
            telling.say_yes,
            StoryId(self.where.id),
            then=lambda _changed: self._said_yes(),
            failed=self._on_refused,
            owner=self,
        )

    def _said_yes(self) -> None:
        self.banner.say(
            tr("Thank you. Your yes belongs to exactly these words."),
            tr("Back to the story"),
            self._to_story,
        )
        self.area.verticalScrollBar().setValue(0)

    def _to_story(self) -> None:
        self.session.go(Go("story", self.where.id))

    def _on_refused(self, message: Message) -> None:
        self.banner.say(words(message))
