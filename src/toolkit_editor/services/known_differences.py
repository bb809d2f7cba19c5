"""In which files the drafts of this computer differ from what they began on, each compared once.

Two commits never change, so what they differ in is remembered, also between starts. Must not know
what a draft is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from toolkit_editor.base.code_mark import code_mark
from toolkit_editor.store.model import Oid
from toolkit_editor.store.remembered import Remembered
from toolkit_editor.store.store import Store

Pair = tuple[Oid, Oid]
Files = Mapping[str, Oid | None]

_NAME = "differences"
_WORTH_KEEPING = 20
"""How many have to be new before they are written down again."""


class KnownDifferences:
    """Compares commits, each pair once."""

    def __init__(self, store: Store, remembered: Remembered) -> None:
        """Read from `store`; keep between starts in `remembered`."""
        self._store = store
        self._remembered = remembered
        self._known: dict[Pair, Files] = {}
        self._new = 0
        self._loaded = False

    def read(self, base: Oid, tip: Oid) -> Files:
        """The files in which `tip` differs from `base`; None where it removes one."""
        pair = (base, tip)
        if pair not in self._known:
            changes = self._store.difference(base, tip)
            self._known[pair] = {path: now for path, (_, now) in changes.items()}
            self._new += 1
        return self._known[pair]

    def read_all(self, pairs: Iterable[Pair]) -> dict[Pair, Files]:
        """What all of these differ in; keeps these alone for the next start."""
        if not self._loaded:
            self._loaded = True
            self._known = {**self._load(), **self._known}
        found = {pair: self.read(*pair) for pair in pairs}
        if self._new >= _WORTH_KEEPING:
            self._new = 0
            self._known = dict(found)
            mark = code_mark("store", "base")
            if mark is not None:
                rows = [[*pair, files] for pair, files in found.items()]
                self._remembered.keep(_NAME, mark, json.dumps(rows).encode())
        return found

    def _load(self) -> dict[Pair, Files]:
        mark = code_mark("store", "base")
        data = self._remembered.load(_NAME, mark) if mark is not None else None
        rows = json.loads(data) if data is not None else []
        return {(base, tip): files for base, tip, files in rows}
