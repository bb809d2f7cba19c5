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

from support.hands import type_text
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
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
}
WITH = {
    "Break": (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
    "Out": (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    "Backtab": (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    "BackWord": (Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier),
    "DelWord": (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier),
    "BlockUp": (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
    "BlockDown": (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    "Undo": (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    "Down1": (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
    "Right1": (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
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
            if key in WITH:
                QTest.keyClick(self.editor, *WITH[key])
            elif key in KEYS:
                QTest.keyClick(self.editor, KEYS[key])
            else:
                type_text(self.editor, key.replace("_", " "))
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
    ("one\n\n```\na\n```\n", "one", "Del x", "one\n\n```\nxa\n```\n"),
    ("```\na\n```\n", "a", "Out x", "```\na\n```\n\nx\n"),
    ("```\na\n```\n", "a", "Down x", "```\na\n```\n\nx\n"),
    ("> a\n", "a", "Down x", "> a\n\nx\n"),
    ("* a\n  * b\n\nend\n", "b", "Out x", "* a\n  * b\n\nx\n\nend\n"),
    ("```\na\n```\n", "a", "Tab b", "```\na\tb\n```\n"),
    ("<div>\n", "div", "Right Break <p>", "<div>\n<p>\n"),
    # tables
    ("| a | b |\n|---|---|\n| c | d |\n", "a", "Tab x", "| a | xb |\n|---|---|\n| c | d |\n"),
    ("| a | b |\n|---|---|\n| c | d |\n", "b", "Tab x", "| a | b |\n|---|---|\n| xc | d |\n"),
    ("| a | b |\n|---|---|\n| c | d |\n", "d", "Backtab x", "| a | b |\n|---|---|\n| xc | d |\n"),
    ("| a | b |\n|---|---|\n| c | d |\n", "a", "Enter x", "| a | b |\n|---|---|\n| xc | d |\n"),
    (
        "| a | b |\n|---|---|\n| c | d |\n",
        "d",
        "Tab x",
        "| a | b |\n|---|---|\n| c | d |\n| x |  |\n",
    ),
    ("| a |\n|---|\n| c |\n", "c", "Enter x", "| a |\n|---|\n| c |\n\nx\n"),
    ("| a |\n|---|\n| c |\n", "c", "Out x", "| a |\n|---|\n| c |\n\nx\n"),
    ("| a |\n|---|\n| c |\n", "c", "Break x", "| a |\n|---|\n| cx |\n"),
    ("| a | b |\n|---|---|\n| c | d |\n", "a", "Del", "| a | b |\n|---|---|\n| c | d |\n"),
    ("| a |\n|---|\n| c |\n| d |\n", "c", "BlockDown", "| a |\n|---|\n| d |\n| c |\n"),
    ("| a |\n|---|\n| c |\n", "c", "BlockUp", "| c |\n|---|\n| a |\n"),
    ("one\n\n| a |\n|---|\n", "one", "Del x", "one\n\n| xa |\n|---|\n"),
    # words
    ("one two\n\nthree\n", "two", "BackWord", "one\n\nthree\n"),
    ("one\n\ntwo three\n", "one", "DelWord", "onetwo three\n"),
    ("# a\n\nb\n", "a", "Break", "# a\n\nb\n"),
    # moving blocks
    ("one\n\n_two_\n", "two", "BlockUp", "_two_\n\none\n"),
    ("one\n\n_two_\n", "one", "BlockDown", "_two_\n\none\n"),
    ("* a\n* b\n", "b", "BlockUp", "* b\n* a\n"),
    ("one\n", "one", "BlockUp", "one\n"),
    ("# T\n\none\n", "one", "BlockUp", "one\n\n# T\n"),
    # marks out of habit
    ("x\n", "x", "_**bold**_y", "x **bold** y\n"),
    ("x\n", "x", "_*it*_y", "x *it* y\n"),
    ("x\n", "x", "_`c`_y", "x `c` y\n"),
    ("x\n", "x", "_~~s~~_y", "x ~~s~~ y\n"),
    ("x\n", "x", "_[w](a.md)_y", "x [w](a.md) y\n"),
    ("x\n", "x", "_**bold** Back", "x \\*\\*bold\\*\\*\n"),
    ("x\n", "x", "_**bold** Undo", "x \\*\\*bold\\*\\*\n"),
    ("x\n", "x", "_2*3*4", "x 2\\*3\\*4\n"),
    ("x\n", "x", "_[w](javascript:a)", "x [w](javascript:a)\n"),
    ("x\n\ny\n", "x", "Enter --- Enter z", "x\n\n---\n\nz\n\ny\n"),
    ("x\n", "x", "Enter ```py Enter a", "x\n\n```py\na\n```\n"),
    ("`c`\n", "c", "*a*", None),
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
    ("words\n", "words", "[]_", "- [ ] words\n"),
    ("words\n", "words", "[x]_", "- [x] words\n"),
    ("- words\n", "words", "[_]_", "- [ ] words\n"),
    ("words\n", "words", "#_ Back", "\\# words\n"),
    ("words\n", "words", "-_ Back", "\\- words\n"),
    ("#words\n", "#words", "Right _", "# words\n"),
    ("# words\n", "words", "#_", "# # words\n"),
    ("one\n\n# T\n", "T", "Enter", "one\n\n# T\n"),
    ("* a\n* b\n", "b", "Enter new", "* a\n*\n* newb\n"),
    ("> a\n> \n> b\n", "b", "Back", "> a\n\nb\n"),
    ("- [x] a\n", "a", "Back", "a\n"),
    ("::: tip\na\n:::\n", "a", "Back", "a\n"),
    ("one\n\n```\na\n```\n", "a", "Back x", "onex\n\n```\na\n```\n"),
    ("```\na\n```\n", "a", "Up x", "x\n\n```\na\n```\n"),
    ("one\n\n***\n\ntwo\n", "two", "Back", "one\n\ntwo\n"),
    ("one\n\n<div>\n", "<div>", "Back x", "onex\n\n<div>\n"),
    ("```\na\nb\n```\n", "b", "Backtab x", "```\na\nxb\n```\n"),
    ("one\n\ntwo\n", "two", "BackWord", "onetwo\n"),
    ("- a\n- b\n", "b", "Tab Tab Tab", "- a\n  - b\n"),
    ("1. a\n2. b\n3. c\n", "b", "Tab", "1. a\n   1. b\n2. c\n"),
    ("1. a\n   1. b\n2. c\n", "b", "Backtab", "1. a\n2. b\n3. c\n"),
    ("- a\n\n  more\n- b\n", "more", "Back", "- a\n\nmore\n\n- b\n"),
    (
        "| a | b |\n|---|---|\n| c | d |\n",
        "a",
        "Backtab x",
        "x\n\n| a | b |\n|---|---|\n| c | d |\n",
    ),
    ("| a | b |\n|---|---|\n| c | d |\n", "c", "Left x", "| a | bx |\n|---|---|\n| c | d |\n"),
    ("one\n\ntwo\n", "one", "Down1 Back", "two\n"),
    ("one\n\ntwo\n", "one", "Down1 x", "xtwo\n"),
    ("```\na\n```\n\ntwo\n", "a", "Down1 Back", "o\n"),
]


@pytest.mark.parametrize(("before", "words", "keys", "after"), AT_ENDS)
def test_keys_at_the_end_of_words(
    editor: TextEditor, before: str, words: str, keys: str, after: str | None
) -> None:
    page = Page(editor, before).at(words).press(keys)
    if after is not None:
        assert page.text() == after
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
