"""A part of a store as bytes: everything some commits reach that others do not, and taking it back.

Must not know what the bytes are for.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit_editor.store.failures import local_failure
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.model import Oid


def gather(store: GitStore, tips: Sequence[Oid], *, but: Sequence[Oid]) -> bytes:
    """All that `tips` reach and `but` do not, as one pack that needs nothing else but `but`."""
    wanted = "".join(f"{tip}\n" for tip in tips) + "".join(f"^{tip}\n" for tip in but)
    ran = store.plumbing.run("pack-objects", "--revs", "--stdout", "-q", stdin=wanted.encode())
    if ran.code:
        raise local_failure(ran.err, store.folder)
    return ran.out


def take_back(store: GitStore, pack: bytes) -> None:
    """Put what was gathered into the store, durably; a ref has to reach it next.

    Raises `StorageFailed`, also where the pack is not whole.
    """
    store.locks.contents_wait()
    ran = store.plumbing.run("index-pack", "--stdin", "--strict", stdin=pack)
    if ran.code:
        store.locks.contents_landed()
        raise local_failure(ran.err, store.folder)
    store.forget()
