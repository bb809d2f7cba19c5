"""Says once, calmly, after a sudden end, up to when everything is there and where to go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session

if TYPE_CHECKING:
    from toolkit_editor.services.desk import Desk
    from toolkit_editor.services.recovering import LastKept

Say = Callable[[str, str, Callable[[], None] | None], None]
"""Shows a sentence, and a button with these words that does this."""


class SuddenEnd(QObject):
    """Waits until a workspace is open."""

    def __init__(self, session: Session, since: datetime, say: Say) -> None:
        """`since` is when the program began that was ended."""
        super().__init__(session)
        self._session = session
        self._since = since
        self._say = say
        session.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        if self._session.desk is not None:
            self._session.opened.disconnect(self._on_opened)
            self._session.service(
                _last_kept, self._since, then=self._on_found, failed=self._on_none, owner=self
            )

    def _on_none(self, _message: object) -> None:
        self._on_found(None)

    def _on_found(self, last: LastKept | None) -> None:
        if last is None:
            self._say(
                tr(
                    "The program ended suddenly last time. Everything that was kept before is here."
                ),
                "",
                None,
            )
            return
        at = QDateTime.fromSecsSinceEpoch(int(last.at.timestamp()))
        form = QLocale.FormatType.ShortFormat
        time = QLocale().toString(at.time(), form)
        if at.date() != QDateTime.currentDateTime().date():
            time = QLocale().toString(at, form)
        if not last.exact:
            time = tr("about {time}", time=time)
        where = Go("section", last.section or "", last.language)
        if last.story:
            where = Go("story", last.story)
        self._say(
            tr(
                "The program ended suddenly last time. Everything you wrote up to {time} is here.",
                time=time,
            ),
            tr("Open it"),
            lambda: self._session.go(where),
        )


def _last_kept(desk: Desk, since: datetime) -> LastKept | None:
    from toolkit_editor.services.recovering import last_kept

    return last_kept(desk, since)
