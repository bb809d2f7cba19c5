"""Whose voices are missing: sections without a story, and what is heard in each part.

By page and by part, never by person.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.services.changed import Topic
from toolkit_editor.services.coverage import FEWEST, Part, coverage
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.card import TitleButton
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words

_MOST = 12


class CoveragePage(ScrollPage):
    """One box for each part."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.STORIES, Topic.SECTIONS})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Nothing is read before the page is shown."""
        explanation = tr(
            "Where the toolkit has no story beside it yet. It says nothing about any person: "
            "numbers under {n} are not told.",
            n=FEWEST,
        )
        super().__init__(session, tr("Whose voices are missing"), explanation, parent)

    def reload(self) -> None:
        """Look."""
        if not self.body.count():
            self.loading.begin()
        self.session.service(
            coverage,
            self.session.language,
            then=self._show,
            failed=self._on_failed,
            owner=self,
            key=(self, "coverage"),
        )

    def _show(self, parts: tuple[Part, ...]) -> None:
        self.loading.end()
        clear(self.body)
        for part in parts:
            self.body.addWidget(self._part(part))

    def _part(self, part: Part) -> QFrame:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=(14, 10, 14, 12))
        inside.addWidget(Words(part.title or tr("Other sections"), "heading"))
        if not part.without:
            inside.addWidget(Words(tr("Every section here has a story beside it.")))
        else:
            said = trn(
                "One of {all} sections has no story beside it:",
                "{n} of {all} sections have no story beside them:",
                len(part.without),
                all=part.pages,
            )
            inside.addWidget(Words(said))
            for page in part.without[:_MOST]:
                there = partial(self.session.go, Go("section", page.section, self.session.language))
                inside.addWidget(TitleButton(page.title, there))
            more = len(part.without) - _MOST
            if more > 0:
                inside.addWidget(
                    Words(
                        trn("And {n} more like these.", "And {n} more like these.", more), "quiet"
                    )
                )
        if part.heard:
            listed = ", ".join(
                tr("{voice} ({n} stories)", voice=voice, n=n) for voice, n in part.heard
            )
            inside.addWidget(Words(tr("Heard often: {voices}", voices=listed), "quiet"))
        if part.missing:
            listed = ", ".join(part.missing)
            inside.addWidget(Words(tr("Few or none so far: {voices}", voices=listed), "quiet"))
        return box

    def _on_failed(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))
