"""The moments of a section: what one had when, what changed since, and putting one back.

Nothing is lost by putting a moment back: what is there now is a moment too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QWidget

from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.message import Message
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.difference import Change, changes
from toolkit_editor.services import reading, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.writing import Kept, Moment
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.changes import ChangeView
from toolkit_editor.ui.widgets.empty import EmptyState
from toolkit_editor.ui.widgets.layout import clear, row
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words, separator

_MOST = 60


@dataclass(frozen=True, slots=True)
class _Past:
    """A moment, and what changed from it to what is there now."""

    moment: Moment
    path: str
    since: tuple[Change, ...]


class MomentsPage(ScrollPage):
    """Earlier moments of one section."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(session, tr("Earlier moments"), "", parent)

    def reload(self) -> None:
        """Read the moments."""
        clear(self.body)
        self.loading.begin()
        self.session.service(
            _past,
            SectionId(self.where.id),
            self.where.language or self.session.language,
            then=self._on_past,
            failed=self._on_refused,
            owner=self,
            key=(self, "past"),
        )

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))

    def _on_past(self, result: tuple[str, list[_Past]]) -> None:
        title, past = result
        self.loading.end()
        clear(self.body)
        self.show_title(
            tr("Earlier moments of “{title}”", title=title),
            tr(
                "Each time you paused, the section was kept as it was. Putting a moment back loses "
                "nothing: what you have now stays here too."
            ),
        )
        self.body.addWidget(Button(tr("Back to the section"), self._on_back, role="plain"))
        if not past:
            self.body.addWidget(
                EmptyState(tr("No earlier moments yet"), tr("They appear as you write."))
            )
        for one in past:
            self._add(one)

    def _add(self, one: _Past) -> None:
        at = QDateTime.fromSecsSinceEpoch(int(one.moment.at.timestamp()))
        shown = QLocale().toString(at, QLocale.FormatType.ShortFormat)
        self.body.addWidget(separator())
        self.body.addWidget(Words(tr("About {time}", time=shown), "heading"))
        self.body.addWidget(Words(tr("What changed from then to now:"), "small"))
        self.body.addWidget(ChangeView(one.since))
        line = row()
        line.addWidget(Button(tr("Put this moment back"), partial(self._on_put_back, one)))
        line.addStretch(1)
        self.body.addLayout(line)

    def _on_put_back(self, one: _Past) -> None:
        self.session.service(_put_back, one, then=self._on_kept, owner=self)

    def _on_kept(self, _kept: Kept | None) -> None:
        self._on_back()

    def _on_back(self) -> None:
        self.session.go(Go("section", self.where.id, self.where.language))


def _past(desk: Desk, id_: SectionId, language: str) -> tuple[str, list[_Past]]:
    opened = reading.open_section(desk, id_, language)
    path = opened.section.path
    found = []
    for moment in writing.moments(desk, path)[1:_MOST]:
        then = split(writing.read_moment(desk, moment))[1]
        found.append(_Past(moment, path, tuple(changes(then, opened.body))))
    return opened.section.title, [one for one in found if one.since]


def _put_back(desk: Desk, one: _Past) -> Kept | None:
    return writing.keep(desk, one.path, writing.read_moment(desk, one.moment))
