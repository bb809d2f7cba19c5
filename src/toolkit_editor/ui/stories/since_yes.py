"""What changed since the teller's last yes: each change with a yes and a no of its own.

A no puts that sentence back at once. A yes only says that it was looked at; nothing is decided
before the yes to the whole.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.prose.difference import Change, word_difference
from toolkit_editor.prose.model import Kind
from toolkit_editor.prose.together.steps import Step
from toolkit_editor.services.agreeing import TITLE, Since
from toolkit_editor.ui.bridge.language import tr, trn
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.changes import ChangeView, told_change
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.languages import language_name
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.text import Words

PutBack = Callable[[str, int, Step | None], None]
_Seen = tuple[str, str, str]


class SinceYes(QFrame):
    """The changes that are not looked at yet, and how many there are."""

    looked = Signal()
    """Another change was looked at."""

    def __init__(self, put_back: PutBack, parent: QWidget | None = None) -> None:
        """`put_back` is told the language, the number of the change and the change."""
        super().__init__(parent)
        self.setProperty("role", "box")
        self._put_back = put_back
        self._found: tuple[Since, ...] = ()
        self._fine: set[_Seen] = set()
        self._inside = column(self, space=8, margins=(14, 10, 14, 12))
        self.hide()

    @property
    def waits(self) -> bool:
        """Whether a change was not looked at yet."""
        return any(seen not in self._fine for _, _, _, seen in self._all())

    def forget(self) -> None:
        """Begin anew, for another story."""
        self._fine.clear()
        self._found = ()

    def show_changes(self, found: tuple[Since, ...]) -> None:
        """Show what changed; what was looked at stays so while it is the same."""
        self._found = found
        clear(self._inside)
        left = [one for one in self._all() if one[3] not in self._fine]
        self.setVisible(bool(left))
        if not left:
            return
        title = trn(
            "One thing changed since your yes",
            "{n} things changed since your yes",
            len(left),
        )
        self._inside.addWidget(Words(title, "heading"))
        for language, number, step, seen in left:
            self._add(language, number, step, seen)
        if len(left) > 1:
            every = Button(tr("Yes to all of them"), self._on_all, role="plain")
            self._inside.addWidget(ButtonLine(every))

    def _all(self) -> list[tuple[str, int, Step | None, _Seen]]:
        found: list[tuple[str, int, Step | None, _Seen]] = []
        for since in self._found:
            if since.title is not None:
                found.append((since.language, TITLE, None, (since.language, *since.title)))
            for number, step in enumerate(since.steps):
                found.append(
                    (since.language, number, step, (since.language, step.before, step.after))
                )
        return found

    def _add(self, language: str, number: int, step: Step | None, seen: _Seen) -> None:
        _, before, after = seen
        change = Change(Kind.PARAGRAPH, tuple(word_difference(before, after)))
        if len(self._found) > 1:
            self._inside.addWidget(Words(language_name(language), "small"))
        if number == TITLE:
            self._inside.addWidget(Words(tr("The title"), "small"))
        self._inside.addWidget(ChangeView([change], bare=True))
        told = told_change(change)
        yes = Button(tr("Yes, as it is now"), lambda: self._on_fine(seen))
        no = Button(tr("No, as it was"), lambda: self._put_back(language, number, step))
        yes.setAccessibleDescription(told)
        no.setAccessibleDescription(told)
        self._inside.addWidget(ButtonLine(yes, no))

    def _on_fine(self, seen: _Seen) -> None:
        self._fine.add(seen)
        self._look_again()

    def _on_all(self) -> None:
        self._fine.update(seen for _, _, _, seen in self._all())
        self._look_again()

    def _look_again(self) -> None:
        self.show_changes(self._found)
        first = self.findChild(Button)
        if first is not None and self.isVisible():
            first.setFocus()
        self.looked.emit()
