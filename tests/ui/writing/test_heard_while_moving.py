"""What is said to somebody who does not see where the cursor is: each place once, on entering."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from support.surface import Sheet, surface
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.toolbar import WritingBar

PAGE = """\
## Being heard

first words

second words

* apples
* pears
  1. small

* [ ] call
* [x] write

> theirs
>
> theirs too

::: tip

a hint

:::

| Who | When |
|---|---|
| Sam | May |
| Kim | June |

```
code
```

last words
"""


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    return surface(qtbot)


@pytest.fixture
def said(editor: TextEditor) -> list[str]:
    found: list[str] = []
    editor.announced.connect(found.append)
    return found


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("Being", "Heading 1"),
        ("apples", "List, level 1"),
        ("small", "List, level 2"),
        ("call", "Task, to do, List, level 1"),
        ("write", "Task, done, List, level 1"),
        ("theirs", "Quote"),
        ("a hint", "Tip"),
        ("Sam", "Table, Row 2, column 1, Who"),
        ("When", "Table, Row 1, column 2"),
        ("code", "Code"),
    ],
)
def test_entering_a_place_says_what_it_is_once(
    editor: TextEditor, said: list[str], words: str, heard: str
) -> None:
    sheet = Sheet(editor, PAGE).at("second words")
    said.clear()
    sheet.at(words, end=False)
    assert said == [heard]
    sheet.press("Right").press("Left")
    assert said == [heard]


def test_going_on_in_the_same_place_says_nothing(editor: TextEditor, said: list[str]) -> None:
    sheet = Sheet(editor, PAGE)
    for first, second in (("first", "second"), ("theirs", "theirs too"), ("apples", "pears")):
        sheet.at(first)
        said.clear()
        sheet.at(second)
        assert said == [], second


def test_each_heading_and_each_task_is_said(editor: TextEditor, said: list[str]) -> None:
    sheet = Sheet(editor, "## One\n\n## Two\n\n* [ ] a\n* [ ] b\n").at("One")
    said.clear()
    sheet.at("Two").at("a").at("b")
    assert said == ["Heading 1", *["Task, to do, List, level 1"] * 2]


def test_leaving_a_place_says_that_it_is_plain_text_again(
    editor: TextEditor, said: list[str]
) -> None:
    sheet = Sheet(editor, PAGE).at("code")
    said.clear()
    sheet.press("Down")
    assert said == ["Text"]


def test_tab_through_a_table_says_row_column_and_header(
    editor: TextEditor, said: list[str]
) -> None:
    sheet = Sheet(editor, PAGE).at("Who")
    said.clear()
    for _ in range(4):
        sheet.press("Tab")
    assert said == [
        "Row 1, column 2",
        "Row 2, column 1, Who",
        "Row 2, column 2, When",
        "Row 3, column 1, Who",
    ]


def test_a_task_is_ticked_by_keys_and_heard(
    qtbot: QtBot, editor: TextEditor, said: list[str]
) -> None:
    bar = WritingBar(editor)
    qtbot.addWidget(bar)
    sheet = Sheet(editor, "* [ ] call\n* [x] write\n").at("call")
    said.clear()
    assert sheet.press("Alt+Return").text == "* [x] call\n* [x] write\n"
    assert said == ["Task, done, List, level 1"]
    assert sheet.undo_once() == sheet.before
    assert sheet.at("write").press("Alt+Return").text == "* [ ] call\n* [ ] write\n"
    assert Sheet(editor, "words\n").press("Alt+Return").text == "words\n"
