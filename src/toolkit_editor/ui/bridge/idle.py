"""Asks for the lock after the time a person chose without a key, a click or a turn of the wheel.

Watches the window that has the keyboard, whichever it is. Time during which the computer slept
counts as well: the first key after it finds everything locked.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer

from toolkit_editor.settings.choices import Choices
from toolkit_editor.ui.bridge.focus_watch import FocusWatch
from toolkit_editor.ui.bridge.session import Session

_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Idle(FocusWatch):
    """Watches for one session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Do nothing until the person chose a time."""
        super().__init__(parent)
        self._session = session
        self._last: datetime = session.clock.now()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        session.chosen.connect(self._on_chosen)
        session.way_in.entered.connect(self._begin)

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()
        super().end()

    def look(self) -> bool:
        """Ask for the lock if it is time; whether it was."""
        wait = timedelta(minutes=self._session.choices.lock_after)
        way_in = self._session.way_in
        if not wait or way_in.shut is not None or not way_in.has_lock:
            return False
        left = wait - (self._session.clock.now() - self._last)
        if left > timedelta(0):
            self._timer.start(int(left.total_seconds() * 1000) + 1)
            return False
        way_in.ask_to_lock()
        return True

    def _begin(self) -> None:
        self._last = self._session.clock.now()
        self.look()

    def _on_chosen(self, former: Choices, now: Choices) -> None:
        if former.lock_after != now.lock_after:
            self._begin()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that the person does something; too late, it is not done any more."""
        if event.type() not in _INPUT or not self._session.choices.lock_after:
            return False
        if self.look():
            return True
        self._last = self._session.clock.now()
        return False
