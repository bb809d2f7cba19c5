"""The names a workspace uses at a host: few, plain, and such as every host accepts."""

from __future__ import annotations

import re
import subprocess

import pytest

from toolkit_editor.base.ids import new_id
from toolkit_editor.services.desk import DRAFTS, MAIN, STORIES
from toolkit_editor.store.exchange import MARKER, NAMES, PushRef
from toolkit_editor.store.model import Oid

TIP = Oid("1" * 40)
HOSTS = {
    "gitolite": re.compile(r"refs/heads/[A-Za-z0-9_][A-Za-z0-9._/@+-]*"),
    "GitHub and GitLab: no name that looks like an id of git": re.compile(
        r"refs/heads/(?!(?:[0-9a-f]{40}|[0-9a-f]{64})$).{1,200}"
    ),
    "Bitbucket and Forgejo: no part that hides, ends in .lock or is a word of git": re.compile(
        r"refs/heads(?:/(?!HEAD$|\.|-)(?:(?!\.\.|@\{)[^\x00-\x20~^:?*\[\\])+(?<!\.lock)(?<!\.))+"
    ),
}


def names() -> list[str]:
    return [MAIN, MARKER, *(kind + new_id() for kind in (DRAFTS, STORIES) for _ in range(50))]


def test_the_rule_for_names() -> None:
    assert NAMES.pattern == "refs/heads/(main|review|(draft|story)/[0-9a-f]{16})"
    assert all(NAMES.fullmatch(name) for name in names())


@pytest.mark.parametrize("host", HOSTS)
def test_the_hosts_accept_them(host: str) -> None:
    assert all(HOSTS[host].fullmatch(name) for name in names())


def test_git_accepts_them() -> None:
    for name in names()[:4] + names()[-2:]:
        assert subprocess.run(["git", "check-ref-format", name], check=False).returncode == 0


@pytest.mark.parametrize(
    "name",
    [
        "refs/local/draft/00000000000000dd",
        "refs/heads/feature/x",
        "refs/heads/draft/00000000000000DD",
        "refs/heads/draft/00000000000000dd/x",
        "refs/heads/main\n",
        "refs/tags/v1",
        "main",
        "--mirror",
    ],
)
def test_nothing_else_is_ever_sent(name: str) -> None:
    with pytest.raises(ValueError, match="never leaves"):
        PushRef(name, TIP, None)
