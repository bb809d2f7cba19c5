"""Opening a page in the editor and keeping it untouched changes no byte, whatever is in it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from support.edits import ALL, choices
from support.texts import commonmark_examples, corpus, gfm_examples, real_texts
from toolkit_editor.app.verbs.roundtrip import through_editor
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.decoration import Words
from toolkit_editor.ui.writing.editor import TextEditor


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    widget = TextEditor(Words(lambda name, _argument: name, lambda _frame: "", "Source"))
    qtbot.addWidget(widget)
    return widget


def test_every_real_page_goes_through_the_editor_byte_for_byte(editor: TextEditor) -> None:
    texts = corpus()
    assert len(texts) > 480
    assert [name for name, data in texts.items() if through_editor(data, editor) != data] == []


def test_every_commonmark_example_goes_through_the_editor_byte_for_byte(
    editor: TextEditor,
) -> None:
    assert [data for data in commonmark_examples() if through_editor(data, editor) != data] == []


def test_every_example_of_githubs_dialect_goes_through_the_editor_byte_for_byte(
    editor: TextEditor,
) -> None:
    assert [data for data in gfm_examples() if through_editor(data, editor) != data] == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\r\n\r\n",
        b"\xef\xbb\xbf# x\r\n",
        b"# x",
        b"a  \nb\\\nc\n",
        b"\xff\xfe",
        b"nul \x00 and \x0c\n",
        "a\u2028b\u2029c\ufffcd\n".encode(),
        "\U0001f600 **\U0001f600** `\U0001f600`\n".encode(),
        "e\u0301 é \u200d \u00a0\n".encode(),
        b"\ttab\n\n\tcode\n",
        b"| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n",
        b"| only |\n|------|\n",
        b"> > > deep\n> * list\n>\n>   1. more\n",
        b"- \n-\n- [ ] \n",
        b"[](empty)\n\n![]()\n\n****\n",
        b"::: tip\n::: keep\n\nin\n\n:::\n:::\n",
        b"<div>\n\nin\n\n</div>\n",
        b"---\ntitle: x\n---\n---\n\nrule first\n",
        b"a\n***\n***\n***\nb",
    ],
)
def test_odd_pages_go_through_the_editor_byte_for_byte(editor: TextEditor, data: bytes) -> None:
    assert through_editor(data, editor) == data


def test_what_is_shown_is_read_back_as_the_same_leaves(editor: TextEditor) -> None:
    for data in real_texts().values():
        document = Document(split(data)[1])
        editor.show_leaves(document.leaves)
        assert tuple(editor.read_anew()) == document.leaves


def test_edited_leaves_are_read_back_as_they_were_shown(editor: TextEditor) -> None:
    import random

    chance = random.Random(144)
    documents = [Document(split(data)[1]) for data in real_texts().values()]
    for _ in range(40):
        document = chance.choice(documents)
        found = choices(document.leaves)
        leaves = list(document.leaves)
        if found and chance.choice(ALL)(chance, leaves, chance.choice(found)):
            editor.show_leaves(leaves)
            shown = document.write(editor.read_anew())
            assert shown.faithful
            assert shown.data == document.write(leaves).data
