"""Who could recognise you: what was found in a story, one after another, with gentler words.

Nothing changes by itself. Each find stands in its sentence; a press takes gentler words or leaves
it as it is, and what was taken can be put back while the page is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.checks.gentler import Gentler, gentler
from toolkit_editor.services import gentler_words, recognising, story_reading, telling
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.gentler_words import Took
from toolkit_editor.services.recognising import Find, Part, Surroundings
from toolkit_editor.stories.story import Story
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.stories.few_people import FewPeople
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.languages import language_name
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.reader import Reader
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Words

_AROUND = re.compile(r"[^.!?…\n]*$"), re.compile(r"^[^.!?…\n]*[.!?…]?[”»\"]?")


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to look at in one story."""

    finds: tuple[Find, ...]
    line: str
    around: Surroundings


def _look(desk: Desk, id_: StoryId) -> Seen:
    opened = story_reading.open_story(desk, id_).opened
    line = opened.consent.display if opened.consent else ""
    around = recognising.surroundings(desk, opened)
    return Seen(tuple(recognising.waiting(desk, opened)), line, around)


class RecognisePage(ScrollPage):
    """One find at a time."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.STORIES})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a story is opened."""
        super().__init__(
            session,
            tr("Who could recognise you?"),
            tr("Perhaps you want to be known. Nothing changes unless you press for it."),
            parent,
        )
        self.progress = Words("", "small")
        self.body.addWidget(self.progress)
        self.reader = Reader(tr("The sentence"))
        self.body.addWidget(self.reader)
        self.why = Words("")
        self.body.addWidget(self.why)
        self._offers = column(space=6)
        self.body.addLayout(self._offers)
        self.other = QLineEdit()
        self.other.setMaxLength(200)
        self.row = FormRow(tr("Your own words for it"), self.other)
        self.body.addWidget(self.row)
        self.use = Button(tr("Use these words"), self._on_own)
        self.body.addWidget(self.use)
        self.words = Button(tr("Other words…"), self._on_other)
        self.left = Button(tr("Leave it as it is"), self._on_leave)
        self.body.addWidget(ButtonLine(self.words, self.left))
        self.back = Button(tr("The one before"), lambda: self._move(-1), role="plain")
        self.next = Button(tr("The next one"), lambda: self._move(1), role="plain")
        self.undo = Button(tr("Put my words back"), self._on_undo)
        self.story = Button(tr("Back to the story"), self._to_story)
        self.body.addWidget(ButtonLine(self.back, self.next))
        self.body.addWidget(ButtonLine(self.undo, self.story))
        self.few = FewPeople(self._on_less)
        self.body.addWidget(self.few)
        self.offers: list[Button] = []
        self.finds: tuple[Find, ...] = ()
        self._at = 0
        self._before: list[Story] = []

    def show_at(self, go: Go) -> None:
        """Look at a story from its first find."""
        self.banner.hide()
        self._at, self._before = 0, []
        super().show_at(go)

    def leave(self) -> None:
        """What stood there before is not remembered any longer."""
        self._before = []

    def reload(self) -> None:
        """Look what there is."""
        self.session.service(
            _look,
            StoryId(self.where.id),
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "finds"),
        )

    def first_focus(self) -> QWidget | None:
        """The sentence is read first; without one, the way back."""
        return self.reader if self.finds else self.story

    def _show(self, seen: Seen) -> None:
        self.finds = seen.finds
        rare = seen.around.rare_language
        language = tr("told in {language}", language=language_name(rare)) if rare else ""
        self.few.show_line(seen.line, " ".join(seen.around.beside), language)
        self._at = max(0, min(self._at, len(seen.finds) - 1))
        self._show_one()

    def _show_one(self) -> None:
        clear(self._offers)
        self.offers = []
        some = bool(self.finds)
        for widget in (self.reader, self.why, self.left, self.back, self.next):
            widget.setVisible(some)
        self.row.hide()
        self.use.hide()
        self.words.setVisible(some and self.finds[self._at].part is not Part.PICTURE)
        self.undo.setVisible(bool(self._before))
        if not some:
            self.progress.setText(tr("There is nothing more to look at here."))
            self._arrive(self.story)
            return
        find = self.finds[self._at]
        told = tr("{number} of {count}", number=self._at + 1, count=len(self.finds))
        self.progress.setText(f"{_where(find.part)} · {told}")
        before, after = _sentence(find)
        self.reader.show_html(
            f"<p>{escape(before)}<b><u>{escape(find.words)}</u></b>{escape(after)}</p>"
        )
        self.reader.setAccessibleName(f"{before}{find.words}{after}".strip())
        self.why.setText(words(find.identifier.message))
        for offer in _offered(find):
            label = tr("Say “{words}”", words=offer.words) if offer.words else tr("Take it out")
            button = Button(label.replace("&", "&&"), partial(self._take, offer), role="usual")
            button.setAccessibleName(label)
            self._offers.addWidget(button)
            self.offers.append(button)
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self.finds) - 1)
        self._arrive(self.reader)
        announce(self, f"{told}. {words(find.identifier.message)}")

    def _arrive(self, widget: QWidget) -> None:
        self.area.verticalScrollBar().setValue(0)
        if self.isVisible():
            widget.setFocus()
            self.area.ensureWidgetVisible(widget)

    def _move(self, step: int) -> None:
        self._at += step
        self._show_one()

    # what a person decides

    def _take(self, offer: Gentler) -> None:
        self.session.service(
            gentler_words.take,
            StoryId(self.where.id),
            self.finds[self._at],
            offer.start,
            offer.end,
            offer.words,
            then=self._on_taken,
            failed=self._on_refused,
            owner=self,
        )

    def _on_taken(self, took: Took) -> None:
        self._before.append(took.before)
        self._done(took.changed)

    def _on_other(self) -> None:
        find = self.finds[self._at]
        self.other.setText(find.words)
        self.row.show()
        self.use.show()
        self.other.setFocus()
        self.other.selectAll()

    def _on_own(self) -> None:
        here = self.finds[self._at].identifier
        self._take(Gentler(here.start, here.end, " ".join(self.other.text().split())))

    def _on_leave(self) -> None:
        self.session.service(
            gentler_words.leave,
            StoryId(self.where.id),
            self.finds[self._at],
            then=self._done,
            failed=self._on_refused,
            owner=self,
        )

    def _on_undo(self) -> None:
        self.session.service(
            gentler_words.put_back,
            StoryId(self.where.id),
            self._before.pop(),
            then=self._done,
            failed=self._on_refused,
            owner=self,
        )

    def _on_less(self, line: str) -> None:
        self.session.service(
            telling.keep_consent,
            StoryId(self.where.id),
            {"display": line},
            then=self._done,
            failed=self._on_refused,
            owner=self,
        )

    def _done(self, _changed: Changed) -> None:
        self.banner.hide()
        self.reload()

    def _to_story(self) -> None:
        self.session.go(Go("story", self.where.id))

    def _on_refused(self, message: Message) -> None:
        self.banner.say(words(message))
        self.area.verticalScrollBar().setValue(0)


def _offered(find: Find) -> list[Gentler]:
    return [] if find.part is Part.PICTURE else gentler(find.text, find.language, find.identifier)


def _sentence(find: Find) -> tuple[str, str]:
    """What stands before and after the words in their sentence."""
    start, end = find.identifier.start, find.identifier.end
    before, after = _AROUND[0].search(find.text[:start]), _AROUND[1].search(find.text[end:])
    return (before.group().lstrip() if before else "", after.group() if after else "")


def _where(part: Part) -> str:
    return {
        Part.TITLE: tr("In the title"),
        Part.LINE: tr("In the line about you"),
        Part.WORDS: tr("In your words"),
        Part.PICTURE: tr("In the description of a picture"),
    }[part]
