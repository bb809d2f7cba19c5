"""The row of buttons over a text: what a block is, how words are marked, lists, links.

Shows what is so where the cursor is; every button has its name for screen readers and its keys.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import QComboBox, QMenu, QToolBar, QToolButton, QWidget

from toolkit_editor.prose.model import Kind
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.overflow import OverflowLine, menu_button
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.link_dialog import ask_link
from toolkit_editor.ui.writing.menus import WritingMenus


class WritingBar(QToolBar):
    """Buttons for one editor."""

    def __init__(
        self, editor: TextEditor, parent: QWidget | None = None, *, pictures: bool = False
    ) -> None:
        """Buttons that act on `editor`; `pictures` where pictures can be put in."""
        super().__init__(parent)
        self._editor = editor
        self.setWindowTitle(tr("Writing"))
        self.setAccessibleName(tr("Writing"))
        self.setMovable(False)
        self.line = OverflowLine(tr("More"))
        self.addWidget(self.line)
        qts_own = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if isinstance(qts_own, QToolButton):  # never needed, but there for those who look for it
            for its in (qts_own, *self.findChildren(QMenu)):
                its.setAccessibleName(its.accessibleName() or tr("More"))
        self._buttons: dict[QAction, QToolButton] = {}
        self._kinds = self._kind_box()
        self.line.add(self._kinds)
        self._bold = self._button(tr("B"), tr("Bold"), "Ctrl+B", editor.toggle_strong, check=True)
        self._italic = self._button(
            tr("I"), tr("Italic"), "Ctrl+I", editor.toggle_emphasis, check=True
        )
        self._style_letters()
        self._bullets = self._button(
            tr("• List"), tr("List"), "Ctrl+Shift+8", partial(self._list, "bullet"), check=True
        )
        self._numbers = self._button(
            tr("1. List"),
            tr("Numbered list"),
            "Ctrl+Shift+7",
            partial(self._list, "ordered"),
            check=True,
        )
        self._tasks = self._button(
            tr("☐ Tasks"),
            tr("List of tasks"),
            "Ctrl+Shift+6",
            partial(self._list, "bullet", task=True),
            check=True,
        )
        self._quote = self._button(
            tr("“ Quote"), tr("Quote"), "Ctrl+Shift+9", self._on_quote, check=True
        )
        self._link = self._button(tr("Link"), tr("Link"), "Ctrl+L", self._on_link)
        menus = WritingMenus(editor, self)
        self._marks = self._menu_button(tr("Marks"), menus.marks())
        self._insert = self._menu_button(tr("Put in"), menus.insert(pictures=pictures))
        self._blocks = self._menu_button(tr("Block"), menus.blocks())
        self._table = self._menu_button(tr("Table"), menus.table())
        self._soon = QTimer(self)
        """Shows what is so at the cursor after the letter is seen, once for all that changed."""
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        editor.cursorPositionChanged.connect(self._soon.start)
        editor.currentCharFormatChanged.connect(self._soon.start)
        self.refresh()

    def _kind_box(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(tr("What this paragraph is"))
        box.setToolTip(tr("What this paragraph is"))
        box.addItem(tr("Text"), 0)
        for level in (2, 3, 4):
            box.addItem(tr("Heading {level}", level=level - 1), level)
        box.activated.connect(self._on_kind)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return box

    def _menu_button(self, text: str, menu: QMenu) -> QToolButton:
        button = menu_button(text, menu)
        self.line.add(button, menu.menuAction())
        return button

    def _button(
        self,
        text: str,
        name: str,
        keys: str,
        act: Callable[[], None],
        *,
        check: bool = False,
    ) -> QAction:
        action = QAction(text, self)
        action.setCheckable(check)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{name} ({native})")
        action.triggered.connect(partial(self._act, act))
        self._editor.addAction(action)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons[action] = button
        self.line.addAction(action)
        self.line.add(button, action)
        return action

    def _style_letters(self) -> None:
        for action, change in ((self._bold, QFont.setBold), (self._italic, QFont.setItalic)):
            button = self._buttons[action]
            font = button.font()
            change(font, True)
            button.setFont(font)

    def _act(self, act: Callable[[], None], _checked: bool = False) -> None:
        act()
        self._editor.setFocus()
        self.refresh()

    def _list(self, name: str, *, task: bool = False) -> None:
        self._editor.structure.lists.toggle_list(self._editor.textCursor(), name, task=task)

    def _on_quote(self) -> None:
        self._editor.structure.lists.toggle_quote(self._editor.textCursor())

    def _on_kind(self, index: int) -> None:
        level = int(self._kinds.itemData(index))
        self._editor.structure.blocks.set_heading(self._editor.textCursor(), level)
        self._editor.setFocus()

    def _on_link(self) -> None:
        cursor = self._editor.textCursor()
        here = self._editor.style_here().link
        answer = ask_link(
            self, cursor.selectedText(), here.href if here else "", known=here is not None
        )
        if answer is not None:
            self._editor.set_link(answer.href, answer.text)

    def refresh(self) -> None:
        """Show what is so at the cursor."""
        frame = self._editor.frame_here()
        style = self._editor.style_here()
        path = frame.path
        lists = [container.name for container in path if container.what == "list"]
        blockers = [QSignalBlocker(self._kinds)]
        level = frame.level if frame.kind is Kind.HEADING else 0
        at = self._kinds.findData(level)
        if at < 0:
            at = self._kinds.findData(2 if level == 1 else 4)
        self._kinds.setCurrentIndex(at)
        self._bold.setChecked(bool(style.strong))
        self._italic.setChecked(bool(style.emphasis))
        task = bool(path) and path[-1].what == "item" and bool(path[-1].task)
        self._bullets.setChecked(bool(lists) and lists[-1] == "bullet" and not task)
        self._tasks.setChecked(task)
        self._numbers.setChecked(bool(lists) and lists[-1] == "ordered")
        self._quote.setChecked(any(container.what == "quote" for container in path))
        writable = frame.is_text and not self._editor.isReadOnly()
        lists_here = (self._bullets, self._numbers, self._tasks, self._quote)
        for action in (self._bold, self._italic, *lists_here):
            action.setEnabled(writable)
        self._link.setEnabled(writable)
        self._kinds.setEnabled(writable and frame.kind is not Kind.CELL)
        in_cell = frame.kind is Kind.CELL
        for button, usable in (
            (self._marks, writable),
            (self._insert, not self._editor.isReadOnly() and not frame.fixed),
            (self._blocks, writable),
            (self._table, writable),
        ):
            button.setEnabled(usable)
            button.menu().menuAction().setEnabled(usable)
        self.line.want(self._blocks, not in_cell)
        self.line.want(self._table, in_cell)
        blockers.clear()
