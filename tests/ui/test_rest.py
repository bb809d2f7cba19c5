"""What Python dropped is cleared away in a pause, and not while somebody types."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from toolkit_editor.ui.bridge.rest import Rest

PAUSE = 150


class Ring:
    """Something that only a look for rings can clear away."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[QLineEdit]:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    rest = Rest(line, pause=PAUSE)
    rest.watch(line.windowHandle())
    yield line
    rest.end()


def old_ring() -> weakref.ref[Ring]:
    """A dropped ring among the old objects."""
    ring = Ring()
    gc.collect()
    return weakref.ref(ring)


def test_a_pause_clears_away(line: QLineEdit, qtbot: QtBot) -> None:
    ring = old_ring()
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    assert ring() is not None
    qtbot.waitUntil(lambda: ring() is None)
    assert line.text() == "a"


def test_typing_is_not_held_up(line: QLineEdit) -> None:
    ring = old_ring()
    looked: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            looked.append(info["generation"])

    gc.callbacks.append(note)
    try:
        for _ in range(10):
            QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
            dropped = [Ring() for _ in range(20_000)]
            del dropped
            QTest.qWait(PAUSE // 3)
    finally:
        gc.callbacks.remove(note)
    assert 1 in looked
    assert 2 not in looked
    assert ring() is not None


def test_at_the_end_python_does_it_again(qtbot: QtBot) -> None:
    before = gc.get_threshold()
    rest = Rest()
    assert gc.get_threshold() != before
    rest.end()
    assert gc.get_threshold() == before
