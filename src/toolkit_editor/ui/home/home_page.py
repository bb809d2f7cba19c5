"""Home: a few large choices by what the person does here, and what waits for them. No counters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from toolkit_editor.base.text import beginning
from toolkit_editor.services.changed import Topic
from toolkit_editor.ui.bridge.actions import Needs
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.home.glance import Glance, glance
from toolkit_editor.ui.widgets.card import Card
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words

if TYPE_CHECKING:
    from toolkit_editor.services.reading import HomeView

_MOST = 4
_SHORT = 120


class HomePage(ScrollPage):
    """What would you like to do?"""

    topics = frozenset(Topic)

    def __init__(self, session: Session) -> None:
        """Filled when it is shown."""
        super().__init__(session, tr("What would you like to do?"))
        self.waiting: QVBoxLayout = column(space=10)
        self.choices: QVBoxLayout = column(space=10)
        self.body.addLayout(self.waiting)
        self.body.addLayout(self.choices)
        self._shown: Glance | None = None

    def reload(self) -> None:
        """Look what waits."""
        if self.session.desk is None:
            return
        if self._shown is None:
            self.loading.begin()
        self.session.service(
            glance,
            self.session.language,
            self.session.places.recovery,
            then=self._show,
            owner=self,
            key=(self, "home"),
        )

    def first_focus(self) -> QWidget | None:
        """The first card."""
        cards = self.findChildren(Card)
        return cards[0] if cards else None

    def _show(self, seen: Glance) -> None:
        self.loading.end()
        if seen == self._shown:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and (focused is self or self.isAncestorOf(focused))
        self._shown = seen
        name = seen.view.name
        self.show_title(
            tr("{name}, what would you like to do?", name=name)
            if name
            else tr("What would you like to do?")
        )
        clear(self.waiting)
        clear(self.choices)
        if seen.view.notice is not None:
            self.banner.say(words(seen.view.notice))
        else:
            self.banner.hide()
        waiting = self._waiting(seen)
        if waiting:
            self.waiting.addWidget(Words(tr("Waiting for you"), "heading"))
        for card in waiting:
            self.waiting.addWidget(card)
        self.choices.addWidget(Words(tr("You can"), "heading"))
        for card in self._choices(seen.view):
            self.choices.addWidget(card)
        if had_focus and (first := self.first_focus()) is not None:
            first.setFocus()

    def _waiting(self, seen: Glance) -> list[Card]:
        """What waits, take-downs first, then the person's own words."""
        view, about = seen.view, self.session.about
        cards: list[Card] = []
        if seen.to_take_down and Needs.MAINTAINER.met(about):
            cards.append(
                self._card(
                    tr("A story was taken back"),
                    tr("Its place in the toolkit waits to be emptied. This comes first."),
                    Go("publish"),
                    "take-down",
                )
            )
        if seen.aside:
            cards.append(
                self._card(
                    tr("Words were put aside for you"),
                    tr("They could not be kept where they belong. Look whether you need them."),
                    Go("aside"),
                    "pages",
                )
            )
        for ending in seen.ending[:_MOST]:
            title = ending.title or tr("a story without a title")
            cards.append(
                self._card(
                    tr("How long may “{title}” be shown?", title=title),
                    words(ending.said),
                    Go("story", ending.id),
                    "story",
                )
            )
        for draft, title in view.choices:
            cards.append(
                self._card(
                    tr("Two versions in “{title}”", title=title),
                    tr("Two people changed the same sentence. Choose how it should read."),
                    Go("choose", draft, extra="home"),
                    "pages",
                )
            )
        for _draft, section, language, title, note in view.asked[:_MOST]:
            cards.append(
                self._card(
                    tr("Changes were asked in “{title}”", title=title),
                    beginning(note, _SHORT) or tr("Open it to read what an editor wrote."),
                    Go("section", section, language),
                    "pencil",
                )
            )
        for _draft, section, language, title in view.unshared[:_MOST]:
            cards.append(
                self._card(
                    tr("Continue with “{title}”", title=title),
                    tr("Your words are only on this computer."),
                    Go("section", section, language),
                    "here",
                )
            )
        if view.to_review and Needs.EDITOR.met(about):
            cards.append(
                self._card(
                    tr("Read what waits for review"),
                    tr("Somebody shared words and would like an answer."),
                    Go("review"),
                    "review",
                )
            )
        if view.to_bring_in and Needs.MAINTAINER.met(about):
            cards.append(
                self._card(
                    tr("Bring in what was approved"),
                    tr("Editors said yes; it waits to become part of the toolkit."),
                    Go("publish"),
                    "check",
                )
            )
        if view.asking and Needs.MAINTAINER.met(about):
            cards.append(
                self._card(
                    tr("Somebody would like to join"),
                    tr("Look who it is, and let them in if you know them."),
                    Go("people"),
                    "people",
                )
            )
        if view.proposed:
            cards.append(
                self._card(
                    tr("Something waits for a second yes"),
                    tr("A maintainer proposes it. It counts when another agrees."),
                    Go("people"),
                    "people",
                )
            )
        if view.conversations and Needs.WRITING.met(about):
            cards.append(
                self._card(
                    tr("Join a conversation"),
                    tr("People wrote beside passages and have no answer yet."),
                    Go("conversations"),
                    "talk",
                )
            )
        return cards

    def _choices(self, view: HomeView) -> list[Card]:
        about = self.session.about
        cards = [
            self._card(
                tr("Read the toolkit"),
                tr("Open a section as readers see it."),
                Go("sections"),
                "pages",
            )
        ]
        if Needs.WRITING.met(about):
            cards.append(
                self._card(
                    tr("Write in a section"),
                    tr("Choose a section and write. Nobody sees it until you share it."),
                    Go("sections", extra="write"),
                    "pencil",
                )
            )
            cards.append(
                self._card(
                    tr("Tell a story"),
                    tr("Your own experience, beside a passage it belongs to. It stays yours."),
                    Go("stories"),
                    "story",
                )
            )
        elif not view.roles:
            cards.append(
                self._card(
                    tr("Who is in the group"),
                    tr("Everyone here, and what each of them does."),
                    Go("people"),
                    "people",
                )
            )
        if Needs.MAINTAINER.met(about):
            cards.append(
                self._card(
                    tr("Look at the public site"),
                    tr("See it as it will be, and publish it."),
                    Go("publish"),
                    "site",
                )
            )
        return cards

    def _card(self, title: str, sentence: str, where: Go, drawing: str) -> Card:
        return Card(title, sentence, lambda: self.session.go(where), drawing=drawing)
