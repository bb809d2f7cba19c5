"""One story as a letter: a title and words on a calm page, kept as they are typed.

Nothing must be filled in first. Beside it stands who can read it and what may be done next. A
story of somebody else is shown to read, with what was said about it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.prose.directives import label
from toolkit_editor.prose.document import Document
from toolkit_editor.services import answers, story_talk, telling
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.taking_down import place_again
from toolkit_editor.store.model import Oid
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.stories.prompts import BeginningPrompts
from toolkit_editor.ui.stories.reading import reading_html
from toolkit_editor.ui.stories.sealed_talk import SealedTalk
from toolkit_editor.ui.stories.term import Term, TermSteps
from toolkit_editor.ui.stories.view import StoryView, open_to_write, read_story
from toolkit_editor.ui.stories.writing_side import Steps, StorySide
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.layout import column, limit_width, row, scale_now
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.reader import Reader
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.story_answers import AnswerSteps, StoryAnswers
from toolkit_editor.ui.widgets.text import Words, give_role
from toolkit_editor.ui.writing.decoration import Words as Painted
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.keeper import Keeper
from toolkit_editor.ui.writing.toolbar import WritingBar

_PAUSE = 1000
_SIDE = 300
_NARROW = 820
_TIGHT = 560


class StoryPage(Page):
    """Writing or reading one story."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.STORIES, Topic.REVIEW, Topic.TALK})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a story is opened."""
        super().__init__(session, parent)
        self._id = StoryId("")
        self._view: StoryView | None = None
        self._body = b""
        self._since: Oid | None = None
        self._title = ""
        self._keeping = 0
        self._refused = False
        across = row(self, space=0)
        across.addWidget(self._make_letter(), 1)
        self.side = StorySide(
            Steps(
                appear=lambda: self._go("story-consent", "appear"),
                use=lambda: self._go("story-consent", "use"),
                recognise=lambda: self._go("story-recognise"),
                say_yes=lambda: self._go("story-yes"),
                share=lambda: self._go("story-share"),
                take_back=lambda: self._go("story-take-back"),
                put_away=self._on_put_away,
            )
        )
        self._beside = _scrolling(self.side)
        across.addWidget(self._beside)
        self._keeper = Keeper(self.editor, session.pure, self)
        self._keeper.ready.connect(self._on_words)
        self._keeper.doubtful.connect(self._on_doubtful)
        self._keeper.waiting.connect(self._on_waiting)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._keep)
        self.title.textEdited.connect(self._on_title)

    def _make_letter(self) -> QWidget:
        host = QWidget()
        host.setProperty("role", "page")
        around = column(host, margins=(28, 18, 20, 18))
        letter = QWidget()
        limit_width(letter, 780)
        around.addWidget(letter)
        inside = column(letter, space=10)
        self.banner = Banner()
        inside.addWidget(self.banner)
        self.term = Term(TermSteps(self._on_go_on, self._on_place_again))
        inside.addWidget(self.term)
        self.title = QLineEdit()
        self.title.setProperty("role", "title")
        self.title.setPlaceholderText(tr("A title, if you like"))
        self.title.setAccessibleName(tr("The title of your story"))
        self.title.setMaxLength(200)
        inside.addWidget(self.title)
        self.prompts = BeginningPrompts()
        inside.addWidget(self.prompts)
        self.editor = TextEditor(
            Painted(lambda name, more: words(label(name, more)), lambda _frame: "", tr("Source"))
        )
        self.editor.setAccessibleName(tr("The words of your story"))
        self.bar = WritingBar(self.editor)
        inside.addWidget(self.bar)
        inside.addWidget(self.editor, 1)
        self.reader = Reader(tr("The story"))
        inside.addWidget(self.reader)
        self.kept = Words("", "small")
        inside.addWidget(self.kept)
        self.talk = SealedTalk(self._on_said)
        inside.addWidget(self.talk)
        self.outside = StoryAnswers(
            AnswerSteps(
                lambda yes, how: self._ask_for(
                    answers.write_down, tr("It is written down."), yes, how
                ),
                lambda: self._ask_for(
                    answers.hold, tr("It waits now until the community has agreed.")
                ),
                lambda: self._ask_for(
                    answers.agree_for_community, tr("It is written down that the community agrees.")
                ),
            )
        )
        inside.addWidget(self.outside)
        inside.addStretch(0)
        self._letter = inside
        return _scrolling(host)

    # what is shown

    def show_at(self, go: Go) -> None:
        """Open a story."""
        if go.id != self._id:
            self.leave()
            self._id = StoryId(go.id)
            self._view = None
            self.talk.forget()
            self.outside.forget()
            self.banner.hide()
        super().show_at(go)

    def reload(self) -> None:
        """Look how the story stands; words that are being typed stay as they are."""
        self.session.service(
            read_story if self._view is not None else open_to_write,
            self._id,
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "story"),
        )

    def first_focus(self) -> QWidget | None:
        """Where the words are."""
        return self.editor if self.editor.isVisibleTo(self) else self.reader

    def answers(self) -> dict[str, Callable[[], None]]:
        """Keep now, and share."""
        return {"keep": self.leave, "share": self._on_share}

    def leave(self) -> None:
        """Keep what was typed."""
        self._keeper.keep_now()
        if self._timer.isActive():
            self._keep()

    def has_unkept(self) -> bool:
        """Whether keeping was refused."""
        return self._refused

    def _show(self, view: StoryView) -> None:
        if view.telling.id != self._id:
            return
        first, self._view = self._view is None, view
        if view.twice:
            self.banner.say(
                tr(
                    "You changed the same words on another computer too. Both versions stand in "
                    "the text now, one after the other. Please look at how it reads."
                )
            )
        mine = view.telling.mine
        story = view.telling.opened.story
        for widget in (self.title, self.editor, self.bar, self.kept):
            widget.setVisible(mine)
        self.reader.setVisible(not mine)
        self.setAccessibleName(story.title or tr("A story without a title yet"))
        if not mine:
            self.prompts.hide()
            self.reader.show_html(reading_html(view))
        elif first or not self._is_typing():
            self._show_words(story.title, story.body, view.since, first=first)
        if first:
            self.prompts.ask(story.voice, [one.title for one in view.settings if one.title])
            self.prompts.setVisible(mine and not story.body.strip())
        if first or not self._is_typing():
            self.kept.setText(self._where(view))
        self.term.show_view(view)
        self.talk.show_talk(view)
        if view.shared is not None:
            self.outside.show_answers(view.outside)
        self.side.show_view(view)
        self.show_place(view.telling.place)

    def _show_words(self, title: str, body: bytes, since: Oid, *, first: bool) -> None:
        self._since = since
        if first or title != self._title:
            self.title.setText(title)
        if first or body != self._body:
            document = Document(body)
            self.editor.show_leaves(document.leaves)
            self._keeper.watch(document, body)
        self._title, self._body = title, body

    def _is_typing(self) -> bool:
        return self._keeper.has_waiting or self._timer.isActive() or self._keeping > 0

    @staticmethod
    def _where(view: StoryView) -> str:
        if view.telling.has_unshared:
            return tr("Kept on this computer. Only you can read it.")
        return tr("What you change from here on is only on this computer until you share it again.")

    # keeping

    def _on_title(self) -> None:
        self._on_waiting()
        self._timer.start()

    def _on_waiting(self) -> None:
        self.kept.setText(tr("Writing…"))

    def _on_words(self, body: bytes) -> None:
        self._body = body
        self._keep()

    def _on_doubtful(self) -> None:
        self.banner.say(
            tr("Your words are kept, but something may look different when you come back.")
        )

    def _keep(self) -> None:
        self._timer.stop()
        self._title = self.title.text().strip()
        self._keeping += 1
        self.session.service(
            telling.keep_words,
            self._id,
            self._title,
            self._body,
            self._since,
            then=lambda _changed: self._on_kept(),
            failed=self._on_not_kept,
            owner=self,
        )

    def _on_not_kept(self, message: Message) -> None:
        self._keeping -= 1
        self._refused = True
        self.kept.setText(tr("Not kept yet. Your words are still here on the screen."))
        self._on_refused(message)

    def _on_kept(self) -> None:
        self._keeping -= 1
        self._refused = False
        if not self._is_typing():
            self.kept.setText(tr("Kept on this computer. Only you can read it."))

    def _on_refused(self, message: Message) -> None:
        self.banner.say(words(message))

    # what a person does

    def _go(self, page: str, extra: str = "") -> None:
        self.leave()
        self.session.go(Go(page, self._id, extra=extra))

    def _on_share(self) -> None:
        if self._view is not None and self._view.telling.mine:
            self._go("story-share")

    def _on_said(self, said: str) -> None:
        self.session.service(
            story_talk.say_about,
            self._id,
            said,
            then=lambda _changed: announce(self, tr("Said, to those who may read this story.")),
            failed=self._on_refused,
            owner=self,
        )

    def _on_go_on(self) -> None:
        self._ask_for(
            telling.go_on, tr("It goes on. Share the story again, so that the group knows.")
        )

    def _on_place_again(self) -> None:
        self._ask_for(
            place_again,
            tr("Share the story again: an editor is then asked for its place."),
        )

    def _ask_for(self, service: Callable[..., object], said: str, *told: object) -> None:
        self.leave()
        self.session.service(
            service,
            self._id,
            *told,
            then=lambda _changed: self.banner.say(said),
            failed=self._on_refused,
            owner=self,
        )

    def _on_put_away(self) -> None:
        """The window knows how to hide everything."""
        self.leave()
        for action in self.window().actions():
            if action.data() == "put-away":
                action.trigger()
                return

    def _fit_top(self, *, tight: bool) -> None:
        """Where there is little room for the text size, the title is smaller."""
        give_role(self.title, "heading" if tight else "title")
        self.prompts.set_narrow(tight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column goes under the letter where there is no room beside it."""
        super().resizeEvent(event)
        scale = scale_now()
        self._fit_top(tight=self.width() < _TIGHT * scale)
        narrow = self.width() < _NARROW * scale
        if narrow and self._beside.widget() is self.side:
            self._beside.takeWidget()
            self._letter.addWidget(self.side)
            self.side.show()
        elif not narrow and self._beside.widget() is None:
            self._letter.removeWidget(self.side)
            self._beside.setWidget(self.side)
        self._beside.setVisible(not narrow)
        self._beside.setFixedWidth(round(_SIDE * scale))
        self.editor.setMinimumHeight(round(max(180, 240 * min(scale, 1.3))))


def _scrolling(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
