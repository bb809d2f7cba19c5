"""One draft before an editor: the words that changed, what was noticed and said, the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.ids import DraftId, EventId, PersonId
from toolkit_editor.review.event import on_draft
from toolkit_editor.review.talk import Thread
from toolkit_editor.review.work import Status
from toolkit_editor.services import reviewing, talking
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.place import STATUS_WORDS
from toolkit_editor.services.reviewing import ReviewItem
from toolkit_editor.services.sections import find_section_at
from toolkit_editor.services.settling_places import PlaceChange, place_changes
from toolkit_editor.services.sharing import FileChange
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.review.answer_page import AnswerPage
from toolkit_editor.ui.review.answering import AnswerPanel
from toolkit_editor.ui.review.place_change import PlaceChangeBox
from toolkit_editor.ui.widgets.badge import status_chip
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.changes import ChangeView
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column, row
from toolkit_editor.ui.widgets.noticed import noticed_words
from toolkit_editor.ui.widgets.picture_change import PictureChange
from toolkit_editor.ui.widgets.text import Selectable, Words
from toolkit_editor.ui.widgets.thread import ThreadView


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft, and what the people around it are called."""

    item: ReviewItem
    names: dict[PersonId, str]
    me: PersonId
    places: tuple[PlaceChange, ...]
    """Where it lets stories of the toolkit stand, or stand no more."""
    sections: dict[str, tuple[str, str]]
    """Id and language of the section at a path."""


def _read(desk: Desk, id_: DraftId) -> DraftView:
    """Runs in the git lane."""
    item = reviewing.review(desk, id_)
    people = desk.state().group.people or {}
    found = {file.path: find_section_at(desk, file.path) for file in item.files}
    return DraftView(
        item,
        {person.id: person.name for person in people.values()},
        desk.me.id,
        place_changes(desk, item.draft.shared) if item.draft.shared else (),
        {path: (one.id, one.language) for path, one in found.items() if one is not None},
    )


class ReviewDraftPage(AnswerPage):
    """Reading one draft and answering it."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.REVIEW, Topic.DRAFTS, Topic.TALK})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a draft is opened."""
        panel = AnswerPanel(tr("The writer and the group can read them."))
        answers = (reviewing.approve, reviewing.ask_for_changes, reviewing.decline)
        super().__init__(session, tr("A draft"), panel, answers, parent)

    def reload(self) -> None:
        """Read it."""
        self.session.service(
            _read,
            DraftId(self.where.id),
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "draft"),
        )

    def _show(self, view: DraftView) -> None:
        clear(self._content)
        item = view.item
        shared = item.draft.shared
        titles = [file.title for file in item.files if file.title]
        listed = ", ".join(tr("“{title}”", title=title) for title in titles)
        title = tr("Changes in {sections}", sections=listed) if listed else tr("Changes")
        only_places = bool(view.places) and len(view.places) == len(item.files)
        self.show_title(tr("Where a story belongs") if only_places else title)
        head = row()
        head.addWidget(status_chip(item.draft.status))
        owner = view.names.get(item.draft.owner) if item.draft.owner else ""
        mine = item.draft.owner == view.me
        by = tr("by you") if mine else tr("by {name}", name=owner or tr("Somebody"))
        head.addWidget(Words(by, "quiet"), 1)
        self._content.addLayout(head)
        if shared is not None and shared.note:
            self._say(tr("What the writer says"), [shared.note])
        if item.is_open:
            self._two_versions(item)
        for file in item.files:
            if not file.path.startswith("voices/"):
                self._file(file, view)
        for place in view.places:
            self._content.addWidget(PlaceChangeBox(place))
        self._looks(item.looks)
        self._noticed(view)
        self._talk(view, item.threads)
        waits = item.draft.status in (Status.IN_REVIEW, Status.CHANGES_ASKED)
        self.answer.setVisible(waits)
        if item.draft.status is Status.APPROVED:
            said = tr("This is approved as it is now. A maintainer can bring it into the toolkit.")
            self._content.addWidget(Words(said))
        elif not self.answer.isVisibleTo(self):
            now = words(STATUS_WORDS[item.draft.status])
            self._content.addWidget(Words(tr("Where it is now: {status}", status=now)))

    def _two_versions(self, item: ReviewItem) -> None:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=8, margins=(14, 10, 14, 12))
        inside.addWidget(Words(tr("Two versions of a sentence"), "heading"))
        inside.addWidget(
            Words(
                tr(
                    "The toolkit was changed in the same sentence meanwhile. Both versions are "
                    "kept until somebody chooses."
                )
            )
        )
        where = Go("choose", item.draft.id, extra="review-draft")
        button = Button(tr("Choose between two versions"), partial(self.session.go, where))
        inside.addWidget(ButtonLine(button))
        self._content.addWidget(box)

    def _looks(self, looks: tuple[str, ...]) -> None:
        if looks:
            self._say(tr("Others changed this too"), [tr("Please look at how it reads together.")])
        for paragraph in looks:
            self._content.addWidget(Selectable(paragraph))

    def _file(self, file: FileChange, view: DraftView) -> None:
        if file.is_picture:
            self._content.addWidget(PictureChange(file.before, file.after))
            return
        self._content.addWidget(Words(file.title or file.path, "heading"))
        section = view.sections.get(file.path)
        if section is not None:
            where = Go("section", section[0], section[1])
            button = Button(tr("Read the section"), lambda: self.session.go(where), role="plain")
            button.setAccessibleName(tr("Read the section “{title}”", title=file.title))
            self._content.addWidget(ButtonLine(button))
        self._content.addWidget(ChangeView(file.changes))

    def _noticed(self, view: DraftView) -> None:
        noticed = view.item.noticed
        if not noticed:
            return
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=(14, 10, 14, 12))
        inside.addWidget(Words(tr("What was noticed"), "heading"))
        inside.addWidget(Words(tr("Only suggestions. You and the writer decide."), "quiet"))
        for one in noticed:
            inside.addWidget(Selectable(noticed_words(one.words, one.message)))
        self._content.addWidget(box)

    def _talk(self, view: DraftView, threads: tuple[Thread, ...]) -> None:
        if not threads:
            return
        self._content.addWidget(Words(tr("What was said"), "heading"))
        on = on_draft(view.item.draft.id)
        for thread in threads:
            shown = ThreadView(thread, partial(_name, view), me=view.me)
            shown.replied.connect(partial(self._do, talking.reply, on, thread.id))
            shown.resolved.connect(partial(self._do, talking.resolve, on, thread.id))
            shown.reopened.connect(partial(self._do, talking.reopen, on, thread.id))
            shown.taken_back.connect(partial(self._take_back, on))
            self._content.addWidget(shown)

    def _say(self, title: str, sentences: list[str]) -> None:
        self._content.addWidget(Words(title, "heading"))
        for sentence in sentences:
            self._content.addWidget(Selectable(sentence))

    def _take_back(self, on: str, saying: str) -> None:
        self._do(talking.take_back, on, EventId(saying))

    def _do(self, service: Callable[..., Changed], *arguments: object) -> None:
        self.session.service(service, *arguments, failed=self._on_refused, owner=self)


def _name(view: DraftView, person: PersonId) -> str:
    return tr("You") if person == view.me else view.names.get(person) or tr("Somebody")
