"""Every section of the toolkit, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHeaderView,
    QTreeView,
    QWidget,
)

from toolkit_editor.services.changed import Topic
from toolkit_editor.ui.bridge.catalogue import LANGUAGES
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.outline_model import Columns, OutlineModel
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import LoadingLine
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column, row, scale_now
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.text import Words

if TYPE_CHECKING:
    from toolkit_editor.services.desk import Desk
    from toolkit_editor.services.reading import OutlineRow

WRITE = "write"
_HEIGHT = 480
"""Lower than this, at normal text size, there is room for the outline alone."""
_NEEDED: Mapping[Columns, int] = {
    Columns.BESIDE: 560,
    Columns.PLACE: 680,
    Columns.STATUS: 820,
    Columns.KIND: 980,
}
"""A column is shown from this width of the page on, times the text size."""


class OutlinePage(Page):
    """The outline. `Go.extra` says `write` to somebody who looks for where to write."""

    topics = frozenset({Topic.SECTIONS, Topic.DRAFTS, Topic.REVIEW, Topic.TALK, Topic.STORIES})

    def __init__(self, session: Session) -> None:
        """Filled when it is shown."""
        super().__init__(session)
        self.setAccessibleName(tr("Sections"))
        inside = column(self, space=12, margins=(28, 20, 20, 16))
        head = row()
        self.title = Words(tr("Sections"), "title")
        head.addWidget(self.title, 1)
        self._languages = row(space=4)
        head.addLayout(self._languages)
        inside.addLayout(head)
        self.explanation = Words("", "quiet")
        inside.addWidget(self.explanation)
        self.begin = ButtonLine(
            Button(tr("New section…"), partial(session.go, Go("new-section")), drawing="plus"),
            Button(tr("Bring in a document…"), partial(session.go, Go("import")), drawing="folder"),
        )
        inside.addWidget(self.begin)
        self.banner = Banner()
        inside.addWidget(self.banner)
        self.loading = LoadingLine()
        inside.addWidget(self.loading)
        self._build_tree()
        inside.addWidget(self.tree, 1)
        session.about_changed.connect(self._show_languages)
        self._show_languages()

    def _build_tree(self) -> None:
        self.model = OutlineModel(self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setAccessibleName(tr("Sections of the toolkit"))
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setAnimated(False)
        self.tree.setWordWrap(False)
        self.tree.setTabKeyNavigation(False)
        self.tree.activated.connect(self._on_activated)
        self.tree.clicked.connect(self._on_activated)

    # what is shown

    def show_at(self, go: Go) -> None:
        """Show the outline, in the language of `go`."""
        if go.language and go.language != self.session.language:
            self.session.choose(toolkit_language=go.language)
        super().show_at(go)

    def reload(self) -> None:
        """Read it anew."""
        if self.session.desk is None:
            return
        language = self.session.language
        if not self.model.rowCount():
            self.loading.begin()
        self.session.service(
            _outline, language, then=self._show_parts, owner=self, key=(self, "look")
        )

    def first_focus(self) -> QWidget | None:
        """The outline."""
        return self.tree

    def _show_parts(self, parts: list[OutlineRow]) -> None:
        self.loading.end()
        self.explanation.setText(
            tr("Choose the section you would like to write in.")
            if self.where.extra == WRITE
            else tr("Everything that is written in the toolkit.")
        )
        current = self.model.row_at(self.tree.currentIndex())
        self.model.show_parts(parts)
        self.tree.expandAll()
        for at in range(self.model.rowCount()):
            self.tree.setFirstColumnSpanned(at, QModelIndex(), True)
        self._fit_columns()
        index = self.model.find(current.section.id) if current else QModelIndex()
        if not index.isValid():
            index = self.model.index(0, 0, self.model.index(0, 0))
        self.tree.setCurrentIndex(index)

    def _show_languages(self) -> None:
        self._fit_height()
        clear(self._languages)
        languages = self.session.about.languages if self.session.about else ()
        if len(languages) < 2:
            return
        self._group = QButtonGroup(self)
        for code in languages:
            name = LANGUAGES.get(code, code)
            button = Button(name, partial(self._on_language, code), role="switch", parent=self)
            button.setAccessibleName(tr("Show the toolkit in {language}", language=name))
            button.setCheckable(True)
            button.setChecked(code == self.session.language)
            self._group.addButton(button)
            self._languages.addWidget(button)

    def _fit_columns(self) -> None:
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, needed in _NEEDED.items():
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
            self.tree.setColumnHidden(at, self.width() < needed * scale_now())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for; it stays in the sentence of each row."""
        super().resizeEvent(event)
        self._fit_columns()
        self._fit_height()

    def _fit_height(self) -> None:
        """Where it is low for the text size, the sections come first; the menu has the rest."""
        about = self.session.about
        low = self.height() < _HEIGHT * scale_now()
        self.begin.setVisible(about is not None and about.has_key and not low)

    # what the person does

    def _on_language(self, code: str) -> None:
        self.session.choose(toolkit_language=code)
        self.reload()

    def _on_activated(self, index: QModelIndex) -> None:
        row_ = self.model.row_at(index)
        if row_ is not None:
            self.session.go(Go("section", row_.section.id, row_.section.language))


def _outline(desk: Desk, language: str) -> list[OutlineRow]:
    from toolkit_editor.services.reading import read_outline

    return read_outline(desk, language)
