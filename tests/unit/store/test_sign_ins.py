"""Names and tokens for hosts: in the key ring where it works, else in a file of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from keyring.errors import KeyringLocked

from toolkit_editor.base.errors import Refused
from toolkit_editor.store.sign_ins import SignIn, SignIns, read_sign_in

HOST = "https://host.example"
ANA = SignIn("ana", "s3cret")


class Ring:
    """A key ring in memory, which can be locked or forget."""

    def __init__(self, *, locked: bool = False, forgets: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked, self.forgets = locked, forgets

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        if not self.forgets:
            self.kept[service, username] = password


def test_a_token_in_the_key_ring_is_in_no_file(tmp_path: Path) -> None:
    SignIns(tmp_path, Ring(locked=True)).keep(HOST, SignIn("ana", "older"))
    sign_ins = SignIns(tmp_path, Ring())
    sign_ins.keep(HOST, ANA)
    assert list(tmp_path.iterdir()) == []
    assert sign_ins.load(HOST) == ANA
    assert sign_ins.load("https://other.example") is None


@pytest.mark.parametrize("ring", [None, Ring(locked=True), Ring(forgets=True)])
def test_without_a_key_ring_that_works_it_is_a_file_only_this_person_reads(
    tmp_path: Path, ring: Ring | None
) -> None:
    sign_ins = SignIns(tmp_path / "access", ring)
    assert sign_ins.load(HOST) is None
    sign_ins.keep(HOST, SignIn("ana", "older"))
    sign_ins.keep(HOST, ANA)
    (file,) = (tmp_path / "access").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "access").stat().st_mode & 0o777 == 0o700
    assert sign_ins.load(HOST) == ANA
    assert "host" not in file.name


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"\xff", b'{"name": "a", "token": "b\\nc"}'])
def test_a_broken_file_is_as_if_there_were_none(tmp_path: Path, text: bytes) -> None:
    sign_ins = SignIns(tmp_path)
    sign_ins.keep(HOST, ANA)
    next(tmp_path.iterdir()).write_bytes(text)
    assert sign_ins.load(HOST) is None


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("", "x"),
        ("x", " "),
        ("a\nb", "x"),
        ("x", "a\npassword=b"),
        ("x", "a\0b"),
        ("x", "y" * 5000),
    ],
)
def test_what_could_mean_something_else_to_git_is_not_taken(name: str, token: str) -> None:
    with pytest.raises(Refused):
        read_sign_in(name, token)


def test_blanks_from_pasting_go_and_nothing_shows_the_token() -> None:
    given = read_sign_in(" ana ", "\ts3cret\n")
    assert given == ANA
    assert "s3cret" not in repr(given) + str(given)
