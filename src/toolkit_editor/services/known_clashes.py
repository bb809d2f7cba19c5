"""In which files of a draft somebody has to choose, worked out once for the same contents.

Bringing texts together takes long, and Home asks it of every open draft. Must not know how it is
done: whoever asks names all that the answer rests on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from toolkit_editor.base.code_mark import code_mark
from toolkit_editor.store.remembered import Remembered

_NAME = "clashes"
_WORTH_KEEPING = 20
"""How many have to be new before they are written down again."""


class KnownClashes:
    """Answers by what they rest on, kept between starts."""

    def __init__(self, remembered: Remembered) -> None:
        """Keep between starts in `remembered`."""
        self._remembered = remembered
        self._known: dict[str, tuple[str, ...]] | None = None
        self._new = 0

    def paths(self, rests_on: Any, make: Callable[[], Iterable[str]]) -> tuple[str, ...]:
        """What `make` gives for `rests_on`, which JSON must be able to carry."""
        known, key = self._all(), _key(rests_on)
        found = known.pop(key, None)
        if found is None:
            found = tuple(make())
            self._new += 1
        known[key] = found
        return found

    def knows(self, rests_on: Any) -> bool:
        """Whether `paths` has the answer without making it."""
        return _key(rests_on) in self._all()

    def settle(self, count: int) -> None:
        """Keep the `count` answers that were asked for last, where enough of them are new."""
        if self._new < _WORTH_KEEPING or self._known is None:
            return
        self._new = 0
        self._known = dict(list(self._known.items())[-count:])
        mark = _made_by()
        if mark is not None:
            self._remembered.keep(_NAME, mark, json.dumps(self._known).encode())

    def _all(self) -> dict[str, tuple[str, ...]]:
        if self._known is None:
            self._known = self._load()
        return self._known

    def _load(self) -> dict[str, tuple[str, ...]]:
        mark = _made_by()
        data = self._remembered.load(_NAME, mark) if mark is not None else None
        found = json.loads(data) if data is not None else {}
        return {key: tuple(paths) for key, paths in found.items()}


def _key(rests_on: Any) -> str:
    return sha256(json.dumps(rests_on, sort_keys=True).encode()).hexdigest()


def _made_by() -> str | None:
    return code_mark("services", "review", "prose", "content", "store", "base")
