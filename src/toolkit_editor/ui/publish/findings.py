"""What the gate found, in three groups: what stops publishing, what is worth a look, notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.checks.finding import Severity
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.publish.view import Noted, PublishView
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.text import Selectable, Words

_MOST = 100


class FindingsList(QWidget):
    """The groups; notes are folded away until somebody wants them."""

    def __init__(
        self,
        go: Callable[[Go], None],
        leave_out: Callable[[StoryId], None],
        parent: QWidget | None = None,
    ) -> None:
        """`go` leads to the place of a finding; `leave_out` takes a story off its page."""
        super().__init__(parent)
        self._go, self._leave_out = go, leave_out
        self._view: PublishView | None = None
        self._open = False
        self._inside = column(self, space=10)

    def show_view(self, view: PublishView) -> None:
        """Show what was found."""
        self._view = view
        clear(self._inside)
        stops = view.of(Severity.BLOCK)
        if not stops:
            self._inside.addWidget(Words(tr("Nothing stops publishing.")))
        self._group(tr("Stops publishing"), stops)
        self._group(tr("Worth a look"), view.of(Severity.WARN))
        notes = view.of(Severity.NOTE)
        if notes:
            self._notes(notes)

    def _notes(self, notes: tuple[Noted, ...]) -> None:
        label = (
            tr("Hide the notes")
            if self._open
            else trn("Show {n} note", "Show {n} notes", len(notes))
        )
        self._inside.addWidget(ButtonLine(Button(label, self._on_notes, role="plain")))
        if self._open:
            self._group(tr("Notes, which never stop anything"), notes)

    def _on_notes(self) -> None:
        self._open = not self._open
        if self._view is not None:
            self.show_view(self._view)

    def _group(self, title: str, noted: tuple[Noted, ...]) -> None:
        if not noted:
            return
        self._inside.addWidget(Words(title, "heading"))
        by_place: dict[str, list[Noted]] = {}
        for one in noted[:_MOST]:
            by_place.setdefault(one.place, []).append(one)
        for place, found in by_place.items():
            self._inside.addWidget(self._place(place, found))
        more = len(noted) - _MOST
        if more > 0:
            self._inside.addWidget(
                Words(trn("And {n} more like these.", "And {n} more like these.", more), "quiet")
            )

    def _place(self, place: str, found: list[Noted]) -> QFrame:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=4, margins=(14, 8, 14, 10))
        where = found[0].where
        if where is None:
            inside.addWidget(Words(place, "accent"))
        else:
            inside.addWidget(
                ButtonLine(Button(place, partial(self._go, where), role="plain", drawing="look"))
            )
        for one in found:
            inside.addWidget(Selectable(words(one.finding.message)))
        story = found[0].finding.place.story
        if story is not None and found[0].finding.severity is Severity.BLOCK:
            leave = Button(tr("Leave it out for now"), partial(self._leave_out, story))
            leave.setAccessibleName(tr("Leave it out for now: {place}", place=place))
            inside.addWidget(ButtonLine(leave))
        return box
