"""One section, open for reading and writing, with what stands beside it.

Whatever is typed is kept here within a second, on this computer alone, until the person shares it.
Undoing goes on across restarts: where the history ends, an earlier moment comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, QTime, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

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
from toolkit_editor.services.reading import OpenSection
from toolkit_editor.services.writing import Kept, Moment
from toolkit_editor.store.model import Oid
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.pictures import Pictures
from toolkit_editor.ui.sections.safekeeping import Safekeeping
from toolkit_editor.ui.sections.section_frame import SectionFrame
from toolkit_editor.ui.sections.source_turn import SourceTurn
from toolkit_editor.ui.sections.writing_help import WritingHelp
from toolkit_editor.ui.writing.filling import Filling
from toolkit_editor.ui.writing.keeper import PAUSE, Keeper

LONGEST = 3_000_000
"""Bytes of a section that can be written in; typing in a longer one would not be pleasant."""
_SHOWN = 200_000
_STEPS = 200
"""How many moments undo goes back by itself; the page of moments has all."""


@dataclass(slots=True)
class _Shown:
    """What is on the page now."""

    opened: OpenSection
    data: bytes
    since: Oid | None
    """The commit the words were read from, also after others have changed them."""
    trail: list[Moment] = field(default_factory=list)
    """The moments there were when it was opened, the newest first: undo leads back along them."""
    at: int = 0
    """How far back on the trail the text on the screen is."""


class SectionPage(SectionFrame):
    """A section, its words and what is beside them."""

    topics = frozenset({Topic.TALK, Topic.STORIES, Topic.DRAFTS, Topic.SECTIONS, Topic.REVIEW})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """An empty page."""
        super().__init__(session, parent)
        self._shown: _Shown | None = None
        self._selected = (0, 0)
        self._describing = QTimer(self)
        self._describing.setSingleShot(True)
        self._describing.setInterval(PAUSE)
        self._filling = Filling(self.editor, self)
        self._keeper = Keeper(self.editor, session.pure, self)
        self.help = WritingHelp(self)
        self._source = SourceTurn(self, self._body_now)
        self._pictures = Pictures(session, self.editor, self._page_now, self)
        self._safe = Safekeeping(session, self.banner, self.editor.toPlainText, self)
        self._connect()

    def _connect(self) -> None:
        self.language.activated.connect(self._on_language)
        self.back.clicked.connect(self._show_moments)
        self.share.clicked.connect(self._on_share)
        self.description.textChanged.connect(self._on_describing)
        self._describing.timeout.connect(self._on_described)
        self._filling.filled.connect(self._on_filled)
        self.session.opened.connect(self._filling.stop)
        self._pictures.refused.connect(self._on_gone)
        self._source.refused.connect(self._on_gone)
        self._source.written.connect(self._on_ready)
        self.source.textChanged.connect(self.show_unshared)
        self.editor.refused.connect(self._on_gone)
        self._keeper.ready.connect(self._on_ready)
        self._safe.kept.connect(self._on_kept)
        self._keeper.doubtful.connect(self._on_doubtful)
        self._keeper.waiting.connect(self._on_waiting)
        self.editor.selectionChanged.connect(self._on_selected)
        self.editor.highlight_chosen.connect(self.beside.reveal)
        self.editor.cursorPositionChanged.connect(self.beside.caret_moved)
        self.editor.nothing_to_undo.connect(self._step_back)
        self.beside.story_wanted.connect(self._on_story)
        self.beside.said.connect(self._on_said)
        self.beside.answered.connect(self._on_answered)
        self.beside.settled.connect(self._on_settled)
        self.beside.story_chosen.connect(self._on_story_chosen)
        self.beside.belonging_asked.connect(self._on_belonging)
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
        self.loading.begin()
        language = go.language or self.session.language
        self.session.service(
            reading.open_section,
            SectionId(go.id),
            language,
            then=self._on_opened,
            owner=self,
            key=(self, "open"),
        )

    def is_concerned(self, changed: Changed) -> bool:
        """Not by what was kept from this page just now."""
        shown = self._shown
        own = shown is not None and shown.opened.section.path in changed.ids
        return not (own and changed.topics == {Topic.DRAFTS})

    def reload(self) -> None:
        """Look again at what is beside; at the words themselves only if nobody wrote here."""
        if self._shown is None:
            return
        section = self._shown.opened.section
        self.session.service(
            reading.open_section,
            section.id,
            section.language,
            then=self._on_reopened,
            failed=self._on_gone,
            owner=self,
            key=(self, "open"),
        )

    def _on_opened(self, opened: OpenSection) -> None:
        self.loading.end()
        self._show(self._safe.instead(opened))
        self.editor.setFocus()

    def _on_reopened(self, result: OpenSection) -> None:
        opened = self._safe.instead(result)
        shown = self._shown
        if shown is None or shown.opened.section.id != opened.section.id:
            return
        elsewhere = opened.head + opened.body != shown.data
        if elsewhere and not self._keeper.has_waiting and shown.data == _bytes(shown.opened):
            self._show(opened)
            return
        shown.opened = opened
        self.show_around(opened)

    def _on_gone(self, message: Message) -> None:
        self.banner.say(words(message))

    def _show(self, opened: OpenSection) -> None:
        too_long = len(opened.body) > LONGEST
        self._shown = _Shown(opened, _bytes(opened), opened.since)
        self._keeper.stop()
        self._source.show(None)
        self.editor.setReadOnly(True)
        self._pictures.show(opened.pictures)
        self._filling.begin(_beginning(opened.body) if too_long else opened.body)
        self.kept.setText("")
        self._show_description(opened)
        self.show_around(opened)
        self.help.show(opened.section)
        if too_long:
            self.banner.say(
                tr(
                    "This section is too long to be changed here, so only its beginning is shown. "
                    "Nothing of it is lost. Divide it into several sections."
                )
            )
        elif opened.section.problem is not None:
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

    def _on_filled(self, document: Document) -> None:
        """All words are there: now they can be written in."""
        shown = self._shown
        if shown is None:
            return
        may_write = self.session.about is not None and self.session.about.has_key
        too_long = len(shown.opened.body) > LONGEST
        self.editor.setReadOnly(too_long or not may_write)
        self.description.setReadOnly(self.editor.isReadOnly())
        self.bar.refresh()
        if not too_long:
            self._source.show(document)
            self._keeper.watch(document, shown.data[len(shown.opened.head) :])
        if not shown.trail:
            path = shown.opened.section.path
            self.session.service(writing.moments, path, _STEPS, then=self._on_moments, owner=self)
        self.help.go_to_place(self.where.extra)
        self.where = replace(self.where, extra="")

    # the description at the top, where it is broken

    def _show_description(self, opened: OpenSection) -> None:
        """Show front matter that cannot be understood as its source, to be put right."""
        self._describing.stop()
        blocker = QSignalBlocker(self.description)
        text = _text(opened.head) if opened.section.problem is not None else None
        self.description.setPlainText(text or "")
        self.description.setReadOnly(self.editor.isReadOnly())
        self.description.setVisible(text is not None)
        blocker.unblock()

    def _on_describing(self) -> None:
        self._describing.start()
        self.show_unshared()

    def _on_described(self) -> None:
        shown = self._shown
        if shown is None or self.description.isHidden():
            return
        body = shown.data[len(shown.opened.head) :]
        end = "\r\n" if b"\r\n" in shown.opened.head else "\n"
        head = self.description.toPlainText().replace("\n", end).encode()
        shown.opened = replace(shown.opened, head=head)
        self._on_ready(body)

    # keeping

    def _on_waiting(self) -> None:
        self.show_unshared()

    def _on_ready(self, body: bytes) -> None:
        shown = self._shown
        if shown is None:
            return
        shown.data = shown.opened.head + body
        self._safe.keep(shown.opened.section.path, shown.data, shown.since)

    def _on_kept(self, kept: Kept | None) -> None:
        if kept is None:
            return
        now = QTime.currentTime().toString("HH:mm")
        self.kept.setText(tr("Kept at {time}. Nobody else sees it until you share it.", time=now))
        self.share.setEnabled(True)

    def _on_doubtful(self, data: bytes, text: str) -> None:
        shown = self._shown
        if shown is not None:
            self._rescue(f"{shown.opened.section.path}.txt", text.encode())
            self._rescue(shown.opened.section.path, data)

    def _rescue(self, name: str, data: bytes) -> None:
        folder = self.session.places.recovery
        self.session.service(
            recovering.rescue, folder, name, data, then=self._on_rescued, owner=self
        )

    def _on_rescued(self, place: object) -> None:
        self.banner.say(
            tr("Your words are safe in {place}. Please tell a maintainer.", place=place)
        )

    def _body_now(self) -> bytes | None:
        """The words as they are, with what was typed a moment ago."""
        shown = self._shown
        if shown is None:
            return None
        self._keeper.keep_now()
        return shown.data[len(shown.opened.head) :]

    def _page_now(self) -> tuple[str, bytes, Oid | None] | None:
        """Where the section is kept, its bytes with what was typed a moment ago, and the commit
        they rest on.
        """
        shown = self._shown
        if shown is None or self.editor.isReadOnly():
            return None
        self._keeper.keep_now()
        return shown.opened.section.path, shown.data, shown.since

    def hush(self) -> None:
        """Stop reading aloud."""
        self.help.leave()

    def has_unkept(self) -> bool:
        """Whether keeping was refused."""
        return self._safe.is_refused

    def words_now(self) -> tuple[str, str] | None:
        """The words on the screen, for when everything else fails."""
        shown = self._shown
        return (shown.opened.section.path, self.editor.toPlainText()) if shown else None

    def leave(self) -> None:
        """Keep what was typed a moment ago; who comes again sees the words."""
        self.turn_to_words()
        self.help.leave()
        self._source.leave()
        self._keeper.keep_now()
        if self._describing.isActive():
            self._describing.stop()
            self._on_described()

    # going back

    def _step_back(self) -> None:
        """Undo beyond the undo history: the moment before comes back, kept as a new one."""
        shown = self._shown
        if shown is None or self.editor.isReadOnly():
            return
        if shown.at + 1 < len(shown.trail):
            shown.at += 1
            self.session.service(
                writing.read_moment, shown.trail[shown.at], then=self._on_moment, owner=self
            )

    def _on_moments(self, moments: list[Moment]) -> None:
        if self._shown is not None and not self._shown.trail:
            self._shown.trail = [moment for moment in moments if moment.blob is not None]

    def _on_moment(self, data: bytes) -> None:
        shown = self._shown
        if shown is None:
            return
        body = data[len(shown.opened.head) :] if data.startswith(shown.opened.head) else data
        self._on_ready(body)
        self._filling.begin(body)
        self.kept.setText(tr("An earlier moment is back. The newer one is kept too."))

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

    def _on_belonging(self, subject: str) -> None:
        self.session.go(Go("belonging", subject, extra="section"))

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
            "source-view": self._source.turn,
            "keep": self._keeper.keep_now,
            "share": self._on_share,
            "story-here": self._on_story,
            "comment-here": partial(self.beside.write, "comment"),
            "suggest-here": partial(self.beside.write, "suggest"),
            **self.help.answers(),
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
            code = str(self.language.itemData(index))
            self.session.go(Go("section", shown.opened.section.id, code))


def _draft_at(desk: Desk, path: str) -> str:
    draft = own_draft_of(desk, path)
    return draft.id if draft is not None and draft.has_unshared else ""


def _beginning(body: bytes) -> bytes:
    """The first part of a long text, up to the end of a paragraph."""
    end = body.rfind(b"\n\n", 0, _SHOWN)
    return body[: end if end > 0 else _SHOWN]


def _text(head: bytes) -> str | None:
    """The source of a description; None where it cannot be shown without loss."""
    try:
        text = head.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    return None if set(text) & set("\r\x00\u2028\u2029\ufeff") else text


def _bytes(opened: OpenSection) -> bytes:
    return opened.head + opened.body
