"""The sections of a toolkit in reading order, and which of them are the same in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit_editor.base.ids import SectionId
from toolkit_editor.content.section import Section
from toolkit_editor.content.toolkit import Toolkit, in_language

MARKDOWN = (".md", ".markdown")
_NOT_SECTIONS = re.compile(r"(^|/)[._]?(glossary|wording|voices|media|node_modules)/|(^|/)\.")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """One part of the outline: its id, its title, its sections in order."""

    id: str
    title: str
    sections: tuple[Section, ...]


def section_paths(toolkit: Toolkit, paths: Iterable[str]) -> dict[str, str]:
    """Which of `paths` are sections, and each one's language (the deepest root wins)."""
    roots = sorted(
        ((toolkit.root(language), language) for language in toolkit.languages),
        key=lambda pair: -len(pair[0]),
    )
    found: dict[str, str] = {}
    for path in paths:
        if not path.casefold().endswith(MARKDOWN) or _NOT_SECTIONS.search(path):
            continue
        for root, language in roots:
            if not root or path.startswith(root + "/"):
                found[path] = language
                break
    return found


def paired(toolkit: Toolkit, sections: Sequence[Section]) -> list[Section]:
    """`sections` with one id for the languages of one section, as `pairs` in toolkit.yml says."""
    shared = {
        (language, path): _pair_id(toolkit, pair)
        for pair in toolkit.pairs
        for language, path in pair.items()
    }
    return [
        section
        if section.own_id
        else replace(section, id=shared.get((section.language, section.path), section.id))
        for section in sections
    ]


def _pair_id(toolkit: Toolkit, pair: Mapping[str, str]) -> SectionId:
    language = next((code for code in toolkit.languages if code in pair), next(iter(pair)))
    root = toolkit.root(language)
    path = pair[language]
    inside = path.removeprefix(root + "/") if root else path
    return SectionId(inside.rpartition(".")[0] or inside)


def outline(toolkit: Toolkit, sections: Sequence[Section], language: str) -> list[OutlinePart]:
    """The sections of one language by part, in reading order; parts of toolkit.yml come first."""
    own = [section for section in sections if section.language == language]
    root = toolkit.root(language)
    grouped: dict[str, list[Section]] = {part.id: [] for part in toolkit.parts}
    for section in own:
        grouped.setdefault(section.part or _folder(section.path, root), []).append(section)
    titles = {part.id: in_language(part.title, language, part.id) for part in toolkit.parts}
    parts = [
        OutlinePart(id_, titles.get(id_) or _title(id_, inside), tuple(_in_order(inside)))
        for id_, inside in grouped.items()
        if inside
    ]
    known = {part.id: index for index, part in enumerate(toolkit.parts)}
    return sorted(parts, key=lambda part: (known.get(part.id, -1 if not part.id else 999), part.id))


def _folder(path: str, root: str) -> str:
    inside = path.removeprefix(root + "/") if root else path
    return inside.rpartition("/")[0]


def _title(folder: str, sections: Sequence[Section]) -> str:
    if not folder:
        return ""
    landing = next((section for section in sections if section.is_landing), None)
    if landing:
        return landing.title
    words = re.sub(r"[-_]+", " ", folder.rpartition("/")[2]).strip()
    return words[:1].upper() + words[1:]


def _in_order(sections: Iterable[Section]) -> list[Section]:
    def key(section: Section) -> tuple[object, ...]:
        number = section.order if section.order is not None else float("inf")
        return (number, not section.is_landing, natural(section.path))

    return sorted(sections, key=key)


def natural(text: str) -> tuple[tuple[int, object], ...]:
    """A sort key in which `meeting 2` comes before `meeting 10`."""
    return tuple(
        (0, int(part)) if part.isdecimal() else (1, part.casefold())
        for part in _DIGITS.split(text)
        if part
    )
