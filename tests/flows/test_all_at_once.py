"""Eight programs send at the same moment, again and again: nothing is lost, nobody waits for ever.

Two rounds in a folder every time, and one of three programs over each line; `--faults 200` makes
two hundred in a folder, and twenty-five of eight programs over each line.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from support.hosts.kinds import Hosted, hosted
from support.instances import RefusedError, Running, instance
from support.pairs import whole
from support.toolkits import git

PEOPLE = tuple(f"person-{number}" for number in range(8))
_SYNCS = 2
"""How often somebody syncs at the most before what they wrote is with the others."""


def at_once(everyone: list[Running], verb: str) -> list[RefusedError]:
    """All do the same at the same moment; gives what was refused, by whom it may be."""
    for one in everyone:
        one.begin(verb)
    refused = []
    for one in everyone:
        try:
            one.answer()
        except RefusedError as refusal:
            refused.append(refusal)
    return refused


@contextlib.contextmanager
def group(folder: Path, kind: str, people: Sequence[str]) -> Iterator[tuple[Hosted, list[Running]]]:
    """A group, each with a program of their own, at a host of some kind."""
    with contextlib.ExitStack() as stack:
        host = stack.enter_context(hosted(kind, folder, people))
        everyone = [
            stack.enter_context(instance(folder / name, host.environment(name))) for name in people
        ]
        head, *others = everyone
        new = {"address": host.address, "source": str(folder / "source"), "site": host.site}
        host.enter(head, people[0], "found", **new)
        mark = head.do("invitation")
        for name, one in zip(people[1:], others, strict=True):
            facts = {"address": host.address, "name": name, "invitation": mark}
            host.enter(one, name, "join", **facts)
        head.do("sync")
        for name in people[1:]:
            head.do("let_in", name=name, roles=["contributor"])
        head.do("sync")
        for one in others:
            one.do("sync")
        yield host, everyone


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["folder", "ssh", "https"])
def test_all_who_send_at_once_arrive(tmp_path: Path, kind: str, faults: int) -> None:
    here = kind == "folder"
    people = PEOPLE if here or faults else PEOPLE[:3]
    rounds = faults if here else faults // 8
    rounds = rounds or (2 if here else 1)
    gave_up = 0
    with group(tmp_path, kind, people) as (host, everyone):
        written = set()
        for number in range(rounds):
            for name, one in zip(people, everyone, strict=True):
                draft = one.do("write", path=f"en/{name}-{number}.md", text=f"# {name} {number}\n")
                one.do("share", draft=draft)
                written.add(draft)
            waiting = everyone
            for _ in range(_SYNCS):
                refused = at_once(waiting, "sync")
                gave_up += len(refused)
                for one in refused:
                    assert one.kind == "Stale", one
                    assert "Your work is safe" in str(one)
                if not refused:
                    break
            assert not refused, f"somebody never got through in round {number}"
            there = git(
                host.bare, "for-each-ref", "--format=%(refname:lstrip=3)", "refs/heads/draft"
            )
            assert written <= set(there.split())
        for one in [*everyone, *everyone]:
            one.do("sync")
        listed = git(host.bare, "for-each-ref", "--format=%(objectname) %(refname)", "refs/heads")
        for one in everyone:
            assert one.do("everything") == sorted(listed.splitlines())
        assert written <= set(everyone[0].do("queue"))
        whole(host.bare)
    everybody = rounds * len(people)
    print(f"{kind}, {rounds} rounds of {len(people)}: {gave_up} of {everybody} had to sync again")
