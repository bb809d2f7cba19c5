"""The queue: drafts and stories that wait for an editor, what waits longest first, in words."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.base.text import beginning
from toolkit_editor.review.work import Status
from toolkit_editor.services import story_review
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.place import STATUS_WORDS
from toolkit_editor.services.story_review import InQueue
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.review.since import waits_words
from toolkit_editor.ui.widgets.card import Card
from toolkit_editor.ui.widgets.empty import EmptyState
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.queue_words import queue_title
from toolkit_editor.ui.widgets.text import Words

APPROVED, ASKED, DECLINED = "approved", "asked", "declined"
"""What was just answered, as `Go.extra`."""
_NOTE = 100


class ReviewPage(ScrollPage):
    """The list."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.REVIEW, Topic.DRAFTS, Topic.STORIES, Topic.SECTIONS}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Nothing is read before the page is shown."""
        explanation = tr("Drafts and stories that people shared. What waits longest comes first.")
        super().__init__(session, tr("Review"), explanation, parent)
        self._list = column(space=10)
        self.body.addLayout(self._list)
        self._first: QWidget | None = None
        self._was_read = False

    def show_at(self, go: Go) -> None:
        """Show the queue; `extra` says what was just answered."""
        said = {
            APPROVED: tr("Approved. A maintainer can bring it into the toolkit now."),
            ASKED: tr("Your question is with the writer."),
            DECLINED: tr("Answered. The writer can read why."),
        }.get(go.extra)
        self.banner.hide()
        super().show_at(go)
        if said:
            self.banner.say(said)

    def reload(self) -> None:
        """Read the queue."""
        if not self._was_read:
            self.loading.begin()
        self.session.service(
            story_review.whole_queue,
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "queue"),
        )

    def first_focus(self) -> QWidget | None:
        """What waits longest."""
        return self._first

    def _show(self, waiting: list[InQueue]) -> None:
        self.loading.end()
        self._was_read = True
        clear(self._list)
        self._first = None
        if not waiting:
            self._list.addWidget(
                EmptyState(
                    tr("Nothing waits for you"),
                    tr("What people share appears here."),
                    drawing="review",
                )
            )
        groups = {
            Status.IN_REVIEW: tr("Waits for an editor"),
            Status.APPROVED: tr("Approved, waits to be brought in"),
            Status.CHANGES_ASKED: tr("Waits for the writer"),
        }
        for status, title in groups.items():
            inside = [one for one in waiting if one.status is status]
            if inside:
                self._list.addWidget(Words(title, "heading"))
            for one in inside:
                card = self._card(one)
                self._first = self._first or card
                self._list.addWidget(card)

    def _card(self, one: InQueue) -> Card:
        facts = [waits_words(one.since, self.session.clock.now())]
        if one.owner_name:
            facts.insert(0, tr("by {name}", name=one.owner_name))
        facts.append(words(STATUS_WORDS[one.status]))
        if one.note:
            facts.append(tr("“{note}”", note=beginning(one.note, _NOTE)))
        where = (
            Go("review-story", one.story)
            if one.story is not None
            else Go("review-draft", one.draft or "")
        )
        return Card(
            queue_title(one),
            " · ".join(fact for fact in facts if fact),
            lambda: self.session.go(where),
            drawing="story" if one.story is not None else "pencil",
        )

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))
