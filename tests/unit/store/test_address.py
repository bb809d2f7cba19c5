"""Addresses: what is let through, what is refused before git sees it, and what people read."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit_editor.base.errors import Refused
from toolkit_editor.store.address import Kind, parse_address, scrub


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("/shared/toolkit", Kind.FOLDER),
        ("toolkit", Kind.FOLDER),
        ("file:///shared/my%20toolkit", Kind.FOLDER),
        ("C:/shared/toolkit", Kind.FOLDER),
        ("ssh://git@host.example:22/toolkit.git", Kind.SSH),
        ("git@host.example:group/toolkit.git", Kind.SSH),
        ("host:toolkit", Kind.SSH),
        ("https://host.example/toolkit.git", Kind.WEB),
        ("https://ana:secret@host.example:8443/toolkit.git", Kind.WEB),
    ],
)
def test_folders_ssh_and_https_are_understood(text: str, kind: Kind) -> None:
    assert parse_address(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-oProxyCommand=x",
        "--upload-pack=touch x",
        "ext::sh -c touch% x",
        "EXT::sh",
        "fd::3",
        "transport-x::y",
        "git://host.example/x",
        "http://host.example/x",
        "ftp://host.example/x",
        "javascript://x",
        "ssh://-oProxyCommand=x/y",
        "ssh://a@-oProxyCommand=x/y",
        "-oProxyCommand=x:y",
        "a@-oProxyCommand=x:y",
        "host:-x",
        "host::x",
        "https://host.example/x\nhttps://other",
        "https://ho\u202est.example/x",
        "https://-x/y",
        "file://other-host/x",
        "file:///a%0Ab",
        "file:///a%00b",
    ],
)
def test_everything_else_is_refused_before_git_sees_it(text: str) -> None:
    with pytest.raises(Refused):
        parse_address(text)


def test_http_needs_a_person_who_insists() -> None:
    assert parse_address("http://host.example/x", unencrypted=True).kind is Kind.PLAIN_WEB


def test_a_folder_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a:b").mkdir()
    assert parse_address("toolkit").folder == tmp_path / "toolkit"
    assert parse_address("a:b").folder == tmp_path / "a:b"
    assert parse_address("file:///x/my%20toolkit").target == "/x/my toolkit"
    assert parse_address("ssh://host/x").folder is None


@pytest.mark.parametrize("secret", ["ana:s3cret", "t0ken"])
def test_a_name_or_password_in_a_web_address_is_left_out(secret: str) -> None:
    address = parse_address(f"https://{secret}@Host.example:8443/x@y")
    assert address.target == "https://Host.example:8443/x@y"
    assert address.origin == "https://host.example:8443"


def test_a_password_is_never_shown() -> None:
    assert str(parse_address("ssh://git@host.example/x")) == "ssh://git@host.example/x"
    said = "fatal: unable to access 'https://ana:s3cret@host.example/x/': refused ssh://a:b@c/"
    assert scrub(said) == "fatal: unable to access 'https://host.example/x/': refused ssh://c/"


def test_a_refusal_shows_no_password_either() -> None:
    with pytest.raises(Refused) as caught:
        parse_address("gopher://ana:s3cret@host.example/x")
    assert "s3cret" not in str(caught.value)
    with pytest.raises(Refused) as caught:
        parse_address("https://ana:a@s3cret@host.example/x")
    assert "s3cret" not in str(caught.value)
