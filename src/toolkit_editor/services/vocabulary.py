"""The group's own lists: plain words for jargon, respectful wording, per language."""

from __future__ import annotations

from typing import Any

from toolkit_editor.base.errors import Refused
from toolkit_editor.checks.jargon import GlossaryTerm
from toolkit_editor.checks.wording import WordingEntry
from toolkit_editor.content.safe_yaml import load_yaml
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


def _several(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return (str(value),) if value else ()


def _rows(desk: Desk, path: str) -> list[dict[str, Any]]:
    oid = desk.tree().entries.get(path)
    return [] if oid is None else desk.made_of("rows", oid, _read_rows)


def _read_rows(data: bytes) -> list[dict[str, Any]]:
    try:
        found = load_yaml(data)
    except Refused:
        return []
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
