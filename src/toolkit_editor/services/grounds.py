"""Sections of the toolkit as the ground on which something can stand: their text as it is now."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.annotations.selector import Target
from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import SectionId
from toolkit_editor.content.front_matter import split
from toolkit_editor.content.section import Section
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.services.desk import Desk
from toolkit_editor.store.model import Oid


@dataclass(frozen=True, slots=True)
class Ground:
    """A section of the toolkit as it is now, in whose plain text a passage can be chosen."""

    section: SectionId
    language: str
    title: str
    version: Oid
    text: str


def sections_in(desk: Desk, language: str) -> list[tuple[SectionId, str]]:
    """The sections of a language that something can be put in: id and title."""
    return [(one.id, one.title) for one in desk.sections() if one.language == language]


def ground(desk: Desk, section: SectionId, language: str) -> Ground:
    """A section as it is in the toolkit now; raises `NotFound`."""
    one = desk.section(section, language)
    return as_ground(one, desk.store.read(Oid(one.blob)))


def ground_of(desk: Desk, section: SectionId, language: str) -> Ground | None:
    """The same, or None where it is gone."""
    try:
        return ground(desk, section, language)
    except NotFound:
        return None


def as_ground(section: Section, data: bytes) -> Ground:
    """A section whose file holds `data`."""
    text = plain_of(split(data)[1]).text
    return Ground(section.id, section.language, section.title, Oid(section.blob), text)


def title_of(desk: Desk, target: Target) -> str:
    """The title of the section that a passage is in; empty where it is gone."""
    language = target.language or desk.toolkit().source_language
    try:
        return desk.section(target.source, language).title
    except NotFound:
        return ""
