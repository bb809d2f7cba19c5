"""How many words a text has and how long reading takes: counted beside it, after a pause."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from toolkit_editor.checks.reading import minutes_to_read, words_of
from toolkit_editor.ui.bridge.language import tr, trn
from toolkit_editor.ui.writing.editor import TextEditor

PAUSE = 1500
"""Milliseconds from the last key to counting."""


class WordCount(QObject):
    """Counts the words of one editor."""

    counted = Signal(str)
    """What to show."""

    def __init__(
        self, editor: TextEditor, beside: Callable[..., object], parent: QObject | None = None
    ) -> None:
        """Watch `editor`; `beside` does the counting."""
        super().__init__(parent or editor)
        self._editor = editor
        self._beside = beside
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.count)
        editor.edited.connect(self._pause.start)

    def count(self) -> None:
        """Count what is there now."""
        self._pause.stop()
        text = self._editor.toPlainText()
        self._beside(lambda: len(words_of(text)), self._on_counted, owner=self, key=(self, "count"))

    def _on_counted(self, n: int) -> None:
        self.counted.emit(length_words(n))


def length_words(n: int) -> str:
    """`1,240 words, about 6 minutes`, in the person's language."""
    number = QLocale().toString(n)
    said = trn("{number} word", "{number} words", n, number=number)
    if not n:
        return tr("No words yet")
    minutes = minutes_to_read(n)
    return tr(
        "{words}, {minutes}",
        words=said,
        minutes=trn("about {n} minute", "about {n} minutes", minutes),
    )
