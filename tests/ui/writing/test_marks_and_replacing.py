"""Marks under words, and words put in the place of others."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.screen_words import screen_words

TEXT = """\
# A grene door

A **grene** door, `grene` in code, and 🙂 a grene window.

| grene | b |
|-------|---|
| c     | d |

```
grene
```
"""


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    made = TextEditor(screen_words())
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def show(editor: TextEditor, text: str) -> Document:
    document = Document(text.encode())
    editor.show_leaves(document.leaves)
    return document


def ranges(text: str, word: str) -> list[tuple[int, int]]:
    units = text.encode("utf-16-le").decode("utf-16-le")
    at = units.find(word)
    return [(at, at + len(word))] if at >= 0 else []


def test_marks_are_asked_for_what_is_seen_and_never_for_code(editor: TextEditor) -> None:
    show(editor, TEXT + "\nFar below.\n" * 200)
    asked: list[str] = []

    def provide(text: str) -> list[tuple[int, int]]:
        asked.append(text)
        return []

    editor.set_squiggles(provide)
    editor.grab()
    assert "A grene door" in asked
    assert "grene" in asked, "the cell of the table"
    assert asked.count("grene") == 1, "the block of code is not asked about"
    assert len(asked) < 60


def test_a_mark_can_be_seen_and_goes_away(editor: TextEditor) -> None:
    show(editor, "A grene door.\n")
    plain = editor.grab().toImage()
    for mark in (editor.set_squiggles, editor.set_washes):
        mark(lambda text: ranges(text, "grene"))
        assert editor.grab().toImage() != plain
        mark(None)
        assert editor.grab().toImage() == plain


def test_words_in_code_within_a_sentence_are_not_marked(editor: TextEditor) -> None:
    show(editor, "A `grene` door.\n")
    plain = editor.grab().toImage()
    editor.set_squiggles(lambda text: ranges(text, "grene"))
    assert editor.grab().toImage() == plain


def test_replacing_keeps_the_style_and_everything_else(editor: TextEditor) -> None:
    document = show(editor, TEXT)
    plain = "\n".join(leaf.text for leaf in editor.leaves())
    start = plain.index("grene", plain.index("A grene door") + 12)
    assert editor.replace_range(start, start + 5, "green")
    written = document.write(editor.leaves())
    assert written.faithful
    assert written.data.decode() == TEXT.replace("**grene**", "**green**")
    editor.undo()
    assert document.write(editor.leaves()).data.decode() == TEXT


def test_many_are_replaced_in_one_step(editor: TextEditor) -> None:
    document = show(editor, TEXT)
    plain = "\n".join(leaf.text for leaf in editor.leaves())
    places = [at for at in range(len(plain)) if plain.startswith("grene", at)][:5]
    assert editor.replace_ranges([(at, at + 5, "light green") for at in places]) == 5
    written = document.write(editor.leaves())
    assert written.faithful
    assert written.data.decode().count("light green") == 5
    assert "`light green`" in written.data.decode()
    editor.undo()
    assert document.write(editor.leaves()).data.decode() == TEXT


def test_what_may_not_be_changed_is_left_alone(editor: TextEditor) -> None:
    text = "One.\n\n---\n\n![A door](door.png) two\n"
    document = show(editor, text)
    plain = "\n".join(leaf.text for leaf in editor.leaves())
    picture = plain.index("\ufffc")
    assert not editor.replace_range(picture, picture + 1, "x")
    assert not editor.replace_range(2, 7, "across blocks")
    assert not editor.replace_range(400, 401, "nowhere")
    editor.setReadOnly(True)
    assert not editor.replace_range(0, 3, "Two")
    assert document.write(editor.leaves()).data.decode() == text


def test_lines_can_be_made_longer_and_shorter(editor: TextEditor) -> None:
    show(editor, TEXT)
    editor.resize(1400, 500)
    editor.set_line_length(600)
    narrow = editor.viewport().width()
    editor.set_line_length(1000)
    assert editor.viewport().width() > narrow
    editor.resize(1500, 500)
    assert editor.viewport().width() < 1100
