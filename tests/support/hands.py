"""Hands that do anything in an editor: random acts through real keys and commands, repeatable."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest

from toolkit_editor.prose.document import Document
from toolkit_editor.prose.model import Container, Kind
from toolkit_editor.ui.writing.editor import TextEditor

LETTERS = "abc é.*_`[]()<>&!#-+1~\\|:\"'{}$=»"
WORDS = ["**bold**", "*it*", "`code`", "[link](there.md)", "# ", "- ", "1. ", "> ", "[ ] ", "~~x~~"]
_KEYS = {
    "enter": (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    "break": (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
    "out": (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    "back": (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
    "back word": (Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier),
    "delete": (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    "tab": (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    "backtab": (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    "up": (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
    "down": (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    "block up": (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
    "block down": (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
}


def type_text(editor: TextEditor, text: str) -> None:
    """Type any characters, each as a key event of its own."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(editor, key)


class Hands:
    """Random acts on one editor."""

    def __init__(self, editor: TextEditor, document: Document, chance: random.Random) -> None:
        self.editor = editor
        self.document = document
        self.chance = chance
        self.done: list[str] = []
        self._copied: list[object] = []

    def act(self) -> None:
        """Do something."""
        acts: list[tuple[int, Callable[[], None]]] = [
            (12, self.type_letters),
            (3, self.type_marks),
            (14, self.press_key),
            (10, self.go_somewhere),
            (6, self.select_something),
            (5, self.mark_words),
            (5, self.change_blocks),
            (4, self.change_table),
            (3, self.copy_and_paste),
            (2, self.insert_something),
            (4, self.undo_or_redo),
            (1, self.save_and_reload),
            (1, self.write_source),
        ]
        weights = [weight for weight, _ in acts]
        self.chance.choices([act for _, act in acts], weights)[0]()

    def type_letters(self) -> None:
        text = "".join(self.chance.choices(LETTERS, k=self.chance.randint(1, 4)))
        self.done.append(f"type {text!r}")
        type_text(self.editor, text)

    def type_marks(self) -> None:
        text = self.chance.choice(WORDS)
        self.done.append(f"type {text!r}")
        type_text(self.editor, text)

    def press_key(self) -> None:
        name = self.chance.choice([*_KEYS])
        self.done.append(name)
        QTest.keyClick(self.editor, *_KEYS[name])

    def go_somewhere(self) -> None:
        cursor = self.editor.textCursor()
        position = self.chance.randrange(max(1, self.editor.document().characterCount()))
        if self.chance.random() < 0.5:
            block = self.editor.document().findBlock(position)
            edges = (block.position(), block.position() + block.length() - 1)
            position = self.chance.choice(edges)
        self.done.append(f"go {position}")
        cursor.setPosition(position)
        self.editor.setTextCursor(cursor)

    def select_something(self) -> None:
        self.go_somewhere()
        cursor = self.editor.textCursor()
        last = self.editor.document().characterCount() - 1
        end = min(last, cursor.position() + self.chance.choice([1, 3, 8, 30, 100]))
        self.done.append(f"select to {end}")
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def mark_words(self) -> None:
        editor = self.editor
        act = self.chance.choice(
            [
                editor.toggle_strong,
                editor.toggle_emphasis,
                editor.toggle_strike,
                editor.toggle_code,
                self._link,
            ]
        )
        self.done.append(act.__name__)
        act()

    def _link(self) -> None:
        self.editor.set_link("a (b).md", "words")

    def change_blocks(self) -> None:
        structure = self.editor.structure
        cursor = self.editor.textCursor()
        what = self.chance.choice(
            ["heading", "text", "bullet", "ordered", "task", "quote", "tip", "rule", "code", "raw"]
        )
        self.done.append(what)
        if what in ("heading", "text"):
            level = self.chance.randint(1, 4) if what == "heading" else 0
            structure.blocks.set_heading(cursor, level)
        elif what in ("bullet", "ordered"):
            structure.lists.toggle_list(cursor, what)
        elif what == "task":
            structure.lists.toggle_list(cursor, "bullet", task=True)
        elif what == "quote":
            structure.lists.toggle_quote(cursor)
        elif what == "tip":
            structure.lists.toggle_container(cursor, Container("directive", 0, "tip"))
        elif what == "rule":
            structure.blocks.insert_rule(cursor)
        else:
            structure.blocks.insert_box(cursor, Kind.CODE if what == "code" else Kind.RAW)
        self.editor.setTextCursor(cursor)

    def change_table(self) -> None:
        tables = self.editor.structure.tables
        cursor = self.editor.textCursor()
        if cursor.currentTable() is None:
            if self.chance.random() < 0.3:
                self.done.append("table")
                tables.insert(cursor, self.chance.randint(1, 3), self.chance.randint(1, 3))
                self.editor.setTextCursor(cursor)
            return
        flag = self.chance.random() < 0.5
        act = self.chance.choice(
            [
                lambda: tables.add_row(cursor, above=flag),
                lambda: tables.remove_row(cursor),
                lambda: tables.move_row(cursor, up=flag),
                lambda: tables.add_column(cursor, before=flag),
                lambda: tables.remove_column(cursor),
                lambda: tables.move_column(cursor, left=flag),
                lambda: tables.align_column(cursor, self.chance.choice("lcr-")),
            ]
        )
        self.done.append("change table")
        act()
        self.editor.setTextCursor(cursor)

    def copy_and_paste(self) -> None:
        what = self.chance.choice(["copy", "cut", "paste", "paste", "paste text"])
        self.done.append(what)
        if what == "cut":
            self._copied = [self.editor.createMimeDataFromSelection()]
            cursor = self.editor.textCursor()
            self.editor.structure.selection.remove(cursor)
            self.editor.setTextCursor(cursor)
        elif what == "copy":
            self._copied = [self.editor.createMimeDataFromSelection()]
        elif self._copied:
            self.editor.insertFromMimeData(self._copied[0])  # type: ignore[arg-type]

    def insert_something(self) -> None:
        what = self.chance.choice(["footnote", "picture"])
        self.done.append(what)
        if what == "footnote":
            self.editor.insert_footnote("A note.")
        else:
            self.editor.insert_picture("media/a.png", "A [door]")

    def undo_or_redo(self) -> None:
        count = self.chance.randint(1, 4)
        act = self.chance.choice([self.editor.undo, self.editor.undo, self.editor.redo])
        self.done.append(f"{act.__name__} {count}")
        for _ in range(count):
            act()

    def write_source(self) -> None:
        """Change the text as source, somewhere, and come back."""
        data = self.document.write(self.editor.leaves()).data
        text = data.decode("utf-8", "surrogateescape")
        cut = self.chance.randint(0, len(text))
        typed = self.chance.choice(["x", "\n\n", "# ", "* ", "```\n", "**", "\n", "[^1]", "  "])
        self.done.append(f"source {typed!r} at {cut}")
        written = (text[:cut] + typed + text[cut:]).encode("utf-8", "surrogateescape")
        leaves = self.document.write_as(written, self.editor.highest_container)
        self.editor.replace_all(leaves)
        assert self.document.write(self.editor.read_anew()).data == written

    def save_and_reload(self) -> None:
        self.done.append("reload")
        written = self.document.write(self.editor.leaves())
        self.document = Document(written.data)
        self.editor.show_leaves(self.document.leaves)
