"""What each key does in the editor, in the order in which the meanings are tried.

Knows keys; what is done is done by the commands. A key that means nothing here does what it always
does in a text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unicodedata import category

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from toolkit_editor.prose.model import BREAK, Kind
from toolkit_editor.prose.typography import as_printed
from toolkit_editor.ui.writing.blocks import BOXES
from toolkit_editor.ui.writing.shortcuts import COMPLETING, Shortcuts
from toolkit_editor.ui.writing.structure import Structure

_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_Standard = QKeySequence.StandardKey
_NO_LETTERS = ("Cc", "Cn", "Zl", "Zp")
"""Sorts of characters that no key puts into a text."""
_PRINTED = frozenset("\"':»")


class Keys:
    """The keys of one editor. `press` moves the cursor it is given and says whether it is done."""

    def __init__(self, structure: Structure, lead_on: Callable[[bool], object]) -> None:
        """Act by the commands of `structure`; `lead_on` leaves the editor forwards or backwards."""
        self._structure = structure
        self._ground = structure.ground
        self._shortcuts = Shortcuts(structure)
        self._lead_on = lead_on
        self.language = ""
        """In which language quotation marks are printed as one types; empty for as typed."""
        self._turned_at = -1
        """The state of the document right after marks were turned into what they mean."""

    def press(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        """Do what the key means here; False where it does what it always does."""
        modifiers = event.modifiers() & ~_KEYPAD
        key = event.key()
        if key == Qt.Key.Key_Backspace and modifiers == _NONE and self._takes_back():
            return True
        if event.matches(_Standard.InsertLineSeparator):
            return self._line_break(cursor)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(cursor, out=modifiers == _CONTROL)
        if cursor.hasSelection() and self._removes(event):
            self._structure.selection.remove(cursor)
            return True
        if key == Qt.Key.Key_Backspace or event.matches(_Standard.DeleteStartOfWord):
            return self._structure.edges.backspace(cursor)
        if key == Qt.Key.Key_Delete or event.matches(_Standard.DeleteEndOfWord):
            return self._structure.edges.delete(cursor)
        if event.matches(_Standard.DeleteEndOfLine) and cursor.atBlockEnd():
            return self._structure.edges.delete(cursor)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not modifiers & _CONTROL:
            back = key == Qt.Key.Key_Backtab or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            return self._tab(cursor, back=back)
        if modifiers == _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._move(cursor, up=key == Qt.Key.Key_Up)
        if modifiers == _NONE and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._structure.edges.leave(cursor, up=key == Qt.Key.Key_Up)
        if event.text() == " " and not cursor.hasSelection():
            return self._turned(self._shortcuts.on_space(cursor), cursor)
        return False

    def may_type(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        """Make room for what the key types; False where nothing can be typed."""
        if not types(event):
            return not (self._removes(event) and self._ground.frame(cursor.block()).fixed)
        if cursor.hasSelection():
            self._structure.selection.remove(cursor)
        frame = self._ground.frame(cursor.block())
        if frame.fixed:
            return False
        if frame.kind is Kind.RULE:
            self._structure.edges.enter(cursor)
        return True

    def typed(self, text: str, cursor: QTextCursor) -> QTextCursor | None:
        """Look at what was just typed; a cursor where it became something else."""
        frame = self._ground.frame(cursor.block())
        if not frame.is_text or len(text) != 1:
            return None
        if text in COMPLETING:
            style = self._shortcuts.on_mark(cursor, text)
            if style is not None:
                self._turned(True, cursor)
                cursor.setCharFormat(self._ground.screen.char_format(style, frame))
                return cursor
        if self.language and text in _PRINTED:
            return self._print(text, cursor)
        return None

    def _print(self, text: str, cursor: QTextCursor) -> QTextCursor | None:
        """Quotation marks and spaces as they are printed."""
        style = self._ground.screen.style(cursor.charFormat())
        before = cursor.block().text()[: cursor.positionInBlock() - 1]
        found = as_printed(before, text, self.language)
        if found is None or style.code or style.raw:
            return None
        with self._ground.step(cursor):
            form = cursor.charFormat()
            for _ in range(found[0] + 1):
                cursor.deletePreviousChar()
            cursor.insertText(found[1], form)
        self._turned(True, cursor)
        return cursor

    def _turned(self, done: bool, cursor: QTextCursor) -> bool:
        """Remember that the next Backspace brings back what was typed."""
        if done:
            self._turned_at = cursor.document().revision()
        return done

    def _takes_back(self) -> bool:
        document = self._ground.screen.document
        if self._turned_at != document.revision():
            return False
        self._turned_at = -1
        document.undo()
        return True

    @staticmethod
    def _removes(event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) or any(
            event.matches(key)
            for key in (
                _Standard.DeleteStartOfWord,
                _Standard.DeleteEndOfWord,
                _Standard.DeleteEndOfLine,
            )
        )

    def _enter(self, cursor: QTextCursor, *, out: bool) -> bool:
        if out:
            return self._structure.edges.step_out(cursor)
        if not cursor.hasSelection() and self._shortcuts.on_enter(cursor):
            return self._turned(True, cursor)
        return self._structure.edges.enter(cursor)

    def _line_break(self, cursor: QTextCursor) -> bool:
        frame = self._ground.frame(cursor.block())
        if frame.kind in (Kind.PARAGRAPH, *BOXES) and not frame.fixed:
            with self._ground.step(cursor):
                self._structure.selection.remove(cursor)
                screen = self._ground.screen
                style = replace(screen.style(cursor.charFormat()), code=False, raw=False)
                plain = replace(style, link=None, picture=None)
                cursor.insertText(BREAK, screen.char_format(plain, frame))
        return True

    def _tab(self, cursor: QTextCursor, *, back: bool) -> bool:
        frame = self._ground.frame(cursor.block())
        if frame.kind is Kind.CELL:
            if self._structure.edges.next_cell(cursor, -1 if back else 1):
                return True
            return not back and self._structure.tables.add_row(cursor, above=False)
        if frame.kind in BOXES and not frame.fixed:
            return self._structure.edges.shift(cursor, back=back)
        if any(container.what == "item" for container in frame.path):
            if back:
                self._structure.lists.outdent(cursor)
            else:
                self._structure.lists.indent(cursor)
            return True
        self._lead_on(not back)
        return True

    def _move(self, cursor: QTextCursor, *, up: bool) -> bool:
        if self._ground.frame(cursor.block()).kind is Kind.CELL:
            self._structure.tables.move_row(cursor, up=up)
        else:
            self._structure.blocks.move(cursor, up=up)
        return True


def types(event: QKeyEvent) -> bool:
    """Whether a key puts something into the text, as Qt decides it.

    With Ctrl a key is a command, though some systems give it a letter too; Ctrl and Alt together
    are the third level of many keyboards.
    """
    modifiers = event.modifiers() & ~(_KEYPAD | Qt.KeyboardModifier.ShiftModifier)
    text = event.text()
    return bool(text) and modifiers != _CONTROL and category(text[0]) not in _NO_LETTERS
