"""Quotation marks that turn into printed ones as one types, and one Backspace that brings back
what was typed.
"""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from support.hands import type_text
from support.surface import Sheet, surface
from toolkit_editor.ui.writing.editor import TextEditor


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    return surface(qtbot)


def shown(editor: TextEditor) -> str:
    """The words on the screen, blanks that do not break included."""
    return "\n".join(leaf.text for leaf in editor.leaves())


@pytest.mark.parametrize(
    ("language", "keys", "printed"),
    [
        ("en", 'so "it\'s" so', "so “it’s” so"),
        ("fr", 'si "l\'on" va : oui!', "si «\u00a0l’on\u00a0» va\u00a0: oui!"),
        ("", 'so "it\'s" : so', 'so "it\'s" : so'),
    ],
)
@pytest.mark.parametrize("page", ["x\n", "* x\n", "> x\n", "## x\n", "| x | b |\n|---|---|\n"])
def test_marks_are_printed_as_the_language_does(
    editor: TextEditor, language: str, keys: str, printed: str, page: str
) -> None:
    editor.set_quotes(language)
    sheet = Sheet(editor, page).at("x")
    type_text(editor, f" {keys}")
    assert shown(editor).split("\n")[0] == f"x {printed}"
    assert sheet.data


def test_one_backspace_brings_back_what_was_typed(editor: TextEditor) -> None:
    editor.set_quotes("en")
    sheet = Sheet(editor, "x\n").at("x")
    type_text(editor, ' "')
    assert shown(editor) == "x “"
    sheet.press("Backspace")
    assert shown(editor) == 'x "'
    sheet.press("Backspace")
    assert shown(editor) == "x "


def test_one_backspace_brings_the_french_blank_back_too(editor: TextEditor) -> None:
    editor.set_quotes("fr")
    sheet = Sheet(editor, "mot\n").at("mot")
    type_text(editor, " :")
    assert shown(editor) == "mot\u00a0:"
    sheet.press("Backspace")
    assert shown(editor) == "mot :"


def test_one_undo_brings_back_what_was_typed_too(editor: TextEditor) -> None:
    editor.set_quotes("fr")
    sheet = Sheet(editor, "mot\n").at("mot")
    type_text(editor, ' "')
    assert shown(editor) == "mot «\u00a0"
    sheet.undo_once()
    assert shown(editor) == 'mot "'


def test_a_later_backspace_takes_one_letter_as_always(editor: TextEditor) -> None:
    editor.set_quotes("en")
    sheet = Sheet(editor, "x\n").at("x")
    type_text(editor, ' "a')
    sheet.press("Backspace")
    assert shown(editor) == "x “"


def test_code_and_source_stay_as_typed(editor: TextEditor) -> None:
    editor.set_quotes("en")
    sheet = Sheet(editor, "`code`\n\n```\nbox\n```\n\n<div>raw</div>\n").at("cod")
    type_text(editor, '"')
    sheet.at("box")
    type_text(editor, '"')
    sheet.at("raw")
    type_text(editor, "'")
    assert sheet.text == '`cod"e`\n\n```\nbox"\n```\n\n<div>raw\'</div>\n'


def test_marked_words_keep_their_mark(editor: TextEditor) -> None:
    editor.set_quotes("en")
    sheet = Sheet(editor, "a **bold** b\n").at("bol")
    type_text(editor, "'")
    assert sheet.text == "a **bol’d** b\n"
