"""How long until the window is there, beside a bare PySide6 window in the same run.

Run it by hand: `xvfb-run -s "-screen 0 1280x800x24" .venv/bin/python tests/benchmarks/start_up.py`.
Needs Xvfb and xdotool. Prints medians and their ratio; decides nothing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

RUNS = 7
PATIENCE = 20.0
BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setWindowTitle("Bare window")
window.setCentralWidget(QLabel("Nothing"))
window.resize(1280, 800)
window.show()
app.exec()
"""


def seconds_until(title: str, command: list[str], environment: Mapping[str, str]) -> float:
    """Seconds from starting `command` until a window with this title can be seen."""
    started = time.monotonic()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.monotonic() - started < PATIENCE:
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", title],
                capture_output=True,
                check=False,
            )
            if found.stdout.strip():
                return time.monotonic() - started
        raise SystemExit(f"no window called {title!r} in {PATIENCE:.0f} s")
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Measure in turn, so that a slow moment of the machine meets both."""
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TOOLKIT_EDITOR_HOME": str(Path(folder) / "home")}
        program = [sys.executable, "-m", "toolkit_editor.app"]
        for _ in range(RUNS):
            bare.append(seconds_until("^Bare window$", [sys.executable, "-c", BARE], environment))
            ours.append(seconds_until("Toolkit Editor", program, environment))
    one, two = statistics.median(bare), statistics.median(ours)
    print(f"bare window {one:.2f} s, ours {two:.2f} s, ratio {two / one:.2f}")


if __name__ == "__main__":
    main()
