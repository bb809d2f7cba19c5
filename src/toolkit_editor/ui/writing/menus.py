"""The menus over a text: what can be put in, what a table can do, further marks for words.

Data and where it leads; how a button looks is the toolbar's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from toolkit_editor.prose.directives import LABELS
from toolkit_editor.prose.model import Container, Kind
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.insert_dialogs import ask_footnote, ask_table

Command = Callable[[QTextCursor], object]
Entry = tuple[str, str, Callable[[], None]] | None
"""Words, keys and what to do; None for a line between entries."""


class WritingMenus:
    """The menus of one editor."""

    def __init__(self, editor: TextEditor, parent: QWidget) -> None:
        """Menus that act on `editor`; `parent` owns them."""
        self._editor = editor
        self._parent = parent

    def marks(self) -> QMenu:
        """Further marks for words."""
        return self._menu(
            tr("More marks"),
            (
                (tr("Struck out"), "Ctrl+Shift+X", self._editor.toggle_strike),
                (tr("Typewriter letters"), "Ctrl+E", self._editor.toggle_code),
            ),
        )

    def insert(self, *, pictures: bool) -> QMenu:
        """What can be put in at the cursor."""
        editor = self._editor
        entries: list[Entry] = [
            (tr("Picture…"), "Ctrl+Shift+P", editor.picture_wanted.emit),
            (tr("Table…"), "Ctrl+Shift+T", self._table),
            (tr("Footnote…"), "Ctrl+Alt+F", self._footnote),
            (tr("Dividing line"), "", self._at_cursor(editor.structure.blocks.insert_rule)),
            None,
            (tr("Box of code"), "", self._box(Kind.CODE)),
            (tr("Box of source"), "", self._box(Kind.RAW)),
            None,
            (tr("Copied words without their look"), "Ctrl+Shift+V", editor.paste_plain),
        ]
        return self._menu(tr("Put in"), entries if pictures else entries[1:])

    def blocks(self) -> QMenu:
        """The toolkit's own blocks."""
        entries: list[Entry] = [
            (words(label), "", partial(self._directive, name)) for name, label in LABELS.items()
        ]
        entries += [
            None,
            (tr("Tick the task, or take its tick away"), "Alt+Return", self._editor.tick),
        ]
        return self._menu(tr("Put this paragraph in one of the toolkit’s own blocks"), entries)

    def table(self) -> QMenu:
        """What can be done with the table at the cursor."""
        tables = self._editor.structure.tables
        at = self._at_cursor
        return self._menu(
            tr("Table"),
            (
                (tr("Row above"), "", at(partial(tables.add_row, above=True))),
                (tr("Row below"), "", at(partial(tables.add_row, above=False))),
                (tr("Move the row up"), "", at(partial(tables.move_row, up=True))),
                (tr("Move the row down"), "", at(partial(tables.move_row, up=False))),
                (tr("Take the row out"), "", at(tables.remove_row)),
                None,
                (tr("Column before"), "", at(partial(tables.add_column, before=True))),
                (tr("Column after"), "", at(partial(tables.add_column, before=False))),
                (tr("Move the column left"), "", at(partial(tables.move_column, left=True))),
                (tr("Move the column right"), "", at(partial(tables.move_column, left=False))),
                (tr("Take the column out"), "", at(tables.remove_column)),
                None,
                (tr("Align left"), "", at(partial(tables.align_column, letter="l"))),
                (tr("Centre"), "", at(partial(tables.align_column, letter="c"))),
                (tr("Align right"), "", at(partial(tables.align_column, letter="r"))),
                None,
                (tr("Take the table out"), "", at(tables.remove)),
            ),
        )

    def _menu(self, name: str, entries: Sequence[Entry]) -> QMenu:
        menu = QMenu(name, self._parent)
        menu.setAccessibleName(name)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            label, keys, act = entry
            action = QAction(label, menu)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                self._editor.addAction(action)
            action.triggered.connect(partial(self._act, act))
            menu.addAction(action)
        return menu

    def _act(self, act: Callable[[], None], _checked: bool = False) -> None:
        if self._editor.isReadOnly():
            return
        act()
        self._editor.setFocus()

    def _at_cursor(self, command: Command) -> Callable[[], None]:
        def act() -> None:
            cursor = self._editor.textCursor()
            command(cursor)
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()

        return act

    def _box(self, kind: Kind) -> Callable[[], None]:
        return self._at_cursor(partial(self._editor.structure.blocks.insert_box, kind=kind))

    def _directive(self, name: str) -> None:
        cursor = self._editor.textCursor()
        self._editor.structure.lists.toggle_container(cursor, Container("directive", 0, name))

    def _table(self) -> None:
        size = ask_table(self._parent)
        if size is not None:
            rows, columns = size
            self._at_cursor(
                partial(self._editor.structure.tables.insert, rows=rows, columns=columns)
            )()

    def _footnote(self) -> None:
        said = ask_footnote(self._parent)
        if said:
            self._editor.insert_footnote(said)
