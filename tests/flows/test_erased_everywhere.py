"""A story taken back is erased on every member's computer and on the host, on hosts of every kind.

Three people, each with a program and a home of their own. One is away meanwhile and comes back from
a backup. Every byte below every home is searched for any eight words of the story that follow one
another, and so is every object of every repository; and none of its sealed files may be left.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.hosts.kinds import KINDS, Hosted, hosted
from support.instances import Running, instance
from support.toolkits import all_objects, git
from support.walks import everything, repositories

STORY = (
    "umber lanterns hummed beneath nineteen patient walnut boats while eleven grey herons counted "
    "every brass morning bell and nobody hurried the violet ladders across seven borrowed orchards"
)
RUN = 8


NAMES = ("ana", "ben", "eve")


@contextlib.contextmanager
def running(host: Hosted, folder: Path) -> Iterator[list[Running]]:
    """The programs of Ana, who keeps everything, of Ben, who tells, and of Eve, who edits."""
    with contextlib.ExitStack() as stack:
        yield [
            stack.enter_context(instance(folder / name, host.environment(name))) for name in NAMES
        ]


def found(host: Hosted, folder: Path, ana: Running, ben: Running, eve: Running) -> None:
    new = {"address": host.address, "source": str(folder / "source"), "site": host.site}
    host.enter(ana, "ana", "found", **new)
    invitation = ana.do("invitation")
    for name, one, roles in (("ben", ben, ["contributor"]), ("eve", eve, ["editor"])):
        facts = {"address": host.address, "name": name, "invitation": invitation}
        host.enter(one, name, "join", **facts)
        ana.do("sync")
        ana.do("let_in", name=name, roles=roles)
        ana.do("sync")
        one.do("sync")


def runs_of(words: str) -> list[bytes]:
    listed = words.split()
    return [" ".join(listed[at : at + RUN]).encode() for at in range(len(listed) - RUN + 1)]


def holding(folder: Path) -> list[str]:
    """What below `folder` holds any run of the story, in a file or in an object of a repository."""
    wanted = runs_of(STORY)
    read = {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    read |= {f"objects of {one}": everything(one) for one in repositories(folder)}
    return [name for name, data in read.items() if any(run in data for run in wanted)]


def clean_up(repository: Path) -> None:
    """What a host's own clean-up does."""
    git(repository, "reflog", "expire", "--expire=now", "--all")
    git(repository, "gc", "--quiet", "--prune=now")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_story_taken_back_is_left_anywhere(kind: str, tmp_path: Path) -> None:
    with hosted(kind, tmp_path, NAMES) as host:
        with running(host, tmp_path) as (ana, ben, eve):
            found(host, tmp_path, ana, ben, eve)
            story, sealed = told_and_published(tmp_path, ana, ben, eve)
            eve.do("sync")
            eve.do("look_at_site")
            shutil.copytree(eve.home, tmp_path / "backup")
            ben.do("take_back", story=story)
            known = {"told": False, "host_erases": kind == "folder"}
            assert ben.do("aftermath", story=story) == {**known, "erased": [True, False, False]}
            for one, what in ((ben, "sync"), (ana, "sync"), (ana, "publish"), (ana, "sync")):
                one.do(what)
            assert f"story/{story}" not in git(host.bare, "for-each-ref")
            assert holding(ana.home) == holding(ben.home) == []
            assert holding(eve.home), "Eve was away and knows nothing yet"
        come_back_from_backup(tmp_path, "eve")
        with running(host, tmp_path) as everybody:
            for one in everybody:
                one.do("open", address=host.address)
            ana, ben, eve = everybody
            for one in (eve, ben, ana):
                one.do("sync")
            assert story not in eve.do("stories")
            known["told"] = True
            assert ben.do("aftermath", story=story) == {**known, "erased": [True, True, True]}
        assert f"story/{story}" not in git(host.bare, "for-each-ref")
        nothing_is_left([tmp_path / name for name in NAMES], sealed)
        if kind != "folder":
            clean_up(host.bare)
            clean_up(host.bare.with_name("site.git"))
        nothing_is_left([tmp_path], sealed)


def told_and_published(
    folder: Path, ana: Running, ben: Running, eve: Running
) -> tuple[str, set[str]]:
    """A story that everybody has read and that the public site shows; its sealed objects."""
    story = ben.do("tell", words=f"{STORY}.", place="group")
    sealed = set(ben.do("objects_of", story=story))
    ben.do("talk_about", story=story, words=f"I wrote: {STORY}.")
    for one in (ben, eve, ana):
        one.do("sync")
        sealed |= set(one.do("objects_of", story=story))
    assert len(sealed) > 8
    assert eve.do("readable", story=story, words=STORY)
    ana.do("approve_story", story=story)
    ana.do("bring_in")
    ana.do("look_at_site")
    ana.do("publish")
    assert any("site" in name for name in holding(folder))
    return story, sealed


def come_back_from_backup(folder: Path, name: str) -> None:
    shutil.rmtree(folder / name)
    (folder / "backup").rename(folder / name)


def nothing_is_left(folders: list[Path], sealed: set[str]) -> None:
    for folder in folders:
        assert holding(folder) == []
        for repository in repositories(folder):
            assert not all_objects(repository) & sealed, repository
