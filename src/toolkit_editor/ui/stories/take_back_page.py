"""Taking a story back: one action, no reason asked, with what it does said before and after."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.services import publishing, withdrawing
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.settings.places import Places
from toolkit_editor.stories import channels
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.stories.view import StoryView, read_story
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.languages import channel_name
from toolkit_editor.ui.widgets.layout import clear
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words


def _take_back(desk: Desk, id_: StoryId, places: Places) -> Changed:
    """Take it back, also from a site somebody looked at on this computer; in the git lane."""
    publishing.forget_site(places.look_at_site(desk.address.target))
    return withdrawing.withdraw_story(desk, id_)


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

    def show_at(self, go: Go) -> None:
        """Open a story."""
        self.banner.hide()
        clear(self.body)
        self.show_title(tr("Take your story back"), tr("You need no reason."))
        super().show_at(go)

    def reload(self) -> None:
        """Read where the story is."""
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

    def _on_take_back(self) -> None:
        if self.take_back is not None:
            self.take_back.setEnabled(False)
        self.session.service(
            _take_back,
            StoryId(self.where.id),
            self.session.places,
            then=lambda _changed: self._done(),
            failed=self._on_refused,
            owner=self,
        )

    def _done(self) -> None:
        clear(self.body)
        self.take_back = self.stay = None
        self.show_title(tr("Your story is taken back"), tr("It was yours, and it still is."))
        done = [tr("It is erased from this computer.")]
        if self._was_shared:
            done += [
                tr("It is written down that you took it back; nobody can put it in again."),
                tr("The group is told as soon as this computer reaches it."),
            ]
        self._say(tr("What was done"), done)
        if self._was_shared and self._limits:
            self._say(tr("What nobody can call back, where it was already used"), self._limits)
        button = Button(tr("To the stories"), lambda: self.session.go(Go("stories")), role="main")
        self.body.addWidget(ButtonLine(button))
        button.setFocus()

    def _story(self) -> Go:
        return Go("story", self.where.id)

    def _on_refused(self, message: Message) -> None:
        if self.take_back is not None:
            self.take_back.setEnabled(True)
        self.banner.say(words(message))
