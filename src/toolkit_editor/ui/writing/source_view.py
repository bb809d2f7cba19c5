"""A section as its source, for those who want it: the same text, the same history.

Coming back from it is one step in the history of the rich text. Must not know sections.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from toolkit_editor.prose.line_ends import with_line_ends
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.writing.formats import MONOSPACE
from toolkit_editor.ui.writing.keeper import PAUSE

_MARGIN = 22
"""Pixels around the source, so that it begins where the words do."""
_BOM = "\ufeff"
_NOT_SHOWN = frozenset("\x00\u2028\u2029" + "".join(map(chr, range(1, 9))))


class SourceView(QPlainTextEdit):
    """The source of one text."""

    written = Signal(bytes)
    """At most a second after a key: the text as it is now, to be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setAccessibleName(tr("The source of this section"))
        self.setTabChangesFocus(False)
        font = self.font()
        font.setFamilies(MONOSPACE)
        font.setStyleHint(font.StyleHint.Monospace)
        self.setFont(font)
        self.document().setDocumentMargin(_MARGIN)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self._before = ""
        self._data = b""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.textChanged.connect(self._on_changed)

    @staticmethod
    def can_show(data: bytes) -> bool:
        """Whether `data` can be shown as source without losing anything."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return _NOT_SHOWN.isdisjoint(text)

    def show_source(self, data: bytes, line: int) -> None:
        """Show `data`, the cursor in `line` (from 0)."""
        self._data = data
        self._before = data.decode("utf-8").removeprefix(_BOM)
        blocker = QSignalBlocker(self)
        self.setPlainText(self._before.replace("\r\n", "\n").replace("\r", "\n"))
        blocker.unblock()
        self._pause.stop()
        cursor = self.textCursor()
        cursor.setPosition(self.document().findBlockByNumber(line).position())
        self.setTextCursor(cursor)
        self.centerCursor()

    @property
    def line(self) -> int:
        """The line of the cursor, from 0."""
        return self.textCursor().blockNumber()

    def data_now(self) -> bytes:
        """The text as it is now; the very bytes that were shown where nothing was changed."""
        if not self.document().isModified():
            return self._data
        # Qt's plain text would turn non-breaking spaces into blanks.
        raw = self.document().toRawText().replace("\u2029", "\n")
        bom = _BOM if self._data.startswith(_BOM.encode()) else ""
        return (bom + with_line_ends(self._before, raw)).encode("utf-8", "surrogatepass")

    def stop(self) -> None:
        """Hand on what was typed a moment ago."""
        if self._pause.isActive():
            self._pause.stop()
            self._on_pause()

    def _on_changed(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _on_pause(self) -> None:
        self.written.emit(self.data_now())
