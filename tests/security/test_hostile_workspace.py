"""Somebody puts hostile names and refs into the workspace: nothing runs or lands, work goes on.

They write into the shared folder by hand, so nothing of git or of this program stands in their way.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.hostile import hostile
from support.pairs import clear, whole
from support.toolkits import git
from support.walks import PAGES, adopted, publish
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId
from toolkit_editor.services import gate, publishing, reviewing, sharing, withdrawing, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.store.objects import FILE, FOLDER, FOREIGN, LINK, PROGRAM, object_id

MAIN, REVIEW = "refs/heads/main", "refs/heads/review"
DRAFT, STORY = "refs/heads/draft/00000000000000dd", "refs/heads/story/00000000000000dd"
ACCENT = "é"


@dataclass
class Circle:
    """Ana keeps the toolkit, Ben writes; `host` is the folder that Mallory may write in."""

    ana: Desk
    ben: Desk
    folder: Path
    host: Path
    pages: int = 0

    def tree(self, entries: dict[bytes, tuple[int, str]]) -> str:
        """A tree with these entries, as git would never write some of them."""
        listed = sorted(entries.items(), key=lambda e: e[0] + (b"/" if e[1][0] == FOLDER else b""))
        data = b"".join(
            b"%o %s\0" % (mode, name) + bytes.fromhex(oid) for name, (mode, oid) in listed
        )
        oid = object_id("tree", data)
        file = self.host / "objects" / oid[:2] / oid[2:]
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(zlib.compress(b"tree %d\0" % len(data) + data))
        return oid

    def blob(self, data: bytes = b"x\n") -> str:
        return git(self.host, "hash-object", "-w", "--stdin", stdin=data)

    def put(self, entries: dict[bytes, tuple[int, str]]) -> None:
        """Add entries to the toolkit as it is at the host."""
        there: dict[bytes, tuple[int, str]] = {}
        for line in git(self.host, "ls-tree", MAIN).splitlines():
            facts, _, name = line.partition("\t")
            mode, _, oid = facts.split()
            there[name.encode()] = (int(mode, 8), oid)
        tree = self.tree(there | entries)
        self.set(MAIN, git(self.host, "commit-tree", tree, "-p", MAIN, "-m", "hostile"))

    def set(self, ref: str, to: str | None) -> None:
        """Point a ref of the host at anything, by hand."""
        file = self.host / ref
        git(self.host, "pack-refs", "--all", "--no-prune")
        packed = (self.host / "packed-refs").read_text().splitlines()
        kept = [line for line in packed if not line.endswith(f" {ref}") and line[0] != "^"]
        (self.host / "packed-refs").write_text("\n".join(kept) + "\n")
        file.unlink(missing_ok=True)
        if to is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{to}\n")

    @contextlib.contextmanager
    def restored(self, ref: str) -> Iterator[None]:
        """Somebody puts the ref of the host back afterwards."""
        before = git(self.host, "rev-parse", "--verify", "-q", ref, check=False) or None
        try:
            yield
        finally:
            self.set(ref, before)

    def share(self) -> DraftId:
        """Ben writes and shares a page."""
        self.pages += 1
        page = f"en/page-{self.pages}.md"
        kept = writing.keep(self.ben, page, b"# Page\n\nSome words.\n")
        assert kept is not None
        sharing.share(self.ben, kept.draft)
        return kept.draft

    def works(self) -> None:
        """What was shared is approved and brought in, and both sides are the same."""
        self.share()
        for desk in (self.ben, self.ana):
            sync(desk)
        for one in reviewing.queue(self.ana):
            reviewing.approve(self.ana, one.id)
        publishing.bring_in(self.ana)
        for desk in (self.ana, self.ben, self.ana):
            sync(desk)
        there = git(self.host, "rev-parse", MAIN)
        assert {self.ana.main(), self.ben.main()} == {there}
        assert f"en/page-{self.pages}.md" in self.ben.tree().entries

    def outside(self) -> set[Path]:
        """Everything in the test's folder that is neither the host nor anybody's own."""
        own = ("home", "ben", "ws", "source")
        return {p for p in self.folder.rglob("*") if p.relative_to(self.folder).parts[0] not in own}


@contextlib.contextmanager
def around(folder: Path) -> Iterator[Circle]:
    _, ana = adopted(folder, PAGES)
    _, ben = joined(folder, ana, "ben", "contributor")
    with contextlib.closing(ana), contextlib.closing(ben):
        yield Circle(ana, ben, folder, folder / "ws")


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    with around(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Circle]:
    """One group for all tests after which everything is as it was."""
    with around(tmp_path_factory.mktemp("hostile")) as made:
        yield made


def told(desk: Desk) -> None:
    """Sync; whatever is said is said clearly."""
    try:
        sync(desk)
    except Refused as refusal:
        clear(str(refusal))
        raise


def stopped(desk: Desk) -> str:
    """What the person is told when the workspace cannot be taken over."""
    with pytest.raises(Refused) as caught:
        told(desk)
    return str(caught.value)


def test_names_that_git_itself_refuses_stop_at_the_door(same: Circle) -> None:
    outside = same.outside()
    for name in (b"..", b".git", b".GIT", b"a/b", b"", b"."):
        with same.restored(MAIN):
            same.put({name: (FILE, same.blob())})
            for desk in (same.ana, same.ben):
                here = desk.refs()
                assert "damaged or not safe" in stopped(desk), name
                desk.refresh()
                assert desk.refs() == here
    assert same.outside() == outside
    same.works()


def test_names_that_some_computers_misread_are_left_alone(circle: Circle) -> None:
    page = (FILE, circle.blob(b"# Hostile\n"))
    outside = circle.outside()
    names = [b"new\nline.md", b"--upload-pack=x.md", b"-c.md", b"Hope.md", b"hope.MD"]
    names += [b"back\\slash.md", b"C:x.md", b"aux.md", b"dot.", b"\xff\xfe.md", b"bell\x07.md"]
    names += [f"{form}.md".encode() for form in (ACCENT, "e\u0301")]
    secret = circle.blob(b"../../../../etc/passwd")
    odd = {
        b"link.md": (LINK, secret),
        b"linked": (LINK, circle.blob(b"/")),
        b"module": (FOREIGN, "1" * 40),
        b"runs.md": (PROGRAM, page[1]),
        b".gitattributes": (FILE, circle.blob(b"* filter=evil diff=evil merge=evil\n")),
    }
    folder = circle.tree(dict.fromkeys(names, page) | odd)
    circle.put({b"en-odd": (FOLDER, folder), b"-dash": (FOLDER, folder)})
    circle.works()
    there = {entry.path for entry in circle.ben.tree().refused}
    assert {"en-odd/link.md", "en-odd/module", "en-odd/new\\nline.md", "en-odd/aux.md"} <= there
    gate.check(circle.ana)
    circle.works()
    listed = git(circle.host, "ls-tree", "-r", "--name-only", "-z", MAIN)
    assert "en-odd/link.md" in listed
    assert circle.outside() == outside


def test_a_very_deep_folder_is_not_gone_into(circle: Circle) -> None:
    at = (FILE, circle.blob(b"# Deep\n"))
    for _ in range(3000):
        at = (FOLDER, circle.tree({b"d": at}))
    circle.put({b"deep": at})
    circle.works()
    assert any(e.path.startswith("deep/") for e in circle.ben.tree().refused)


@pytest.mark.slow
def test_a_hundred_thousand_files_only_take_a_while(circle: Circle) -> None:
    page = (FILE, circle.blob(b"# Many\n"))
    folder = circle.tree({b"f%06d.txt" % n: page for n in range(100_000)})
    circle.put({b"many": (FOLDER, folder)})
    circle.works()
    assert len(circle.ben.tree().entries) > 100_000


@pytest.mark.parametrize("ref", [MAIN, REVIEW, DRAFT, STORY], ids=lambda r: r.split("/")[2])
def test_a_ref_that_leads_somewhere_else_stops_nobody_for_good(same: Circle, ref: str) -> None:
    outside = same.outside()
    for what in ("a tag", "a blob", "a tree", "nothing there", "a word", "no ref"):
        here = [desk.main() for desk in (same.ana, same.ben)]
        with same.restored(ref):
            same.set(ref, leading(same, ref, what))
            for desk in (same.ana, same.ben):
                with contextlib.suppress(Refused):
                    told(desk)
            same.share()
            for desk, main in zip((same.ana, same.ben), here, strict=True):
                desk.refresh()
                assert desk.main() == main
                assert desk.state().group.people
        for desk in (same.ana, same.ben):
            sync(desk)
    same.works()
    for desk in (same.ana, same.ben):
        whole(desk.store.folder)
    assert same.outside() == outside


def test_a_shared_folder_full_of_programs_runs_none(circle: Circle) -> None:
    ran = circle.folder / "ran"
    hostile(circle.host, ran)
    circle.works()
    draft = circle.share()
    sync(circle.ben)
    withdrawing.withdraw_draft(circle.ben, draft)
    sync(circle.ben)
    assert draft not in git(circle.host, "for-each-ref")
    assert not ran.exists()
    git(circle.host, "update-ref", "refs/heads/control", MAIN)
    assert ran.exists(), "the trap itself must work"


def test_a_site_address_that_would_run_something_is_refused(circle: Circle) -> None:
    ran = circle.folder / "ran"
    for site in (f"ext::sh -c touch% {ran}", f"--upload-pack=touch {ran}", "fd::17", "-x"):
        about = json.dumps({"format": 1, "site": {"repository": site}})
        circle.put({b"toolkit.yml": (FILE, circle.blob(about.encode()))})
        sync(circle.ana)
        with pytest.raises(Refused) as caught:
            publish(Places(circle.folder / "home"), circle.ana)
        assert "cannot be used. Use a folder" in str(caught.value)
        assert not ran.exists()


def leading(circle: Circle, ref: str, what: str) -> str | None:
    """What the file of a ref may hold that is no commit."""
    if what == "a tag":
        before = git(circle.host, "rev-parse", "--verify", "-q", ref, check=False) or MAIN
        git(circle.host, "tag", "-f", "-a", "-m", "t", "t", before)
        made = git(circle.host, "rev-parse", "t")
        git(circle.host, "update-ref", "-d", "refs/tags/t")
        return made
    return {
        "a blob": circle.blob(),
        "a tree": git(circle.host, "rev-parse", f"{MAIN}^{{tree}}"),
        "nothing there": "1" * 40,
        "a word": "ref: refs/heads/elsewhere",
        "no ref": None,
    }[what]
