"""Fills the editor with a text: what fits the screen at once, the rest in short turns after it.

Until all is there the text can be read and not yet written in. Knows when, not how.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from toolkit_editor.prose.document import Document, Opening
from toolkit_editor.ui.writing.editor import TextEditor

_FIRST = 60
"""How many leaves are there before the first painting: more than a screen holds."""
_TURN = 0.010
"""Seconds that one turn takes, so that scrolling and a press of a key are not kept waiting."""
_STEP = 12
"""How many leaves are read between two looks at the clock."""


class Filling(QObject):
    """Fills one editor; a newer text puts an older one aside."""

    filled = Signal(object)
    """All of it is there; its `Document`."""

    def __init__(self, editor: TextEditor, parent: QObject | None = None) -> None:
        """Fill `editor`."""
        super().__init__(parent or editor)
        self._editor = editor
        self._opening: Opening | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    def begin(self, data: bytes) -> None:
        """Show `data`: the body of a section. A short one is there when this returns."""
        self.stop()
        opening = Opening(data)
        self._editor.show_leaves(opening.more(_FIRST))
        self._opening = opening
        if opening.finished:
            self._finish()
        else:
            self._timer.start()

    def finish_now(self) -> None:
        """Show all that is left at once."""
        opening = self._opening
        if opening is not None:
            while not opening.finished:
                self._editor.show_more(opening.more(_STEP))
            self._finish()

    def stop(self) -> None:
        """Show no more of it."""
        self._timer.stop()
        self._opening = None

    def _on_turn(self) -> None:
        opening = self._opening
        if opening is None:
            return
        end = time.monotonic() + _TURN
        while not opening.finished and time.monotonic() < end:
            self._editor.show_more(opening.more(_STEP))
        if opening.finished:
            self._finish()

    def _finish(self) -> None:
        opening = self._opening
        self.stop()
        assert opening is not None
        self._editor.begin_history()
        self.filled.emit(Document(opening))
