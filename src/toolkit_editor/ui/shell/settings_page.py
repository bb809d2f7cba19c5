"""What a person chooses for this computer: language, text size, colours."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox

from toolkit_editor.base.message import Message, say
from toolkit_editor.settings.choices import Choices
from toolkit_editor.ui.bridge.catalogue import LANGUAGES
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words

SIZES = (75, 90, 100, 110, 125, 150, 175, 200)
_THEMES: Mapping[str, Message] = {
    "system": say("As this computer"),
    "light": say("Light"),
    "dark": say("Dark"),
    "contrast": say("High contrast"),
}


class SettingsPage(ScrollPage):
    """The choices as a form."""

    def __init__(self, session: Session) -> None:
        """Show what is chosen now."""
        super().__init__(
            session,
            tr("Settings"),
            tr("These are for you alone, on this computer. They take effect at once."),
            widest=520,
        )
        form = Form()
        self.body.addWidget(form)
        self.language = form.add(tr("Language of the program"), QComboBox())
        self.language.addItem(tr("As this computer"), None)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.text_size = form.add(
            tr("Text size"), QComboBox(), tr("Ctrl and + or − change it from anywhere.")
        )
        for percent in SIZES:
            self.text_size.addItem(tr("{percent} %", percent=percent), percent)
        self.theme = form.add(tr("Colours"), QComboBox())
        for theme, name_ in _THEMES.items():
            self.theme.addItem(words(name_), theme)
        self.body.addWidget(
            Words(tr("Nothing in this program moves, blinks or makes a sound by itself."), "small")
        )
        self._show(session.choices)
        self.language.activated.connect(self._on_language)
        self.text_size.activated.connect(self._on_size)
        self.theme.activated.connect(self._on_theme)
        session.chosen.connect(self._on_chosen)

    def _show(self, choices: Choices) -> None:
        """Fill quietly: being filled is not being chosen."""
        self.language.setCurrentIndex(max(0, self.language.findData(choices.interface_language)))
        nearest = min(SIZES, key=lambda size: abs(size - choices.text_size))
        self.text_size.setCurrentIndex(self.text_size.findData(nearest))
        self.theme.setCurrentIndex(self.theme.findData(choices.theme))

    def _on_chosen(self, _former: Choices, now: Choices) -> None:
        self._show(now)

    def _on_language(self) -> None:
        self.session.choose(interface_language=self.language.currentData())

    def _on_size(self) -> None:
        self.session.choose(text_size=self.text_size.currentData())

    def _on_theme(self) -> None:
        self.session.choose(theme=self.theme.currentData())
