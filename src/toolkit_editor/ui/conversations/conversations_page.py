"""Every conversation about the toolkit as a plain list, those that wait first.

The same as the marks in a section's text, for whoever reads by keyboard or with a screen reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from toolkit_editor.annotations.anchor import Certainty
from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.base.message import Message
from toolkit_editor.prose.shown import quoted
from toolkit_editor.services import talking
from toolkit_editor.services.belonging import talk_subject
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.talking import Conversation
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import EmptyState
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Selectable, Words
from toolkit_editor.ui.widgets.thread import ThreadView


@dataclass(frozen=True, slots=True)
class AllTalk:
    """The conversations, and what people are called."""

    conversations: tuple[Conversation, ...]
    names: dict[PersonId, str]
    me: PersonId | None


def _read(desk: Desk) -> AllTalk:
    """Runs in the git lane."""
    people = desk.state().group.people or {}
    return AllTalk(
        tuple(talking.conversations(desk)),
        {person.id: person.name for person in people.values()},
        desk.me.id if desk.has_key else None,
    )


class ConversationsPage(ScrollPage):
    """The list. Words that are being typed stay when the list is read again."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.TALK, Topic.SECTIONS, Topic.PEOPLE})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Nothing is read before the page is shown."""
        explanation = tr("What people say about passages. Those that wait for somebody come first.")
        super().__init__(session, tr("Conversations"), explanation, parent)
        self._show_settled = False
        self._list = column(space=16)
        self.body.addLayout(self._list)
        self._views: dict[EventId, ThreadView] = {}
        self._read: AllTalk | None = None

    def reload(self) -> None:
        """Read the list."""
        if self._read is None:
            self.loading.begin()
        self.session.service(
            _read, then=self._show, failed=self._on_refused, owner=self, key=(self, "talk")
        )

    def first_focus(self) -> QWidget | None:
        """Where one can answer the first conversation."""
        first = next(iter(self._views.values()), None)
        return first.findChild(QPlainTextEdit) if first else None

    def _show(self, talk: AllTalk) -> None:
        self.loading.end()
        self._read = talk
        typed, focused = self._typed()
        clear(self._list)
        self._views.clear()
        waiting = [one for one in talk.conversations if one.thread.waits]
        settled = [one for one in talk.conversations if not one.thread.waits]
        if not talk.conversations:
            self._list.addWidget(
                EmptyState(
                    tr("No conversations yet"),
                    tr("Select some words in a section to begin one."),
                    drawing="talk",
                )
            )
        elif not waiting:
            self._list.addWidget(Words(tr("Nothing waits here. Everything is settled."), "quiet"))
        for one in waiting:
            self._list.addWidget(self._one(one, talk))
        if settled:
            self._offer_settled(len(settled))
            for one in settled if self._show_settled else ():
                self._list.addWidget(self._one(one, talk))
        self._give_back(typed, focused)

    def _offer_settled(self, n: int) -> None:
        label = (
            tr("Hide what is settled")
            if self._show_settled
            else trn("Show {n} settled conversation", "Show {n} settled conversations", n)
        )
        self._list.addWidget(ButtonLine(Button(label, self._on_settled_shown, role="plain")))

    def _on_settled_shown(self) -> None:
        self._show_settled = not self._show_settled
        if self._read is not None:
            self._show(self._read)

    def _one(self, one: Conversation, talk: AllTalk) -> QFrame:
        box = QFrame()
        inside = column(box, space=4)
        title = one.title or tr("A section that is not there any more")
        inside.addWidget(Words(title, "heading"))
        passage = one.thread.target.selector.exact if one.thread.target else ""
        quote = quoted(passage)
        if quote:
            inside.addWidget(Selectable(tr("“{words}”", words=quote), "quiet"))
        lost = one.place is not None and one.place.certainty is Certainty.LOST
        changed_place = one.place is not None and not one.place.certainty.settled
        if changed_place and not lost:
            inside.addWidget(
                Words(
                    tr("These words changed. Which ones is this conversation about now?"), "small"
                )
            )
        if lost:
            inside.addWidget(
                Words(tr("This passage is not there any more. The conversation is kept."), "small")
            )
        view = ThreadView(
            one.thread,
            partial(self._name, talk),
            me=talk.me,
            can_reply=talk.me is not None,
        )
        on, id_ = one.thread.on, one.thread.id
        view.replied.connect(partial(self._on_replied, on, id_))
        view.resolved.connect(lambda: self._do(talking.resolve, on, id_))
        view.reopened.connect(lambda: self._do(talking.reopen, on, id_))
        view.taken_back.connect(lambda saying: self._do(talking.take_back, on, EventId(saying)))
        self._views[id_] = view
        if one.section is not None:
            go = Button(
                tr("Go to the section") if lost or one.place is None else tr("Go to the passage"),
                partial(self._on_go, one),
                role="plain",
                drawing="look",
            )
            line = ButtonLine(go)
            if changed_place and one.thread.waits:
                subject = talk_subject(on, id_)
                where = Go("belonging", subject, extra="conversations")
                which = Button(tr("Say which words it is about…"), partial(self.session.go, where))
                line = ButtonLine(which, go)
            inside.addWidget(line)
        inside.addWidget(view)
        return box

    @staticmethod
    def _name(talk: AllTalk, person: PersonId) -> str:
        if person == talk.me:
            return tr("You")
        return talk.names.get(person) or tr("Somebody")

    def _on_go(self, one: Conversation) -> None:
        at = ""
        if one.place is not None and one.place.certainty is not Certainty.LOST:
            at = str(one.place.start)
        self.session.go(Go("section", one.section or "", one.language, at))

    def _on_replied(self, on: str, id_: EventId, said: str) -> None:
        def refused(message: Message) -> None:
            self._give_back({id_: said}, id_)
            self._on_refused(message)

        self.session.service(
            talking.reply,
            on,
            id_,
            said,
            then=lambda _changed: announce(self, tr("Your answer is with the group.")),
            failed=refused,
            owner=self,
        )

    def _do(self, service: Callable[..., Changed], *arguments: object) -> None:
        self.session.service(
            service,
            *arguments,
            then=lambda _changed: announce(self, tr("Done.")),
            failed=self._on_refused,
            owner=self,
        )

    # words that are being typed

    def _typed(self) -> tuple[dict[EventId, str], EventId | None]:
        typed: dict[EventId, str] = {}
        focused = None
        for id_, view in self._views.items():
            field = view.findChild(QPlainTextEdit)
            if isinstance(field, QPlainTextEdit):
                typed[id_] = field.toPlainText()
                focused = id_ if field.hasFocus() else focused
        return typed, focused

    def _give_back(self, typed: dict[EventId, str], focused: EventId | None) -> None:
        for id_, said in typed.items():
            view = self._views.get(id_)
            field = view.findChild(QPlainTextEdit) if view else None
            if isinstance(field, QPlainTextEdit):
                field.setPlainText(said)
                if id_ == focused:
                    field.setFocus()

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))
