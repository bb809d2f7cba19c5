"""The moments of a section: what one had when, what changed since, and putting it back.

A list of moments, and beside it the chosen one. Nothing is lost by putting something back: what is
there now is a moment too.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.message import Message
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.passages import Passage, passages
from toolkit_editor.services import moments
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.moments import History, Past
from toolkit_editor.services.writing import Kept
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.moment_view import MomentView
from toolkit_editor.ui.sections.moment_words import clock_words, past_words
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import EmptyState, LoadingLine
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import column, scale_now
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.text import Words, give_role

_AT_ONCE = 200
_ROOM = 700
"""Narrower than this, at normal text size, the chosen moment stands below the list."""
_HEIGHT = 480
"""Lower than this, at normal text size, only the title is said."""
_WIDTHS = [320, 600]
_INDENT = "\u2003"
_PAST = Qt.ItemDataRole.UserRole


class MomentsPage(Page):
    """Earlier moments of one section."""

    topics = frozenset({Topic.DRAFTS, Topic.SECTIONS})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(session, parent)
        self.setAccessibleName(tr("Earlier moments"))
        self._history: History | None = None
        self._rows: list[tuple[Past, str]] = []
        self._chosen: Past | None = None
        self._said = ""
        whole = column(self, space=0)
        whole.addLayout(self._head())
        self.none = EmptyState(tr("No earlier moments yet"), tr("They appear as you write."))
        self.none.hide()
        whole.addWidget(self.none)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._times())
        self._split.addWidget(self._beside())
        self._split.setStretchFactor(1, 1)
        self._split.setSizes(_WIDTHS)
        whole.addWidget(self._split, 1)

    def _head(self) -> QVBoxLayout:
        head = column(space=4, margins=(28, 12, 20, 6))
        self.title = Words(tr("Earlier moments"), "title")
        self.explanation = Words(
            tr(
                "Each time you paused, the section was kept as it was. Putting something back "
                "loses nothing: what you have now stays here too."
            ),
            "quiet",
        )
        self.banner = Banner()
        self.loading = LoadingLine()
        back = ButtonLine(Button(tr("Back to the section"), self._on_back, role="plain"))
        for widget in (self.title, self.explanation, back, self.banner, self.loading):
            head.addWidget(widget)
        return head

    def _times(self) -> QWidget:
        panel = QWidget()
        inside = column(panel, space=6, margins=(28, 0, 4, 12))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Moments, the newest first"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setMinimumHeight(round(60 * scale_now()))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current)
        inside.addWidget(self.list, 1)
        self.more = Button(tr("Show earlier ones"), self._add_rows, role="plain")
        self.every = Button(tr("Show every moment"), self._show_rows, role="plain")
        self.every.setCheckable(True)
        inside.addWidget(ButtonLine(self.more, self.every))
        return panel

    def _beside(self) -> QWidget:
        self.view = MomentView()
        self.view.compared.connect(self._compare)
        self.view.all_wanted.connect(self._on_all_wanted)
        self.view.passage_wanted.connect(self._on_passage_wanted)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.view)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the chosen moment stands below the list."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < _ROOM * scale_now()
        low = self.height() < _HEIGHT * scale_now()
        upright = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != upright:
            self._split.setOrientation(upright)
            self._split.setSizes([200, 300] if narrow else _WIDTHS)
        self.explanation.setVisible(not low)
        give_role(self.title, "heading" if low else "title")
        self.title.setWordWrap(not low)
        self.title.setToolTip(self.accessibleName() if low else "")
        room = self.width() - round(48 * scale_now())
        name = self.accessibleName()
        elided = self.title.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.title.setText(elided if low else name)

    def minimumSizeHint(self) -> QSize:
        """What does not fit scrolls."""
        return QSize(0, 0)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.list

    # reading

    def show_at(self, go: Go) -> None:
        """Show the moments of a section."""
        self._chosen = None
        self._history = None
        self.every.setChecked(False)
        self.view.show_against_now()
        self.banner.hide()
        super().show_at(go)

    def reload(self) -> None:
        """Read the moments."""
        if self._history is None:
            self.loading.begin()
        self.session.service(
            moments.read_history,
            SectionId(self.where.id),
            self.where.language or self.session.language,
            then=self._on_history,
            failed=self._on_refused,
            owner=self,
            key=(self, "past"),
        )

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))

    def _on_history(self, history: History) -> None:
        self.loading.end()
        self._history = history
        name = tr("Earlier moments of “{title}”", title=history.now.title)
        self.setAccessibleName(name)
        self._fit()
        self.none.setVisible(not history.past)
        self._split.setVisible(bool(history.past))
        self._show_rows()

    # the list

    def _show_rows(self) -> None:
        """Fill the list anew: a few moments of each sitting, or all."""
        if self._history is None:
            return
        self._rows = []
        hidden = False
        for sitting in moments.sittings(self._history.past):
            shown = sitting if self.every.isChecked() else moments.worth_reading(sitting)
            hidden = hidden or len(shown) < len(sitting)
            self._rows += [
                (past, _INDENT + clock_words(past) if number else past_words(past))
                for number, past in enumerate(shown)
            ]
        self.every.setVisible(hidden or self.every.isChecked())
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        self._add_rows()
        while self._chosen and self._row_of(self._chosen) is None and self.more.isVisibleTo(self):
            self._add_rows()
        row = self._row_of(self._chosen) if self._chosen else None
        self.list.setCurrentRow(row or 0)
        blocker.unblock()
        self._on_current(self.list.currentItem(), None)

    def _add_rows(self) -> None:
        begin = self.list.count()
        for past, label in self._rows[begin : begin + _AT_ONCE]:
            item = QListWidgetItem(label)
            item.setData(_PAST, past)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, past_words(past))
            self.list.addItem(item)
        self.more.setVisible(self.list.count() < len(self._rows))

    def _row_of(self, past: Past) -> int | None:
        found = (n for n in range(self.list.count()) if self.list.item(n).data(_PAST) == past)
        return next(found, None)

    def _on_current(self, item: QListWidgetItem | None, _former: QListWidgetItem | None) -> None:
        self._chosen = item.data(_PAST) if item is not None else None
        self._compare()

    # the chosen moment

    def _compare(self, _against_now: bool = True) -> None:
        past, history = self._chosen, self._history
        about = self.session.about
        self.view.begin(past, may_write=about is not None and about.has_key)
        if past is None or history is None:
            return
        wanted = [past]
        if not self.view.against_now:
            wanted = [past, history.past[self._before(past)]]
        self.session.service(
            moments.read_past,
            *wanted,
            then=self._on_read,
            failed=self._on_refused,
            owner=self,
            key=(self, "read"),
        )

    def _before(self, past: Past) -> int:
        """The moment before one, of those in the list; itself where it is the first."""
        assert self._history is not None
        rows = [row for row, _ in self._rows]
        at = rows.index(past)
        return self._history.past.index(rows[min(at + 1, len(rows) - 1)])

    def _on_read(self, contents: Sequence[bytes]) -> None:
        if self._history is None:
            return
        pair = [*contents[::-1], self._history.now.data][:2]
        (head, then), (other_head, later) = map(split, pair)

        def found(result: list[Passage]) -> None:
            self.view.show_passages(result, description_differs=head != other_head)
            if self._said:
                self.banner.say(self._said)
                self._said = ""

        self.session.pure(lambda: passages(then, later), found, owner=self, key=(self, "passages"))

    # putting back

    def _on_all_wanted(self) -> None:
        if self._history is not None and self._chosen is not None:
            self.session.service(
                moments.put_all_back,
                self._history.now,
                self._chosen,
                then=self._on_all_back,
                failed=self._on_refused,
                owner=self,
            )

    def _on_all_back(self, _kept: Kept | None) -> None:
        self._on_back()

    def _on_passage_wanted(self, passage: Passage) -> None:
        if self._history is not None and self._chosen is not None:
            self._said = tr("The passage is as it was. What you had before is kept here too.")
            self.session.service(
                moments.put_passage_back,
                self._history.now,
                self._chosen,
                passage,
                then=self._on_passage_back,
                failed=self._on_not_back,
                owner=self,
            )

    def _on_passage_back(self, kept: Kept | None) -> None:
        if kept is None:
            self._said = ""
        self.list.setFocus()
        self.reload()

    def _on_not_back(self, message: Message) -> None:
        self._said = ""
        self._on_refused(message)

    def _on_back(self) -> None:
        self.session.go(Go("section", self.where.id, self.where.language))
