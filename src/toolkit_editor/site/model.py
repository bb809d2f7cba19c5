"""What a site is built from: words already rendered and sanitised, and the facts around them.

Everything here has passed the gate; nothing knows a person's id, a draft or a store. Texts that
exist per language are mappings from a language (`en`) to the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit_editor.base.ids import SectionId, StoryId

Translated = Mapping[str, str]
"""A text per language; a language that is missing falls back to the first."""

OWN_PAGES = ("search", "stories", "edition")
"""Pages that every language has of its own accord."""


@dataclass(frozen=True, slots=True)
class HeadingOnSite:
    """A heading inside a section's HTML and the `anchor` that leads to it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SectionOnSite:
    """One section in one language.

    `path` is its file in the toolkit, from which its links are resolved; `address` is where it goes
    under its language, without ending (`part-1/safe-space`, `index` for the home page).
    """

    id: SectionId
    lang: str
    path: str
    address: str
    title: str
    html: str
    text: str
    summary: str = ""
    part: str = ""
    kind: str = ""
    order: float = 0
    headings: tuple[HeadingOnSite, ...] = ()

    @property
    def file(self) -> str:
        """The section's file in the site; the site's own pages keep their names."""
        ending = "-page.html" if self.address in OWN_PAGES else ".html"
        return f"{self.lang}/{self.address}{ending}"


@dataclass(frozen=True, slots=True)
class StoryOnSite:
    """A story as its teller released it in `lang`, placed beside a passage of `section`.

    `after_block` counts the section's top-level blocks from 0; None puts it at the end.
    `display_name` is the exact text the teller chose to be shown with, perhaps nothing.
    """

    id: StoryId
    lang: str
    section: SectionId
    title: str
    display_name: str
    html: str
    text: str
    after_block: int | None = None
    content_notes: tuple[str, ...] = ()
    composite: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the toolkit."""

    id: str
    title: Translated


@dataclass(frozen=True, slots=True)
class SupportLine:
    """Somewhere to turn to, shown at the foot of every page."""

    name: Translated
    contact: Translated
    link: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what terms the toolkit may be used."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition this is; `previous` are older ones as (number, date, address)."""

    number: str
    published: date
    previous: tuple[tuple[str, date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteInput:
    """Everything that goes into a site. The first of `languages` is the source language.

    `media` maps a path in the toolkit (`media/circle.png`) to its bytes. `base_address` is where
    the site will be (`https://example.org/toolkit/`), empty where that is not known.
    """

    name: Translated
    languages: tuple[str, ...]
    edition: Edition
    parts: tuple[Part, ...] = ()
    kinds: Mapping[str, Translated] = field(default_factory=dict)
    sections: tuple[SectionOnSite, ...] = ()
    stories: tuple[StoryOnSite, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict)
    support: tuple[SupportLine, ...] = ()
    licence: Licence = Licence()
    citation: Translated = field(default_factory=dict)
    base_address: str = ""

    def in_language(self, text: Translated, lang: str) -> str:
        """`text` in `lang`, or in the first language that has it, or nothing."""
        return next((text[each] for each in (lang, *self.languages) if text.get(each)), "")
