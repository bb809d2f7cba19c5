"""Keeps what is typed: at most a second after a key, what is on the screen is kept for good.

Reads the leaves in the window's thread, writes the text beside it, hands the bytes on. Must not
know where they are kept. What could not be written faithfully is our mistake: the text is handed
on to be put in a safe place, and said so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from toolkit_editor.prose.document import Document, Written
from toolkit_editor.prose.model import Leaf
from toolkit_editor.ui.writing.editor import TextEditor

PAUSE = 700
"""Milliseconds from the first unkept key to keeping."""


class Beside(Protocol):
    """Runs pure work beside the window and calls back with its result."""

    def __call__(
        self,
        function: Callable[[], Written],
        then: Callable[[Written], None],
        *,
        owner: QObject | None = None,
        key: object = None,
    ) -> object:
        """Run it."""
        ...


class Keeper(QObject):
    """Watches one editor."""

    ready = Signal(bytes)
    """These bytes hold what is on the screen; keep them."""
    doubtful = Signal(bytes, str)
    """These bytes may not hold all that is on the screen, whose plain words are the text."""
    waiting = Signal()
    """Something was typed that is not kept yet."""

    def __init__(self, editor: TextEditor, beside: Beside, parent: QObject | None = None) -> None:
        """Watch `editor`; `beside` runs the writing."""
        super().__init__(parent or editor)
        self._editor = editor
        self._beside = beside
        self._document: Document | None = None
        self._last: bytes | None = None
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._on_pause)
        editor.edited.connect(self._on_edited)

    def watch(self, document: Document, data: bytes) -> None:
        """From now on the editor shows `document`, opened from `data`."""
        self._timer.stop()
        self._document = document
        self._last = data

    def stop(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()
        self._document = None

    @property
    def has_waiting(self) -> bool:
        """Whether something typed is not handed on yet."""
        return self._timer.isActive()

    def keep_now(self) -> None:
        """Hand on at once what is on the screen, in this thread: before leaving the page."""
        if self._document is not None and self._timer.isActive():
            self._timer.stop()
            self._turn += 1
            leaves = self._editor.leaves()
            self._hand_on(self._document.write(leaves), leaves)

    def _on_edited(self) -> None:
        if self._document is None:
            return
        if not self._timer.isActive():
            self._timer.start()
            self.waiting.emit()

    def _on_pause(self) -> None:
        document = self._document
        if document is None:
            return
        leaves = self._editor.leaves()
        self._turn += 1
        turn = self._turn

        def written(result: Written) -> None:
            if self._document is document and self._turn == turn:
                self._hand_on(result, leaves)

        self._beside(lambda: document.write(leaves), written, owner=self, key=self)

    def _hand_on(self, written: Written, leaves: list[Leaf]) -> None:
        if not written.faithful:
            self.doubtful.emit(written.data, "\n\n".join(leaf.text for leaf in leaves))
        if written.data != self._last:
            self._last = written.data
            self.ready.emit(written.data)
