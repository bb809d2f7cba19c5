from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.told import Person
from toolkit_editor.stories.sealing import (
    KeyUnusable,
    NotForThisKey,
    SealBroken,
    key_tag,
    open_sealed,
    seal,
    sealed_for,
)

TEXT = "L’histoire, telle qu’elle a été dite.".encode()
ANA, BEN, EVE = Person(), Person(), Person()


@given(st.binary(max_size=500))
def test_those_it_is_sealed_to_read_exactly_what_was_sealed(data: bytes) -> None:
    sealed = seal(data, [ANA.public, BEN.public])
    assert open_sealed(sealed, ANA.private) == data
    assert open_sealed(sealed, BEN.private) == data


def test_nobody_else_opens_it_and_is_told_so_politely() -> None:
    sealed = seal(TEXT, [ANA.public])
    assert TEXT not in sealed
    with pytest.raises(NotForThisKey, match="shared with other people"):
        open_sealed(sealed, EVE.private)


def test_the_same_person_twice_is_one_person() -> None:
    sealed = seal(TEXT, [ANA.public, ANA.public + " ana@laptop", ANA.public])
    assert sealed.count(b"-> ssh-ed25519 ") == 1


def test_a_sealed_file_tells_for_which_keys_it_is() -> None:
    """Many times, since each sealing adds other random lines that mean nothing."""
    for _ in range(50):
        sealed = seal(TEXT, [ANA.public, BEN.public])
        assert sealed_for(sealed) == {key_tag(ANA.public), key_tag(BEN.public)}


def test_a_sealed_file_that_others_may_open_too_says_so() -> None:
    other = pyrage.x25519.Identity.generate().to_public()
    recipient = pyrage.ssh.Recipient.from_str(ANA.public)
    assert sealed_for(pyrage.encrypt(TEXT, [recipient, other])) is None


def test_nothing_is_sealed_to_nobody() -> None:
    with pytest.raises(ValueError, match="nobody"):
        seal(TEXT, [])


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-rsa AAAAB3NzaC1yc2E",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 !!!!",
        "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        ANA.public[:-8],
    ],
    ids=["empty", "another kind", "short", "no base64", "age", "cut off"],
)
def test_a_key_that_cannot_be_used_stops_the_sealing(line: str) -> None:
    with pytest.raises(KeyUnusable):
        seal(TEXT, [ANA.public, line])


@pytest.mark.parametrize(
    "key", [b"", b"no key", ANA.private[:-80]], ids=["empty", "no key", "cut off"]
)
def test_an_unusable_key_of_ones_own_is_said_so(key: bytes) -> None:
    with pytest.raises(KeyUnusable, match="Your key"):
        open_sealed(seal(TEXT, [ANA.public]), key)


def test_a_damaged_file_is_said_to_be_damaged_wherever_it_was_damaged() -> None:
    sealed = seal(TEXT, [ANA.public])
    for at in range(0, len(sealed), 7):
        spoiled = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises((SealBroken, NotForThisKey)):
            open_sealed(spoiled, ANA.private)
    for length in (0, 10, len(sealed) // 2, len(sealed) - 1):
        with pytest.raises(SealBroken):
            open_sealed(sealed[:length], ANA.private)
    with pytest.raises(SealBroken):
        open_sealed(b"plain words", ANA.private)


def test_the_standard_tool_opens_what_we_seal_and_we_open_what_it_seals(tmp_path: Path) -> None:
    age = shutil.which("age")
    if age is None:
        pytest.skip("the program `age` is not installed (Debian package age)")
    key = tmp_path / "key"
    key.write_bytes(BEN.private)
    key.chmod(0o600)
    ours = seal(TEXT, [ANA.public, BEN.public])
    opened = subprocess.run([age, "-d", "-i", key], input=ours, capture_output=True, check=True)
    assert opened.stdout == TEXT
    theirs = subprocess.run([age, "-r", BEN.public], input=TEXT, capture_output=True, check=True)
    assert open_sealed(theirs.stdout, BEN.private) == TEXT
    assert sealed_for(theirs.stdout) == {key_tag(BEN.public)}
