"""What people do in the group, in words; and choosing it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from toolkit_editor.review.people import Role
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words

_INDENT = 32
"""Where the words of a box to tick begin, in pixels at 100 %."""


def role_name(role: Role) -> str:
    """What a role is called."""
    return {
        Role.CONTRIBUTOR: tr("Contributor"),
        Role.EDITOR: tr("Editor"),
        Role.MAINTAINER: tr("Maintainer"),
        Role.COMMUNITY: tr("Speaks for a community"),
    }[role]


def role_meaning(role: Role) -> str:
    """One sentence on what somebody with the role does."""
    return {
        Role.CONTRIBUTOR: tr("Writes in sections, tells stories, and joins conversations."),
        Role.EDITOR: tr("Reads what is shared, asks for changes, and says yes to it."),
        Role.MAINTAINER: tr("Brings in what was approved, publishes, and looks after people."),
        Role.COMMUNITY: tr(
            "Reads what is shared with the editors, and says for a community whether what belongs "
            "to it may be shown."
        ),
    }[role]


def roles_words(roles: Collection[Role]) -> str:
    """Several roles in one line, in their usual order."""
    return ", ".join(role_name(role) for role in Role if role in roles)


class RoleChoice(QWidget):
    """One box to tick for each role, with its sentence."""

    chosen = Signal(object)
    """The roles ticked now, as a frozenset."""

    def __init__(self, whose: str, roles: Collection[Role]) -> None:
        """`whose` roles they are, for a screen reader; `roles` are ticked to begin with."""
        super().__init__()
        self.setAccessibleName(tr("What {name} does here", name=whose))
        inside = column(self, space=6)
        self.boxes: dict[Role, QCheckBox] = {}
        for role in Role:
            box = QCheckBox(role_name(role))
            box.setChecked(role in roles)
            box.setAccessibleName(tr("{role}, for {name}", role=role_name(role), name=whose))
            box.setAccessibleDescription(role_meaning(role))
            box.toggled.connect(lambda _on: self.chosen.emit(self.roles))
            self.boxes[role] = box
            both = column(space=0)
            both.addWidget(box)
            meaning = column(margins=(_INDENT, 0, 0, 0))
            meaning.addWidget(Words(role_meaning(role), "small"))
            both.addLayout(meaning)
            inside.addLayout(both)

    @property
    def roles(self) -> frozenset[Role]:
        """What is ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())
