"""Whatever is done in whatever order: the file means what the screen shows, and all can be undone.

`pytest tests/ui/writing/test_any_sequence.py --acts 100000` looks for new trouble.
"""

from __future__ import annotations

import random

import pytest
from pytestqt.qtbot import QtBot

from support.hands import Hands
from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.decoration import Words
from toolkit_editor.ui.writing.editor import TextEditor

PAGES = [
    "# Title\n\nSome *words* and **more**.\n\n* a\n* b\n  * c\n\n> quote\n\nThe end.\n",
    "1. one\n2. two\n\n   more\n\n- [x] done\n- [ ] open\n\n```py\ncode\n```\n\nend\n",
    "| a | b |\n|---|:-:|\n| c | d |\n| e | f |\n\nafter\n\n***\n\nlast",
    "::: tip\nhelp\n\n* x\n:::\n\n::: keep\n\nthis\n\n:::\n\nwords [^1]\n\n[^1]: note\n",
    "<div>\nraw\n</div>\n\nSee [the guide][g] and ![p](s.png).\n\n[g]: u 'T'\n\n    code\n",
    "Title\n=====\r\n\r\nwrapped\r\nlines `x`\r\n\r\n+ a\r\n\r\n+ b\r\n",
    "",
    "only words",
]
RUNS = 24
ACTS = 90


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    widget = TextEditor(Words(lambda name, _argument: name, lambda _frame: "", "Source"))
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    return widget


def check(hands: Hands) -> None:
    """What is remembered is what is shown, and the file means it."""
    remembered = hands.editor.leaves()
    assert remembered == hands.editor.read_anew(), hands.done
    written = hands.document.write(remembered)
    assert written.faithful, (hands.done, written.data)
    assert hands.document.holds(written.data, remembered), (hands.done, written.data)


def one_run(editor: TextEditor, seed: int, acts: int) -> None:
    chance = random.Random(seed)
    document = Document(chance.choice(PAGES).encode())
    editor.show_leaves(document.leaves)
    hands = Hands(editor, document, chance)
    for turn in range(acts):
        hands.act()
        if turn % 3 == 0:
            check(hands)
    check(hands)
    leaves = editor.leaves()
    steps = 0
    while editor.document().isUndoAvailable():
        editor.undo()
        steps += 1
    assert hands.document.write(editor.leaves()).data == hands.document.data, hands.done
    for _ in range(steps):
        editor.redo()
    assert editor.leaves() == leaves, hands.done


@pytest.mark.parametrize("seed", range(RUNS))
def test_any_acts_in_any_order_are_written_as_seen_and_undone(
    seed: int, editor: TextEditor, request: pytest.FixtureRequest
) -> None:
    wanted = request.config.getoption("--acts")
    runs = max(1, wanted // (RUNS * ACTS))
    for run in range(runs):
        one_run(editor, seed + run * 1000, ACTS)
