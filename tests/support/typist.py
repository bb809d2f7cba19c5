"""The whole program in a process of its own, in which somebody types without ever pausing.

Run as a script with the folder of things and the address of a workspace. Prints, a line each, the
time of every key and how many were typed; the test ends the process whenever it likes.
"""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from toolkit_editor.app.desktop import Desktop
from toolkit_editor.base.clock import SystemClock
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.sections.section_page import SectionPage

KEY = 20
"""Milliseconds between two keys: a very fast typist."""
MARK = "typed: "


def main(home: str, workspace: str) -> int:
    """Open the section `hope` and type letters at its end for ever."""
    application = QApplication([])
    desktop = Desktop(application, Places(Path(home)), SystemClock(), automatic=False)
    desktop.show(workspace)
    numbers = count(1)
    timer = QTimer()
    timer.setInterval(KEY)

    def key() -> None:
        page = desktop.window.page
        if not isinstance(page, SectionPage):
            if desktop.session.about is not None:
                desktop.session.go(Go("section", "hope", "en"))
            return
        if page.editor.isReadOnly() or "last words" not in page.editor.toPlainText():
            return
        number = next(numbers)
        if number == 1:
            page.editor.moveCursor(QTextCursor.MoveOperation.End)
            QTest.keyClick(page.editor, Qt.Key.Key_Return)
            QTest.keyClicks(page.editor, MARK)
        QTest.keyClick(page.editor, "abcdefghij"[number % 10])
        print(time.monotonic(), number, flush=True)

    timer.timeout.connect(key)
    timer.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
