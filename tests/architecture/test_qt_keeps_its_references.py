"""PySide6 6.12.0 loses a reference to None on each call on older Pythons and ends the program."""

from __future__ import annotations

import subprocess
import sys

TWELVE_THOUSAND_CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(12_000):
    thing.setObjectName("a")
"""


def test_many_calls_that_return_nothing_do_not_end_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TWELVE_THOUSAND_CALLS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
