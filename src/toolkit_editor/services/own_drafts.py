"""Sealing what a person wrote and nobody else has seen, while they are not there.

Drafts lie in the person's own copy of a workspace as git keeps them, for everyone with the same
login to read. Where the person has a passphrase, they are gathered into one file when the
workspace is left, sealed to the person's key, and taken out of the copy; opening brings them back.
The file is on the disk and was read again before anything goes, and it goes only when everything
is back: ended suddenly at any step, one of the two is whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from toolkit_editor.base.durable import put_file, storing, sync_folder
from toolkit_editor.base.errors import Refused, Stale
from toolkit_editor.base.ids import DraftId, new_id
from toolkit_editor.base.message import say
from toolkit_editor.services.desk import LOCAL_DRAFTS, LOCAL_REMARKS, LOCAL_SHARED, Desk
from toolkit_editor.store.bundling import gather, take_back
from toolkit_editor.store.erasure import erase
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.stories.sealing import open_sealed, seal

_FILE = "own-drafts.age"
_PLACES = (LOCAL_DRAFTS, LOCAL_REMARKS, LOCAL_SHARED)


def seal_own(desk: Desk) -> bool:
    """Seal the person's drafts; whether none is left to be read. Raises `Refused` and its kin."""
    store = desk.store
    if not desk.has_key or not isinstance(store, GitStore):
        return False
    bring_back(desk)
    desk.refresh()
    refs = {ref: oid for place in _PLACES for ref, oid in desk.refs(place).items()}
    if refs:
        file = store.folder / _FILE
        pack = gather(store, list(refs.values()), but=[desk.main()])
        data = json.dumps({"refs": refs}).encode() + b"\n" + pack
        put_file(file, seal(data, [desk.me.key.public_line]))
        if _opened(desk, file) != data:
            raise _not_whole(file)
        try:
            desk.move(*(RefChange(ref, None, oid) for ref, oid in refs.items()))
        except Stale:  # another window wrote meanwhile: what it has is newer
            _remove(file)
            return False
    desk.forget()
    erase(store, [])
    return True


def bring_back(desk: Desk) -> None:
    """Bring the person's drafts back, where they were sealed. Raises `Refused` and its kin."""
    store = desk.store
    if not desk.has_key or not isinstance(store, GitStore):
        return
    file = store.folder / _FILE
    if not file.exists():
        return
    head, _, pack = _opened(desk, file).partition(b"\n")
    try:
        refs = {str(ref): Oid(oid) for ref, oid in json.loads(head)["refs"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_whole(file) from error
    take_back(store, pack)
    desk.refresh()
    desk.move(*_changes(desk, refs))
    store.locks.contents_landed()
    _remove(file)


def _changes(desk: Desk, refs: Mapping[str, Oid]) -> list[RefChange]:
    """What has to move so that `refs` are there again.

    A draft that another window went on with under the same name meanwhile stays; the sealed one
    comes back under a new name, unless what is there has it in it.
    """
    there = desk.refs()
    names: dict[str, DraftId] = {}
    for ref, oid in refs.items():
        now = there.get(ref)
        if ref.startswith(LOCAL_DRAFTS) and now is not None and desk.merge_base(oid, now) != oid:
            names[ref.removeprefix(LOCAL_DRAFTS)] = DraftId(new_id())
    changes = []
    for ref, oid in refs.items():
        place = next((place for place in _PLACES if ref.startswith(place)), None)
        if place is None:
            continue
        name = place + names.get(ref.removeprefix(place), ref.removeprefix(place))
        if name not in there:
            changes.append(RefChange(name, oid, None))
    return changes


def _opened(desk: Desk, file: Path) -> bytes:
    try:
        return open_sealed(file.read_bytes(), desk.me.key.to_openssh())
    except (OSError, Refused) as error:
        raise _not_whole(file) from error


def _remove(file: Path) -> None:
    with storing(file.parent):
        file.unlink(missing_ok=True)
        sync_folder(file.parent)


def _not_whole(file: Path) -> Refused:
    return Refused(
        say(
            "What you wrote here and did not share was sealed in {file}, and cannot be opened just "
            "now. Nothing was removed. Bring the file back from a copy, or move it elsewhere to go "
            "on without it.",
            file=file,
        )
    )
