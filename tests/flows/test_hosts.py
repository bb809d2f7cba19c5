"""A group at work on hosts of every kind, each person with a program and a home of their own."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.hosts.kinds import KINDS, Hosted, hosted, token_of
from support.instances import RefusedError, Running, instance
from support.toolkits import git

MAIN = "refs/heads/main"
HOPE = "en/hope.md"
MET = {"folder": [], "ssh": ["UnknownHost"], "https": ["SignInNeeded"]}
"""What each person has to answer once, the first time they reach a host of this kind."""


@dataclass
class Circle:
    """Ana founded a group at the host; Ben and Eve joined it."""

    host: Hosted
    ana: Running
    ben: Running
    eve: Running


@pytest.fixture(scope="module", params=KINDS)
def circle(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Circle]:
    folder = tmp_path_factory.mktemp(request.param)
    with contextlib.ExitStack() as stack:
        host = stack.enter_context(hosted(request.param, folder, ["ana", "ben", "eve"]))
        ana, ben, eve = (
            stack.enter_context(instance(folder / name, host.environment(name)))
            for name in ("ana", "ben", "eve")
        )
        new = {"address": host.address, "source": str(folder / "source"), "site": host.site}
        assert host.enter(ana, "ana", "found", **new) == MET[host.kind]
        invitation = ana.do("invitation")
        for name, running, roles in (("ben", ben, ["contributor"]), ("eve", eve, ["editor"])):
            facts = {"address": host.address, "name": name, "invitation": invitation}
            assert host.enter(running, name, "join", **facts) == MET[host.kind]
            ana.do("sync")
            ana.do("let_in", name=name, roles=roles)
            ana.do("sync")
            running.do("sync")
        yield Circle(host, ana, ben, eve)


def test_a_group_works_together(circle: Circle) -> None:
    ana, ben, eve = circle.ana, circle.ben, circle.eve
    draft = ben.do("edit", path=HOPE, before="often", after="sometimes")
    ben.do("share", draft=draft)
    mine = ana.do("edit", path="en/index.md", before="Start", after="Begin")
    ana.do("share", draft=mine)
    for one in (ben, ana, eve):
        one.do("sync")
    assert {draft, mine} <= set(eve.do("queue"))
    eve.do("approve", draft=draft)
    eve.do("approve", draft=mine)
    eve.do("sync")
    ana.do("sync")
    ana.do("bring_in")
    for one in (ana, ben, eve):
        one.do("sync")
    assert {one.do("main") for one in (ana, ben, eve)} == {git(circle.host.bare, "rev-parse", MAIN)}
    assert "sometimes" in eve.do("read", path=HOPE)
    assert "Begin" in ben.do("read", path="en/index.md")
    assert [one.do("sync") for one in (ana, ben, eve)] == [0, 0, 0]


def test_a_story_is_shared_read_and_taken_back(circle: Circle) -> None:
    story = circle.ben.do("tell")
    circle.ben.do("sync")
    circle.eve.do("sync")
    assert circle.eve.do("readable", story=story)
    assert f"story/{story}" in git(circle.host.bare, "for-each-ref")
    circle.ben.do("take_back", story=story)
    circle.ben.do("sync")
    circle.eve.do("sync")
    assert f"story/{story}" not in git(circle.host.bare, "for-each-ref")
    assert story not in circle.eve.do("stories")


def test_everybody_sends_at_once_and_nothing_is_lost(circle: Circle) -> None:
    everyone = (circle.ana, circle.ben, circle.eve)
    drafts = set()
    for number, one in enumerate(everyone):
        one.do("sync")
        draft = one.do("edit", path=HOPE, before="another thing", after=f"thing {number}")
        one.do("share", draft=draft)
        drafts.add(draft)
    for one in everyone:
        one.begin("sync")
    for one in everyone:
        one.answer()
    circle.eve.do("sync")
    assert drafts <= set(circle.eve.do("queue"))


def test_the_site_is_published_to_another_repository_there(circle: Circle) -> None:
    assert circle.ana.do("publish") > 1
    site = circle.host.bare.with_name("site.git")
    assert "en/hope.html" in git(site, "ls-tree", "-r", "--name-only", MAIN)
    assert git(site, "rev-list", "--count", MAIN) == "1"


def test_a_program_started_again_needs_no_new_answer(circle: Circle) -> None:
    with instance(circle.ben.home, circle.host.environment("ben")) as again:
        again.do("open", address=circle.host.address)
        again.do("sync")


def test_who_is_no_maintainer_never_sends_the_toolkit_itself(
    circle: Circle, tmp_path: Path
) -> None:
    before = git(circle.host.bare, "rev-parse", MAIN)
    shutil.copytree(circle.ben.home, tmp_path / "ben")
    with instance(tmp_path / "ben", circle.host.environment("ben")) as ben:
        ben.do("open", address=circle.host.address)
        ben.do("sync")
        ben.do("move_main")
        draft = ben.do("edit", path="fr/index.md", before="Lire", after="Lisez")
        ben.do("share", draft=draft)
        ben.do("sync")
    assert git(circle.host.bare, "rev-parse", MAIN) == before
    assert f"draft/{draft}" in git(circle.host.bare, "for-each-ref")


def test_nobody_founds_where_there_is_something(circle: Circle, tmp_path: Path) -> None:
    refs = git(circle.host.bare, "for-each-ref")
    facts = {"address": circle.host.address, "source": str(tmp_path / "source"), "site": ""}
    with (
        instance(tmp_path / "dan", circle.host.environment("ben")) as dan,
        pytest.raises(RefusedError, match=r"already|not empty"),
    ):
        circle.host.enter(dan, "ben", "found", **facts)
    assert git(circle.host.bare, "for-each-ref") == refs
    assert list((tmp_path / "dan").glob("workspaces/*/HEAD")) == []


def test_no_token_lies_about(circle: Circle) -> None:
    everything = [path for path in circle.ben.home.rglob("*") if path.is_file()]
    holding = [path for path in everything if token_of("ben").encode() in path.read_bytes()]
    assert [path.parent.name for path in holding] == (
        ["sign-ins"] if circle.host.kind == "https" else []
    )
