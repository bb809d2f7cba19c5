"""Letters that no single key types: accents, input methods, emoji, and scripts from the right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
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
