"""A writing surface with a page on it, and the hands of somebody who pastes, drags and selects."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.screen_words import screen_words


def surface(qtbot: QtBot, *, width: int = 700, height: int = 500) -> TextEditor:
    """An editor that is seen."""
    widget = TextEditor(screen_words())
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    return widget


class Sheet:
    """A page in an editor, and what it is written as."""

    def __init__(self, editor: TextEditor, text: str | bytes) -> None:
        """Show `text`, with the cursor at its start."""
        self.editor = editor
        self.before = text.encode() if isinstance(text, str) else text
        self.document = Document(self.before)
        editor.show_leaves(self.document.leaves)

    @property
    def data(self) -> bytes:
        """The page as it is written now; never less than what is seen."""
        written = self.document.write(self.editor.read_anew())
        assert written.faithful, written.data
        return written.data

    @property
    def text(self) -> str:
        """The page as it is written now."""
        return self.data.decode()

    def at(self, words: str, *, end: bool = True) -> Sheet:
        """Put the cursor after `words`, or before them."""
        found = self.editor.document().find(words)
        assert not found.isNull(), words
        cursor = self.editor.textCursor()
        cursor.setPosition(found.selectionEnd() if end else found.selectionStart())
        self.editor.setTextCursor(cursor)
        return self

    def select(self, first: str, last: str = "") -> Sheet:
        """Select from `first` to the end of `last`, or `first` alone."""
        start = self.editor.document().find(first)
        stop = self.editor.document().find(last, start) if last else start
        assert not start.isNull(), first
        assert not stop.isNull(), last
        cursor = self.editor.textCursor()
        cursor.setPosition(start.selectionStart())
        cursor.setPosition(stop.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        return self

    def press(self, keys: str | QKeySequence.StandardKey) -> Sheet:
        """Press keys together, as `Ctrl+Shift+V`."""
        combination = QKeySequence(keys)[0]
        QTest.keyClick(self.editor, combination.key(), combination.keyboardModifiers())
        return self

    def paste(self, *, html: str = "", text: str = "") -> Sheet:
        """Put something on the clipboard as another program does, and press its keys."""
        data = QMimeData()
        if html:
            data.setHtml(html)
        if text:
            data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        return self.press(QKeySequence.StandardKey.Paste)

    def undo_once(self) -> bytes:
        """The page after one undo."""
        self.press(QKeySequence.StandardKey.Undo)
        return self.data

    def redo_once(self) -> bytes:
        """The page after one redo."""
        self.press(QKeySequence.StandardKey.Redo)
        return self.data


def spot_after(editor: TextEditor, words: str) -> QPoint:
    """Where in the window `words` end."""
    cursor = editor.document().find(words)
    assert not cursor.isNull(), words
    at = QTextCursor(editor.document())
    at.setPosition(cursor.selectionEnd())
    return editor.cursorRect(at).center()


def drop(
    editor: TextEditor,
    data: QMimeData,
    spot: QPoint,
    *,
    inside: bool = False,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> QDropEvent:
    """Let go of `data` over the text; `inside` where it was dragged out of the same text."""
    event = Dropped(
        QPointF(spot),
        Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        modifiers,
    )
    event.dragged_from = editor.viewport() if inside else None
    editor.dropEvent(event)
    return event


class Dropped(QDropEvent):
    """A drop that knows where it was dragged from, as the screen's own do."""

    dragged_from: object = None

    def source(self) -> object:
        """Where it was dragged from."""
        return self.dragged_from
