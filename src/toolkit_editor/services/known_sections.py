"""The sections of a toolkit as they were read, so that each file is read once and not every start.

What a file says depends on its content, its name and the language folder it lies in: by these it is
remembered, also between starts. Must not know which of them make up the toolkit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from toolkit_editor.base.code_mark import code_mark
from toolkit_editor.content.section import Section, Translated, read_section
from toolkit_editor.store.model import Oid
from toolkit_editor.store.remembered import Remembered
from toolkit_editor.store.store import Store

_NAME = "sections"
_FIELDS = tuple(each.name for each in fields(Section) if each.name != "problem")
_TRANSLATED = _FIELDS.index("translated_from")
_WORTH_KEEPING = 100
"""How many have to be new before all are written down again."""


class Place(NamedTuple):
    """A file that is a section: its content, and where it lies."""

    blob: Oid
    path: str
    language: str
    root: str


class KnownSections:
    """Reads sections, each once."""

    def __init__(self, store: Store, remembered: Remembered) -> None:
        """Read from `store`; keep between starts in `remembered`."""
        self._store = store
        self._remembered = remembered
        self._known: dict[Place, Section] = {}
        self._new = 0
        self._loaded = False

    def read(self, place: Place) -> Section:
        """One section, without looking at what was kept of the others."""
        if place not in self._known:
            self._known[place] = _read(place, self._store.read(place.blob))
        return self._known[place]

    def read_all(self, places: list[Place]) -> list[Section]:
        """All sections there are, in the same order; keeps them for the next start."""
        if not self._loaded:
            self._loaded = True
            self._known = {**self._load(), **self._known}
        missing = [place for place in places if place not in self._known]
        contents = self._store.read_many({place.blob for place in missing})
        for place in missing:
            self._known[place] = _read(place, contents[place.blob])
        self._new += len(missing)
        found = {place: self._known[place] for place in places}
        if self._new >= _WORTH_KEEPING:
            self._new = 0
            self._keep(found)
        return list(found.values())

    def _load(self) -> dict[Place, Section]:
        mark = _made_by()
        data = self._remembered.load(_NAME, mark) if mark else None
        if data is None:
            return {}
        return {Place(*place): _section(row) for place, row in json.loads(data)}

    def _keep(self, found: Mapping[Place, Section]) -> None:
        mark = _made_by()
        if mark is None:
            return
        rows = [(place, _row(one)) for place, one in found.items() if one.problem is None]
        data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        self._remembered.keep(_NAME, mark, data.encode("utf-8", "surrogatepass"))


def _made_by() -> str | None:
    return code_mark("content", "base")


def _read(place: Place, data: bytes) -> Section:
    return read_section(data, place.path, place.language, place.root, place.blob)


def _row(section: Section) -> list[Any]:
    """What is known of a section without a problem, in the order of its fields."""
    row = [getattr(section, name) for name in _FIELDS]
    told = section.translated_from
    row[_TRANSLATED] = told and [told.language, told.blob]
    return row


def _section(row: list[Any]) -> Section:
    found: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    told = found["translated_from"]
    found["translated_from"] = told and Translated(*told)
    found["voices"], found["themes"] = tuple(found["voices"]), tuple(found["themes"])
    return Section(**found)
