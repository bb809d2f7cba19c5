"""Keys in the computer's key ring, with files behind it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked, PasswordSetError

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId
from toolkit_editor.store.key_box import RingKeyBox, find_key_box
from toolkit_editor.store.keys import FileKeyBox, Key

ANA = PersonId("a1a1a1a1a1a1a1a1")


class Ring:
    """A key ring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class Broken(Ring):
    """A key ring that keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError("no")


class Locked(Ring):
    """A key ring nobody unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")


def test_my_key_is_kept_in_the_ring_and_not_as_a_file(tmp_path: Path) -> None:
    key = Key.make()
    ring = Ring()
    box = RingKeyBox(ring, FileKeyBox(tmp_path))
    box.keep(ANA, key)
    loaded = box.load(ANA)
    assert loaded is not None and loaded.public_line == key.public_line
    assert len(ring.kept) == 1
    assert not any(tmp_path.iterdir())


def test_without_a_working_ring_my_key_is_a_file_only_i_can_read(tmp_path: Path) -> None:
    key = Key.make()
    box = RingKeyBox(Broken(), FileKeyBox(tmp_path))
    box.keep(ANA, key)
    loaded = box.load(ANA)
    assert loaded is not None and loaded.public_line == key.public_line
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_locked_ring_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="locked"):
        RingKeyBox(Locked(), FileKeyBox(tmp_path)).load(ANA)


def test_a_locked_ring_does_not_keep_me_from_beginning(tmp_path: Path) -> None:
    key = Key.make()
    box = RingKeyBox(Locked(), FileKeyBox(tmp_path))
    box.keep(ANA, key)
    loaded = box.load(ANA)
    assert loaded is not None and loaded.public_line == key.public_line


def test_another_key_never_replaces_mine(tmp_path: Path) -> None:
    mine = Key.make()
    box = RingKeyBox(Ring(), FileKeyBox(tmp_path))
    box.keep(ANA, mine)
    box.keep(ANA, mine)
    with pytest.raises(Refused, match="another key"):
        box.keep(ANA, Key.make())
    loaded = box.load(ANA)
    assert loaded is not None and loaded.public_line == mine.public_line


def test_a_key_that_is_a_file_already_is_used(tmp_path: Path) -> None:
    key = Key.make()
    FileKeyBox(tmp_path).keep(ANA, key)
    loaded = RingKeyBox(Locked(), FileKeyBox(tmp_path)).load(ANA)
    assert loaded is not None and loaded.public_line == key.public_line


def test_a_home_chosen_by_hand_keeps_its_keys_itself(tmp_path: Path) -> None:
    assert isinstance(find_key_box(tmp_path, own_home=True), FileKeyBox)
