"""One section, open for reading and writing, with what stands beside it.

Whatever is typed is kept here within a second, on this computer alone, until the person shares it.
Undoing goes on across restarts: where the history ends, an earlier moment comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTime
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from toolkit_editor.base.ids import EventId, SectionId
from toolkit_editor.base.message import Message
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.plain import plain_text
from toolkit_editor.review.event import on_section
from toolkit_editor.review.work import Status
from toolkit_editor.services import reading, recovering, talking, telling, writing
from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.services.place import STATUS_WORDS, Place
from toolkit_editor.services.reading import OpenSection
from toolkit_editor.services.writing import Kept, Moment
from toolkit_editor.ui.bridge.catalogue import LANGUAGES
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.beside import BesidePanel
from toolkit_editor.ui.widgets.badge import PlaceBadge, StatusChip
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import LoadingLine
from toolkit_editor.ui.widgets.layout import column, row, scale_now
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.text import Words
from toolkit_editor.ui.writing.editor import Highlight, TextEditor
from toolkit_editor.ui.writing.keeper import Keeper
from toolkit_editor.ui.writing.screen_words import screen_words
from toolkit_editor.ui.writing.toolbar import WritingBar

_ROOM = 760
"""Narrower than this, at normal text size, either the words are shown or what is beside them."""
_HEIGHT = 520
"""Lower than this, at normal text size, the title takes one line."""


@dataclass(slots=True)
class _Shown:
    """What is on the page now."""

    opened: OpenSection
    document: Document
    data: bytes
    moments: list[Moment]
    trail: list[Moment] | None = None
    """While going back moment by moment: the moments as they were when that began."""
    at: int = 0
    """How far back on the trail the text on the screen is."""


class SectionPage(Page):
    """A section, its words and what is beside them."""

    topics = frozenset({Topic.TALK, Topic.STORIES, Topic.DRAFTS, Topic.SECTIONS, Topic.REVIEW})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """An empty page."""
        super().__init__(session, parent)
        self._shown: _Shown | None = None
        self._selected = (0, 0)
        self._name = ""
        self._has_status = False
        whole = column(self, space=0)
        whole.addLayout(self._head())
        self.banner = Banner()
        self._loading = LoadingLine()
        self.editor = TextEditor(screen_words())
        self.editor.setAccessibleName(tr("The words of this section"))
        self._bar = WritingBar(self.editor)
        tools = column(space=6, margins=(24, 0, 20, 6))
        for widget in (self._bar, self.banner, self._loading):
            tools.addWidget(widget)
        whole.addLayout(tools)
        self.beside = BesidePanel()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.editor)
        self._split.addWidget(self.beside)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([700, 340])
        self._split.setChildrenCollapsible(False)
        whole.addWidget(self._split, 1)
        whole.addLayout(self._foot())
        self._keeper = Keeper(self.editor, session.pure, self)
        self._connect()

    # how it is laid out

    def _head(self) -> QVBoxLayout:
        head = column(space=6, margins=(28, 16, 20, 8))
        self._title = Words("", "title")
        head.addWidget(self._title)
        line = row(space=8)
        self._badge = PlaceBadge(Place.GROUP)
        self._status = StatusChip("")
        self._language = QComboBox()
        self._language.setAccessibleName(tr("Language of this section"))
        self._language.activated.connect(self._on_language)
        line.addWidget(self._badge)
        line.addWidget(self._status)
        line.addStretch(1)
        line.addWidget(self._language)
        head.addLayout(line)
        return head

    def _foot(self) -> QVBoxLayout:
        foot = column(space=0, margins=(28, 8, 20, 10))
        line = row(space=8)
        self._kept = Words("", "quiet")
        self._aside = Button(tr("Beside"), self._on_aside, role="plain")
        self._aside.setCheckable(True)
        self._aside.hide()
        self._back = Button(tr("Moments"), self._show_moments, role="plain")
        self._share = Button(tr("Share…"), self._on_share, role="main", drawing="share")
        line.addWidget(self._kept, 1)
        line.addStretch(0)
        line.addWidget(self._aside)
        line.addWidget(self._back)
        line.addWidget(self._share)
        foot.addLayout(line)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room for the text size, show the words or what is beside them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        scale = scale_now()
        compact = self.width() < _ROOM * scale
        low = self.height() < _HEIGHT * scale
        self.beside.setMinimumWidth(0 if compact else round(310 * scale))
        self._aside.setVisible(compact)
        shown = self._aside.isChecked()
        self.beside.setVisible(shown or not compact)
        self.editor.setVisible(not (compact and shown))
        self._bar.setVisible(not (compact and shown))
        self._kept.setVisible(not compact)
        self._status.setVisible(self._has_status and not compact)
        self._title.setProperty("role", "heading" if low else "title")
        self._title.setWordWrap(not low)
        self._title.setToolTip(self._name if low else "")
        room = self.width() - round(48 * scale)
        metrics = self._title.fontMetrics()
        elided = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self._title.setText(elided if low else self._name)
        self._title.style().polish(self._title)

    def _on_aside(self) -> None:
        self._fit()
        if self._aside.isChecked():
            self.beside.focusNextChild()
        else:
            self.editor.setFocus()

    def _connect(self) -> None:
        self._keeper.ready.connect(self._on_ready)
        self._keeper.doubtful.connect(self._on_doubtful)
        self._keeper.waiting.connect(self._on_waiting)
        self.editor.selectionChanged.connect(self._on_selected)
        self.editor.highlight_chosen.connect(self.beside.reveal)
        self.editor.nothing_to_undo.connect(self._step_back)
        self.beside.story_wanted.connect(self._on_story)
        self.beside.said.connect(self._on_said)
        self.beside.answered.connect(self._on_answered)
        self.beside.settled.connect(self._on_settled)
        self.beside.story_chosen.connect(self._on_story_chosen)
        self.beside.passage_chosen.connect(self._on_passage)
        QShortcut(QKeySequence("F6"), self, self._change_side)

    # opening

    def show_at(self, go: Go) -> None:
        """Open a section; `extra` may be a position in its text."""
        self.leave()
        self.where = go
        self._shown = None
        self._keeper.stop()
        self.editor.setReadOnly(True)
        self._loading.begin()
        language = go.language or self.session.language
        self.session.service(
            _open, SectionId(go.id), language, then=self._on_opened, owner=self, key=(self, "open")
        )

    def reload(self) -> None:
        """Look again at what is beside; at the words themselves only if nobody wrote here."""
        if self._shown is None:
            return
        section = self._shown.opened.section
        self.session.service(
            _open,
            section.id,
            section.language,
            then=self._on_reopened,
            failed=self._on_gone,
            owner=self,
            key=(self, "open"),
        )

    def _on_opened(self, result: tuple[OpenSection, list[Moment]]) -> None:
        opened, moments = result
        self._loading.end()
        self._show(opened, moments)
        if self.where.extra.isdigit():
            self.editor.go_to(int(self.where.extra))
        self.editor.setFocus()

    def _on_reopened(self, result: tuple[OpenSection, list[Moment]]) -> None:
        opened, moments = result
        shown = self._shown
        if shown is None or shown.opened.section.id != opened.section.id:
            return
        elsewhere = opened.head + opened.body != shown.data
        if elsewhere and not self._keeper.has_waiting and shown.data == _bytes(shown.opened):
            self._show(opened, moments)
            return
        shown.opened = opened
        shown.moments = moments
        self._show_around(opened)

    def _on_gone(self, message: Message) -> None:
        self.banner.say(words(message))

    def _show(self, opened: OpenSection, moments: list[Moment]) -> None:
        document = Document(opened.body)
        self._shown = _Shown(opened, document, _bytes(opened), moments)
        self.editor.set_pictures(opened.pictures.get)
        self.editor.show_leaves(document.leaves)
        may_write = self.session.about is not None and self.session.about.has_key
        self.editor.setReadOnly(not may_write)
        self._bar.refresh()
        self._keeper.watch(document, opened.body)
        self._kept.setText("")
        self._show_around(opened)
        if opened.section.problem is not None:
            self.banner.say(
                tr(
                    "The description at the top of this page is broken. The page itself can be "
                    "read and changed. {why}",
                    why=opened.section.problem,
                )
            )
        elif opened.status is Status.CHANGES_ASKED and opened.note:
            self.banner.say(tr("An editor asks: {note}", note=opened.note))
        else:
            self.banner.hide()

    def _show_around(self, opened: OpenSection) -> None:
        section = opened.section
        self._name = section.title
        self.setAccessibleName(section.title)
        self._badge.show_place(opened.place)
        self._status.show_words(words_of_status(opened.status))
        self._has_status = opened.status not in (Status.LOCAL, Status.PUBLIC)
        blocker = QSignalBlocker(self._language)
        self._language.clear()
        for code in opened.languages:
            self._language.addItem(LANGUAGES.get(code, code), code)
        self._language.setCurrentIndex(max(0, self._language.findData(section.language)))
        self._language.setVisible(len(opened.languages) > 1)
        blocker.unblock()
        self._fit()
        self._share.setEnabled(opened.draft is not None and opened.draft.has_unshared)
        self.beside.show_items(opened.voices, opened.conversations)
        self.editor.set_highlights(_highlights(opened))
        if not self._kept.text():
            self._kept.setText(
                tr("Everything you write is kept at once, on this computer only.")
                if opened.place is not Place.HERE
                else tr("Kept on this computer. Nobody else sees it until you share it.")
            )

    # keeping

    def _on_waiting(self) -> None:
        if self._shown is not None:
            self._shown.trail = None
        self._badge.show_place(Place.HERE)
        self._has_status = False
        self._status.setVisible(False)

    def _on_ready(self, body: bytes) -> None:
        shown = self._shown
        if shown is None:
            return
        shown.data = shown.opened.head + body
        self.session.service(
            writing.keep,
            shown.opened.section.path,
            shown.data,
            then=self._on_kept,
            failed=partial(self._on_not_kept, shown.data),
        )

    def _on_kept(self, kept: Kept | None) -> None:
        if kept is None:
            return
        now = QTime.currentTime().toString("HH:mm")
        self._kept.setText(tr("Kept at {time}. Nobody else sees it until you share it.", time=now))
        self._share.setEnabled(True)

    def _on_not_kept(self, data: bytes, message: Message) -> None:
        """The store refused: the words go to the recovery folder, and it is said so."""
        shown = self._shown
        name = shown.opened.section.path if shown else "section.md"
        self._rescue(name, data, words(message))

    def _on_doubtful(self, data: bytes, text: str) -> None:
        shown = self._shown
        if shown is not None:
            self._rescue(f"{shown.opened.section.path}.txt", text.encode(), "")
            self._rescue(shown.opened.section.path, data, "")

    def _rescue(self, name: str, data: bytes, why: str) -> None:
        folder = self.session.places.recovery
        self.session.service(
            recovering.rescue, folder, name, data, then=partial(self._on_rescued, why), owner=self
        )

    def _on_rescued(self, why: str, place: object) -> None:
        self.banner.say(
            tr(
                "{why} Your words are safe in {place}. Please tell a maintainer.",
                why=why,
                place=place,
            ).strip()
        )

    def leave(self) -> None:
        """Keep what was typed a moment ago."""
        self._keeper.keep_now()

    # going back

    def _step_back(self) -> None:
        """Undo beyond the undo history: the moment before comes back, kept as a new one."""
        shown = self._shown
        if shown is None or self.editor.isReadOnly():
            return
        if shown.trail is None:
            shown.trail = [moment for moment in shown.moments if moment.blob is not None]
            shown.at = 0
        if shown.at + 1 < len(shown.trail):
            shown.at += 1
            self.session.service(
                writing.read_moment, shown.trail[shown.at], then=self._on_moment, owner=self
            )

    def _on_moment(self, data: bytes) -> None:
        shown = self._shown
        if shown is None:
            return
        body = data[len(shown.opened.head) :] if data.startswith(shown.opened.head) else data
        document = Document(body)
        shown.document = document
        self.editor.show_leaves(document.leaves)
        self._keeper.watch(document, body)
        self._on_ready(body)
        self._kept.setText(tr("An earlier moment is back. The newer one is kept too."))

    def _show_moments(self) -> None:
        if self._shown is not None:
            section = self._shown.opened.section
            self.leave()
            self.session.go(Go("moments", section.id, section.language))

    # beside

    def _on_selected(self) -> None:
        cursor = self.editor.textCursor()
        text = cursor.selectedText().replace("\u2029", "\n").strip()
        self._selected = self.editor.selected_range() if cursor.hasSelection() else (0, 0)
        self.beside.set_passage(text)

    def _passage(self) -> tuple[str, int, int]:
        text = plain_text(self.editor.leaves()).text
        start, end = self._selected
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return text, start, end

    def _on_story(self) -> None:
        shown = self._shown
        text, start, end = self._passage()
        if shown is None or start >= end:
            return
        self.leave()
        section = shown.opened.section
        self.session.service(
            telling.begin_beside,
            section.id,
            section.language,
            text,
            start,
            end,
            then=self._on_story_chosen,
            failed=self._on_gone,
            owner=self,
        )

    def _on_said(self, kind: str, said: str) -> None:
        shown = self._shown
        text, start, end = self._passage()
        if shown is None or start >= end:
            return
        function = talking.comment_on if kind == "comment" else talking.suggest_on
        section = shown.opened.section
        self.session.service(
            function,
            section.id,
            section.language,
            text,
            start,
            end,
            said,
            then=self._on_spoken,
            failed=self._on_gone,
            owner=self,
        )

    def _on_spoken(self, _changed: Changed) -> None:
        self.beside.clear_words()
        self.banner.say(tr("Said. Everyone in the group can read it."))

    def _on_answered(self, id_: str, said: str) -> None:
        if self._shown is not None:
            on = on_section(self._shown.opened.section.id)
            self.session.service(talking.reply, on, EventId(id_), said)

    def _on_settled(self, id_: str) -> None:
        if self._shown is not None:
            on = on_section(self._shown.opened.section.id)
            self.session.service(talking.resolve, on, EventId(id_))

    def _on_story_chosen(self, story: str) -> None:
        self.session.go(Go("story", story))

    def _on_passage(self, start: int, end: int) -> None:
        self.editor.go_to(start, end)
        self.editor.setFocus()

    def _change_side(self) -> None:
        """F6 goes between the words and what is beside them."""
        beside = self.beside.nextInFocusChain()
        (beside if self.editor.hasFocus() and beside is not None else self.editor).setFocus()

    # actions

    def answers(self) -> dict[str, Callable[[], None]]:
        """What this page does."""
        return {
            "keep": self._keeper.keep_now,
            "share": self._on_share,
            "story-here": self._on_story,
            "comment-here": partial(self.beside.write, "comment"),
            "suggest-here": partial(self.beside.write, "suggest"),
        }

    def first_focus(self) -> QWidget | None:
        """The words."""
        return self.editor

    def _on_share(self) -> None:
        self.leave()
        shown = self._shown
        if shown is not None:
            self.session.service(
                _draft_at, shown.opened.section.path, then=self._on_draft, owner=self
            )

    def _on_draft(self, draft: str) -> None:
        if draft:
            self.session.go(Go("share", draft))
        else:
            self.banner.say(tr("Nothing was changed here yet, so there is nothing to share."))

    def _on_language(self, index: int) -> None:
        shown = self._shown
        if shown is not None:
            code = str(self._language.itemData(index))
            self.session.go(Go("section", shown.opened.section.id, code))


def _open(desk: Desk, section: SectionId, language: str) -> tuple[OpenSection, list[Moment]]:
    opened = reading.open_section(desk, section, language)
    return opened, writing.moments(desk, opened.section.path)


def _draft_at(desk: Desk, path: str) -> str:
    draft = own_draft_of(desk, path)
    return draft.id if draft is not None and draft.has_unshared else ""


def _bytes(opened: OpenSection) -> bytes:
    return opened.head + opened.body


def _highlights(opened: OpenSection) -> list[Highlight]:
    found = [
        Highlight(voice.story, "story", voice.place.start, voice.place.end)
        for voice in opened.voices
        if voice.place.certainty.settled
    ]
    found += [
        Highlight(one.thread.id, "talk", one.place.start, one.place.end)
        for one in opened.conversations
        if one.place is not None and one.place.certainty.settled and one.thread.waits
    ]
    return found


def words_of_status(status: Status) -> str:
    """A status in words."""
    return words(STATUS_WORDS[status])
