"""What is said of one's own key on the page of people: how to keep it, and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from toolkit_editor.review.people import Role
from toolkit_editor.services.people import PeopleView
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words


class OwnKey(QWidget):
    """A heading, what it is about, and the way to the recovery sheet."""

    def __init__(self, view: PeopleView, keep: Callable[[], None]) -> None:
        """`keep` leads to the sheet."""
        super().__init__()
        inside = column(self, space=10)
        inside.addWidget(Words(tr("Keep your key safe"), "heading"))
        inside.addWidget(
            Words(
                tr(
                    "With a recovery sheet, on paper or in a file, you can go on at another "
                    "computer if this one is lost, or use two."
                )
            )
        )
        keepers = [one for one in view.here if Role.MAINTAINER in one.roles]
        if len(keepers) == 1 and keepers[0].you:
            inside.addWidget(
                Words(
                    tr(
                        "You are the only maintainer: without your key, nobody could let people in "
                        "or publish any more. A second maintainer makes that safe too."
                    )
                )
            )
        if view.renewed:
            inside.addWidget(
                Words(
                    tr(
                        "Your key took the place of one that was lost. The stories you shared come "
                        "back when somebody who can open them meets the group. What was only on "
                        "the lost computer cannot be opened here."
                    )
                )
            )
        inside.addWidget(ButtonLine(Button(tr("Make a recovery sheet…"), keep)))
