"""The buttons over a text, however little room they have."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.screen_words import screen_words
from toolkit_editor.ui.writing.toolbar import WritingBar

TEXT = b"A line of words.\n\n| When | What |\n| --- | --- |\n| noon | soup |\n"


class Place(QWidget):
    """An editor with its buttons."""

    def __init__(self) -> None:
        super().__init__()
        inside = QVBoxLayout(self)
        self.editor = TextEditor(screen_words())
        self.bar = WritingBar(self.editor, pictures=True)
        inside.addWidget(self.bar)
        inside.addWidget(self.editor)
        self.editor.show_leaves(Document(TEXT).leaves)

    def names(self) -> list[str]:
        """The names of the buttons that are seen."""
        buttons = self.bar.line.findChildren(QToolButton)
        return [button.accessibleName() for button in buttons if button.isVisible()]

    def waiting(self) -> list[str]:
        """What the last button leads to."""
        menu = self.bar.line.more.menu()
        menu.aboutToShow.emit()
        return [action.text() for action in menu.actions()]


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    place = Place()
    qtbot.addWidget(place)
    place.resize(1100, 400)
    place.show()
    return place


def test_with_room_everything_is_seen(place: Place) -> None:
    assert {"Bold", "List of tasks", "Put in", "More marks"} <= set(place.names())
    assert "More" not in place.names()


def test_what_has_no_room_is_behind_the_last_button(place: Place, qtbot: QtBot) -> None:
    everything = set(place.names())
    place.resize(300, 400)
    qtbot.waitUntil(lambda: "More" in place.names())
    assert "Bold" in place.names()
    seen = len(place.names()) - 1
    assert seen + len(place.waiting()) == len(everything)
    assert {"Link", "Put in"} <= set(place.waiting())


def test_what_is_behind_the_last_button_can_be_done_from_there(place: Place, qtbot: QtBot) -> None:
    place.resize(300, 400)
    qtbot.waitUntil(lambda: "More" in place.names())
    place.waiting()
    menu = place.bar.line.more.menu()
    next(action for action in menu.actions() if "Tasks" in action.text()).trigger()
    assert place.editor.frame_here().path[-1].task == " "


def test_a_table_brings_its_button_wherever_there_is_room(place: Place, qtbot: QtBot) -> None:
    assert "Table" not in place.names()
    place.editor.go_to(place.editor.toPlainText().index("soup"))
    qtbot.waitUntil(lambda: "Table" in place.names())
    place.resize(300, 400)
    qtbot.waitUntil(lambda: "More" in place.names())
    assert "Table" in place.waiting()
    place.editor.go_to(0)
    qtbot.waitUntil(lambda: "Table" not in place.waiting())


def test_the_arrow_keys_go_from_button_to_button(place: Place, qtbot: QtBot) -> None:
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    place.bar.line.layout().itemAt(0).widget().setFocus()
    here = QApplication.focusWidget()
    QTest.keyClick(here, Qt.Key.Key_Right)
    assert QApplication.focusWidget().accessibleName() == "Bold"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert QApplication.focusWidget() is here
