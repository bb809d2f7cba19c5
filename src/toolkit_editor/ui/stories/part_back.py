"""Taking back only a part: which uses and languages, ticked one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from toolkit_editor.services.story_reading import Telling
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.languages import channel_name, language_name
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words


def has_parts(telling: Telling) -> bool:
    """Whether there is anything that could be taken back by itself."""
    record = telling.opened.consent
    return bool(telling.opened.translations or (record and record.channels))


class PartBack(QFrame):
    """The boxes; `chosen` is called with the channels and the languages that are ticked."""

    def __init__(
        self,
        telling: Telling,
        chosen: Callable[[frozenset[str], frozenset[str]], None],
        parent: QWidget | None = None,
    ) -> None:
        """Nothing is ticked."""
        super().__init__(parent)
        self.setProperty("role", "box")
        self._chosen = chosen
        inside = column(self, space=8, margins=(14, 12, 14, 12))
        inside.addWidget(Words(tr("Only a part of it"), "heading"))
        inside.addWidget(
            Words(
                tr(
                    "Tick what shall end. It counts at once; the rest of what you agreed to stays "
                    "as it is, and nothing else of your story changes."
                ),
                "quiet",
            )
        )
        record = telling.opened.consent
        self._channels = {
            one: self._box(channel_name(one)) for one in sorted(record.channels if record else ())
        }
        self._languages = {
            one: self._box(tr("The translation: {language}", language=language_name(one)))
            for one in telling.opened.translations
        }
        for box in (*self._channels.values(), *self._languages.values()):
            inside.addWidget(box)
        self.button = Button(tr("End what is ticked"), self._on_pressed)
        self.button.setEnabled(False)
        inside.addWidget(ButtonLine(self.button))

    def _box(self, label: str) -> QCheckBox:
        box = QCheckBox(label.replace("&", "&&"))
        box.setAccessibleName(label)
        box.toggled.connect(self._on_ticked)
        return box

    def _on_ticked(self) -> None:
        boxes = (*self._channels.values(), *self._languages.values())
        self.button.setEnabled(any(box.isChecked() for box in boxes))

    def _on_pressed(self) -> None:
        self.button.setEnabled(False)
        self._chosen(
            frozenset(one for one, box in self._channels.items() if box.isChecked()),
            frozenset(one for one, box in self._languages.items() if box.isChecked()),
        )
