"""Words that are not in the dictionary, marked while one writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from toolkit_editor.checks.dictionaries import dictionary_folders
from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.screen_words import screen_words
from toolkit_editor.ui.writing.spelling import SpellingHelp

TEXT = "# A grene door\n\nIt was grene and `grene`, colour.\n\n```\ngrene\n```\n\nThe zzyxq.\n"


def at_once(
    function: Callable[[], object], then: Callable[[object], None], **_options: object
) -> None:
    then(function())


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    made = TextEditor(screen_words())
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show_leaves(Document(TEXT.encode()).leaves)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def help_(editor: TextEditor, tmp_path: Path) -> SpellingHelp:
    """Only the dictionary that came with the library, so that every computer agrees."""
    made = SpellingHelp(editor, at_once, dictionary_folders(tmp_path, "win32"))
    made.use("en", ("en", "fr"), frozenset({"zzyxq"}))
    return made


def marked(help_: SpellingHelp, qtbot: QtBot, text: str) -> list[str]:
    """What is marked in a text of a block, once all its words were looked up."""

    def is_known() -> bool:
        help_.ranges(text)
        return text in help_._texts

    qtbot.waitUntil(is_known, timeout=5000)
    return [text[start:end] for start, end in help_.ranges(text)]


def type_words(editor: TextEditor, words: str) -> None:
    for letter in words:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(editor, event)


def menu_of(editor: TextEditor, qtbot: QtBot) -> QMenu:
    def shown() -> list[QMenu]:
        return [menu for menu in editor.findChildren(QMenu) if menu.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[-1]


def names(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu: QMenu, name: str) -> None:
    next(action for action in menu.actions() if action.text() == name).trigger()
    menu.close()


def test_unknown_words_are_looked_up_after_a_pause_and_not_while_painting(
    help_: SpellingHelp, qtbot: QtBot
) -> None:
    text = "It was grene and colour."
    assert list(help_.ranges(text)) == []
    assert marked(help_, qtbot, text) == ["grene"]


def test_ranges_are_in_the_units_of_qt(help_: SpellingHelp, qtbot: QtBot) -> None:
    text = "🙂 grene"
    marked(help_, qtbot, text)
    assert list(help_.ranges(text)) == [(3, 8)]


def test_the_word_being_typed_is_not_marked_until_it_is_left(
    editor: TextEditor, help_: SpellingHelp, qtbot: QtBot
) -> None:
    editor.go_to(0)
    type_words(editor, "recieve")
    text = "recieveA grene door"
    assert "recieveA" not in marked(help_, qtbot, text)
    type_words(editor, " ")
    text = "recieve A grene door"
    assert marked(help_, qtbot, text) == ["recieve", "grene"]


def test_f7_goes_through_the_words_but_not_those_in_code(
    editor: TextEditor, help_: SpellingHelp
) -> None:
    places = []
    for _ in range(3):
        help_.next_word()
        assert editor.textCursor().selectedText() == "grene"
        places.append(editor.selected_range()[0])
    assert places == [2, 20, 2]


def test_when_every_word_is_right_it_is_said(
    editor: TextEditor, help_: SpellingHelp, qtbot: QtBot
) -> None:
    editor.show_leaves(Document(b"A green door.\n").leaves)
    with qtbot.waitSignal(help_.said) as said:
        help_.next_word()
    assert "Every word" in said.args[0]


def test_what_was_meant_is_put_in_by_keyboard_in_one_step(
    editor: TextEditor, help_: SpellingHelp, qtbot: QtBot
) -> None:
    help_.next_word()
    help_.suggest()
    menu = menu_of(editor, qtbot)
    assert menu.accessibleName() == "Not in the dictionary: grene"
    assert menu.activeAction() is menu.actions()[0]
    choose(menu, "green")
    assert editor.leaves()[0].text == "A green door"
    editor.undo()
    assert editor.leaves()[0].text == "A grene door"


@pytest.mark.parametrize(
    "reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard]
)
def test_the_menu_on_a_marked_word_begins_with_suggestions(
    editor: TextEditor, help_: SpellingHelp, qtbot: QtBot, reason: QContextMenuEvent.Reason
) -> None:
    marked(help_, qtbot, "A grene door")
    editor.go_to(4)
    spot = editor.cursorRect().center()
    target = editor.viewport() if reason == QContextMenuEvent.Reason.Mouse else editor
    if reason == QContextMenuEvent.Reason.Mouse:
        editor.go_to(60)
    event = QContextMenuEvent(reason, spot, editor.viewport().mapToGlobal(spot))
    QCoreApplication.sendEvent(target, event)
    menu = menu_of(editor, qtbot)
    assert "green" in names(menu)[:6]
    assert any("Select All" in name for name in names(menu))
    menu.close()


def test_a_word_of_mine_is_kept_and_no_longer_marked(
    editor: TextEditor, help_: SpellingHelp, qtbot: QtBot
) -> None:
    for name, kept in (("Leave it this time", []), ("Add to my words", ["grenne"])):
        word = "gremme" if not kept else "grenne"
        editor.show_leaves(Document(f"A {word} door.\n".encode()).leaves)
        learned: list[str] = []
        help_.learned.connect(learned.append)
        help_.next_word()
        help_.suggest()
        choose(menu_of(editor, qtbot), name)
        assert learned == kept
        assert marked(help_, qtbot, f"A {word} door.") == []
        help_.learned.disconnect(learned.append)
    assert marked(help_, qtbot, "A gremme door.") == [], "what is left alone stays so"


def test_words_of_the_group_are_right_and_can_stop_being(help_: SpellingHelp, qtbot: QtBot) -> None:
    assert marked(help_, qtbot, "The zzyxq.") == []
    help_.use("en", ("en", "fr"), frozenset())
    assert marked(help_, qtbot, "The zzyxq.") == ["zzyxq"]


def test_who_may_only_read_sees_no_marks(
    editor: TextEditor, help_: SpellingHelp, qtbot: QtBot
) -> None:
    marked(help_, qtbot, "A grene door")
    editor.setReadOnly(True)
    assert list(help_.ranges("A grene door")) == []


def test_where_there_is_no_dictionary_it_is_said(
    editor: TextEditor, help_: SpellingHelp, qtbot: QtBot
) -> None:
    help_.use("fr", ("en", "fr"), frozenset())
    assert marked(help_, qtbot, "Une portte.") == []
    with qtbot.waitSignal(help_.said) as said:
        help_.next_word()
    assert "no dictionary" in said.args[0]


def test_switched_off_nothing_is_marked(help_: SpellingHelp, qtbot: QtBot) -> None:
    marked(help_, qtbot, "A grene door")
    help_.stop()
    assert list(help_.ranges("A grene door")) == []
    with qtbot.waitSignal(help_.said):
        help_.suggest()
