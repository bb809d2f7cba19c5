"""The group's workspace as a port: fetching and sending, without saying how it is reached.

`GitWorkspace` talks to the system's git, `MemoryWorkspace` to another store in memory. Must not
decide what is taken over or sent: services do.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from toolkit_editor.base.errors import Refused
from toolkit_editor.store import exchange
from toolkit_editor.store.address import Address
from toolkit_editor.store.exchange import SEEN, Fetched, PushRef, PushResult
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.packing import pack_refs


def _never() -> bool:
    return False


class Workspace(Protocol):
    """What one copy has in common with the others. Raises as `exchange` does."""

    def is_new(self) -> bool:
        """Whether nothing is there yet, because the workspace is just being founded."""
        ...

    def fetch(self, *, skip: Collection[str] = (), stopped: Callable[[], bool] = _never) -> Fetched:
        """Bring what is new there into the copy; `skip` names refs never taken over again."""
        ...

    def push(
        self, changes: Sequence[PushRef], *, stopped: Callable[[], bool] = _never
    ) -> PushResult:
        """Send refs, each only if it is there where we expect it."""
        ...

    def remember_seen(self, changes: Iterable[PushRef], result: PushResult) -> None:
        """Note in the copy what a push achieved."""
        ...

    def clean(self) -> None:
        """Erase there what nothing reaches any more, where that is for us to do."""
        ...


class GitWorkspace:
    """The workspace at an address, through the system's git."""

    def __init__(self, store: GitStore, address: Address) -> None:
        """`store` is the person's own copy."""
        self._store = store
        self._address = address

    def is_new(self) -> bool:
        """Whether it is a folder in which nothing is yet."""
        if self._address.folder is None or self._store.refs(SEEN):
            return False
        return not exchange.look(self._store, self._address)

    def fetch(self, *, skip: Collection[str] = (), stopped: Callable[[], bool] = _never) -> Fetched:
        """See `exchange.fetch`. Where many refs lie loose in the copy, it is tidied afterwards."""
        fetched = exchange.fetch(self._store, self._address, skip=skip, stopped=stopped)
        with contextlib.suppress(Refused):
            pack_refs(self._store.folder)
        return fetched

    def push(
        self, changes: Sequence[PushRef], *, stopped: Callable[[], bool] = _never
    ) -> PushResult:
        """See `exchange.push`. A folder in which many refs lie loose is tidied afterwards."""
        result = exchange.push(self._store, self._address, changes, stopped=stopped)
        if self._address.folder is not None:
            with contextlib.suppress(Refused):
                pack_refs(self._address.folder, shared=True)
        return result

    def remember_seen(self, changes: Iterable[PushRef], result: PushResult) -> None:
        """See `exchange.remember_seen`."""
        exchange.remember_seen(self._store, changes, result)

    def clean(self) -> None:
        """Where it is a folder, erase what nothing reaches; other hosts do that themselves."""
        if self._address.folder is not None:
            with GitStore.open(self._address.folder, shared=True) as store:
                store.erase([])
