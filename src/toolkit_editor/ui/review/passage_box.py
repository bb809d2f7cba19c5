"""Choosing the words that something belongs beside: a section, and a passage of its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QWidget

from toolkit_editor.annotations.anchor import Found
from toolkit_editor.base.ids import SectionId
from toolkit_editor.prose.shown import quoted
from toolkit_editor.services.grounds import Ground
from toolkit_editor.services.talking import Passage
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.passage import PassageView
from toolkit_editor.ui.widgets.text import Words


class PassageBox(QFrame):
    """The box; it says which section it wants and which passage was chosen."""

    section_wanted = Signal(str)
    """Show the text of this section."""
    put = Signal(object)
    """A `Passage`: this is the place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without a text yet."""
        super().__init__(parent)
        self.setProperty("role", "box")
        self.setAccessibleName(tr("Another place"))
        self._ground: Ground | None = None
        inside = column(self, space=10, margins=(14, 12, 14, 14))
        inside.addWidget(Words(tr("Another place"), "heading"))
        self.sections = QComboBox()
        self.sections.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sections.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sections.activated.connect(self._on_section)
        self._section_row = FormRow(tr("Section"), self.sections)
        inside.addWidget(self._section_row)
        self.text = PassageView(tr("The words of the section"))
        help_ = tr(
            "Select the words that it belongs beside: with the mouse, or with Shift and the arrow "
            "keys."
        )
        inside.addWidget(FormRow(tr("The words of the section"), self.text, help_))
        self._quote = Words("", "quiet")
        inside.addWidget(self._quote)
        self.button = Button(tr("Put it beside these words"), self._on_put, role="main")
        inside.addWidget(ButtonLine(self.button))
        self.text.chosen.connect(self._on_chosen)

    def show_sections(self, sections: Sequence[tuple[SectionId, str]], here: SectionId) -> None:
        """Offer these sections; one alone needs no choice."""
        blocker = QSignalBlocker(self.sections)
        self.sections.clear()
        for id_, title in sections:
            self.sections.addItem(title, id_)
        self.sections.setCurrentIndex(max(0, self.sections.findData(here)))
        blocker.unblock()
        self._section_row.setVisible(len(sections) > 1)

    def show_ground(self, ground: Ground, place: Found | None = None) -> None:
        """Show the words of a section; `place` is marked in it."""
        self._ground = ground
        start, end = (place.start, place.end) if place is not None else (0, 0)
        self.text.show_whole(ground.text, start, end)
        self._on_chosen(0, 0)

    def first_focus(self) -> QWidget:
        """Where choosing begins."""
        return self.text if self._section_row.isHidden() else self.sections

    def _on_section(self, index: int) -> None:
        self.section_wanted.emit(str(self.sections.itemData(index)))

    def _on_chosen(self, start: int, end: int) -> None:
        ground = self._ground
        chosen = quoted(ground.text[start:end]) if ground is not None else ""
        self.button.setEnabled(bool(chosen))
        nothing = tr("Nothing is selected yet.")
        self._quote.setText(tr("“{words}”", words=chosen) if chosen else nothing)
        self.button.setAccessibleDescription(self._quote.text())

    def _on_put(self) -> None:
        ground = self._ground
        start, end = self.text.selected()
        if ground is not None and start < end:
            self.put.emit(Passage(ground.section, ground.language, ground.version, start, end))
