"""What a person chooses for this computer: language, text size, colours, help with writing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit

from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.dictionaries import (
    PREFERRED,
    dictionary_folders,
    find_dictionary,
    how_to_get,
)
from toolkit_editor.settings.choices import Choices
from toolkit_editor.ui.bridge.catalogue import LANGUAGES
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.languages import language_name
from toolkit_editor.ui.widgets.layout import scale_now
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words

SIZES = (75, 90, 100, 110, 125, 150, 175, 200)
_THEMES: Mapping[str, Message] = {
    "system": say("As this computer"),
    "light": say("Light"),
    "dark": say("Dark"),
    "contrast": say("High contrast"),
}
_LINES: Mapping[str, Message] = {
    "narrow": say("Narrow"),
    "comfortable": say("Comfortable"),
    "wide": say("Wide"),
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
            tr("Text size"),
            QComboBox(),
            tr("Ctrl and + or − change it from any page; in a section, its words alone."),
        )
        for percent in SIZES:
            self.text_size.addItem(tr("{percent} %", percent=percent), percent)
        self.theme = form.add(tr("Colours"), QComboBox())
        for theme, name_ in _THEMES.items():
            self.theme.addItem(words(name_), theme)
        self._build_writing()
        self.body.addWidget(Words(tr("If others use this computer"), "heading"))
        self.body.addWidget(
            Words(tr("You can open the program with a passphrase, and each have your own things."))
        )
        self.lock = Button(tr("Passphrase and people…"), lambda: session.go(Go("lock")))
        self.body.addWidget(ButtonLine(self.lock))
        self.body.addWidget(
            Words(tr("Nothing in this program moves, blinks or makes a sound by itself."), "small")
        )
        self._show(session.choices)
        self.language.activated.connect(self._on_language)
        self.text_size.activated.connect(self._on_size)
        self.theme.activated.connect(self._on_theme)
        session.chosen.connect(self._on_chosen)
        self._show_missing()

    def _build_writing(self) -> None:
        self.body.addWidget(Words(tr("Writing"), "heading"))
        self.spelling = QCheckBox(tr("Mark words not in the dictionary"))
        self.missing = Words("", "small")
        self.quotes = QCheckBox(tr("Curly quotes and apostrophes"))
        self.focus = QCheckBox(tr("Show only the words of a section"))
        self.focus.setAccessibleDescription(tr("F11 and Escape bring everything back."))
        self.own_words = QPlainTextEdit()
        self.own_words.setTabChangesFocus(True)
        self.own_words.setMaximumHeight(round(110 * scale_now()))
        form = Form()
        self.lines = form.add(tr("Length of lines"), QComboBox())
        for length, name in _LINES.items():
            self.lines.addItem(words(name), length)
        self.body.addWidget(self.spelling)
        self.body.addWidget(self.missing)
        self.body.addWidget(self.quotes)
        self.body.addWidget(self.focus)
        self.body.addWidget(form)
        own = Form()
        own.add(
            tr("My words"),
            self.own_words,
            tr("Spelling takes them for right. One in each line; only this computer has them."),
        )
        self.body.addWidget(own)
        self.spelling.toggled.connect(self._on_spelling)
        self.quotes.toggled.connect(self._on_quotes)
        self.focus.toggled.connect(self._on_focus)
        self.lines.activated.connect(self._on_lines)

    def show_at(self, go: Go) -> None:
        """Look anew which dictionaries there are."""
        super().show_at(go)
        self._show_missing()

    def leave(self) -> None:
        """Keep the words as they stand in the box."""
        self.own_words.document().setModified(False)
        lines = (line.strip() for line in self.own_words.toPlainText().splitlines())
        self.session.choose(own_words=tuple(dict.fromkeys(line for line in lines if line)))

    def _show_missing(self) -> None:
        """Say for which language of the toolkit there is no dictionary, and what to do."""
        own = self.session.places.dictionaries
        folders = dictionary_folders(own)
        about = self.session.about
        said = [
            tr(
                "No dictionary for {language} was found. {how}",
                language=language_name(code),
                how=how_to_get(code, own),
            )
            for code in (about.languages if about else PREFERRED)
            if find_dictionary(code, folders) is None
        ]
        self.missing.setText("\n".join(said))
        self.missing.setVisible(bool(said))

    def _show(self, choices: Choices) -> None:
        """Fill quietly: being filled is not being chosen."""
        self.language.setCurrentIndex(max(0, self.language.findData(choices.interface_language)))
        nearest = min(SIZES, key=lambda size: abs(size - choices.text_size))
        self.text_size.setCurrentIndex(self.text_size.findData(nearest))
        self.theme.setCurrentIndex(self.theme.findData(choices.theme))
        self.lines.setCurrentIndex(self.lines.findData(choices.line_length))
        for box, on in (
            (self.spelling, choices.spelling),
            (self.quotes, choices.smart_quotes),
            (self.focus, choices.focus),
        ):
            blocker = QSignalBlocker(box)
            box.setChecked(on)
            blocker.unblock()
        if not self.own_words.document().isModified():
            self.own_words.setPlainText("\n".join(choices.own_words))

    def _on_chosen(self, _former: Choices, now: Choices) -> None:
        self._show(now)

    def _on_language(self) -> None:
        self.session.choose(interface_language=self.language.currentData())

    def _on_size(self) -> None:
        self.session.choose(text_size=self.text_size.currentData())

    def _on_theme(self) -> None:
        self.session.choose(theme=self.theme.currentData())

    def _on_lines(self) -> None:
        self.session.choose(line_length=self.lines.currentData())

    def _on_spelling(self, on: bool) -> None:
        self.session.choose(spelling=on)

    def _on_quotes(self, on: bool) -> None:
        self.session.choose(smart_quotes=on)

    def _on_focus(self, on: bool) -> None:
        self.session.choose(focus=on)
