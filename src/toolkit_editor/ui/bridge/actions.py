"""Actions as data: menus, buttons, the command palette and the list of shortcuts come from it.

`Commands` gives each action one QAction in the window; a page answers to an action while it is
shown. Must not know what an action does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.ui.bridge.about import About
from toolkit_editor.ui.bridge.language import words


class Needs(Enum):
    """What must be so for an action to be offered."""

    NOTHING = "nothing"
    WORKSPACE = "workspace"
    WRITING = "writing"
    EDITOR = "editor"
    MAINTAINER = "maintainer"
    REVIEWING = "reviewing"
    """An editor, a maintainer, or who speaks for a community."""

    def met(self, about: About | None) -> bool:
        """Whether it is so in the open workspace."""
        if self is Needs.NOTHING:
            return True
        if about is None:
            return False
        roles: dict[Needs, frozenset[str]] = {
            Needs.WRITING: frozenset({"contributor", "editor", "maintainer"}),
            Needs.EDITOR: frozenset({"editor"}),
            Needs.MAINTAINER: frozenset({"maintainer"}),
            Needs.REVIEWING: frozenset({"editor", "maintainer", "community"}),
        }
        return self is Needs.WORKSPACE or not about.roles.isdisjoint(roles[self])


class Menu(Enum):
    """The menu an action stands in."""

    FILE = "file"
    EDIT = "edit"
    GO = "go"
    VIEW = "view"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do. `shortcut` is written as Qt reads it; `help` is one sentence."""

    id: str
    words: Message
    help: Message
    menu: Menu
    needs: Needs = Needs.NOTHING
    shortcut: str = ""
    icon: str = ""
    on_page: bool = False
    """Offered only while a page that answers to it is shown."""


class Commands(QObject):
    """The actions of one window, each with its QAction."""

    changed = Signal()
    """What can be done now may have changed."""

    def __init__(self, actions: tuple[Action, ...], window: QWidget) -> None:
        """Add every action to `window`, so that its shortcut works everywhere in it."""
        super().__init__(window)
        self._actions = {action.id: action for action in actions}
        self._shown: dict[str, QAction] = {}
        self._answers: dict[str, Callable[[], None]] = {}
        self._here: dict[str, Callable[[], None]] = {}
        self._about: About | None = None
        self._only: frozenset[str] | None = None
        for action in actions:
            shown = QAction(words(action.words), window)
            shown.setToolTip(words(action.help))
            shown.setStatusTip(words(action.help))
            if action.shortcut:
                shown.setShortcuts([QKeySequence(one) for one in action.shortcut.split("; ")])
            shown.triggered.connect(self._on_triggered)
            shown.setData(action.id)
            window.addAction(shown)
            self._shown[action.id] = shown
        self._update()

    def __iter__(self) -> Iterator[Action]:
        """The actions in their order."""
        return iter(self._actions.values())

    def action(self, id_: str) -> Action:
        """The action as data."""
        return self._actions[id_]

    def qaction(self, id_: str) -> QAction:
        """The action as Qt has it, for a menu or a button."""
        return self._shown[id_]

    def on(self, id_: str, answer: Callable[[], None]) -> None:
        """What the window does for an action."""
        self._answers[self._actions[id_].id] = answer
        self._update()

    def set_page(self, answers: dict[str, Callable[[], None]]) -> None:
        """What the page that is shown now does for some actions; it comes before the window."""
        self._here = {self._actions[id_].id: answer for id_, answer in answers.items()}
        self._update()

    def set_about(self, about: About | None) -> None:
        """Offer what the person can do in this workspace."""
        self._about = about
        self._update()

    def restrict(self, only: frozenset[str] | None) -> None:
        """Offer nothing but these for the time being; None ends that."""
        if only != self._only:
            self._only = only
            self._update()

    def available(self) -> list[Action]:
        """What can be done now."""
        return [action for action in self if self._shown[action.id].isEnabled()]

    def do(self, id_: str) -> None:
        """Do it, where it can be done now."""
        if self._shown[id_].isEnabled():
            (self._here.get(id_) or self._answers[id_])()

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.do(sender.data())

    def _update(self) -> None:
        for action in self:
            answered = action.id in self._here or action.id in self._answers
            shown = self._shown[action.id]
            met = action.needs.met(self._about)
            allowed = self._only is None or action.id in self._only
            shown.setEnabled(met and answered and allowed)
            shown.setVisible(met and (answered or action.on_page))
        self.changed.emit()


def shortcut_words(action: Action) -> str:
    """The first shortcut as this computer writes it."""
    first = action.shortcut.partition("; ")[0]
    return QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText)
