"""What a text looks like: marks of footnotes, pictures that are not here, tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QTextCursor
from pytestqt.qtbot import QtBot

from toolkit_editor.prose.document import Document
from toolkit_editor.prose.model import Picture
from toolkit_editor.ui.widgets.theme import palette
from toolkit_editor.ui.widgets.tokens import DARK, LIGHT, TOKENS, contrast
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.formats import LINE, SHADE
from toolkit_editor.ui.writing.screen_words import picture_words, screen_words

Show = Callable[[str], TextEditor]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(text: str) -> TextEditor:
        editor = TextEditor(screen_words())
        qtbot.addWidget(editor)
        editor.resize(700, 500)
        editor.show()
        editor.show_leaves(Document(text.encode()).leaves)
        return editor

    return shown


def seen(editor: TextEditor, start: int, end: int) -> QImage:
    """The picture of some characters of one line, without the caret."""
    boxes = []
    for at in (start, end):
        cursor = QTextCursor(editor.document())
        cursor.setPosition(at)
        boxes.append(editor.cursorRect(cursor))
    whole = QRect(boxes[0].topLeft() + QPoint(2, 0), boxes[1].bottomLeft() - QPoint(2, 0))
    return editor.viewport().grab(whole).toImage()


def put_cursor(editor: TextEditor, at: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(at)
    editor.setTextCursor(cursor)


def test_a_footnote_is_seen_as_its_number(show: Show) -> None:
    one = show("Words[^1] and more.\n\n[^1]: A note.\n")
    other = show("Words[^2] and more.\n\n[^2]: A note.\n")
    assert seen(one, 5, 9) != seen(other, 5, 9), "each shows its own number"
    before = seen(one, 5, 9)
    put_cursor(one, 7)
    assert seen(one, 5, 9) != before, "inside it the mark itself is seen"
    put_cursor(one, 0)
    assert seen(one, 5, 9) == before


def test_the_words_of_a_footnote_are_under_its_number(show: Show) -> None:
    labels = [
        over_box(show(f"Words[^1].\n\n{box}\n"))
        for box in ("[^1]: A note.", "[^2]: A note.", "<b>odd</b>")
    ]
    assert labels[0] != labels[1], "each says its number"
    assert labels[2] not in labels[:2], "what is no footnote is called source"


def over_box(editor: TextEditor) -> QImage:
    """The picture of what stands over the box at the end."""
    top = editor.cursorRect(QTextCursor(editor.document().lastBlock())).top()
    return editor.viewport().grab(QRect(0, top - 26, 400, 18)).toImage()


def test_a_picture_that_is_not_here_has_room_for_its_description(show: Show) -> None:
    short = show("![Tea](tea.png)\n")
    long = show("![A long table with tea, and a chair for each person](tea.png)\n")
    assert picture_words("Tea") == "Picture, not shown here: Tea"
    assert picture_words("") == "Picture, not shown here"
    widths = [_picture_width(editor) for editor in (short, long)]
    assert 0 < widths[0] < widths[1]
    assert [run.style.picture for run in long.leaves()[0].runs] == [
        Picture("tea.png", "A long table with tea, and a chair for each person")
    ]


def _picture_width(editor: TextEditor) -> float:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(1)
    return cursor.charFormat().toImageFormat().width()


def test_columns_stand_as_they_are_aligned(show: Show) -> None:
    editor = show("| a | b | c |\n| :-- | :-: | --: |\n| 1 | 2 | 3 |\n")
    wanted = {"1": Qt.AlignmentFlag.AlignLeft, "2": Qt.AlignmentFlag.AlignHCenter}
    wanted["3"] = Qt.AlignmentFlag.AlignRight
    found = {}
    block = editor.document().begin()
    while block.isValid():
        if block.text() in wanted:
            found[block.text()] = block.blockFormat().alignment()
        block = block.next()
    assert found == wanted


def test_a_header_stands_out_and_another_row_that_becomes_it_too(show: Show) -> None:
    editor = show("| When | What |\n| --- | --- |\n| noon | soup |\n")
    assert _weight(editor, "When") == QFont.Weight.Bold
    assert _weight(editor, "soup") != QFont.Weight.Bold
    cursor = editor.document().find("When")
    editor.structure.tables.remove_row(cursor)
    assert _weight(editor, "soup") == QFont.Weight.Bold
    assert not any(run.style.strong for leaf in editor.leaves() for run in leaf.runs)


def test_rows_of_the_next_text_are_not_taken_for_headers(show: Show) -> None:
    editor = show("| When | What |\n| --- | --- |\n| noon | soup |\n")
    editor.show_leaves(Document(b"- x\n\n| A | B |\n| - | - |\n| c | d |\n| e | f |\n").leaves)
    assert _weight(editor, "A") == QFont.Weight.Bold
    assert {_weight(editor, word) for word in "cdef"} == {QFont.Weight.Normal}


def _weight(editor: TextEditor, word: str) -> int:
    return editor.document().find(word).charFormat().fontWeight()


def _ratio(editor: TextEditor, word: str, ground: QColor) -> float:
    form = editor.document().find(word).charFormat()
    brush = form.foreground()
    assert brush.style() != Qt.BrushStyle.NoBrush
    return contrast(brush.color().name(), ground.name())


def test_links_can_be_read_after_the_colours_changed_while_writing(show: Show) -> None:
    editor = show("See [there](https://example.org) and `code`.\n")
    editor.setPalette(palette(LIGHT))
    put_cursor(editor, 0)
    editor.textCursor().insertText("x")
    editor.setPalette(palette(DARK))
    assert _ratio(editor, "there", QColor(DARK.surface)) >= 4.5
    editor.undo()
    editor.undo()
    assert editor.toPlainText().startswith("See"), "what was typed before can still be undone"


@pytest.mark.parametrize("theme", TOKENS)
def test_words_can_be_read_on_the_shade_behind_code_and_headers(theme: str) -> None:
    tokens = TOKENS[theme]
    ground, part = QColor(tokens.surface), SHADE.alphaF()
    mixed = [
        one * part + other * (1 - part)
        for one, other in zip(SHADE.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
    ]
    shaded = QColor.fromRgbF(*mixed).name()
    assert contrast(tokens.ink, shaded) >= 4.5
    assert contrast(tokens.link, shaded) >= 4.5
    assert contrast(LINE.name(), tokens.surface) >= 3
