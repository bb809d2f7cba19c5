"""Rows of buttons break where there is no room, and a reader of HTML loads nothing."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.reader import Reader


def test_buttons_go_on_in_the_next_line_where_there_is_no_room(qtbot: QtBot) -> None:
    buttons = [Button(f"A rather long button {n}") for n in range(3)]
    line = ButtonLine(*buttons)
    qtbot.addWidget(line)
    line.resize(2000, 60)
    line.show()
    assert len({button.y() for button in buttons}) == 1
    narrow = buttons[0].sizeHint().width() + 10
    line.resize(narrow, line.heightForWidth(narrow))
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 3)
    assert buttons[2].geometry().bottom() < line.height()


def test_a_hidden_button_takes_no_room(qtbot: QtBot) -> None:
    one, other = Button("One"), Button("Other")
    line = ButtonLine(one, other)
    qtbot.addWidget(line)
    line.show()
    width = line.sizeHint().width()
    one.hide()
    assert line.layout().sizeHint().width() < width


def test_reading_a_story_asks_for_nothing_from_outside(qtbot: QtBot) -> None:
    reader = Reader("The story")
    qtbot.addWidget(reader)
    asked: list[str] = []
    reader.wanted.connect(asked.append)
    reader.show_html(
        '<p>Words <a href="https://example.org/x">there</a>'
        '<img src="http://127.0.0.1:9/seen.png"><link href="x.css" rel="stylesheet"></p>'
    )
    reader.show()
    assert "Words there" in reader.toPlainText()
    assert asked == []
    before = reader.source()
    reader.anchorClicked.emit("https://example.org/x")
    assert asked == ["https://example.org/x"]
    assert reader.source() == before
    assert "Words there" in reader.toPlainText()
