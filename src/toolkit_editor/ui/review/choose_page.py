"""Choosing between two versions of a sentence, in one's own words or in a draft of the group."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from toolkit_editor.base.ids import DraftId
from toolkit_editor.base.message import Message
from toolkit_editor.services import disagreements
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.disagreements import Choosing
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.review.choice_box import ChoiceBox
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import EmptyState
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage

_OF_A_DRAFT = ("share", "review-draft")
"""The pages to go back to that show one draft."""


class ChoosePage(ScrollPage):
    """Every place of one draft at which somebody has to choose."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.DRAFTS, Topic.SECTIONS})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a draft is opened."""
        explanation = tr(
            "Two people changed the same words. Both versions are kept. Choose how it should read, "
            "in your own time: work goes on meanwhile."
        )
        super().__init__(session, tr("Two versions"), explanation, parent)
        self._cards = column(space=14)
        self.body.addLayout(self._cards)
        self.keep = Button(tr("Keep what I chose"), self._on_keep, role="main", drawing="check")
        self.later = Button(tr("Not now"), self._on_later)
        self.body.addWidget(ButtonLine(self.keep, self.later))
        self.boxes: list[ChoiceBox] = []
        self._seen: Choosing | None = None

    def show_at(self, go: Go) -> None:
        """Show the places of a draft, with nothing chosen."""
        self.banner.hide()
        self._seen = None
        clear(self._cards)
        self.boxes = []
        super().show_at(go)

    def reload(self) -> None:
        """Look what there is to choose."""
        if self._seen is None:
            self.loading.begin()
        self.session.service(
            disagreements.choosing,
            DraftId(self.where.id),
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "choosing"),
        )

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self.boxes[0].choices[0] if self.boxes else self.later

    def _show(self, seen: Choosing) -> None:
        self.loading.end()
        if seen == self._seen:
            return
        self._seen = seen
        clear(self._cards)
        self.boxes = []
        self.keep.setVisible(bool(seen.cards))
        self.later.setText(tr("Not now") if seen.cards else tr("Back"))
        if not seen.cards:
            nothing = tr("Nothing to choose here")
            about = tr("Somebody has chosen, or the words are together already.")
            self._cards.addWidget(EmptyState(nothing, about, drawing="check"))
        ours = tr("{name}’s version", name=seen.ours_by) if seen.ours_by else tr("What was shared")
        ours = tr("Your version") if seen.mine else ours
        theirs = tr("In the toolkit now")
        if seen.theirs_by:
            theirs = tr("In the toolkit now, by {name}", name=seen.theirs_by)
        for card in seen.cards:
            box = ChoiceBox(card, ours, theirs)
            box.changed.connect(self._on_choice)
            self._cards.addWidget(box)
            self.boxes.append(box)
        self._on_choice()

    def _on_choice(self) -> None:
        ready = bool(self.boxes) and all(box.answer is not None for box in self.boxes)
        self.keep.setEnabled(ready)
        why = "" if ready else tr("Choose one version of each first.")
        self.keep.setToolTip(why)
        self.keep.setAccessibleDescription(why)

    def _on_keep(self) -> None:
        answers = {box.card.id: box.answer for box in self.boxes if box.answer is not None}
        self.keep.setEnabled(False)
        self.session.service(
            disagreements.settle,
            DraftId(self.where.id),
            answers,
            then=self._on_kept,
            failed=self._on_refused,
            owner=self,
        )

    def _on_kept(self, _changed: Changed) -> None:
        self.session.go(self._back())

    def _on_later(self) -> None:
        self.session.go(self._back())

    def _back(self) -> Go:
        """To what one came from, which is `extra`."""
        came_from = self.where.extra or "home"
        return Go(came_from, self.where.id if came_from in _OF_A_DRAFT else "")

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self._on_choice()
        self.banner.say(words(message))
        self.area.verticalScrollBar().setValue(0)
