"""Who may read the story: by name, before anything is shared. Then the teller chooses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.ids import PersonId, StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.review.people import Person, Role
from toolkit_editor.services import story_sharing
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.place import PLACE_EXPLAINED
from toolkit_editor.services.story_sharing import StoryReaders
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.stories.view import StoryView, agreed, appears, read_story, used_in
from toolkit_editor.ui.widgets.badge import PlaceBadge
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column, row
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words


@dataclass(frozen=True, slots=True)
class Sharing:
    """The story, and who could read it where."""

    view: StoryView
    editors: StoryReaders
    group: StoryReaders
    me: PersonId


def _look(desk: Desk, id_: StoryId) -> Sharing:
    """Runs in the git lane."""
    return Sharing(
        read_story(desk, id_),
        story_sharing.readers(desk, Place.EDITORS),
        story_sharing.readers(desk, Place.GROUP),
        desk.me.id,
    )


class ShareStoryPage(ScrollPage):
    """Choosing who may read it."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.STORIES, Topic.PEOPLE})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a story is opened."""
        super().__init__(
            session,
            tr("Who may read it"),
            tr("Sharing seals your story to the people you choose. Nobody else can open it."),
            parent,
        )
        self._all = column(space=14)
        self.body.addLayout(self._all)
        self.choices: dict[Place, Button] = {}
        self._me = PersonId("")

    def show_at(self, go: Go) -> None:
        """Open a story."""
        self.banner.hide()
        super().show_at(go)

    def reload(self) -> None:
        """Look who could read it."""
        self.session.service(
            _look,
            StoryId(self.where.id),
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "look"),
        )

    def first_focus(self) -> QWidget | None:
        """The careful choice first."""
        return self.choices.get(Place.EDITORS)

    def _show(self, sharing: Sharing) -> None:
        clear(self._all)
        view, self._me = sharing.view, sharing.me
        self._all.addWidget(Words(tr("Now"), "heading"))
        now = row()
        now.addWidget(PlaceBadge(view.telling.place))
        now.addWidget(Words(words(PLACE_EXPLAINED[view.telling.place]), "quiet"), 1)
        self._all.addLayout(now)
        self._all.addWidget(Words(tr("What would be shared"), "heading"))
        self._all.addWidget(Words(self._what(view)))
        self._all.addWidget(Words(_not_yet(view), "quiet"))
        self._offer(
            Place.EDITORS,
            tr("With the editors"),
            tr("Share with the editors"),
            tr("They read it, ask you, and can say yes to it."),
            sharing.editors,
        )
        self._offer(
            Place.GROUP,
            tr("With the whole group"),
            tr("Share with the whole group"),
            tr("Everyone who works on this toolkit here can read it."),
            sharing.group,
        )
        self._all.addWidget(ButtonLine(Button(tr("Keep it to myself for now"), self._to_story)))

    @staticmethod
    def _what(view: StoryView) -> str:
        title = view.telling.opened.story.title or tr("A story without a title yet")
        return "\n".join(
            (
                tr("“{title}”", title=title),
                tr("How you appear: {appears}", appears=appears(view)),
                tr("Where it may be used: {use}", use=used_in(view)),
                tr("Your yes: {agreed}", agreed=agreed(view)),
            )
        )

    def _offer(self, place: Place, title: str, label: str, meaning: str, who: StoryReaders) -> None:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=(14, 12, 14, 12))
        inside.addWidget(Words(title, "heading"))
        inside.addWidget(Words(meaning))
        named = ", ".join(_named(person, self._me) for person in who.people)
        inside.addWidget(Words(tr("These people could read it: {people}.", people=named)))
        role = "main" if place is Place.EDITORS else "usual"
        press = partial(self._on_share, place)
        self.choices[place] = Button(label, press, role=role, drawing="share")
        inside.addWidget(ButtonLine(self.choices[place]))
        self._all.addWidget(box)

    def _on_share(self, place: Place) -> None:
        for button in self.choices.values():
            button.setEnabled(False)
        self.session.service(
            story_sharing.share_story,
            StoryId(self.where.id),
            place,
            then=lambda _changed: self._shared(place),
            failed=self._on_refused,
            owner=self,
        )

    def _shared(self, place: Place) -> None:
        said = {
            Place.EDITORS: tr("Shared with the editors. You can change it or take it back."),
            Place.GROUP: tr("Shared with the group. You can change it or take it back."),
        }[place]
        self.banner.say(said, tr("Back to the story"), self._to_story)
        self.area.verticalScrollBar().setValue(0)

    def _to_story(self) -> None:
        self.session.go(Go("story", self.where.id))

    def _on_refused(self, message: Message) -> None:
        for button in self.choices.values():
            button.setEnabled(True)
        self.banner.say(words(message))


def _not_yet(view: StoryView) -> str:
    """What sharing does not do."""
    if view.telling.reasons:
        return tr(
            "It does not go on the public site yet: {why}", why=words(view.telling.reasons[0])
        )
    return tr("It goes on the public site only after an editor said yes to it too.")


def _named(person: Person, me: PersonId) -> str:
    roles = {
        Role.CONTRIBUTOR: tr("contributor"),
        Role.EDITOR: tr("editor"),
        Role.MAINTAINER: tr("maintainer"),
        Role.COMMUNITY: tr("speaks for a community"),
    }
    if person.id == me:
        return tr("you")
    what = ", ".join(roles[role] for role in Role if role in person.roles)
    name = person.name or tr("somebody who gave no name")
    return tr("{name} ({roles})", name=name, roles=what)
