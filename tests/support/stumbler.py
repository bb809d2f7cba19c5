"""The whole program, in which somebody types until one of our own slots makes a mistake.

Run as a script with the folder of things, the address of a workspace, and where the mistake is:
`slot`, or `leaving`, where even keeping fails. Prints a line when the page for our own mistakes is
shown, and stays until it is ended.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from toolkit_editor.app import desktop as program
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.settings.places import VARIABLE
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.shell.crash import CrashDialog

WORDS = "typed just before"


class Stumbler(QObject):
    """Types once, and stumbles at the last letter."""

    def __init__(self, desktop: Desktop, where: str) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self._where = where
        self._said = False
        self._typed = False
        # Two timers: one does not tick while what it called is waiting for an answer.
        for function in (self._type, self._look):
            timer = QTimer(self)
            timer.setInterval(20)
            timer.timeout.connect(function)
            timer.start()

    def _look(self) -> None:
        if isinstance(QApplication.activeModalWidget(), CrashDialog) and not self._said:
            self._said = True
            print("shown", flush=True)

    def _type(self) -> None:
        page = self._desktop.window.page
        if not isinstance(page, SectionPage):
            if self._desktop.session.about is not None:
                self._desktop.session.go(Go("section", "hope", "en"))
        elif not self._typed and "last words" in page.editor.toPlainText():
            self._typed = True
            page.editor.moveCursor(QTextCursor.MoveOperation.End)
            QTest.keyClick(page.editor, Qt.Key.Key_Return)
            QTest.keyClicks(page.editor, WORDS[:-1])
            page.editor.textChanged.connect(self._stumble)
            QTest.keyClick(page.editor, WORDS[-1])

    def _stumble(self) -> None:
        page = self._desktop.window.page
        assert isinstance(page, SectionPage)
        if self._where == "leaving":
            page.leave = self._fail  # type: ignore[method-assign]
        self._fail()

    def _fail(self) -> None:
        raise ValueError("our own mistake")


def main(home: str, workspace: str, where: str) -> int:
    os.environ[VARIABLE] = home
    show = Desktop.show

    def shown(self: Desktop, workspace: str | None = None) -> None:
        show(self, workspace)
        Stumbler(self, where)

    Desktop.show = shown  # type: ignore[method-assign]
    return program.open_window(workspace)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
