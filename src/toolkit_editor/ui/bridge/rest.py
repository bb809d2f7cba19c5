"""Clears away what Python has dropped while the person rests, never between a key and its letter.

Python looks for rings of dropped objects on its own, and holds everything up meanwhile: with a
long text on the screen for a tenth of a second, in whatever thread happens to be at work. Here the
young objects are looked at as always, the old ones only in a pause, and in the window's thread,
the only one in which a widget may go.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

PAUSE = 2_000
"""Milliseconds without a key or a click that count as rest."""
_NEVER = 1_000_000
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Rest(QObject):
    """Watches the windows of the program; clears away once after each stretch of work."""

    def __init__(self, parent: QObject | None = None, *, pause: int = PAUSE) -> None:
        """From now on old objects are looked at in pauses alone."""
        super().__init__(parent)
        self._pause = pause
        self._last = time.monotonic()
        self._former = gc.get_threshold()
        gc.set_threshold(self._former[0], self._former[1], _NEVER)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_pause)
        self._timer.start(pause)

    def watch(self, window: QWindow) -> None:
        """Whoever uses `window` is not resting."""
        window.installEventFilter(self)

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.set_threshold(*self._former)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that the person does something."""
        if event.type() in _INPUT:
            self._last = time.monotonic()
            if not self._timer.isActive():
                self._timer.start(self._pause)
        return False

    def _on_pause(self) -> None:
        left = self._pause - round(1000 * (time.monotonic() - self._last))
        if left > 0:
            self._timer.start(left)
        else:
            gc.collect()
