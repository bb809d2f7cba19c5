"""What was said about a story, sealed to those who may read it; and a place to say something."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from toolkit_editor.ui.bridge.language import day, tr
from toolkit_editor.ui.stories.view import StoryView
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.text import Selectable, Words


class SealedTalk(QWidget):
    """The words under a story; hidden while it is on this computer alone."""

    def __init__(self, said: Callable[[str], None], parent: QWidget | None = None) -> None:
        """`said` gets what the person says."""
        super().__init__(parent)
        self._on_said = said
        inside = column(self, space=8)
        inside.addWidget(Words(tr("About this story"), "heading"))
        inside.addWidget(
            Words(tr("Only the people who may read the story can read this."), "small")
        )
        self._list = column(space=10)
        inside.addLayout(self._list)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setMaximumHeight(4 * self.fontMetrics().lineSpacing() + 20)
        inside.addWidget(FormRow(tr("Say something"), self.words))
        inside.addWidget(ButtonLine(Button(tr("Say it"), self._on_pressed)))
        self.hide()

    def show_talk(self, view: StoryView) -> None:
        """Show what was said; what is being typed stays."""
        self.setVisible(view.shared is not None)
        clear(self._list)
        for one in view.said:
            name = tr("You") if one.by == view.me else view.names.get(one.by) or tr("Somebody")
            self._list.addWidget(Words(tr("{name}, {day}", name=name, day=day(one.at)), "small"))
            self._list.addWidget(Selectable(one.text or ""))

    def forget(self) -> None:
        """Another story is shown."""
        self.words.clear()

    def _on_pressed(self) -> None:
        said = self.words.toPlainText().strip()
        if not said:
            self.words.setFocus()
            return
        self.words.clear()
        self._on_said(said)
