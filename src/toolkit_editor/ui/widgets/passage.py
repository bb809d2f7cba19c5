"""Running text in which a passage is marked or can be chosen, by mouse or keyboard.

Positions are code points of the text. The mark is a ground, a line and heavier letters, never a
colour alone, and is told to a screen reader in words.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from toolkit_editor.annotations.selector import CONTEXT, Selector
from toolkit_editor.base.text import from_utf16, to_utf16, whole_words
from toolkit_editor.prose.shown import unmarked
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.layout import scale_now
from toolkit_editor.ui.widgets.theme import tokens_of

_HIGHEST = 240
"""In pixels at 100 %; more than that scrolls."""
_AROUND = 240
"""How much is shown on each side of a passage, in characters, up to the end of a word."""


class PassageView(QTextEdit):
    """The text; it can be read and selected, not changed."""

    chosen = Signal(int, int)
    """What is selected now; the same number twice for nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls it."""
        super().__init__(parent)
        self._text = ""
        self._mark = (0, 0)
        self._is_whole = False
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setProperty("role", "shown")
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(12)
        self.selectionChanged.connect(self._on_selected)

    def show_around(self, text: str, start: int, end: int) -> None:
        """Show a passage of `text`, marked, with the words on both sides of it."""
        first, last = _begin(text, start), _end(text, end)
        before = "… " if first > 0 else ""
        after = " …" if last < len(text) else ""
        self._show_parts(before + text[first:start], text[start:end], text[end:last] + after)

    def show_quote(self, quote: Selector) -> None:
        """Show a passage as it was, marked, with what is known of the words on both sides."""
        before, after = quote.prefix, quote.suffix
        if len(before) == CONTEXT:
            before = "… " + before.partition(" ")[2]
        if len(after) == CONTEXT:
            after = after.rpartition(" ")[0] + " …"
        before, after = before.lstrip("\n"), after.rstrip("\n")
        self._show_parts(before, quote.exact, after)

    def _show_parts(self, *parts: str) -> None:
        """Show what stands before a passage, the passage, and what follows."""
        before, marked, after = map(unmarked, parts)
        self._show(before + marked + after, len(before), len(before) + len(marked))
        self.setAccessibleDescription(tr("Marked: “{words}”", words=marked))

    def show_whole(self, text: str, start: int = 0, end: int = 0) -> None:
        """Show all of `text`, to choose in. What is marked is in sight, with a line only, so that
        it looks like nothing that is selected.
        """
        self._is_whole = True
        self._show(text, start, end)
        self.setAccessibleDescription("")
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(text, start))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def selected(self) -> tuple[int, int]:
        """What is selected, in whole words."""
        cursor = self.textCursor()
        start = from_utf16(self._text, cursor.selectionStart())
        end = from_utf16(self._text, cursor.selectionEnd())
        return whole_words(self._text, start, end)

    def changeEvent(self, event: QEvent) -> None:
        """Follow other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the words need."""
        super().resizeEvent(event)
        self._fit()

    def _show(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._mark = (start, end)
        self.setPlainText(text)
        self._paint()
        self._fit()

    def _paint(self) -> None:
        tokens = tokens_of(self)
        form = QTextCharFormat()
        if not self._is_whole:
            form.setForeground(QColor(tokens.on_chosen))
            form.setBackground(QColor(tokens.chosen))
        form.setFontUnderline(True)
        form.setFontWeight(QFont.Weight.DemiBold)
        start, end = (to_utf16(self._text, at) for at in self._mark)
        mark = QTextCursor(self.document())
        mark.setPosition(start)
        mark.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.setCharFormat(form)

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(max(80, self.viewport().width()))
        needed = round(document.size().height()) + 2 * self.frameWidth() + 6
        self.setFixedHeight(min(round(_HIGHEST * scale_now()), needed))

    def _on_selected(self) -> None:
        self.chosen.emit(*self.selected())


def _begin(text: str, start: int) -> int:
    """Where to begin to show what stands before a passage."""
    first = max(0, start - _AROUND)
    return first if first == 0 else text.find(" ", first, start) + 1 or start


def _end(text: str, end: int) -> int:
    last = min(len(text), end + _AROUND)
    if last == len(text):
        return last
    cut = text.rfind(" ", end, last)
    return cut if cut > 0 else end
