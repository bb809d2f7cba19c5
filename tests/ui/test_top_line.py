"""The line at the top gives the toolkit's name what room there is."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from toolkit_editor.services.place import Place
from toolkit_editor.ui.bridge.actions import Commands
from toolkit_editor.ui.bridge.registry import ACTIONS
from toolkit_editor.ui.shell.top_line import TopLine


def a_line(qtbot: QtBot) -> tuple[QMainWindow, TopLine]:
    """The line, alone in a window that is not shown yet."""
    window = QMainWindow()
    qtbot.addWidget(window)
    line = TopLine(Commands(ACTIONS, window), window)
    window.setCentralWidget(line)
    return window, line


def test_a_long_name_ends_in_dots_however_the_room_changes(qtbot: QtBot) -> None:
    window, line = a_line(qtbot)
    window.resize(1100, 80)
    window.show()
    line.show_name("A toolkit about listening well, made together by many people. " * 3)
    line.show_place(Place.GROUP)
    for width in (1100, 820, 1000):
        window.resize(width, 80)
        name = next(one for one in line.findChildren(QLabel) if one.accessibleName())
        qtbot.waitUntil(lambda name=name: _fits(name))
        assert name.text().endswith("…")


def test_where_hardly_anything_of_the_name_fits_nothing_of_it_stands_there(qtbot: QtBot) -> None:
    window, line = a_line(qtbot)
    line.show_name("A toolkit about listening well")
    line.show_place(Place.GROUP)
    window.show()
    for width in range(1200, 740, -20):
        window.resize(width, 80)
        name = next(one for one in line.findChildren(QLabel) if one.accessibleName())
        qtbot.waitUntil(lambda name=name: _fits(name))
        assert not name.text() or len(name.text()) > 6
        assert name.accessibleName() == "Toolkit: A toolkit about listening well"


def test_the_field_says_what_it_is_for_in_as_many_words_as_fit(qtbot: QtBot) -> None:
    window, line = a_line(qtbot)
    line.show_name("A toolkit about listening well")
    window.resize(1100, 80)
    window.show()
    for width, hint in ((240, "Find in the toolkit"), (80, "Find…")):
        line.search.setFixedWidth(width)
        qtbot.waitUntil(lambda hint=hint: line.search.placeholderText() == hint)
    assert line.search.accessibleName() == "Find in the toolkit"


def _fits(name: QLabel) -> bool:
    return QFontMetrics(name.font()).horizontalAdvance(name.text()) <= name.width()
