"""All stories: the person's own, those they may read, and those sealed to other people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.services import story_reading, telling
from toolkit_editor.services.aftermath import TakenBack, taken_back_stories
from toolkit_editor.services.belonging import Question, story_questions
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.story_reading import StoryRow
from toolkit_editor.ui.bridge.language import day, tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.badge import PlaceBadge, status_chip
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.card import TitleButton
from toolkit_editor.ui.widgets.empty import EmptyState
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column, row
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words

_MOST = 12


@dataclass(frozen=True, slots=True)
class StoriesView:
    """The stories, those the person is asked about because the words beside them changed, and the
    person's own that were taken back.
    """

    rows: list[StoryRow]
    asked: tuple[Question, ...]
    taken_back: list[TakenBack]


def _read(desk: Desk) -> StoriesView:
    """Runs in the git lane."""
    asked = [one for one in story_questions(desk) if one.is_open and one.may_answer]
    return StoriesView(story_reading.stories(desk), tuple(asked), taken_back_stories(desk))


class StoriesPage(ScrollPage):
    """The list of stories."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.STORIES, Topic.REVIEW, Topic.SECTIONS})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Nothing is read before the page is shown."""
        explanation = tr("A story is seen by nobody until its teller says so.")
        super().__init__(session, tr("Stories"), explanation, parent)
        self._first: QWidget | None = None

    def reload(self) -> None:
        """Read the list."""
        if not self.body.count():
            self.loading.begin()
        self.session.service(
            _read, then=self._show, failed=self._on_failed, owner=self, key=(self, "list")
        )

    def first_focus(self) -> QWidget | None:
        """The first story, or what begins one."""
        return self._first

    def _on_failed(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))

    def _show(self, view: StoriesView) -> None:
        rows = view.rows
        self.loading.end()
        clear(self.body)
        self._first = None
        about = self.session.about
        if about is not None and about.roles:
            begin = Button(tr("Tell a story"), self._on_begin, drawing="plus", role="main")
            self._first = begin
            missing = Button(
                tr("Whose voices are missing"),
                lambda: self.session.go(Go("voices")),
                role="plain",
            )
            self.body.addWidget(ButtonLine(begin, missing))
        self._ask(view)
        mine = [one for one in rows if one.mine]
        others = [one for one in rows if one.readable and not one.mine]
        sealed = [one for one in rows if not one.readable]
        if not rows:
            self.body.addWidget(
                EmptyState(
                    tr("No stories yet"),
                    tr("You can also begin one beside a passage, while you read a section."),
                    drawing="story",
                )
            )
        for title, group in ((tr("Your stories"), mine), (tr("Stories you may read"), others)):
            if group:
                self.body.addWidget(Words(title, "heading"))
            for one in group:
                self.body.addWidget(self._row(one))
        if sealed:
            self.body.addWidget(Words(tr("Sealed"), "heading"))
            self.body.addWidget(
                Words(
                    trn(
                        "One story is sealed to other people. It is theirs to show.",
                        "{n} stories are sealed to other people. They are theirs to show.",
                        len(sealed),
                    ),
                    "quiet",
                )
            )
            for one in sealed:
                self.body.addWidget(self._sealed(one))
        if view.taken_back:
            self.body.addWidget(Words(tr("Stories you took back"), "heading"))
        for taken in view.taken_back:
            label = tr("Taken back on {day}: what became of it", day=day(taken.at))
            follow = partial(self.session.go, Go("story-aftermath", taken.id))
            self.body.addWidget(ButtonLine(Button(label, follow, role="plain")))

    def _ask(self, view: StoriesView) -> None:
        """The stories beside words that changed, as a list: one answer each for everybody."""
        if not view.asked:
            return
        titles = {one.id: one.title for one in view.rows if one.readable}
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=8, margins=(14, 10, 14, 12))
        inside.addWidget(Words(tr("Do they still belong there?"), "heading"))
        inside.addWidget(Words(tr("The words beside these stories changed.")))
        for one in view.asked[:_MOST]:
            title = (titles.get(one.story) if one.story else "") or tr("A story")
            if one.ground is not None:
                title = tr("{story}, in “{section}”", story=title, section=one.ground.title)
            where = Go("belonging", one.subject, extra="stories")
            answer = Button(tr("Answer…"), partial(self.session.go, where))
            answer.setAccessibleName(tr("Where does it belong? {title}", title=title))
            line = row()
            line.addWidget(Words(title), 1)
            line.addWidget(answer)
            inside.addLayout(line)
        more = len(view.asked) - _MOST
        if more > 0:
            inside.addWidget(
                Words(trn("And {n} more like these.", "And {n} more like these.", more), "quiet")
            )
        self.body.addWidget(box)

    def _row(self, one: StoryRow) -> QFrame:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=(14, 10, 14, 12))
        title = one.title or tr("A story without a title yet")
        open_it = TitleButton(title, lambda: self.session.go(Go("story", one.id)))
        open_it.setAccessibleDescription(_described(one))
        inside.addWidget(open_it)
        inside.addWidget(ButtonLine(PlaceBadge(one.place), status_chip(one.status)))
        inside.addWidget(Words(_described(one), "quiet"))
        if one.warning is not None:
            inside.addWidget(Words(words(one.warning)))
        return box

    def _sealed(self, one: StoryRow) -> QFrame:
        box = QFrame()
        box.setProperty("role", "box")
        inside = row(box, space=10, margins=(14, 10, 14, 10))
        said = tr("A story sealed to other people")
        if one.beside:
            said = tr("A story sealed to other people, beside “{section}”", section=one.beside)
        inside.addWidget(Words(said), 1)
        inside.addWidget(PlaceBadge(one.place))
        return box

    def _on_begin(self) -> None:
        self.session.service(
            telling.begin,
            self.session.language,
            then=lambda id_: self.session.go(Go("story", id_)),
            owner=self,
        )


def _described(one: StoryRow) -> str:
    named = tr("Appears as “{name}”", name=one.display_name) if one.display_name else ""
    beside = tr("Beside “{section}”", section=one.beside) if one.beside else ""
    return " · ".join(part for part in (named, beside) if part) or tr("Not beside a section yet")
