"""Stories whose teller lost their key: those who can open one hand it over to the new key.

The teller's new key opens nothing that was sealed before. Whoever in the group can still open a
shared story adds a copy of it to the story's own ref, among what was said about it, sealed to the
teller's new key alone. The teller's program takes it over if its words and what was agreed are,
byte for byte, what the teller shared and had signed: so nobody can put other words in their mouth.
What was only on the lost computer nobody can open.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import new_id
from toolkit_editor.review.work import StoryState
from toolkit_editor.services.desk import STORIES, Desk
from toolkit_editor.services.opening_stories import (
    is_as_shared,
    is_talk,
    open_commit,
    sealed_blob,
    sealed_place,
    talk_path,
)
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.stories.bundle import OpenStory, open_bundle, seal_bundle
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.stories.sealing import key_tag, open_sealed, seal, sealed_for


def hand_over(desk: Desk, state: StoryState, shared: Oid) -> bool:
    """Hand a story over to its teller's new key, where that cannot open it and this one can."""
    teller = desk.state().group.person(state.owner)
    sealed = sealed_blob(desk, shared)
    if teller is None or teller.former or not teller.former_keys or sealed is None:
        return False
    if not is_as_shared(desk, state.id):
        return False
    mark = key_tag(teller.key)
    place = sealed_place(desk, shared)
    if place is None or place is Place.ONLY_ME or mark in _marks(desk, sealed):
        return False
    if any(_marks(desk, oid) == {mark} for _path, oid in _talk(desk, shared)):
        return False
    try:
        opened = open_commit(desk, state.id, shared)
    except Refused:
        return False
    copy = replace(opened, seals={}, left={})
    data = seal(_packed(seal_bundle(copy, place, {teller.id: teller.key})), [teller.key])
    entries = dict(desk.tree(shared).entries)
    entries[talk_path(new_id())] = desk.store.write_many([data])[0]
    me = desk.me.id
    commit = desk.store.make_commit(entries, author=me, at=desk.clock.now(), message="Story")
    desk.move(RefChange(STORIES + state.id, commit, shared))
    return True


def handed_over(desk: Desk, state: StoryState, shared: Oid) -> OpenStory | None:
    """The person's own story out of a copy that was handed over; None where none is right."""
    private = desk.me.key.to_openssh()
    mark = key_tag(desk.me.key.public_line)
    for _path, oid in _talk(desk, shared):
        if _marks(desk, oid) != {mark}:
            continue
        try:
            files = _unpacked(open_sealed(desk.store.read(oid), private))
            opened = open_bundle(state.id, files, private)
        except (Refused, ValueError):
            continue
        if _is_as_released(opened, state):
            return opened
    return None


def _is_as_released(opened: OpenStory, state: StoryState) -> bool:
    hashes = opened.hashes()
    released = dict(state.released)
    said = dict(opened.consent.released) if opened.consent else {}
    teller = opened.consent.teller if opened.consent else state.owner
    same = all(hashes.get(language) == digest for language, digest in released.items())
    is_told = not state.told or opened.mark() == state.told
    return same and said == released and teller == state.owner and is_told


def _talk(desk: Desk, shared: Oid) -> Iterator[tuple[str, Oid]]:
    entries = desk.tree(shared).entries
    return ((path, oid) for path, oid in entries.items() if is_talk(path))


def _marks(desk: Desk, oid: Oid) -> frozenset[str]:
    """The marks of the keys that open a sealed file; none where they cannot be read."""
    try:
        return desk.made_of("sealed-for", oid, sealed_for) or frozenset()
    except Refused:
        return frozenset()


def _packed(files: Mapping[str, bytes]) -> bytes:
    return json.dumps(
        {path: base64.b64encode(data).decode() for path, data in files.items()}
    ).encode()


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a copy; raises `ValueError` for anything else."""
    found = json.loads(data)
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise ValueError("not a copy of a story")
    try:
        return {path: base64.b64decode(text, validate=True) for path, text in found.items()}
    except binascii.Error as error:
        raise ValueError("not a copy of a story") from error
