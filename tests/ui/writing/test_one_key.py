"""One letter typed into any block of any real page changes that block and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from support.hands import type_text
from support.texts import corpus
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.model import Kind
from toolkit_editor.prose.reading import Segment
from toolkit_editor.prose.render import render
from toolkit_editor.ui.writing.decoration import Words
from toolkit_editor.ui.writing.editor import TextEditor

WANTED = 2400
"""Blocks to type into; every one where `--acts` says more."""
PARTS = 4
_IDS = re.compile(r' id="[^"]*"')


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    widget = TextEditor(Words(lambda name, _argument: name, lambda _frame: "", "Source"))
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    return widget


def blocks(part: int, wanted: int) -> Iterator[tuple[Document, list[Segment]]]:
    """Pages, and which of their blocks to type into; the same ones every time."""
    chance = random.Random(7)
    pages = [split(data)[1] for data in corpus().values() if len(data) < 60_000]
    chance.shuffle(pages)
    left = wanted // PARTS
    for body in pages[part::PARTS]:
        document = Document(body)
        writable = [s for s in document.reading.segments if place(document, s) is not None]
        chosen = writable if len(writable) <= 40 else chance.sample(writable, 40)
        if left > 0 and chosen:
            left -= len(chosen)
            yield document, chosen


def place(document: Document, segment: Segment) -> int | None:
    """A leaf of a block that takes letters."""
    for number in segment.leaves:
        leaf = document.leaves[number]
        defines = leaf.kind is Kind.RAW and "]:" in leaf.text  # what other blocks look up
        if not leaf.fixed and not defines and leaf.kind is not Kind.RULE:
            return number
    return None


def html_of(data: bytes) -> list[str]:
    """The HTML of each block, without the ids that headings give each other."""
    return [_IDS.sub("", block.html) for block in render(data).blocks]


@pytest.mark.parametrize("part", range(PARTS))
def test_one_letter_changes_its_block_and_nothing_else(
    part: int, editor: TextEditor, request: pytest.FixtureRequest
) -> None:
    wanted = max(WANTED, request.config.getoption("--acts"))
    tried = 0
    for document, chosen in blocks(part, wanted):
        editor.show_leaves(document.leaves)
        before = html_of(document.data)
        lines = document.reading.lines
        for segment in chosen:
            number = place(document, segment)
            assert number is not None
            starts = sum(len(leaf.text) + 1 for leaf in document.leaves[:number])
            editor.go_to(starts + len(document.leaves[number].text) // 2)
            type_text(editor, "x")
            written = document.write(editor.leaves())
            assert written.faithful
            text = written.data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
            assert text.startswith("".join(lines[: segment.first]))
            assert text.endswith("".join(lines[segment.last :]))
            assert written.data != document.data
            after = html_of(written.data)
            same = sum(one == other for one, other in zip(before, after, strict=False))
            back = sum(one == other for one, other in zip(before[::-1], after[::-1], strict=False))
            assert same + back >= len(before) - 1
            editor.undo()
            assert document.write(editor.leaves()).data == document.data
            tried += 1
    assert tried >= WANTED // PARTS
