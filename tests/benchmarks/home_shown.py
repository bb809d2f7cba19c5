"""Starts the program as a person does, looks when Home shows what it has, and ends it.

`scale.py` runs it: WORKSPACE and the moment the process was started. Prints seconds and megabytes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from toolkit_editor.app.desktop import Desktop
from toolkit_editor.base.clock import SystemClock
from toolkit_editor.settings.places import find_places

REST = 3_000
"""Milliseconds in which the first sync comes to its end."""


def main(workspace: str, began: float) -> None:
    application = QApplication(["toolkit-editor"])
    desktop = Desktop(application, find_places(), SystemClock())
    desktop.show(workspace)
    told = {"window": time.monotonic() - began}

    def look() -> None:
        choices = getattr(desktop.window.page, "choices", None)
        if "home" not in told and choices is not None and choices.count():
            told["home"] = time.monotonic() - began
            told["processor"] = time.process_time()
            QTimer.singleShot(REST, application.quit)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(2)
    application.exec()
    desktop.close()
    status = Path("/proc/self/status").read_text()
    told["memory"] = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
