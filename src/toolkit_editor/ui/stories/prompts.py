"""Three quiet questions that may help to begin; they can be put aside and never need an answer."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import column, row
from toolkit_editor.ui.widgets.text import Words


class BeginningPrompts(QFrame):
    """Quiet text over an empty story."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shown until it is put aside."""
        super().__init__(parent)
        self.setAccessibleName(tr("Questions that may help to begin"))
        inside = row(self, space=12)
        text = column(space=2)
        for words in (
            tr("If it helps to begin: what happened?"),
            tr("What helped, or what would have helped?"),
            tr("What would you tell others?"),
        ):
            text.addWidget(Words(words, "quiet"))
        inside.addLayout(text, 1)
        inside.addWidget(Button(tr("I do not need these"), self.hide, role="plain"))
