"""What well-known hosts say, in their own words, and the sentence a person reads instead."""

from __future__ import annotations

import re

import pytest

from toolkit_editor.base.errors import NoConnection, NotAllowed, NotFound, Refused
from toolkit_editor.base.resources import resource
from toolkit_editor.store.address import parse_address
from toolkit_editor.store.connection import SignInNeeded, connection_failure
from toolkit_editor.store.host_rules import host_said

WEB = parse_address("https://host.example/group/toolkit.git")
SSH = parse_address("git@host.example:group/toolkit.git")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (
            "remote: Invalid username or token. Password authentication is not supported for Git "
            "operations.\nfatal: Authentication failed for 'https://host.example/'",
            SignInNeeded,
        ),
        ("remote: HTTP Basic: Access denied.\nfatal: Authentication failed for 'x'", SignInNeeded),
        ("remote: Repository not found.\nfatal: repository 'x' not found", NotFound),
        (
            "remote: Permission to group/toolkit.git denied to ben.\nfatal: unable to access "
            "'https://host.example/': The requested URL returned error: 403",
            SignInNeeded,
        ),
        ("fatal: unable to access 'x': The requested URL returned error: 503", NoConnection),
        ("fatal: unable to access 'x': Recv failure: Connection reset by peer", NoConnection),
        ("fatal: unable to access 'x': SSL certificate problem: certificate has expired", Refused),
    ],
)
def test_web_hosts(said: str, kind: type[Refused]) -> None:
    assert type(connection_failure(said, WEB)) is kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("git@host.example: Permission denied (publickey).", NotAllowed),
        ("ERROR: Permission to group/toolkit.git denied to ben.", NotAllowed),
        ("ERROR: Repository not found.", NotFound),
        ("remote: ERROR: The project you were looking for could not be found", NotFound),
        ("FATAL: W any toolkit ben DENIED by fallthru", NotAllowed),
        ("Forgejo: User permission denied for writing.", NotAllowed),
        ("ssh: connect to host host.example port 22: Connection timed out", NoConnection),
        ("kex_exchange_identification: Connection closed by remote host", NoConnection),
        ("Host key verification failed.", Refused),
    ],
)
def test_ssh_hosts(said: str, kind: type[Refused]) -> None:
    more = "\nfatal: Could not read from remote repository.\n\nPlease make sure you have the "
    assert type(connection_failure(said + more + "correct access rights", SSH)) is kind


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "remote: error: GH006: Protected branch update failed for refs/heads/main.",
            "says: GH006: Protected branch update failed for refs/heads/main.",
        ),
        ("remote: GitLab: You are not allowed to push.", "says: You are not allowed to push."),
        ("remote: Resolving deltas: 100% (1/1)\nremote: ", "did not accept it: hook declined."),
        ("remote: \x1b[31mNo\x1b[0m\nremote: see https://ana:s3cret@h/", "No"),
    ],
)
def test_why_a_host_does_not_take_something(said: str, words: str) -> None:
    told = str(host_said(said, "hook declined", WEB))
    assert words in told
    assert "s3cret" not in told
    assert told.isprintable()


def test_a_host_cannot_fill_the_window() -> None:
    assert len(str(host_said("remote: " + "no " * 1000, "x", WEB))) < 500


def test_the_ready_made_rules_speak_in_sentences_the_program_knows() -> None:
    script = (resource("host") / "update").read_text()
    sentences = re.findall(r'"([A-Z][^"]*\.)"', script)
    assert len(set(sentences)) == 6
    for sentence in sentences:
        said = f"remote: {sentence}\nremote: error: hook declined to update refs/heads/main"
        assert str(host_said(said, "hook declined", WEB)) == sentence
