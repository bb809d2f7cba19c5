"""All that buttons and menus over the words do, done by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from support.surface import Sheet, surface
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.insert_dialogs import TableDialog, WordsDialog
from toolkit_editor.ui.writing.toolbar import WritingBar

TABLE = "| a | b |\n| --- | --- |\n| c | d |\n| e | f |\n"


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    return surface(qtbot)


@pytest.fixture
def bar(qtbot: QtBot, editor: TextEditor) -> WritingBar:
    made = WritingBar(editor, pictures=True)
    qtbot.addWidget(made)
    made.resize(1400, 60)
    made.show()
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    return made


class Answering(QObject):
    """Somebody who answers the next dialog of a kind, once it is there."""

    def __init__(self, kind: type[QWidget], answer: Callable[[QWidget], object]) -> None:
        super().__init__()
        self.answered = False
        self._kind, self._answer = kind, answer
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    def _on_look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, self._kind) and dialog.focusWidget() is not None:
            self._timer.stop()
            self.answered = True
            self._answer(dialog.focusWidget())


def choose(qtbot: QtBot, bar: WritingBar, menu: str, words: str) -> None:
    """Open a menu of the bar and choose an entry by arrows and Enter."""
    (button,) = [
        one for one in bar.findChildren(QToolButton) if one.menu() and one.menu().title() == menu
    ]
    assert button.isEnabled()
    entries = [action for action in button.menu().actions() if not action.isSeparator()]
    at = [action.text() for action in entries].index(words)
    opened = button.menu()
    opened.popup(button.mapToGlobal(button.rect().bottomLeft()))
    qtbot.waitUntil(opened.isVisible)
    for _ in range(at + 1):
        QTest.keyClick(opened, Qt.Key.Key_Down)
    assert opened.activeAction() is entries[at]
    QTest.keyClick(opened, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.isVisible())


@pytest.mark.parametrize(
    ("page", "at", "keys", "result"),
    [
        ("one\n\ntwo\n\nthree\n", "two", ("Alt+Up",), "two\n\none\n\nthree\n"),
        ("one\n\ntwo\n\nthree\n", "two", ("Alt+Down", "Alt+Up"), "one\n\ntwo\n\nthree\n"),
        ("* a\n* b\n  * c\n* d\n", "b", ("Alt+Down",), "* a\n* d\n* b\n  * c\n"),
        ("* a\n* b\n  * c\n* d\n", "d", ("Alt+Up",), "* a\n* d\n* b\n  * c\n"),
        ("* a\n* b\n  * c\n\n  e\n* d\n", "b", ("Alt+Up",), "* b\n  * c\n\n  e\n\n* a\n\n* d\n"),
        ("* a\n* b\n  * c\n* d\n", "b", ("Alt+Up", "Alt+Down"), "* a\n* b\n  * c\n* d\n"),
        ("* a\n  * b\n  * c\n", "c", ("Alt+Up",), "* a\n  * c\n  * b\n"),
        ("# T\n\n* a\n* b\n", "b", ("Alt+Up",), "# T\n\n* b\n* a\n"),
        (TABLE, "c", ("Alt+Down",), "| a | b |\n| --- | --- |\n| e | f |\n| c | d |\n"),
        ("* a\n\nend\n", "a", ("Ctrl+Return",), "* a\n\nend\n"),
        ("word\n", "word", ("Ctrl+Shift+8",), "- word\n"),
        ("word\n", "word", ("Ctrl+Shift+7",), "1. word\n"),
        ("word\n", "word", ("Ctrl+Shift+6",), "- [ ] word\n"),
        ("word\n", "word", ("Ctrl+Shift+9",), "> word\n"),
        ("word\n", "word", ("Ctrl+Shift+Left", "Ctrl+B"), "**word**\n"),
        ("word\n", "word", ("Ctrl+Shift+Left", "Ctrl+I"), "*word*\n"),
        ("word\n", "word", ("Ctrl+Shift+Left", "Ctrl+E"), "`word`\n"),
        ("word\n", "word", ("Ctrl+Shift+Left", "Ctrl+Shift+X"), "~~word~~\n"),
    ],
)
def test_keys_do_what_the_buttons_do(
    editor: TextEditor, bar: WritingBar, page: str, at: str, keys: tuple[str, ...], result: str
) -> None:
    sheet = Sheet(editor, page).at(at)
    for key in keys:
        sheet.press(key)
    assert sheet.text == result
    while editor.document().isUndoAvailable():
        sheet.undo_once()
    assert sheet.data == sheet.before


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("Row above", "| a | b |\n| --- | --- |\n| | |\n| c | d |\n| e | f |\n"),
        ("Row below", "| a | b |\n| --- | --- |\n| c | d |\n| | |\n| e | f |\n"),
        ("Move the row down", "| a | b |\n| --- | --- |\n| e | f |\n| c | d |\n"),
        ("Move the column right", "| b | a |\n| --- | --- |\n| d | c |\n| f | e |\n"),
        ("Take the row out", "| a | b |\n| --- | --- |\n| e | f |\n"),
        ("Take the column out", "| b |\n| --- |\n| d |\n| f |\n"),
        ("Centre", "| a | b |\n| :---: | --- |\n| c | d |\n| e | f |\n"),
        ("Take the table out", "\n"),
    ],
)
def test_the_table_menu(
    qtbot: QtBot, editor: TextEditor, bar: WritingBar, words: str, result: str
) -> None:
    sheet = Sheet(editor, TABLE).at("c")
    choose(qtbot, bar, "Table", words)

    def tidy(text: str) -> list[str]:
        return [" ".join(line.replace(":---:", ":-:").split()) for line in text.split("\n") if line]

    assert tidy(sheet.text.replace("---", "-")) == tidy(result.replace("---", "-"))
    assert sheet.undo_once() == sheet.before


def test_a_footnote_is_written_and_put_in(editor: TextEditor, bar: WritingBar) -> None:
    sheet = Sheet(editor, "one two\n").at("one")

    def answer(field: QWidget) -> None:
        QTest.keyClicks(field, "as we heard it")
        QTest.keyClick(field, Qt.Key.Key_Return)

    somebody = Answering(WordsDialog, answer)
    sheet.press("Ctrl+Alt+F")
    assert somebody.answered
    assert sheet.text == "one[^1] two\n\n[^1]: as we heard it\n"
    assert sheet.undo_once() == sheet.before


def test_turning_away_from_a_footnote_changes_nothing(
    qtbot: QtBot, editor: TextEditor, bar: WritingBar
) -> None:
    sheet = Sheet(editor, "one two\n").at("one")
    somebody = Answering(WordsDialog, lambda field: QTest.keyClick(field, Qt.Key.Key_Escape))
    sheet.press("Ctrl+Alt+F")
    assert somebody.answered
    assert sheet.data == sheet.before


def test_a_table_is_put_in(editor: TextEditor, bar: WritingBar) -> None:
    sheet = Sheet(editor, "one\n").at("one")

    def answer(field: QWidget) -> None:
        QTest.keyClicks(field, "2")
        QTest.keyClick(field, Qt.Key.Key_Return)

    somebody = Answering(TableDialog, answer)
    sheet.press("Ctrl+Shift+T")
    assert somebody.answered
    QTest.keyClicks(editor, "Who")
    assert "| Who |" in sheet.text
    assert len([line for line in sheet.text.split("\n") if line.startswith("|")]) == 3


def test_the_keys_for_a_picture_ask_for_one(
    qtbot: QtBot, editor: TextEditor, bar: WritingBar
) -> None:
    with qtbot.waitSignal(editor.picture_wanted):
        Sheet(editor, "one\n").at("one").press("Ctrl+Shift+P")


def test_a_block_of_the_toolkit_is_chosen(
    qtbot: QtBot, editor: TextEditor, bar: WritingBar
) -> None:
    sheet = Sheet(editor, "a hint\n").at("hint")
    choose(qtbot, bar, "Put this paragraph in one of the toolkit’s own blocks", "Tip")
    assert sheet.text in ("::: tip\na hint\n:::\n", "::: tip\n\na hint\n\n:::\n")
    assert sheet.undo_once() == sheet.before


@pytest.mark.parametrize("before", ["", "before\n\n", "> before\n\n"])
def test_the_first_row_and_column_can_be_taken_out(editor: TextEditor, before: str) -> None:
    for remove, result in (
        (editor.structure.tables.remove_row, "| c | d |\n| --- | --- |\n| e | f |\n"),
        (editor.structure.tables.remove_column, "| b |\n| --- |\n| d |\n| f |\n"),
    ):
        sheet = Sheet(editor, before + TABLE).at("d", end=False).press("Shift+Tab").press("Up")
        remove(editor.textCursor())
        assert sheet.text == before + result
        assert sheet.undo_once() == sheet.before
