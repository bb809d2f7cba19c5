"""Git's trees read folder by folder: what one path holds, and what two of them differ in.

A large toolkit has ten thousand files, and `review` more; whoever asks for one of them must not
read all. Names count as in `paths.sift`; where a folder on the way holds two names that fall
together on some computer, `EntangledError` says that only the whole tree tells. Must not run git.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator

from toolkit_editor.store import objects, paths
from toolkit_editor.store.model import Oid
from toolkit_editor.store.objects import FOLDER, RawEntry

_MOST = 50_000
"""Names that are remembered, over all folders."""


class EntangledError(Exception):
    """Two names in one folder fall together: which of them counts, only the whole tree tells."""


class _Listing:
    """What one folder holds, by name."""

    def __init__(self, entries: list[RawEntry]) -> None:
        self.names = {entry.name: entry for entry in entries}
        self._apart: bool | None = None

    def require_apart(self) -> None:
        if self._apart is None:
            self._apart = paths.are_apart(self.names)
        if not self._apart:
            raise EntangledError


class Trees:
    """The folders of a store, read through `read`; remembers those that were read last."""

    def __init__(self, read: Callable[[Oid], bytes]) -> None:
        """`read` gives the bytes of a tree object."""
        self._read = read
        self._known: OrderedDict[Oid, _Listing] = OrderedDict()
        self._held = 0

    def forget(self) -> None:
        """Drop what is remembered."""
        self._known.clear()
        self._held = 0

    def entries(self, folder: Oid) -> Iterable[RawEntry]:
        """What one folder holds."""
        return self._listing(folder).names.values()

    def _listing(self, folder: Oid) -> _Listing:
        known = self._known.get(folder)
        if known is not None:
            self._known.move_to_end(folder)
            return known
        found = self._known[folder] = _Listing(objects.parse_tree(self._read(folder)))
        self._held += len(found.names)
        while self._held > _MOST and len(self._known) > 1:
            self._held -= len(self._known.popitem(last=False)[1].names)
        return found

    def walk(self, root: Oid, above: bytes = b"") -> Iterator[tuple[int, bytes, Oid]]:
        """Everything below the folder `root`, whose path is `above`: mode, path and id."""
        waiting = [(above, root)]
        while waiting:
            prefix, oid = waiting.pop()
            for entry in self.entries(oid):
                path = prefix + entry.name
                if entry.mode == FOLDER and path.count(b"/") < paths.DEEPEST:
                    waiting.append((path + b"/", entry.oid))
                else:
                    yield entry.mode, path, entry.oid

    def find(self, root: Oid, path: str) -> RawEntry | None:
        """The file or folder at `path`; raises `EntangledError`."""
        parts = path.encode("utf-8", "surrogatepass").split(b"/")
        if len(parts) > paths.DEEPEST:
            return None
        at = root
        for number, part in enumerate(parts):
            inside = self._listing(at)
            inside.require_apart()
            entry = inside.names.get(part)
            if entry is None:
                return None
            if number == len(parts) - 1:
                return entry
            if entry.mode != FOLDER:
                return None
            at = entry.oid
        return None

    def difference(self, before: Oid, after: Oid) -> dict[str, tuple[Oid | None, Oid | None]]:
        """The files in which the tree `after` differs from `before`; raises `EntangledError`."""
        found: dict[str, tuple[Oid | None, Oid | None]] = {}
        waiting: list[tuple[bytes, Oid | None, Oid | None]] = [(b"", before, after)]
        while waiting:
            prefix, *sides = waiting.pop()
            one, two = (self._names(side) for side in sides)
            differing = {entry.name for entry in set(one.values()) ^ set(two.values())}
            for name in differing:
                old, new = one.get(name), two.get(name)
                path = prefix + name
                folders = (_folder(old), _folder(new))
                if any(folders) and path.count(b"/") < paths.DEEPEST:
                    waiting.append((path + b"/", *folders))
                files = (_file(old, path), _file(new, path))
                if files[0] != files[1]:
                    found[path.decode()] = files
        return dict(sorted(found.items()))

    def _names(self, folder: Oid | None) -> dict[bytes, RawEntry]:
        if folder is None:
            return {}
        listing = self._listing(folder)
        listing.require_apart()
        return listing.names


def _folder(entry: RawEntry | None) -> Oid | None:
    return entry.oid if entry is not None and entry.mode == FOLDER else None


def _file(entry: RawEntry | None, path: bytes) -> Oid | None:
    """What counts as a file of the toolkit, as `paths.sift` has it."""
    if entry is None or not paths.is_fine(entry.mode, path):
        return None
    return entry.oid
