"""What is not confirmed, for a maintainer: who is named, what was meant, why it does not count."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.services.not_confirmed import NotConfirmed, NotConfirmedView
from toolkit_editor.ui.bridge.language import day, tr, trn, words
from toolkit_editor.ui.people.boxes import called
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Selectable, Words


class NotConfirmedList(QWidget):
    """A heading, what it means, and one entry after the other."""

    def __init__(self, view: NotConfirmedView) -> None:
        """Show what there is; there is at least one."""
        super().__init__()
        inside = column(self, space=8)
        inside.addWidget(Words(tr("Not confirmed"), "heading"))
        inside.addWidget(
            Words(
                tr(
                    "These entries came with what others sent, and have no effect. Often somebody "
                    "was a moment too late. If one looks strange, ask the person it names."
                )
            )
        )
        for one in view.newest:
            inside.addWidget(_entry(one))
        more = view.total - len(view.newest)
        if more:
            inside.addWidget(Words(trn("And one more.", "And {n} more.", more), "quiet"))


def _entry(one: NotConfirmed) -> QFrame:
    box = QFrame()
    box.setProperty("role", "box")
    inside = column(box, space=4, margins=(14, 10, 14, 10))
    what = words(one.what)
    box.setAccessibleName(what)
    inside.addWidget(Selectable(what))
    if one.at:
        inside.addWidget(
            Words(tr("Named as its author: {who}, {day}", who=_who(one), day=day(one.at)), "quiet")
        )
    inside.addWidget(Words(tr("Why it does not count: {why}", why=words(one.why)), "quiet"))
    return box


def _who(one: NotConfirmed) -> str:
    return tr("somebody who is not in the group") if one.who is None else called(one.who)
