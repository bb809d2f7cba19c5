"""A changed tree: only the folders on the way to what changed are made anew.

What is not named stays as it is, whatever it is. Must not run git or write anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit_editor.store import objects, paths
from toolkit_editor.store.model import Oid
from toolkit_editor.store.objects import FILE, FOLDER, RawEntry
from toolkit_editor.store.trees import Trees


def plant(trees: Trees, root: Oid | None, changes: Mapping[str, Oid | None]) -> list[bytes]:
    """The tree objects that `changes` (None removes) make of `root`, the new root last.

    Raises `Refused` for a new name that cannot be used, or not beside those that are there.
    """
    top = _Folder(trees, root)
    for path, oid in changes.items():
        if oid is None:
            top.remove(path.encode().split(b"/"))
    for path, oid in changes.items():
        if oid is not None:
            top.put(path, 0, oid)
    made: list[bytes] = []
    top.finish(made)
    return made


class _Folder:
    """One folder that is being changed; those inside are opened where something changes."""

    def __init__(self, trees: Trees, oid: Oid | None) -> None:
        self._trees = trees
        entries = trees.entries(oid) if oid is not None else ()
        self._inside: dict[bytes, RawEntry | _Folder] = {one.name: one for one in entries}
        self._spelling: dict[str, bytes] | None = None

    def remove(self, parts: list[bytes]) -> None:
        """Remove a file, if it is there."""
        name, *rest = parts
        known = self._inside.get(name)
        if rest and known is not None and _is_folder(known):
            self._open(name).remove(rest)
        elif known is not None and not rest and not _is_folder(known):
            del self._inside[name]

    def put(self, path: str, start: int, oid: Oid) -> None:
        """Put a file at `path`, whose part from `start` on lies in here."""
        end = path.find("/", start)
        here = path if end < 0 else path[:end]
        name = here[start:].encode("utf-8", "surrogatepass")
        known = self._inside.get(name)
        if isinstance(known, _Folder) and known.is_empty():
            known = None
        if known is None:
            paths.require(path)
            self._require_apart(name, here)
        elif _is_folder(known) != (end >= 0):
            raise paths.too_close(here, path)
        if end < 0:
            self._inside[name] = RawEntry(FILE, name, oid)
        else:
            if known is None:
                self._inside[name] = _Folder(self._trees, None)
            self._open(name).put(path, end + 1, oid)

    def is_empty(self) -> bool:
        """Whether no file is left in here."""
        return all(isinstance(one, _Folder) and one.is_empty() for one in self._inside.values())

    def finish(self, made: list[bytes]) -> Oid:
        """Make the tree objects of this folder and those inside."""
        entries = []
        for name, one in self._inside.items():
            if isinstance(one, RawEntry):
                entries.append(one)
            elif not one.is_empty():
                entries.append(RawEntry(FOLDER, name, one.finish(made)))
        data = objects.encode_tree(entries)
        made.append(data)
        return objects.object_id("tree", data)

    def _open(self, name: bytes) -> _Folder:
        known = self._inside[name]
        if isinstance(known, RawEntry):
            known = self._inside[name] = _Folder(self._trees, known.oid)
        return known

    def _require_apart(self, name: bytes, here: str) -> None:
        """Refuse a new name that some computer cannot tell from one that is there."""
        if self._spelling is None:
            self._spelling = {paths.folded(one): one for one in self._inside}
        known = self._spelling.setdefault(paths.folded(name), name)
        there = self._inside.get(known)
        gone = there is None or (isinstance(there, _Folder) and there.is_empty())
        if known == name or gone:
            self._spelling[paths.folded(name)] = name
            return
        other = here[: len(here) - len(name.decode())] + known.decode("utf-8", "backslashreplace")
        raise paths.too_close(other, here)


def _is_folder(one: RawEntry | _Folder) -> bool:
    return isinstance(one, _Folder) or one.mode == FOLDER
