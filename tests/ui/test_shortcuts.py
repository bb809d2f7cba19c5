"""Every key means one thing: no two actions share one, and none takes a key of the words away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QWidget
from pytestqt.qtbot import QtBot

from support.desks import a_desktop, sample_desk
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.settings.choices import Choices
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.sections.section_page import SectionPage

_Standard = QKeySequence.StandardKey
STANDARD = (
    _Standard.Undo,
    _Standard.Redo,
    _Standard.Cut,
    _Standard.Copy,
    _Standard.Paste,
    _Standard.SelectAll,
    _Standard.MoveToNextWord,
    _Standard.MoveToPreviousWord,
    _Standard.MoveToStartOfDocument,
    _Standard.MoveToEndOfDocument,
    _Standard.SelectNextWord,
    _Standard.SelectPreviousWord,
    _Standard.DeleteStartOfWord,
    _Standard.DeleteEndOfWord,
    _Standard.InsertLineSeparator,
)
OURS = {"Alt+Up", "Alt+Down", "Ctrl+Return", "Ctrl+Enter", "Tab", "Shift+Tab", "Return"}
"""What the words themselves answer."""


@pytest.fixture(params=["en", "fr"])
def desktop(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    sample_desk(tmp_path).close()
    with a_desktop(tmp_path, choices=Choices(interface_language=request.param)) as made:
        made.show()
        made.session.go(Go("opening", str(made.session.places.home.parent / "sample")))
        made.session.go(Go("section", "d0b65efa4a2d548c", "en"))
        yield made


def actions_of(window: QWidget) -> set[QAction]:
    """Every action that something in a window holds."""
    found = set(window.findChildren(QAction))
    for widget in (window, *window.findChildren(QWidget)):
        found.update(widget.actions())
    return found


def keys_of(window: QWidget) -> dict[str, set[str]]:
    """Which actions each key belongs to. What only works in its own small place has no part."""
    found: dict[str, set[str]] = defaultdict(set)
    for action in actions_of(window):
        for sequence in action.shortcuts():
            found[sequence.toString()].add(action.text())
    for shortcut in window.findChildren(QShortcut):
        if shortcut.context() is Qt.ShortcutContext.WindowShortcut:
            sequences = shortcut.keys()
            for sequence in sequences:
                found[sequence.toString()].add(f"a shortcut of {type(shortcut.parent()).__name__}")
    return found


def test_no_key_belongs_to_two_actions(desktop: Desktop) -> None:
    keys = keys_of(desktop.window)
    assert len(keys) > 40
    assert {key: names for key, names in keys.items() if len(names) > 1} == {}


def test_no_action_takes_a_key_of_the_words_away(desktop: Desktop) -> None:
    own = {one.toString() for key in STANDARD for one in QKeySequence.keyBindings(key)} | OURS
    assert len(own) > 20
    assert {key: names for key, names in keys_of(desktop.window).items() if key in own} == {}


def test_ctrl_enter_leads_out_of_a_list_and_not_out_of_the_section(
    desktop: Desktop, qtbot: QtBot
) -> None:
    page = desktop.window.page
    assert isinstance(page, SectionPage)
    desktop.window.activateWindow()
    page.editor.setFocus()
    qtbot.waitUntil(page.editor.hasFocus)
    before = len(page.editor.leaves())
    QTest.keyClick(page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desktop.window.page is page
    assert len(page.editor.leaves()) in (before, before + 1)


def test_every_button_and_menu_over_the_words_has_a_name(desktop: Desktop) -> None:
    page = desktop.window.page
    assert isinstance(page, SectionPage)
    for button in page.bar.findChildren(QAbstractButton):
        assert button.accessibleName(), button.text()
    for box in page.bar.findChildren(QComboBox):
        assert box.accessibleName()
    menus = page.bar.findChildren(QMenu)
    assert len(menus) >= 4
    for menu in menus:
        assert menu.accessibleName()
        assert all(action.text() for action in menu.actions() if not action.isSeparator())
