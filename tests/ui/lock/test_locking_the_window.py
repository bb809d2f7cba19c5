"""The window locks, and opens again with the passphrase: as at a shared computer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from support.desks import StillClock
from support.hands import type_text
from support.lock_window import WORDS, give, opened_section, press
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.base.durable import disk_full
from toolkit_editor.services import recovering, writing
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.lock.locked_page import LockedPage


def test_it_opens_on_a_calm_page_and_nothing_else_is_in_reach(guarded: Desktop) -> None:
    window, session = guarded.window, guarded.session
    assert isinstance(window.page, LockedPage)
    assert session.desk is None and session.places.opened is None
    assert not window.top.isVisible() and not window.navigation.isVisible()
    assert not window.menuBar().isVisible()
    for where in ("welcome", "home", "sections", "stories", "settings", "lock", "search", "start"):
        session.go(Go(where))
        assert isinstance(window.page, LockedPage), where
    offered = {action.id for action in window.commands.available()}
    assert offered <= {"support", "keys", "larger", "smaller", "usual-size", "quit", "back"}
    window.back()
    assert isinstance(window.page, LockedPage)


def test_my_passphrase_opens_what_was_open_last(guarded: Desktop) -> None:
    give(guarded, WORDS)
    assert isinstance(guarded.window.page, HomePage)
    assert guarded.session.desk is not None and guarded.session.desk.has_key
    assert guarded.window.navigation.isVisible()


def test_a_wrong_one_is_one_sentence_and_i_can_try_again_at_once(guarded: Desktop) -> None:
    for _ in range(4):
        give(guarded, "not this one")
        page = guarded.window.page
        assert isinstance(page, LockedPage)
        assert page.banner.text == "This passphrase does not open it. Try again whenever you like."
        assert page.open.isEnabled()
    give(guarded, WORDS)
    assert isinstance(guarded.window.page, HomePage)


def test_the_letters_are_hidden_until_i_ask_and_i_can_paste(guarded: Desktop) -> None:
    page = guarded.window.page
    assert isinstance(page, LockedPage)
    line = page.passphrase.line
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert line.accessibleName() == "Passphrase"
    press(page, "Passphrase: show the letters")
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    press(page, "Passphrase: hide the letters")
    data = QMimeData()
    data.setText(WORDS)
    QGuiApplication.clipboard().setMimeData(data)
    line.paste()
    assert page.passphrase.text == WORDS
    guarded.session.go(Go("support"))
    guarded.session.go(Go("home"))
    assert page.passphrase.text == ""


def test_lock_now_keeps_what_i_typed_and_leaves_nothing_of_it(
    guarded: Desktop, sample: str
) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)
    path = page.words_now()[0]  # type: ignore[index]
    type_text(page.editor, "Zebrafinch. ")
    guarded.window.commands.do("lock")
    window, session = guarded.window, guarded.session
    assert isinstance(window.page, LockedPage)
    assert session.desk is None and session.places.opened is None and not window.is_covered
    assert window.windowTitle() == "Toolkit Editor"
    assert window.pages() == [window.page]
    give(guarded, WORDS)
    assert session.desk is not None
    [moment, *_] = writing.moments(session.desk, path)
    assert b"Zebrafinch" in writing.read_moment(session.desk, moment)


def test_words_that_could_not_be_kept_are_hidden_and_not_lost(
    guarded: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)

    def refuse(*_: object, **__: object) -> None:
        raise disk_full("the disk")

    with monkeypatch.context() as patched:
        patched.setattr(writing, "keep_files", refuse)
        type_text(page.editor, "Zebrafinch. ")
        guarded.window.commands.do("lock")
        assert guarded.window.is_covered
        assert guarded.session.desk is not None
        assert "Zebrafinch" in page.editor.toPlainText()
        guarded.window.cover.back.click()
        assert guarded.window.banner.text.startswith("Not locked")
    guarded.window.commands.do("keep")
    page._safe._try_all()
    guarded.window.commands.do("lock")
    assert isinstance(guarded.window.page, LockedPage)


def test_a_dialog_does_not_stay_over_the_locked_page(guarded: Desktop) -> None:
    give(guarded, WORDS)
    dialog = QDialog(guarded.window)
    dialog.show()
    guarded.window.commands.do("lock")
    assert not dialog.isVisible()


def test_locking_takes_back_what_i_copied_and_nothing_of_others(guarded: Desktop) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)
    page.editor.selectAll()
    page.editor.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text()
    guarded.window.commands.do("lock")
    assert clipboard.text() == ""
    give(guarded, WORDS)
    clipboard.setText("of another program")
    guarded.window.commands.do("lock")
    assert clipboard.text() == "of another program"


def test_it_locks_by_itself_after_the_time_i_chose_and_never_otherwise(
    guarded: Desktop, qtbot: QtBot
) -> None:
    give(guarded, WORDS)
    clock = guarded.session.clock
    assert isinstance(clock, StillClock)
    clock.at += timedelta(days=3)
    assert not guarded._idle.look()
    guarded.session.choose(lock_after=10)
    clock.at += timedelta(minutes=9)
    guarded._idle.watch(guarded.window.windowHandle())
    qtbot.keyClick(guarded.window.windowHandle(), Qt.Key.Key_Shift)
    clock.at += timedelta(minutes=9)
    assert not guarded._idle.look()
    clock.at += timedelta(minutes=1)
    qtbot.keyClick(guarded.window.windowHandle(), Qt.Key.Key_Shift)
    assert isinstance(guarded.window.page, LockedPage)


def test_a_reply_i_had_begun_is_put_aside_for_me_and_nobody_else(
    guarded: Desktop, folder: Path
) -> None:
    give(guarded, WORDS)
    page = opened_section(guarded)
    box = QPlainTextEdit(page)
    type_text(box, "Zebrafinch")  # type: ignore[arg-type]
    shown = QPlainTextEdit("Of somebody else", page)
    assert not shown.document().isModified()
    guarded.window.commands.do("lock")
    [file] = (folder / "home" / "recovery").iterdir()
    assert b"Zebrafinch" not in file.read_bytes()
    give(guarded, WORDS)
    assert guarded.session.desk is not None
    assert recovering.read_aside(guarded.session.desk, file) == "Zebrafinch"
