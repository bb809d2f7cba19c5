"""Sentences in a person's language without Qt: for the terminal, and for each page of the site.

Holds no sentence. Must not know where the words are shown.
"""

from __future__ import annotations

import locale
import os
from pathlib import Path

from toolkit_editor.base.message import Message
from toolkit_editor.ui.bridge.catalogue import Catalogue, interface_language, load_catalogue


class Spoken:
    """Says messages in any language there is a catalogue for; else in English."""

    def __init__(self, folder: Path) -> None:
        """Read catalogues from `folder` when they are first needed."""
        self._folder = folder
        self._known: dict[str, Catalogue] = {}

    def __call__(self, language: str, message: Message) -> str:
        """The words of `message`, with the messages inside it, in `language`."""
        n = message.facts.get("n")
        count = n if message.plural is not None and isinstance(n, int) else None
        template = self._catalogue(language).template(message.text, message.plural, count)
        if not message.facts:
            return template
        facts = {
            name: self(language, fact) if isinstance(fact, Message) else fact
            for name, fact in message.facts.items()
        }
        return template.format(**facts)

    def _catalogue(self, language: str) -> Catalogue:
        if language not in self._known:
            there = (self._folder / f"{language}.po").is_file()
            self._known[language] = load_catalogue(language if there else "en", self._folder)
        return self._known[language]


def terminal_language(chosen: str | None) -> str:
    """The language to speak in a terminal: what the person chose, else what the computer says."""
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    return interface_language(chosen, said or locale.getlocale()[0] or "")
