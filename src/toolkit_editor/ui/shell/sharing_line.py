"""Keeping this computer and the workspace the same, quietly, and saying in words how that stands.

Sends soon after something was shared, receives now and then, waits longer where there is no
connection. Nothing on the screen waits for it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from toolkit_editor.base.message import Message, count, say
from toolkit_editor.services.changed import EVERYTHING
from toolkit_editor.ui.bridge.actions import Needs
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session

if TYPE_CHECKING:
    from toolkit_editor.services.desk import Desk
    from toolkit_editor.services.syncing import Synced

_SOON = 2_000
_NOW_AND_THEN = 180_000
_AFTER_REFUSAL = 300_000


class SharingLine(QObject):
    """Syncs the open workspace and tells how it stands."""

    stands = Signal(str)
    """How it stands, in words."""
    noticed = Signal(str)
    """Something a person should know of."""

    def __init__(self, session: Session, parent: QObject, *, automatic: bool = True) -> None:
        """`automatic` syncs without being asked."""
        super().__init__(parent)
        self._session = session
        self._automatic = automatic
        self._stop = threading.Event()
        self._syncing = False
        self._refused = False
        self._news = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.sync)
        session.opened.connect(self._on_opened)
        session.hub.changed.connect(self._look)
        session.went.connect(self._on_went)

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._syncing

    def sync(self) -> None:
        """Share and receive now."""
        if self._session.desk is None or self._syncing:
            return
        self._syncing = True
        self._stop = threading.Event()
        self._timer.stop()
        self.stands.emit(tr("Sharing and receiving…"))
        self._session.service(
            _sync, self._stop, then=self._on_synced, failed=self._on_refused, owner=self
        )

    def stop(self) -> None:
        """End what is under way; what is on this computer stays."""
        self._stop.set()
        self._timer.stop()

    def resume(self) -> None:
        """Go on after a stop."""
        self._syncing = False
        self._on_opened()

    def _on_opened(self) -> None:
        self._refused = self._syncing = False
        self._news = 0
        if self._session.desk is not None and self._automatic:
            self._timer.start(_SOON)

    def _on_went(self, where: Go) -> None:
        """What is new is on Home: whoever looks there has seen it."""
        if where.page == "home" and self._news:
            self._news = 0
            self._look()

    def _look(self) -> None:
        if self._session.desk is not None and not self._syncing:
            self._session.service(_waiting, then=self._on_looked, owner=self, key=(self, "ahead"))

    def _on_looked(self, found: tuple[int, Message]) -> None:
        ahead, message = found
        if not self._syncing and not self._refused:
            self.stands.emit(words(message if ahead or not self._news else _news(self._news)))
        if ahead and self._automatic and not self._refused and not self._syncing:
            self._timer.start(_SOON)

    def _on_synced(self, synced: Synced) -> None:
        self._syncing = self._refused = False
        self._news += synced.received
        if Needs.MAINTAINER.met(self._session.about):
            for note in synced.notes:
                self.noticed.emit(words(note))
        if self._automatic:
            self._timer.start(_NOW_AND_THEN)
        self._look()

    def _on_refused(self, message: Message) -> None:
        self._syncing = False
        self._refused = True
        self._session.hub.tell(EVERYTHING)  # some may have arrived before it stopped
        if self._stop.is_set():
            return
        self.stands.emit(tr("Kept on this computer for now"))
        self.noticed.emit(
            words(say("{why} Everything is kept here; the program tries again later.", why=message))
        )
        if self._automatic:
            self._timer.start(_AFTER_REFUSAL)


def _news(n: int) -> Message:
    return count(n, "One new thing from the group", "{n} new things from the group")


def _sync(desk: Desk, stop: threading.Event) -> Synced:
    from toolkit_editor.services.syncing import sync

    return sync(desk, stop.is_set)


def _waiting(desk: Desk) -> tuple[int, Message]:
    from toolkit_editor.services.syncing import ahead, waiting_words

    return len(ahead(desk)), waiting_words(desk)
