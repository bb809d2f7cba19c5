"""What Enter, Backspace, Delete and Tab do where one block ends and another begins.

Each line: the page, where the cursor is (after these words), the keys, and the page that results.
`|` in the result stands for the cursor where that matters.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.decoration import Words
from toolkit_editor.ui.writing.editor import TextEditor

KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Back": Qt.Key.Key_Backspace,
    "Del": Qt.Key.Key_Delete,
    "Tab": Qt.Key.Key_Tab,
    "Backtab": Qt.Key.Key_Backtab,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Up": Qt.Key.Key_Up,
    "Left": Qt.Key.Key_Left,
}


class Page:
    """A page in the editor."""

    def __init__(self, editor: TextEditor, text: str) -> None:
        self.editor = editor
        self.before = text
        self.document = Document(text.encode())
        editor.show_leaves(self.document.leaves)

    def at(self, words: str, *, end: bool = True) -> Page:
        found = self.editor.document().find(words)
        assert not found.isNull(), words
        cursor = self.editor.textCursor()
        cursor.setPosition(found.selectionEnd() if end else found.selectionStart())
        self.editor.setTextCursor(cursor)
        return self

    def press(self, keys: str) -> Page:
        for key in keys.split():
            if key == "Break":
                QTest.keyClick(self.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            elif key == "Backtab":
                QTest.keyClick(self.editor, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
            elif key in KEYS:
                QTest.keyClick(self.editor, KEYS[key])
            else:
                QTest.keyClicks(self.editor, key.replace("_", " "))
        return self

    def text(self) -> str:
        written = self.document.write(self.editor.leaves())
        assert written.faithful, written.data
        return written.data.decode()

    def undo_all(self) -> str:
        for _ in range(100):
            if not self.editor.document().isUndoAvailable():
                break
            self.editor.undo()
        return self.text()


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    widget = TextEditor(Words(lambda name, _argument: name, lambda _frame: "", "Source"))
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


AT_ENDS = [
    # paragraphs and headings
    ("one\n\ntwo\n", "one", "Enter new", "one\n\nnew\n\ntwo\n"),
    ("one\n\ntwo\n", "on", "Enter", "on\n\ne\n\ntwo\n"),
    ("# Title\n\nwords\n", "Title", "Enter new", "# Title\n\nnew\n\nwords\n"),
    ("Title\n=====\n\nwords\n", "Ti", "Enter", "Ti\n=====\n\ntle\n===\n\nwords\n"),
    ("one\n\ntwo\n", "one", "Del", "onetwo\n"),
    ("one\ntwo\n", "one", "Break x", "one\\\nx\ntwo\n"),
    # lists
    ("* a\n* b\n", "a", "Enter new", "* a\n* new\n* b\n"),
    ("1. a\n2. b\n", "a", "Enter new", "1. a\n2. new\n3. b\n"),
    ("- [x] a\n", "a", "Enter new", "- [x] a\n- [ ] new\n"),
    ("* a\n* b\n\nafter\n", "b", "Enter Enter new", "* a\n* b\n\nnew\n\nafter\n"),
    ("* a\n* b\n", "b", "Enter Tab in", "* a\n* b\n  * in\n"),
    ("* a\n* b\n", "b", "Tab", "* a\n  * b\n"),
    ("* a\n  * b\n* c\n", "b", "Backtab", "* a\n* b\n* c\n"),
    ("* a\n* b\n", "a", "Tab", "* a\n* b\n"),
    ("* a\n\n* b\n", "a", "Enter new", "* a\n\n* new\n\n* b\n"),
    # quotes
    ("> a\n\nb\n", "a", "Enter new", "> a\n>\n> new\n\nb\n"),
    ("> a\n\nb\n", "a", "Enter Enter out", "> a\n\nout\n\nb\n"),
    ("> * a\n", "a", "Enter new", "> * a\n> * new\n"),
    # code and source
    ("```\na\n```\n", "a", "Enter b", "```\na\nb\n```\n"),
    ("<div>\na\n</div>\n", "a", "Enter b", "<div>\na\nb\n</div>\n"),
    ("one\n\n```\na\n```\n", "one", "Del", "one\n\n```\na\n```\n"),
    ("one\n\n***\n\ntwo\n", "one", "Del", "one\n\ntwo\n"),
    # the toolkit's own blocks
    ("::: tip\n\na\n\n:::\n", "a", "Enter new", "::: tip\n\na\n\nnew\n\n:::\n"),
    ("::: tip\na\n:::\n", "a", "Enter new", "::: tip\na\n\nnew\n:::\n"),
    ("::: tip\n\na\n\n:::\n\nb\n", "a", "Enter Enter out", "::: tip\n\na\n\n:::\n\nout\n\nb\n"),
    # tables
    ("| a | b |\n|---|---|\n| c | d |\n", "a", "Tab x", None),
    ("| a | b |\n|---|---|\n| c | d |\n", "c", "Enter x", None),
]

AT_STARTS = [
    ("one\n\ntwo\n", "two", "Back", "onetwo\n"),
    ("one\n\ntwo\n", "two", "Enter", "one\n\ntwo\n"),
    ("# Title\n\nwords\n", "Title", "Back", "Title\n\nwords\n"),
    ("# Title\n\nwords\n", "words", "Back", "# Titlewords\n"),
    ("* a\n* b\n", "b", "Back", "* a\n\nb\n"),
    ("* a\n  * b\n", "b", "Back", "* a\n* b\n"),
    ("* a\n* b\n* c\n", "b", "Back", "* a\n\nb\n\n* c\n"),
    ("> a\n\nb\n", "a", "Back", "a\n\nb\n"),
    ("***\n\ntwo\n", "two", "Back", "two\n"),
    ("```\na\n```\n\ntwo\n", "two", "Back", "```\na\n```\n\ntwo\n"),
    ("| a |\n|---|\n| c |\n\ntwo\n", "two", "Back", "| a |\n|---|\n| c |\n\ntwo\n"),
    ("| a | b |\n|---|---|\n| c | d |\n", "c", "Back", "| a | b |\n|---|---|\n| c | d |\n"),
    ("one\n", "one", "Back", "one\n"),
    ("words\n", "words", "#_", "# words\n"),
    ("words\n", "words", "##_", "## words\n"),
    ("words\n", "words", "-_", "- words\n"),
    ("words\n", "words", "1._", "1. words\n"),
    ("words\n", "words", ">_", "> words\n"),
]


@pytest.mark.parametrize(("before", "words", "keys", "after"), AT_ENDS)
def test_keys_at_the_end_of_words(
    editor: TextEditor, before: str, words: str, keys: str, after: str | None
) -> None:
    page = Page(editor, before).at(words).press(keys)
    if after is not None:
        assert page.text() == after
    else:
        assert page.text().count("|") == before.count("|")
        assert "x" in page.text()
    assert page.undo_all() == before


@pytest.mark.parametrize(("before", "words", "keys", "after"), AT_STARTS)
def test_keys_at_the_start_of_words(
    editor: TextEditor, before: str, words: str, keys: str, after: str
) -> None:
    page = Page(editor, before).at(words, end=False).press(keys)
    assert page.text() == after
    assert page.undo_all() == before


def test_the_letters_of_the_keyboard_go_where_the_cursor_is(editor: TextEditor) -> None:
    assert Page(editor, "one two\n").at("one").press(",").text() == "one, two\n"


def test_tab_leads_out_of_the_page_where_there_is_no_list(editor: TextEditor) -> None:
    page = Page(editor, "one\n").at("one").press("Tab")
    assert page.text() == "one\n"


def test_fixed_source_takes_no_letters(editor: TextEditor) -> None:
    page = Page(editor, "x\n")
    data = "# Été\n".encode("latin-1")
    page.document = Document(data)
    editor.show_leaves(page.document.leaves)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    page.press("a Enter Del Back")
    QApplication.processEvents()
    assert page.document.write(editor.leaves()).data == data


@pytest.mark.parametrize("keys", ["Back", "Del", "x"])
def test_everything_selected_can_be_replaced_and_comes_back(editor: TextEditor, keys: str) -> None:
    before = "# T\n\n* a\n  * b\n\n> q\n\n| c | d |\n|---|---|\n| e | f |\n\n```\ng\n```\n\nend\n"
    page = Page(editor, before)
    editor.selectAll()
    page.press(keys)
    assert "end" not in page.text()
    assert page.undo_all() == before


@pytest.mark.parametrize(
    ("first", "last"),
    [("T", "a"), ("a", "b"), ("b", "q"), ("q", "end"), ("a", "end"), ("T", "q"), ("z", "end")],
)
@pytest.mark.parametrize("keys", ["Back", "Enter", "y"])
def test_a_selection_across_blocks_can_be_replaced_and_comes_back(
    editor: TextEditor, first: str, last: str, keys: str
) -> None:
    before = "# T1\n\nz2\n\n* a3\n  * b4\n\n> q5\n\nend6\n"
    page = Page(editor, before)
    document = editor.document()
    cursor = editor.textCursor()
    cursor.setPosition(document.find(first).selectionEnd())
    cursor.setPosition(document.find(last).selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    page.press(keys)
    assert page.text() != before
    assert page.undo_all() == before
