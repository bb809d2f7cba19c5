"""An invitation survives the ways in which people send texts."""

from __future__ import annotations

import pytest

from toolkit_editor.services.invitation import Invitation, is_mark, read_invitation

MARK = "0123456789abcdef" * 4
ADDRESSES = ["/srv/our group/toolkit", "ssh://git@example.org/group.git", "https://example.org/a-b"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_i_copy_is_read_back(address: str) -> None:
    sent = Invitation(address, MARK)
    assert read_invitation(str(sent.text("Ours"))) == sent


def test_a_quoted_a_flattened_and_a_translated_text_is_read_too() -> None:
    sent = Invitation(ADDRESSES[0], MARK)
    text = str(sent.text("Ours"))
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    for received in (quoted, " ".join(text.split()), f"Bonjour!\r\n{sent.code}\r\nÀ bientôt"):
        assert read_invitation(received) == sent


@pytest.mark.parametrize(
    "text", ["", "hello", MARK, f"<{ADDRESSES[0]}>", f"<{ADDRESSES[0]}> {MARK}0", f"<> {MARK}"]
)
def test_half_an_invitation_is_none(text: str) -> None:
    assert read_invitation(text) is None


def test_the_part_that_names_the_group_is_known() -> None:
    assert is_mark(f" {MARK} ")
    assert not is_mark(MARK[:-1])
    assert not is_mark("the invitation")
