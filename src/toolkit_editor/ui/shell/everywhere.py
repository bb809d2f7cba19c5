"""Putting away and locking from every window of the program: a dialog must not stand in the way.

The shortcuts of a window rest while a dialog waits for an answer; these two must not. Must not know
what they do.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from toolkit_editor.ui.bridge.actions import Commands
from toolkit_editor.ui.bridge.focus_watch import FocusWatch

_ACTIONS = ("put-away", "lock")


class Everywhere(FocusWatch):
    """Watches whichever window has the keyboard while a dialog is open."""

    def __init__(self, commands: Commands, window: QObject) -> None:
        """Do the actions of `commands`."""
        super().__init__(window)
        self._commands = commands

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Do one of the actions where its keys are pressed in a dialog."""
        if event.type() is not QEvent.Type.KeyPress or QApplication.activeModalWidget() is None:
            return False
        assert isinstance(event, QKeyEvent)
        pressed = QKeySequence(event.keyCombination())
        for id_ in _ACTIONS:
            if pressed in self._commands.qaction(id_).shortcuts():
                self._commands.do(id_)
                return True
        return False
