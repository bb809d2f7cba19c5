"""Put away, everything is hidden at once: from eyes, ears and screen readers, from any window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from support.lock_window import WORDS, give, opened_section
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.ui.lock.locked_page import LockedPage


def test_put_away_locks_where_i_chose_so(guarded: Desktop) -> None:
    give(guarded, WORDS)
    guarded.window.commands.do("put-away")
    assert guarded.window.is_covered and guarded.session.desk is not None
    guarded.window.cover.back.click()
    guarded.session.choose(lock_when_put_away=True)
    guarded.window.commands.do("put-away")
    assert isinstance(guarded.window.page, LockedPage)


def seen(one: QAccessibleInterface) -> list[str]:
    """What a screen reader can say of something and of all that is in it, as far as it shows."""
    if one.state().invisible:
        return []
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    found = [one.text(kind) for kind in kinds]
    for number in range(one.childCount()):
        inside = one.child(number)
        if inside is not None:
            found += seen(inside)
    return [text for text in found if text]


def test_put_away_a_screen_reader_finds_nothing_but_the_cover(guarded: Desktop) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)
    page.setToolTip("About this")
    title = page.title.text()
    accessible = QAccessible.queryAccessibleInterface(guarded.window)
    assert accessible is not None and title in seen(accessible)
    guarded.window.commands.do("put-away")
    said = seen(accessible)
    assert "Come back" in said
    allowed = {
        "Toolkit Editor",
        "Put away",
        "Nothing is closed. Take the time you need.",
        "Come back",
    }
    assert set(said) <= allowed
    for window in QApplication.topLevelWidgets():
        assert window.windowTitle() in ("", "Toolkit Editor", "Writing")


@pytest.mark.parametrize("keys", ["H", "L"])
def test_a_dialog_does_not_stand_in_the_way(guarded: Desktop, qtbot: QtBot, keys: str) -> None:
    give(guarded, WORDS)
    dialog = QDialog(guarded.window)
    dialog.setModal(True)
    dialog.show()
    handle = dialog.windowHandle()
    guarded.window._everywhere.watch(handle)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(handle, getattr(Qt.Key, f"Key_{keys}"), both)
    assert not dialog.isVisible()
    shown = guarded.window.page
    assert guarded.window.is_covered if keys == "H" else isinstance(shown, LockedPage)


def test_what_is_put_away_stays_so_when_a_toolkit_opens_meanwhile(
    guarded: Desktop, tmp_path: Path
) -> None:
    give(guarded, WORDS)
    guarded.window.commands.do("put-away")
    guarded.session.look_again()
    assert guarded.window.is_covered


def test_putting_away_stops_reading_aloud(
    guarded: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)
    stopped: list[bool] = []
    monkeypatch.setattr(page.help.aloud, "stop", lambda: stopped.append(True))
    guarded.window.commands.do("put-away")
    assert stopped
