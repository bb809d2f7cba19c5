"""What a section is made of, as far as checks care. Lines count from 1 in the section's file.

Must not know Markdown: whoever reads the file fills these in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` from 1 to 6."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `alt` is its description in words."""

    alt: str
    src: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written; `text` is what a reader sees or hears."""

    text: str
    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    has_header: bool
    line: int


@dataclass(frozen=True, slots=True)
class Structure:
    """A section's headings, pictures, links and tables, each in the order of the text."""

    headings: tuple[Heading, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()
