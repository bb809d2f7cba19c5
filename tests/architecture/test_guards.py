"""The guards in conftest.py are seen to hold."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


def test_a_test_cannot_reach_another_computer() -> None:
    with pytest.raises(AssertionError, match="only this computer"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(AssertionError, match="only this computer"):
        socket.getaddrinfo("toolkit.invalid", 443)


def test_a_test_can_talk_to_this_computer() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_a_test_sees_an_empty_home(empty_home: Path) -> None:
    assert Path.home() == empty_home
    assert not (empty_home / ".gitconfig").exists()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
