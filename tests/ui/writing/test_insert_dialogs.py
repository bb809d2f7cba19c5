"""What is asked before something is put into a text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from toolkit_editor.ui.writing.insert_dialogs import TableDialog, WordsDialog


def test_enter_puts_in_what_was_said(qtbot: QtBot) -> None:
    dialog = WordsDialog("Footnote", "What does it say?", "Put it in", None)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.words, "Tea was at four.")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted.value
    assert dialog.said == "Tea was at four."


def test_escape_puts_nothing_in(qtbot: QtBot) -> None:
    dialog = TableDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.rows, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected.value
    assert dialog.isHidden()
