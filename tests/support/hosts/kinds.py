"""The kinds of host a group can use, behind one face: where it is, and how one is let in there."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.hosts.ssh import ssh_host
from support.hosts.web import web_host
from support.instances import RefusedError, Running
from toolkit_editor.store.git_store import create

KINDS = ("folder", "ssh", "https")


def _nothing(_name: str) -> dict[str, str]:
    return {}


@dataclass(frozen=True)
class Hosted:
    """Two empty repositories on a host of some kind, for a workspace and its site."""

    kind: str
    address: str
    bare: Path
    environment: Callable[[str], Mapping[str, str]] = _nothing

    @property
    def site(self) -> str:
        """The address of another repository there, for the site."""
        return self.address.replace("toolkit.git", "site.git")

    def enter(self, running: Running, who: str, verb: str, **facts: object) -> list[str]:
        """Do what needs the host for the first time; gives the kinds of refusal met before."""
        met: list[str] = []
        while True:
            try:
                running.do(verb, **facts)
                return met
            except RefusedError as refusal:
                met.append(refusal.kind)
                assert met.count(refusal.kind) == 1, refusal
                if refusal.kind == "SignInNeeded":
                    running.do("answer_sign_in", name=who, token=token_of(who))
                elif refusal.kind == "UnknownHost":
                    running.do("answer_trust")
                else:
                    raise


def token_of(name: str) -> str:
    """The token somebody signs in with."""
    return f"t0ken-of-{name}"


@contextlib.contextmanager
def hosted(kind: str, folder: Path, people: Sequence[str]) -> Iterator[Hosted]:
    """A host of this kind for `people`, with an empty repository, and one for its site."""
    bare = folder / "served" / "toolkit.git"
    bare.parent.mkdir(parents=True)
    create(bare.with_name("site.git"))
    if kind == "folder":
        yield Hosted(kind, str(bare), bare)
        return
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(bare)], check=True)
    if kind == "ssh":
        with ssh_host(folder / "ssh", bare.parent, people) as ssh:
            yield Hosted(kind, ssh.address(), bare, ssh.environment)
    else:
        with web_host(folder / "web", bare.parent, {one: token_of(one) for one in people}) as web:
            environment: dict[str, Any] = web.environment
            yield Hosted(kind, web.address(), bare, lambda _name: environment)
