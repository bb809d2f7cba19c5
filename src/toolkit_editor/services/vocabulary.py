"""The group's own words: plain words for jargon, respectful wording, names; per language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit_editor.base.errors import Refused
from toolkit_editor.checks.jargon import GlossaryTerm
from toolkit_editor.checks.wording import WordingEntry
from toolkit_editor.content.safe_yaml import load_yaml
from toolkit_editor.content.toolkit import Toolkit
from toolkit_editor.services.desk import Desk


def glossary(desk: Desk, language: str) -> list[GlossaryTerm]:
    """glossary/<language>.yml; a broken list is an empty one."""
    return [
        GlossaryTerm(
            str(row.get("term", "")),
            str(row.get("plain", "")),
            str(row.get("meaning") or ""),
            str(row.get("sense") or ""),
        )
        for row in _rows(desk, f"glossary/{language}.yml")
        if row.get("term")
    ]


def wording(desk: Desk, language: str) -> list[WordingEntry]:
    """wording/<language>.yml; a broken list is an empty one."""
    return [
        WordingEntry(
            _several(row.get("instead of")),
            _several(row.get("say")),
            str(row.get("why") or ""),
            str(row.get("source") or ""),
        )
        for row in _rows(desk, f"wording/{language}.yml")
    ]


def names(desk: Desk) -> frozenset[str]:
    """Words that no dictionary has and that are right here: of titles, terms, people, places."""
    toolkit = desk.toolkit()
    group = desk.state().group
    said = [name for words in (toolkit.name, *_labels(toolkit)) for name in words.values()]
    said += toolkit.organisations
    said += [person.name for person in (group.people or {}).values()]
    for language in toolkit.languages:
        said += [text for term in glossary(desk, language) for text in (term.term, term.plain)]
    return frozenset(word for text in said for word in text.split())


def _labels(toolkit: Toolkit) -> Iterator[Mapping[str, str]]:
    yield from (part.title for part in toolkit.parts)
    for named in (toolkit.kinds, toolkit.themes, toolkit.voices):
        yield from named.values()
    for line in toolkit.support:
        yield line.name


def _several(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return (str(value),) if value else ()


def _rows(desk: Desk, path: str) -> list[dict[str, Any]]:
    oid = desk.store.file(desk.main(), path)
    return [] if oid is None else desk.made_of("rows", oid, _read_rows)


def _read_rows(data: bytes) -> list[dict[str, Any]]:
    try:
        found = load_yaml(data)
    except Refused:
        return []
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
