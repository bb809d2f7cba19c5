"""Watching what happens in whichever window of the program has the keyboard, dialogs too.

One window at a time: a filter over the whole program would be asked at every event there is.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow


class FocusWatch(QObject):
    """Subclasses override `eventFilter`."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Follow the keyboard from now on."""
        super().__init__(parent)
        self._watched: QWindow | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self._application = application
        application.focusWindowChanged.connect(self.watch)

    def watch(self, window: QWindow | None) -> None:
        """The keyboard is in `window` now."""
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def end(self) -> None:
        """Watch no more."""
        self._application.focusWindowChanged.disconnect(self.watch)
        self.watch(None)
