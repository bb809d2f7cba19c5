"""How the page of a section is laid out: title and badge, words, what is beside them, the foot.

Fits itself to little room and large text. Knows what to show, not what a press of a button does.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from toolkit_editor.review.work import Status
from toolkit_editor.services.place import STATUS_WORDS, Place
from toolkit_editor.services.reading import OpenSection
from toolkit_editor.ui.bridge.catalogue import LANGUAGES
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.beside import BesidePanel
from toolkit_editor.ui.widgets.badge import PlaceBadge, StatusChip
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import LoadingLine
from toolkit_editor.ui.widgets.layout import column, row, scale_now, stand
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.text import Words, give_role
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.formats import MONOSPACE
from toolkit_editor.ui.writing.highlights import Highlight
from toolkit_editor.ui.writing.screen_words import screen_words
from toolkit_editor.ui.writing.source_view import SourceView
from toolkit_editor.ui.writing.toolbar import WritingBar

_ROOM = 760
"""Narrower than this, at normal text size, either the words are shown or what is beside them."""
_HEIGHT = 520
"""Lower than this, at normal text size, the title takes one line."""
_LEAST = 200
"""Lower than this, at normal text size, there is room for the words and what is under them."""
_TITLE = 130
"""The least room for a title beside the badge, at normal text size."""


class SectionFrame(Page):
    """A section's page before anything happens on it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """An empty page."""
        super().__init__(session, parent)
        self._name = ""
        self._has_status = False
        self._is_crowded = False
        whole = column(self, space=0)
        whole.addWidget(self._head())
        self.banner = Banner()
        self.banner.changed.connect(self._fit)
        self.loading = LoadingLine()
        self.editor = TextEditor(screen_words())
        self.editor.setAccessibleName(tr("The words of this section"))
        self.bar = WritingBar(self.editor, pictures=True)
        self.description = _source_box(tr("The description at the top, as it is written"))
        tools = self._tools = column(space=6, margins=(24, 0, 20, 6))
        for widget in (self.bar, self.banner, self.loading, self.description):
            tools.addWidget(widget)
        whole.addLayout(tools)
        self.beside = BesidePanel()
        self.source = SourceView()
        self._words = QStackedWidget()
        self._words.addWidget(self.editor)
        self._words.addWidget(self.source)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._words)
        self._split.addWidget(self.beside)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([700, 340])
        self._split.setChildrenCollapsible(False)
        whole.addWidget(self._split, 1)
        whole.addLayout(self._foot())

    def _head(self) -> QWidget:
        self._top = QWidget()
        self._heading = head = column(self._top, space=6, margins=(28, 16, 20, 8))
        self.title = Words("", "title")
        head.addWidget(self.title)
        self._line = line = row(space=8)
        self.badge = PlaceBadge(Place.GROUP)
        self.status = StatusChip("")
        self.language = QComboBox()
        self.language.setAccessibleName(tr("Language of this section"))
        # On Linux a choice is called by what is chosen, so what it is a choice of is said besides.
        self.language.setAccessibleDescription(tr("Language of this section"))
        line.addWidget(self.badge)
        line.addWidget(self.status)
        line.addStretch(1)
        line.addWidget(self.language)
        head.addLayout(line)
        return self._top

    def _foot(self) -> QVBoxLayout:
        foot = column(space=0, margins=(28, 8, 20, 10))
        line = row(space=8)
        self.kept = Words("", "quiet")
        self.count = Words("", "quiet")
        self.count.setWordWrap(False)
        self.aside = Button(tr("Beside"), self._on_aside, role="plain")
        self.aside.setCheckable(True)
        self.aside.hide()
        self.back = Button(tr("Moments"), role="plain")
        self.share = Button(tr("Share…"), role="main", drawing="share")
        self.everything = Button(tr("Show everything again"), role="plain")
        self.everything.hide()
        line.addWidget(self.kept, 1)
        line.addStretch(0)
        for widget in (self.count, self.aside, self.back, self.share, self.everything):
            line.addWidget(widget)
        foot.addLayout(line)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room for the text size, show the words or what is beside them."""
        super().resizeEvent(event)
        self._fit()

    def put_over_words(self, widget: QWidget) -> None:
        """Give `widget` its place over the words, under the notices."""
        self._tools.addWidget(widget)

    @property
    def is_source(self) -> bool:
        """Whether the words are shown as their source."""
        return self._words.currentWidget() is self.source

    def set_source(self, wanted: bool) -> None:
        """Show the source of the words, or the words."""
        shown = self.source if wanted else self.editor
        self._words.setCurrentWidget(shown)
        self._fit()
        shown.setFocus()

    def turn_to_words(self) -> None:
        """Show the words where there is room for them alone, or for what is beside them."""
        self.aside.setChecked(False)
        self._fit()

    def make_room(self, wanted: bool) -> None:
        """Something over the words needs room: where there is little, the head and the bar go."""
        self._is_crowded = wanted
        self._fit()

    def set_alone(self, alone: bool) -> None:
        """Show the words and nothing else but how to come back; or everything again."""
        self.is_alone = alone
        self._fit()
        self.alone_changed.emit(alone)

    def _fit(self) -> None:
        scale = scale_now()
        compact = self.width() < _ROOM * scale
        low = self.height() < _HEIGHT * scale
        self.beside.setMinimumWidth(0 if compact else round(310 * scale))
        alone = self.is_alone
        crowded = low and (self._is_crowded or self.height() < _LEAST * scale)
        self._top.setVisible(not alone and not crowded)
        self.show_place(self.badge.place if crowded else None)
        self.aside.setVisible(compact and not alone)
        shown = self.aside.isChecked() and not alone
        self.aside.show_words(tr("To the words") if shown else tr("Beside"))
        self.beside.setVisible((shown or not compact) and not alone)
        self._words.setVisible(not (compact and shown))
        noticed = low and not self.banner.isHidden()
        rich = not self.is_source and not (compact and shown)
        self.bar.setVisible(rich and not alone and not crowded and not noticed)
        self.kept.setVisible(not compact or alone)
        self.count.setVisible(not compact and not alone)
        self.back.setVisible(not alone)
        self.share.setVisible(not alone)
        self.everything.setVisible(alone)
        self.status.setVisible(self._has_status and not compact)
        self._fit_title(low=low)

    def _fit_title(self, *, low: bool) -> None:
        """Where there is little height, the title takes one line, with the badge where it can."""
        scale = scale_now()
        give_role(self.title, "heading" if low else "title")
        self.title.setWordWrap(not low)
        self.title.setToolTip(self._name if low else "")
        room = self.width() - round(56 * scale)
        self._line.invalidate()
        beside = room - self._line.sizeHint().width()
        together = low and beside > _TITLE * scale
        stand(self._heading, upright=not together)
        metrics = self.title.fontMetrics()
        elided = metrics.elidedText(
            self._name, Qt.TextElideMode.ElideRight, beside if together else room
        )
        self.title.setText(elided if low else self._name)

    def _on_aside(self) -> None:
        self._fit()
        if self.aside.isChecked():
            self.beside.focusNextChild()
        else:
            self.editor.setFocus()

    def show_around(self, opened: OpenSection) -> None:
        """Show everything but the words themselves."""
        section = opened.section
        self._name = section.title
        self.setAccessibleName(section.title)
        self.badge.show_place(opened.place)
        self.status.show_words(words(STATUS_WORDS[opened.status]))
        self._has_status = opened.status not in (Status.LOCAL, Status.PUBLIC)
        blocker = QSignalBlocker(self.language)
        self.language.clear()
        for code in opened.languages:
            self.language.addItem(LANGUAGES.get(code, code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(section.language)))
        self.language.setVisible(len(opened.languages) > 1)
        blocker.unblock()
        self._fit()
        self.share.setEnabled(opened.draft is not None and opened.draft.has_unshared)
        self.beside.show_items(opened.voices, opened.conversations)
        self.editor.set_highlights(_highlights(opened))
        if not self.kept.text():
            self.kept.setText(
                tr("Everything you write is kept at once, on this computer only.")
                if opened.place is not Place.HERE
                else tr("Kept on this computer. Nobody else sees it until you share it.")
            )

    def show_unshared(self) -> None:
        """What is on the screen is only on this computer now."""
        if self.badge.place is Place.HERE and not self._has_status:
            return
        self.badge.show_place(Place.HERE)
        self._has_status = False
        self._fit()


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


def _source_box(name: str) -> QPlainTextEdit:
    """A few lines of source, for what cannot be shown in words."""
    box = QPlainTextEdit()
    box.setAccessibleName(name)
    box.setTabChangesFocus(True)
    box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    box.setMaximumHeight(150)
    font = box.font()
    font.setFamilies(MONOSPACE)
    box.setFont(font)
    box.hide()
    return box
