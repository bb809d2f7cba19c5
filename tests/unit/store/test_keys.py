"""A person's key: signs, is kept for this person alone, and never shows its private half."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

import pyrage
import pytest

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId
from toolkit_editor.store.keys import FileKeyBox, Key, is_public_line, verifies

ANA = PersonId("00000000000000aa")


def test_what_a_key_signs_only_its_public_line_verifies() -> None:
    key, other = Key.make(), Key.make()
    signature = key.sign(b"yes")
    assert verifies(key.public_line, signature, b"yes")
    assert not verifies(key.public_line, signature, b"no")
    assert not verifies(other.public_line, signature, b"yes")
    assert not verifies(key.public_line, signature[:-1], b"yes")
    assert not verifies(key.public_line + " ana@home", signature, b"yes")


def test_the_same_key_opens_what_is_sealed_to_its_public_line() -> None:
    key = Key.make()
    sealed = pyrage.encrypt(b"my story", [pyrage.ssh.Recipient.from_str(key.public_line)])
    assert (
        pyrage.decrypt(sealed, [pyrage.ssh.Identity.from_buffer(key.to_openssh())]) == b"my story"
    )


def test_a_public_line_is_exactly_one_key_without_a_comment() -> None:
    line = Key.make().public_line
    assert is_public_line(line)
    raw = base64.b64decode(line.split()[1])
    wrong = base64.b64encode(raw.replace(b"ed25519", b"ed25518")).decode()
    for other in (
        None,
        "",
        line + "\n",
        " " + line,
        line + " x",
        line[:-4],
        "ssh-rsa AAAA",
        line[:-1] + "=",
        f"ssh-ed25519 {wrong}",
    ):
        assert not is_public_line(other)


def test_a_key_is_kept_for_this_person_alone(tmp_path: Path) -> None:
    box = FileKeyBox(tmp_path / "keys")
    assert box.load(ANA) is None
    key = Key.make()
    box.keep(ANA, key)
    loaded = box.load(ANA)
    assert loaded is not None
    assert loaded.public_line == key.public_line
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "keys" / ANA).stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert [path.name for path in (tmp_path / "keys").iterdir()] == [ANA]


def test_a_key_is_never_replaced_silently(tmp_path: Path) -> None:
    box = FileKeyBox(tmp_path)
    key = Key.make()
    box.keep(ANA, key)
    box.keep(ANA, key)
    with pytest.raises(Refused):
        box.keep(ANA, Key.make())
    loaded = box.load(ANA)
    assert loaded is not None
    assert loaded.public_line == key.public_line


def test_a_broken_key_is_said_in_one_sentence(tmp_path: Path) -> None:
    box = FileKeyBox(tmp_path)
    for broken in (b"", b"junk", Key.make().to_openssh()[:-60]):
        (tmp_path / ANA).write_bytes(broken)
        with pytest.raises(Refused, match="cannot be read"):
            box.load(ANA)
    with pytest.raises(ValueError, match="not a person id"):
        box.load(PersonId("../x"))


def test_a_key_shows_only_its_public_half() -> None:
    key = Key.make()
    assert "PRIVATE" not in repr(key)
    assert key.public_line in repr(key)
