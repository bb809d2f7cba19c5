"""Finding something to do, or a section to go to, by typing a word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from toolkit_editor.base.message import say
from toolkit_editor.ui.bridge.actions import Action, Commands, shortcut_words
from toolkit_editor.ui.bridge.language import words
from toolkit_editor.ui.widgets.choosing import Choice, ChooseDialog
from toolkit_editor.ui.widgets.languages import language_name

if TYPE_CHECKING:
    from toolkit_editor.content.section import Section
    from toolkit_editor.services.desk import Desk


class PaletteDialog(ChooseDialog):
    """Everything that can be done now."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        """Offer what can be done now."""
        offered = [action for action in commands.available() if action.id != "palette"]
        super().__init__(
            say("Find something to do"),
            say("What would you like to do?"),
            [Choice(a.id, _line(a), words(a.help), words(a.help)) for a in offered],
            parent,
        )


class SectionDialog(ChooseDialog):
    """Every section by its title; `where` is the one that was chosen."""

    def __init__(self, sections: list[Section], parent: QWidget | None = None) -> None:
        """Offer `sections`, each with its language where there are several."""
        several = len({section.language for section in sections}) > 1
        self._sections = sections
        super().__init__(
            say("Go to a section"),
            say("Type a part of its title"),
            [
                Choice(str(at), f"{s.title}   {language_name(s.language)}" if several else s.title)
                for at, s in enumerate(sections)
            ],
            parent,
        )

    @property
    def where(self) -> Section | None:
        """The chosen section."""
        return self._sections[int(self.chosen)] if self.chosen else None


def all_sections(desk: Desk, language: str) -> list[Section]:
    """Every section in reading order, those in `language` first; runs in the git lane."""
    from toolkit_editor.content.outline import outline

    toolkit, sections = desk.toolkit(), desk.sections()
    order = sorted(toolkit.languages, key=lambda code: code != language)
    return [
        section
        for code in order
        for part in outline(toolkit, sections, code)
        for section in part.sections
    ]


def _line(action: Action) -> str:
    keys = shortcut_words(action)
    return f"{words(action.words)}   {keys}" if keys else words(action.words)
