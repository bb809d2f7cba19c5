"""One person on the page: somebody of the group, or somebody who would like to join.

Boxes show and say what was asked for; they change nothing themselves.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.review.people import Role
from toolkit_editor.services.people import AskingRow, PersonRow
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.people.roles import RoleChoice, roles_words
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Selectable, Words


def called(name: str) -> str:
    """A name, or words for somebody without one."""
    return name or tr("somebody who gave no name")


class Box(QFrame):
    """A quiet frame with a column in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self.inside = column(self, space=6, margins=(14, 12, 14, 12))
        self.first: QWidget = self
        """Where the keyboard begins."""


class AskingBox(Box):
    """Somebody who would like to join."""

    let_in = Signal(object)
    """The roles chosen."""
    chosen = Signal(object)
    """The roles ticked so far."""

    def __init__(self, asking: AskingRow, roles: Collection[Role]) -> None:
        """`roles` are ticked to begin with."""
        super().__init__()
        name = called(asking.name)
        self.setAccessibleName(tr("{name} would like to join", name=name))
        self.inside.addWidget(Words(name, "heading"))
        if asking.taken:
            self.inside.addWidget(Words(tr("Somebody in the group has the same name already.")))
        self.inside.addWidget(
            Words(
                tr("Are they who they say? Ask them to read you the mark of their key. It must be:")
            )
        )
        self.inside.addWidget(Selectable(asking.mark, "accent"))
        self.inside.addWidget(Words(tr("What will they do here?")))
        choice = RoleChoice(name, roles)
        choice.chosen.connect(self.chosen)
        self.inside.addWidget(choice)
        self.first = choice.boxes[Role.CONTRIBUTOR]
        button = Button(tr("Let in"), lambda: self.let_in.emit(choice.roles), role="main")
        button.setAccessibleName(tr("Let {name} in", name=name))
        self.inside.addWidget(ButtonLine(button))


class PersonBox(Box):
    """Somebody of the group; with `may_change`, and what can be changed about them."""

    changing = Signal(bool)
    """Begin or end choosing other roles."""
    chosen = Signal(object)
    """The roles ticked so far."""
    saved = Signal(object)
    """The roles chosen."""
    rename_wanted = Signal()
    remove_wanted = Signal()

    def __init__(
        self, person: PersonRow, *, may_change: bool, choosing: Collection[Role] | None
    ) -> None:
        """`choosing` are the roles ticked so far, while they are being chosen."""
        super().__init__()
        self._roles, self._you = person.roles, person.you
        name = called(person.name)
        title = tr("{name} (you)", name=name) if person.you else name
        self.setAccessibleName(title)
        self.inside.addWidget(Words(title, "heading"))
        self.inside.addWidget(Words(roles_words(person.roles), "quiet"))
        if may_change and choosing is None:
            change = Button(tr("Change…"), lambda: self.changing.emit(True))
            change.setAccessibleName(tr("Change what {name} does…", name=name))
            self.first = change
            if person.you and not person.name:
                name_me = Button(tr("Give yourself a name…"), self.rename_wanted.emit)
                self._add_line(change, name_me)
            else:
                self._add_line(change)
        elif may_change and choosing is not None:
            self._add_choice(name, choosing)

    def _add_choice(self, name: str, choosing: Collection[Role]) -> None:
        choice = RoleChoice(name, choosing)
        choice.chosen.connect(self.chosen)
        self.inside.addWidget(choice)
        self.first = choice.boxes[Role.CONTRIBUTOR]
        keep = Button(tr("Keep this"), lambda: self.saved.emit(choice.roles), role="main")
        keep.setAccessibleName(tr("Keep what {name} does here", name=name))
        leave = Button(tr("Leave as it was"), lambda: self.changing.emit(False))
        self._add_line(keep, leave)
        if Role.MAINTAINER in self._roles and not self._you:
            self.inside.addWidget(
                Words(
                    tr(
                        "{name} is a maintainer. To take that away, or to remove them, another "
                        "maintainer or {name} has to agree.",
                        name=name,
                    ),
                    "quiet",
                )
            )
        rename = Button(tr("Change the name…"), self.rename_wanted.emit, role="plain")
        remove = Button(tr("Remove from the group…"), self.remove_wanted.emit, role="plain")
        for button in (leave, rename, remove):
            button.setAccessibleDescription(name)
        self._add_line(rename, remove)

    def _add_line(self, *buttons: Button) -> None:
        self.inside.addWidget(ButtonLine(*buttons))
