"""`roundtrip`: open each file in the real editor, keep it untouched, and compare every byte."""

from __future__ import annotations

import argparse
import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit_editor.app.verbs.verb import Surroundings
from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.message import count, say
from toolkit_editor.content.front_matter import split

if TYPE_CHECKING:
    from toolkit_editor.ui.writing.editor import TextEditor

NAME = "roundtrip"
HELP = "open files in the editor, keep them untouched, and show every byte that differs"


def describe(parser: argparse.ArgumentParser) -> None:
    """FILES."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a Markdown file")


def run(options: argparse.Namespace, around: Surroundings) -> int:
    """Compare them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from toolkit_editor.ui.writing.decoration import Words
    from toolkit_editor.ui.writing.editor import TextEditor

    application = QApplication.instance() or QApplication([])
    editor = TextEditor(Words(lambda name, _argument: name, lambda _frame: "", ""))
    differing = 0
    with around.terminal.progress() as progress:
        for file in options.files:
            progress(say("Reading {folder}…", folder=file))
            before = _read(file)
            after = through_editor(before, editor)
            if after != before:
                differing += 1
                around.terminal.say(_difference(file, before, after))
    editor.deleteLater()
    application.processEvents()
    if differing:
        around.terminal.note(count(differing, "One file differs.", "{n} files differ."))
    return 1 if differing else 0


def through_editor(data: bytes, editor: TextEditor) -> bytes:
    """The bytes that keeping a section's file gives after opening it untouched."""
    from toolkit_editor.prose.document import Document

    head, body = split(data)
    document = Document(body)
    editor.show_leaves(document.leaves)
    return head + document.write(editor.read_anew()).data


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotFound(say("The file {file} cannot be read.", file=file)) from error


def _difference(file: Path, before: bytes, after: bytes) -> str:
    """A unified diff in which every byte can be seen."""
    was, kept = (
        [repr(line)[2:-1] for line in data.splitlines(keepends=True)] for data in (before, after)
    )
    return "\n".join(difflib.unified_diff(was, kept, f"{file}", f"{file} (kept)", lineterm=""))
