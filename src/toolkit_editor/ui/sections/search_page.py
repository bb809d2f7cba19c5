"""Finding words in every section, and putting others in their place in the sections one chooses.

Shows each place with its sentence; Enter goes there. Replacing is shown sentence by sentence before
it is done, stays on this computer, and can be put back in one step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from toolkit_editor.base.message import Message
from toolkit_editor.prose.finding import Wanted
from toolkit_editor.ui.bridge.jobs import Job
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import EmptyState, LoadingLine
from toolkit_editor.ui.widgets.flow import ButtonLine, FieldLine
from toolkit_editor.ui.widgets.languages import language_name
from toolkit_editor.ui.widgets.layout import column, row, scale_now
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Words
from toolkit_editor.ui.widgets.wrapped import WrappedRows

if TYPE_CHECKING:
    from toolkit_editor.services.desk import Desk
    from toolkit_editor.services.progress import Progress
    from toolkit_editor.services.searching import Found, Replaced, Results, Written

_ROLE = Qt.ItemDataRole.UserRole
_LOWEST = 170
"""The list of what was found is at least this high, in pixels at 100 %; the page scrolls then."""
_LOW = 400
"""Lower than this, times the text size, there is no room for a title."""
_READ = Qt.ItemDataRole.AccessibleTextRole


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was looked for, and what is to stand in its place where something is."""

    wanted: Wanted
    languages: tuple[str, ...]
    other: str | None = None


class SearchPage(Page):
    """Looks in the whole toolkit. `Go.extra` holds words to find."""

    def __init__(self, session: Session) -> None:
        """Nothing was looked for yet."""
        super().__init__(session)
        self.setAccessibleName(tr("Find in the toolkit"))
        self._asked: _Asked | None = None
        self._job: Job | None = None
        self._written: tuple[Written, ...] = ()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self).addWidget(area)
        host = QWidget()
        host.setProperty("role", "page")
        area.setWidget(host)
        inside = column(host, space=10, margins=(28, 16, 20, 16))
        self.title = Words(tr("Find in the toolkit"), "title")
        inside.addWidget(self.title)
        self._build_lines(inside)
        self.banner = Banner()
        self.loading = LoadingLine()
        self.stop = Button(tr("Stop"), self._on_stop, role="plain")
        self.stop.hide()
        waiting = row()
        waiting.addWidget(self.loading, 1)
        waiting.addWidget(self.stop)
        self.summary = Words("", "quiet")
        inside.addWidget(self.banner)
        inside.addLayout(waiting)
        inside.addWidget(self.summary)
        self._build_results(inside)
        session.about_changed.connect(self._show_languages)
        self._show_languages()

    def _build_lines(self, inside: QVBoxLayout) -> None:
        self.line = QLineEdit()
        self.exact = QCheckBox(tr("Capitals and accents count"))
        self.whole = QCheckBox(tr("Whole words"))
        self.language = QComboBox()
        self.language.setAccessibleName(tr("Language"))
        self.replacing = Button(tr("Replace…"), role="plain")
        self.replacing.setCheckable(True)
        find = Button(tr("Find"), self.look, role="main", drawing="search")
        self.options = Button(tr("Options"), role="plain")
        self.options.setCheckable(True)
        inside.addWidget(
            FieldLine(tr("Words to find"), self.line, find, self.options, self.replacing)
        )
        self.how = ButtonLine(self.exact, self.whole, self.language)
        self.how.hide()
        self.options.toggled.connect(self.how.setVisible)
        inside.addWidget(self.how)
        self.other = QLineEdit()
        self.second = FieldLine(
            tr("Replace with"),
            self.other,
            Button(tr("Show what would change"), self._on_preview, role="main"),
        )
        self.second.hide()
        inside.addWidget(self.second)
        self.line.returnPressed.connect(self.look)
        self.other.returnPressed.connect(self._on_preview)
        self.replacing.toggled.connect(self._on_replacing)
        for changed in (self.line.textChanged, self.other.textChanged):
            changed.connect(self._forget_preview)
        for box in (self.exact, self.whole):
            box.toggled.connect(self._forget_preview)
        self.language.activated.connect(self._forget_preview)

    def _build_results(self, inside: QVBoxLayout) -> None:
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("What was found"))
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(1)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.setWordWrap(True)
        self.tree.setItemDelegate(WrappedRows(self.tree))
        self.tree.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.tree.setAnimated(False)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.itemActivated.connect(self._on_activated)
        self.tree.itemClicked.connect(self._on_clicked)
        self.tree.itemChanged.connect(self._on_ticked)
        self.tree.setMinimumHeight(round(_LOWEST * scale_now()))
        self.tree.hide()
        inside.addWidget(self.tree, 1)
        self.nothing = EmptyState(
            tr("Nothing was found"),
            tr("Try fewer words, or another way to say it."),
            drawing="search",
        )
        self.nothing.hide()
        inside.addWidget(self.nothing, 1)
        foot = row()
        foot.addStretch(1)
        self.replace = Button(tr("Replace in the ticked sections"), self._on_replace, role="main")
        self.replace.hide()
        foot.addWidget(self.replace)
        inside.addLayout(foot)
        inside.addStretch(0)

    # what is shown

    def show_at(self, go: Go) -> None:
        """Look for what `go.extra` says; without it, what was found last is there still."""
        super().show_at(go)
        self._show_languages()
        if go.extra:
            self.replacing.setChecked(False)
            self.line.setText(go.extra)
            self.look()
        else:
            self.line.selectAll()

    def first_focus(self) -> QWidget | None:
        """What was found, or the line to type in."""
        return self.tree if self.where.extra and self.tree.topLevelItemCount() else self.line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room for the text size, the field says what the page is for."""
        super().resizeEvent(event)
        self.title.setVisible(self.height() > _LOW * scale_now())
        self.tree.scheduleDelayedItemsLayout()

    def _show_languages(self) -> None:
        about = self.session.about
        codes = about.languages if about else ()
        chosen = self.language.currentData()
        self.language.clear()
        first = [code for code in codes if code == self.session.language]
        for code in (*first, *(code for code in codes if code not in first)):
            self.language.addItem(language_name(code), (code,))
        if len(codes) > 1:
            self.language.addItem(tr("All languages"), tuple(codes))
        self.language.setCurrentIndex(max(0, self.language.findData(chosen)))
        self.language.setVisible(len(codes) > 1)
        self.replacing.setVisible(about is not None and about.has_key)

    def _languages(self) -> tuple[str, ...]:
        data = self.language.currentData()
        return tuple(data) if data else (self.session.language,)

    def _wanted(self) -> Wanted:
        return Wanted(self.line.text().strip(), self.exact.isChecked(), self.whole.isChecked())

    # finding

    def look(self) -> None:
        """Look for the words in the line."""
        wanted = self._wanted()
        if wanted.text and self.session.desk is not None:
            self._begin(_Asked(wanted, self._languages()), tr("Looking…"))

    def _on_preview(self) -> None:
        wanted = self._wanted()
        if wanted.text and self.session.desk is not None:
            self._begin(_Asked(wanted, self._languages(), self.other.text()), tr("Looking…"))

    def _begin(self, asked: _Asked, said: str) -> None:
        self._asked = asked
        self.banner.hide()
        self.loading.begin(said)
        self.stop.show()
        self._job = self.session.service(
            _look,
            asked,
            then=self._on_results,
            failed=self._on_refused,
            told=self._on_told,
            owner=self,
            key=(self, "look"),
        )

    def _on_results(self, results: Results) -> None:
        self._end()
        asked = self._asked
        assert asked is not None
        self.tree.clear()
        several = len(asked.languages) > 1
        for found in results.found:
            self._add(found, several=several, ticks=asked.other is not None)
        self.tree.expandAll()
        has_any = bool(results.found)
        self.tree.setVisible(has_any)
        self.tree.scheduleDelayedItemsLayout()
        self.nothing.setVisible(not has_any)
        self.replace.setVisible(has_any and asked.other is not None)
        self.replace.setEnabled(True)
        self.summary.setText(_summary(results))
        self.summary.setVisible(has_any)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
            self.tree.setFocus()
        announce(self, self.summary.text() if has_any else tr("Nothing was found"))

    def _add(self, found: Found, *, several: bool, ticks: bool) -> None:
        section = found.section
        title = section.title
        if several:
            title = tr(
                "{title} ({language})", title=title, language=language_name(section.language)
            )
        top = QTreeWidgetItem([title])
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        top.setData(0, _ROLE, found)
        if ticks:
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            top.setCheckState(0, Qt.CheckState.Checked)
        for at, passage in enumerate(found.passages):
            if ticks:
                text = tr("Now: {now}\nThen: {then}", now=passage.sentence, then=passage.instead)
            else:
                text = passage.sentence
            line = QTreeWidgetItem([text])
            line.setData(0, _ROLE, found)
            line.setData(0, _READ, f"{text} ({section.title})")
            line.setData(0, _ROLE + 1, at)
            top.addChild(line)
        if found.has_more:
            more = QTreeWidgetItem([tr("There are more places in this section.")])
            more.setData(0, _ROLE, found)
            top.addChild(more)
        self.tree.addTopLevelItem(top)

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        found: Found = item.data(0, _ROLE)
        at = item.data(0, _ROLE + 1)
        extra = ""
        if at is not None:
            passage = found.passages[int(at)]
            extra = f"{passage.start}-{passage.end}"
        section = found.section
        self.session.go(Go("section", section.id, section.language, extra))

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None and self.replace.isHidden():
            self._on_activated(item)

    def _on_refused(self, message: Message) -> None:
        self._end()
        self.banner.say(words(message))

    def _on_told(self, message: Message) -> None:
        self.loading.tell(words(message))

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _end(self) -> None:
        self.loading.end()
        self.stop.hide()
        self._job = None

    # replacing

    def _on_replacing(self, on: bool) -> None:
        self.second.setVisible(on)
        self._forget_preview()
        if on:
            self.other.setFocus()

    def _forget_preview(self) -> None:
        """What is shown is not what would be done any more."""
        if not self.replace.isHidden():
            self.replace.hide()
            self.tree.clear()
            self.tree.hide()
            self.summary.setText("")

    def _ticked(self) -> list[Found]:
        tops = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [
            top.data(0, _ROLE)
            for top in tops
            if top is not None and top.checkState(0) == Qt.CheckState.Checked
        ]

    def _on_ticked(self) -> None:
        self.replace.setEnabled(bool(self._ticked()))

    def _on_replace(self) -> None:
        asked, chosen = self._asked, self._ticked()
        if asked is None or asked.other is None or not chosen:
            return
        self.replace.setEnabled(False)
        self.loading.begin()
        self.stop.show()
        self._job = self.session.service(
            _replace,
            asked,
            chosen,
            then=self._on_replaced,
            failed=self._on_not_replaced,
            told=self._on_told,
            owner=self,
        )

    def _on_not_replaced(self, message: Message) -> None:
        self.replace.setEnabled(True)
        self._on_refused(message)

    def _on_replaced(self, done: Replaced) -> None:
        self._end()
        self._forget_preview()
        self._written = done.written
        n = len(done.written)
        said = trn(
            "Changed in {n} section. Only you see it until you share it.",
            "Changed in {n} sections. Only you see them until you share them.",
            n,
        )
        if not n:
            said = tr("Nothing was changed.")
        if done.left:
            names = ", ".join(section.title for section in done.left)
            said += " " + tr("Left as they are: {names}.", names=names)
        if n:
            self.banner.say(said, tr("Put all back"), self._on_put_back)
        else:
            self.banner.say(said)

    def _on_put_back(self) -> None:
        written, self._written = self._written, ()
        self.banner.hide()
        self.session.service(_put_back, written, then=self._on_back, owner=self)

    def _on_back(self, done: Replaced) -> None:
        n = len(done.written)
        said = trn("{n} section is as it was.", "{n} sections are as they were.", n)
        if done.left:
            names = ", ".join(section.title for section in done.left)
            said += " " + tr("Changed again since, so left: {names}.", names=names)
        self.banner.say(said)


def _summary(results: Results) -> str:
    n = len(results.found)
    said = trn("In {n} section.", "In {n} sections.", n)
    if results.apart:
        said += " " + tr("The words are there, but not together.")
    if results.more:
        said += " " + tr("There may be more: add a word to find fewer.")
    return said


def _look(desk: Desk, asked: _Asked, tell: Progress) -> Results:
    from toolkit_editor.services import searching

    if asked.other is None:
        return searching.search(desk, asked.wanted, asked.languages, tell)
    return searching.preview(desk, asked.wanted, asked.other, asked.languages, tell)


def _replace(desk: Desk, asked: _Asked, chosen: list[Found], tell: Progress) -> Replaced:
    from toolkit_editor.services import searching

    assert asked.other is not None
    return searching.replace_in(desk, asked.wanted, asked.other, chosen, tell)


def _put_back(desk: Desk, written: tuple[Written, ...]) -> Replaced:
    from toolkit_editor.services import searching

    return searching.put_back(desk, written)
