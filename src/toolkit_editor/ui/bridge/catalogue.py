"""The sentences of the program in one language, as templates.

The source of every sentence is its English. Must not know Qt, nor which sentences exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = "en"
LANGUAGES: Mapping[str, str] = {"en": "English", "fr": "Français"}
"""The languages of the interface, each by its own name."""

_SINGULAR: Mapping[str, Callable[[int], bool]] = {
    "en": lambda n: n == 1,
    "fr": lambda n: abs(n) < 2,
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Templates by their English; a sentence without an entry stays English."""

    language: str = SOURCE
    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def template(self, one: str, many: str | None = None, n: int | None = None) -> str:
        """The template for `one`, or for `n` things where `many` is its English plural."""
        found = self.entries.get(one)
        language = self.language if found else SOURCE
        forms = found or ((one,) if many is None else (one, many))
        if many is None or n is None:
            return forms[0]
        return forms[0 if _SINGULAR[language](n) else len(forms) - 1]


def load_catalogue(language: str, folder: Path) -> Catalogue:
    """The catalogue of `language` in `folder`; English needs no file."""
    if language == SOURCE or language not in LANGUAGES:
        return Catalogue()
    import polib

    entries: dict[str, tuple[str, ...]] = {}
    for entry in polib.pofile(str(folder / f"{language}.po")):
        if entry.obsolete or not entry.translated():
            continue
        plural = tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural))
        entries[entry.msgid] = plural or (entry.msgstr,)
    return Catalogue(language, entries)


def interface_language(chosen: str | None, system: str) -> str:
    """The language to speak: the chosen one, else that of the computer where there is one."""
    if chosen in LANGUAGES:
        return str(chosen)
    code = system.partition("_")[0].partition("-")[0].casefold()
    return code if code in LANGUAGES else SOURCE
