"""Every action with its keys, by menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QGridLayout

from toolkit_editor.base.message import Message, say
from toolkit_editor.ui.bridge.actions import Action, Menu, shortcut_words
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words

MENU_WORDS: Mapping[Menu, Message] = {
    Menu.FILE: say("File"),
    Menu.EDIT: say("Edit"),
    Menu.GO: say("Go"),
    Menu.VIEW: say("View"),
    Menu.HELP: say("Help"),
}


class KeysPage(ScrollPage):
    """The keys of the program."""

    def __init__(self, session: Session, actions: tuple[Action, ...]) -> None:
        """List `actions`."""
        super().__init__(
            session,
            tr("Keyboard shortcuts"),
            tr("Everything can be done with the keyboard alone. Tab leads to the next thing."),
        )
        for menu in Menu:
            self.body.addWidget(Words(words(MENU_WORDS[menu]), "heading"))
            self.body.addWidget(self._list([a for a in actions if a.menu is menu and a.shortcut]))

    def _list(self, actions: list[Action]) -> QFrame:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, margins=14)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(18)
        inside.addLayout(grid)
        for line, action in enumerate(actions):
            keys = Words(shortcut_words(action), "accent")
            keys.setWordWrap(False)
            grid.addWidget(keys, 2 * line, 0)
            grid.addWidget(Words(words(action.words)), 2 * line, 1)
            grid.addWidget(Words(words(action.help), "small"), 2 * line + 1, 1)
        return box
