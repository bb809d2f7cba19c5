"""What is painted around the words can be seen, in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette, QTextCursor
from pytestqt.qtbot import QtBot

from support.surface import Sheet, surface
from toolkit_editor.ui.widgets.style_sheet import style_sheet
from toolkit_editor.ui.widgets.theme import palette
from toolkit_editor.ui.widgets.tokens import TOKENS, contrast
from toolkit_editor.ui.writing.decoration import TINTS, Decoration
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.screen import Screen
from toolkit_editor.ui.writing.screen_words import screen_words

WASH = 0.09


@pytest.fixture(params=sorted(TOKENS))
def editor(qtbot: QtBot, request: pytest.FixtureRequest) -> TextEditor:
    widget = surface(qtbot)
    widget.setPalette(palette(TOKENS[request.param]))
    return widget


def strongest(editor: TextEditor, left: int, right: int) -> float:
    """The best contrast with the page of what is painted beside the first words."""
    editor.clearFocus()
    image = editor.viewport().grab().toImage()
    line = editor.cursorRect(QTextCursor(editor.document()))
    page = editor.palette().color(QPalette.ColorRole.Base).name()
    return max(
        contrast(image.pixelColor(x, y).name(), page)
        for x in range(left, right)
        for y in range(line.top() - 8, line.bottom() + 8)
    )


@pytest.mark.parametrize("name", sorted(TINTS))
def test_the_label_of_a_block_can_be_read_on_its_panel(editor: TextEditor, name: str) -> None:
    tint = Decoration(Screen(editor.document(), editor.palette()), screen_words()).tint(name)
    page = editor.palette().color(QPalette.ColorRole.Base)
    panel = QColor.fromRgbF(
        *(
            WASH * own + (1 - WASH) * under
            for own, under in zip(tint.getRgbF()[:3], page.getRgbF()[:3], strict=True)
        )
    )
    assert contrast(tint.name(), panel.name()) >= 4.5


@pytest.mark.parametrize("page", ["> one\n", "* one\n", "1. one\n", "* [ ] one\n", "***\n"])
def test_bars_bullets_and_boxes_can_be_seen(editor: TextEditor, page: str) -> None:
    Sheet(editor, page)
    words = editor.cursorRect(QTextCursor(editor.document())).left()
    right = words - 2 if "one" in page else words + 60
    assert strongest(editor, 4, right) >= 3


def test_a_box_of_source_has_an_edge(editor: TextEditor) -> None:
    Sheet(editor, "<div>one</div>\n")
    words = editor.cursorRect(QTextCursor(editor.document())).left()
    assert strongest(editor, 4, words - 2) >= 3


def test_a_box_of_code_stands_out_from_the_page(editor: TextEditor) -> None:
    Sheet(editor, "```\none\n```\n")
    words = editor.cursorRect(QTextCursor(editor.document())).left()
    assert strongest(editor, 4, words - 2) > 1.1


@pytest.mark.parametrize("theme", sorted(TOKENS))
def test_quiet_words_in_a_field_can_be_read(qtbot: QtBot, theme: str) -> None:
    """Source marks and hints; a style sheet of its own makes them half as strong."""
    editor = surface(qtbot)
    editor.setPalette(palette(TOKENS[theme]))
    editor.setStyleSheet(style_sheet(TOKENS[theme], 1.0, 11.0))
    quiet = editor.palette().color(QPalette.ColorRole.PlaceholderText)
    assert quiet.alpha() == 255
    assert contrast(quiet.name(), TOKENS[theme].surface) >= 4.5
