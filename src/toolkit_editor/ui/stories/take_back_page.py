"""Taking a story back: one action, no reason asked, with what it does said before and after.

For a short while after it, as long as this page is open, its teller can have the words again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.services import narrowing, publishing, second_thoughts, withdrawing
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.second_thoughts import Begun
from toolkit_editor.settings.places import Places
from toolkit_editor.stories import channels
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.stories.part_back import PartBack, has_parts
from toolkit_editor.ui.stories.view import StoryView, read_story
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.languages import channel_name
from toolkit_editor.ui.widgets.layout import clear
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words

_A_SHORT_WHILE = 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class _TakenBack:
    changed: Changed
    held: OpenStory


def _take_back(desk: Desk, id_: StoryId, places: Places) -> _TakenBack:
    """Take it back, also from a site somebody looked at on this computer; in the git lane."""
    held = second_thoughts.words_of(desk, id_)
    publishing.forget_site(places.look_at_site(desk.address.target))
    return _TakenBack(withdrawing.withdraw_story(desk, id_), held)


class TakeBackPage(ScrollPage):
    """What taking back means, the one button, and afterwards what was done."""

    topics: ClassVar[frozenset[Topic]] = frozenset()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a story is opened."""
        super().__init__(session, tr("Take your story back"), "", parent)
        self._limits: list[str] = []
        self._was_shared = False
        self.take_back: Button | None = None
        self.stay: Button | None = None
        self.again: Button | None = None
        self.part: PartBack | None = None
        self._held: OpenStory | None = None
        self._while = QTimer(self)
        self._while.setSingleShot(True)
        self._while.setInterval(_A_SHORT_WHILE)
        self._while.timeout.connect(self._let_go)

    def show_at(self, go: Go) -> None:
        """Open a story."""
        self._let_go()
        self.banner.hide()
        clear(self.body)
        self.show_title(tr("Take your story back"), tr("You need no reason."))
        super().show_at(go)

    def leave(self) -> None:
        """What was taken back is not held any longer than it is on the screen."""
        self._let_go()

    def reload(self) -> None:
        """Read where the story is."""
        if self._held is not None:
            return
        self.session.service(
            read_story,
            StoryId(self.where.id),
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "story"),
        )

    def first_focus(self) -> QWidget | None:
        """The careful answer."""
        return self.stay

    def _show(self, view: StoryView) -> None:
        clear(self.body)
        record = view.telling.opened.consent
        used = sorted(record.channels) if record else []
        self._was_shared = view.shared is not None
        self._limits = [
            tr(
                "{place}: {limit}",
                place=channel_name(one),
                limit=words(channels.cannot_be_recalled(one)),
            )
            for one in used
        ]
        self._say(tr("What happens"), self._happening())
        if self._was_shared and self._limits:
            self._say(tr("What nobody can call back, where it was already used"), self._limits)
        self.stay = Button(tr("Leave it as it is"), lambda: self.session.go(self._story()))
        self.take_back = Button(tr("Take it back"), self._on_take_back, drawing="take-down")
        self.body.addWidget(ButtonLine(self.stay, self.take_back))
        self.part = None
        if self._was_shared and has_parts(view.telling):
            self.part = PartBack(view.telling, self._on_part)
            self.body.addWidget(self.part)

    def _happening(self) -> list[str]:
        here = tr("Your story and all its earlier forms are erased from this computer, for good.")
        if not self._was_shared:
            return [here, tr("Nobody else ever had it.")]
        return [
            here,
            tr("The group’s copy is deleted when this computer next reaches it."),
            tr("The programs of the others delete their copies when they hear of it."),
            tr("The next edition of the public site has no trace of it."),
        ]

    def _say(self, title: str, sentences: list[str]) -> None:
        self.body.addWidget(Words(title, "heading"))
        for sentence in sentences:
            self.body.addWidget(Words(sentence))

    # a part of it

    def _on_part(self, uses: frozenset[str], languages: frozenset[str]) -> None:
        self.session.service(
            narrowing.take_part_back,
            StoryId(self.where.id),
            uses,
            languages,
            then=lambda _changed: self._done_in_part(),
            failed=self._on_refused,
            owner=self,
        )

    def _done_in_part(self) -> None:
        self.banner.say(
            tr(
                "It ended. The group hears of it as soon as this computer reaches it, and the next "
                "edition of the site leaves it out."
            )
        )
        self.area.verticalScrollBar().setValue(0)
        self.reload()

    # all of it

    def _on_take_back(self) -> None:
        if self.take_back is not None:
            self.take_back.setEnabled(False)
        self.session.service(
            _take_back,
            StoryId(self.where.id),
            self.session.places,
            then=self._done,
            failed=self._on_refused,
            owner=self,
        )

    def _done(self, done: _TakenBack) -> None:
        clear(self.body)
        self.take_back = self.stay = self.part = None
        self.show_title(tr("Your story is taken back"), tr("It was yours, and it still is."))
        said = [tr("It is erased from this computer.")]
        if self._was_shared:
            said += [
                tr("It is written down that you took it back; nobody can put it in again."),
                tr("The group is told as soon as this computer reaches it."),
            ]
        self._say(tr("What was done"), said)
        if self._was_shared and self._limits:
            self._say(tr("What nobody can call back, where it was already used"), self._limits)
        to_list = Button(tr("To the stories"), lambda: self.session.go(Go("stories")), role="main")
        follow = Button(
            tr("What becomes of it"),
            lambda: self.session.go(Go("story-aftermath", self.where.id)),
        )
        follow.setVisible(self._was_shared)
        self.body.addWidget(ButtonLine(to_list, follow))
        if done.held.story.body.strip():
            self._offer_again(done.held)
        to_list.setFocus()

    def _offer_again(self, held: OpenStory) -> None:
        self._held = held
        self._while.start()
        self._say(
            tr("If you did not mean to"),
            [
                tr(
                    "As long as this page is open, for an hour at most, you can have your words "
                    "again: as a new story that only this computer has. What was shared stays "
                    "taken back."
                )
            ],
        )
        self.again = Button(tr("Have my words again"), self._on_again)
        self.body.addWidget(ButtonLine(self.again))

    def _on_again(self) -> None:
        if self._held is None or self.again is None:
            return
        self.again.setEnabled(False)
        self.session.service(
            second_thoughts.begin_again,
            self._held,
            then=self._begun,
            failed=self._on_refused,
            owner=self,
        )

    def _begun(self, begun: Begun) -> None:
        self._let_go()
        self.session.go(Go("story", begun.id))

    def _let_go(self) -> None:
        """Hold the words no longer."""
        self._held = None
        self._while.stop()
        if self.again is not None:
            self.again.setEnabled(False)
            self.again = None

    def _story(self) -> Go:
        return Go("story", self.where.id)

    def _on_refused(self, message: Message) -> None:
        for button in (self.take_back, self.again, self.part and self.part.button):
            if button is not None:
                button.setEnabled(True)
        self.banner.say(words(message))
