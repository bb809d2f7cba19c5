"""Letters that no single key types: accents, input methods, emoji, and scripts from the right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from support.hands import type_text
from support.surface import Sheet, surface
from toolkit_editor.prose.model import Kind
from toolkit_editor.ui.writing.editor import TextEditor

PAGE = "one\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n***\n\n<div>raw</div>\n"


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    return surface(qtbot)


def compose(editor: TextEditor, text: str) -> None:
    """Show letters that are not decided yet."""
    QCoreApplication.sendEvent(editor, QInputMethodEvent(text, []))


def commit(editor: TextEditor, text: str, *, replaces: int = 0) -> None:
    """Decide for `text`, in place of the letters before the cursor that it `replaces`."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text, -replaces, replaces)
    QCoreApplication.sendEvent(editor, event)


@pytest.mark.parametrize(
    ("after", "line"),
    [
        ("one", "one日本\n"),
        ("c", "| c日本 | d |"),
        ("code", "code日本\n"),
        ("raw", "<div>raw日本</div>"),
    ],
)
def test_words_from_an_input_method_go_where_the_cursor_is(
    editor: TextEditor, after: str, line: str
) -> None:
    sheet = Sheet(editor, PAGE).at(after)
    compose(editor, "に")
    assert sheet.data == sheet.before, "nothing is decided yet"
    compose(editor, "にほん")
    assert sheet.data == sheet.before
    commit(editor, "日本")
    assert line in sheet.text
    assert sheet.undo_once() == sheet.before


def test_an_input_method_takes_the_place_of_a_selection_in_one_step(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one **two** three\n\n* four\n").select("two", "fo")
    compose(editor, "x")
    commit(editor, "é")
    assert "four" not in sheet.text
    assert "é" in sheet.text
    assert sheet.undo_once() == sheet.before


def test_words_on_a_dividing_line_begin_a_paragraph_after_it(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one\n\n***\n\ntwo\n").at("one").press("Down")
    assert editor.frame_here().kind is Kind.RULE
    commit(editor, "é")
    assert sheet.text == "one\n\n***\n\né\n\ntwo\n"
    assert sheet.undo_once() == sheet.before


def test_what_cannot_be_written_in_shows_no_letters_either(editor: TextEditor) -> None:
    sheet = Sheet(editor, b"\xff\xfe odd")
    assert editor.frame_here().fixed
    compose(editor, "x")
    assert editor.textCursor().block().layout().preeditAreaText() == ""
    commit(editor, "é")
    assert sheet.data == sheet.before


def test_a_text_that_is_only_read_takes_no_letters(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one\n").at("one")
    editor.setReadOnly(True)
    compose(editor, "x")
    commit(editor, "é")
    assert sheet.data == sheet.before


def test_a_word_is_corrected_by_an_input_method(editor: TextEditor) -> None:
    sheet = Sheet(editor, "* teh\n").at("teh")
    commit(editor, "the", replaces=3)
    assert sheet.text == "* the\n"
    assert sheet.undo_once() == sheet.before


def test_a_quotation_mark_from_a_dead_key_is_printed_like_a_typed_one(editor: TextEditor) -> None:
    editor.set_quotes("en")
    sheet = Sheet(editor, "so ").at("so")
    type_text(editor, " ")
    commit(editor, '"')
    type_text(editor, "a")
    commit(editor, '"')
    assert sheet.text.startswith("so “a”")


@pytest.mark.parametrize(
    "letters",
    ["é", "e\u0301", "ñ", "ỗ", "👩‍👧", "🏳️‍🌈", "🙂", "👍🏽", "Å\u0327", "n\u0303o", "𝒳", "ǆ"],
)
def test_every_letter_is_kept_as_it_was_typed(editor: TextEditor, letters: str) -> None:
    sheet = Sheet(editor, "one\n\n| a | b |\n|---|---|\n| c | d |\n").at("c")
    commit(editor, letters)
    assert sheet.text.endswith(f"| c{letters} | d |\n")
    sheet = Sheet(editor, "one\n").at("one")
    type_text(editor, letters)
    assert sheet.text == f"one{letters}\n"


@pytest.mark.parametrize("letters", ["👩‍👧", "🏳️‍🌈", "👍🏽", "é", "🙂"])
def test_one_backspace_never_leaves_half_a_sign(editor: TextEditor, letters: str) -> None:
    sheet = Sheet(editor, f"one {letters}\n")
    sheet.at("one", end=True).press("End")
    for _ in range(len(letters)):
        sheet.press("Backspace")
        left = sheet.text
        left.encode("utf-8")
        if left == "one\n":
            break
    assert sheet.text in ("one\n", "one \n")


# from the right

WORDS = "אחת שתיים"
MARKED = {
    "a bullet": "* {}\n",
    "a number": "1. {}\n",
    "a task": "* [ ] {}\n",
    "a quote": "> {}\n",
    "a panel": "::: tip\n{}\n:::\n",
}


def ink(editor: TextEditor, left: int, right: int) -> bool:
    """Whether anything is painted beside the first words, between two columns."""
    image = editor.viewport().grab().toImage()
    line = editor.cursorRect(QTextCursor(editor.document()))
    ground = image.pixel(image.width() // 2, image.height() - 3)
    return any(
        image.pixel(x, y) != ground
        for x in range(max(left, 0), min(right, image.width()))
        for y in range(line.top(), line.bottom())
    )


@pytest.mark.parametrize("mark", MARKED)
@pytest.mark.parametrize(("words", "from_right"), [(WORDS, True), ("one two", False)])
def test_what_stands_before_words_stands_on_the_side_they_are_read_from(
    editor: TextEditor, mark: str, words: str, from_right: bool
) -> None:
    sheet = Sheet(editor, MARKED[mark].format(words))
    editor.clearFocus()
    start = editor.cursorRect(QTextCursor(editor.document())).center().x()
    width = editor.viewport().width()
    assert (start > width / 2) is from_right
    before = (start + 3, width) if from_right else (0, start - 3)
    assert ink(editor, *before)
    if mark != "a panel":
        other = (0, 60) if from_right else (width - 60, width)
        assert not ink(editor, *other)
    assert sheet.data == sheet.before


def test_words_typed_from_the_right_turn_their_item_and_one_undo_turns_it_back(
    editor: TextEditor,
) -> None:
    sheet = Sheet(editor, "* \n")
    form = editor.document().firstBlock().blockFormat
    assert form().leftMargin() > form().rightMargin()
    type_text(editor, WORDS)
    assert form().rightMargin() > form().leftMargin()
    assert sheet.text == f"* {WORDS}\n"
    sheet.press("Return")
    type_text(editor, "one")
    assert sheet.text == f"* {WORDS}\n* one\n"
    last = editor.document().lastBlock().blockFormat()
    assert last.leftMargin() > last.rightMargin()
    for _ in range(20):
        if not editor.document().isUndoAvailable():
            break
        sheet.undo_once()
    assert sheet.data == sheet.before
    assert form().leftMargin() > form().rightMargin()


def test_a_task_read_from_the_right_is_ticked_where_its_box_is(editor: TextEditor) -> None:
    sheet = Sheet(editor, f"* [ ] {WORDS}\n")
    start = editor.cursorRect(QTextCursor(editor.document()))
    box = QPoint(start.right() + 13, start.center().y())
    QTest.mouseClick(
        editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box
    )
    assert sheet.text == f"* [x] {WORDS}\n"


@pytest.mark.parametrize(
    "page",
    [
        f"# {WORDS}\n\n{WORDS} *{WORDS}* [{WORDS}](a.md)\n\n* {WORDS}\n  1. {WORDS}\n",
        f"| {WORDS} | b |\n|---|---|\n| c | {WORDS} |\n\n> {WORDS}\n>\n> one\n",
        "one \u202bאחת\u202c two\u200f\n\n\u2067שתיים\u2069\n",
    ],
)
def test_pages_read_from_the_right_are_kept_byte_for_byte(editor: TextEditor, page: str) -> None:
    sheet = Sheet(editor, page)
    assert sheet.data == sheet.before
    sheet.at("one" if "one" in page else WORDS)
    type_text(editor, "é")
    assert sheet.undo_once() == sheet.before
