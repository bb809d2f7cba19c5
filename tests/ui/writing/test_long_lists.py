"""Numbers beside a long list are right, and are not counted anew for each item that is seen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPainter, QTextCursor
from pytestqt.qtbot import QtBot

from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing import decoration
from toolkit_editor.ui.writing.decoration import Decoration
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.screen_words import screen_words

ITEMS = 400


def text(under: str = "") -> bytes:
    return "".join(f"{number}. item\n{under}" for number in range(3, ITEMS + 3)).encode()


@pytest.mark.parametrize("under", ["", "     - below\n     - and below\n"], ids=["flat", "nested"])
def test_numbers_at_the_end(under: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    asked: list[int] = []
    item_in = decoration.item_in

    def note(self: Decoration, _painter: QPainter, *where: object) -> None:
        written.append(str(where[-1]))

    def count(*arguments: object) -> str | None:
        asked.append(1)
        return item_in(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Decoration, "_write_mark", note)
    monkeypatch.setattr(decoration, "item_in", count)
    editor = TextEditor(screen_words())
    qtbot.addWidget(editor)
    editor.resize(700, 600)
    editor.show_leaves(Document(text(under)).leaves)
    editor.show()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    written.clear()
    asked.clear()
    editor.viewport().grab()
    numbers = [int(mark[:-1]) for mark in written if mark.endswith(".")]
    assert numbers == list(range(ITEMS + 3 - len(numbers), ITEMS + 3))
    assert len(numbers) > 5
    assert len(asked) <= editor.document().blockCount()


def test_an_item_that_begins_with_a_list_counts_too(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def note(_self: Decoration, _painter: QPainter, *where: object) -> None:
        written.append(str(where[-1]))

    monkeypatch.setattr(Decoration, "_write_mark", note)
    editor = TextEditor(screen_words())
    qtbot.addWidget(editor)
    editor.resize(700, 400)
    editor.show_leaves(Document(b"1. one\n2. - two\n3. three\n").leaves)
    editor.show()
    written.clear()
    editor.viewport().grab()
    assert [mark for mark in written if mark.endswith(".")] == ["1.", "3."]
