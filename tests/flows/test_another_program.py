"""Somebody's own git program changes the workspace: noticed, told, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.toolkits import git
from support.walks import PAGES, adopted, approve_and_bring_in, edit, share_and_place, tell
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId
from toolkit_editor.checks.finding import Code
from toolkit_editor.review.work import Status
from toolkit_editor.services import gate, publishing, reviewing, sharing, unapproved, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.syncing import Synced, sync
from toolkit_editor.services.vanished import held_back, put_back
from toolkit_editor.services.withdrawing import withdraw_story

PATH = "en/hope.md"


@dataclass
class Circle:
    """Ana keeps the toolkit, Ben writes; somebody else has a clone of their own."""

    ana: Desk
    ben: Desk
    host: Path
    clone: Path

    def fetch(self) -> None:
        git(self.clone, "fetch", "--prune", "origin", "+refs/heads/*:refs/remotes/origin/*")

    def commit(self, on: str, path: str, data: bytes | None) -> str:
        """A commit of that person on top of `on`; its id."""
        self.fetch()
        git(self.clone, "checkout", "-q", "--detach", on)
        if data is None:
            git(self.clone, "rm", "-q", path)
        else:
            (self.clone / path).parent.mkdir(parents=True, exist_ok=True)
            (self.clone / path).write_bytes(data)
            git(self.clone, "add", path)
        git(self.clone, "commit", "-q", "-m", "by hand")
        return git(self.clone, "rev-parse", "HEAD")

    def push(self, *what: str) -> None:
        git(self.clone, "push", "-q", "origin", *what)

    def at(self, ref: str) -> str:
        """Where a ref of the workspace stands; empty where there is none."""
        return git(self.host, "rev-parse", "--verify", "-q", ref, check=False)

    def meet(self) -> list[Synced]:
        """Both programs meet the workspace, twice."""
        return [sync(desk) for desk in (self.ana, self.ben, self.ana, self.ben)]


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    _, ana = adopted(tmp_path, PAGES)
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    approve_and_bring_in(ana, edit(ana, PATH, b"often", b"always"))
    sync(ana)
    sync(ben)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(tmp_path / "ws"), str(clone))
    yield Circle(ana, ben, tmp_path / "ws", clone)
    ana.close()
    ben.close()


def told(synced: list[Synced]) -> str:
    return " ".join(str(note) for one in synced for note in one.notes)


def says(desk: Desk, path: str = PATH) -> bytes:
    return desk.files(desk.main(), [path]).get(path, b"")


def stops(desk: Desk) -> list[str]:
    return [one.place.path for one in gate.check(desk) if one.code is Code.NOT_APPROVED]


def drafted(circle: Circle) -> DraftId:
    """A draft of Ben's, shared and known to both."""
    draft = edit(circle.ben, PATH, b"small", b"tiny")
    sharing.share(circle.ben, draft)
    circle.meet()
    return draft


def test_a_change_by_hand_is_seen_and_waits_for_an_editor(circle: Circle) -> None:
    ana = circle.ana
    mine = edit(circle.ben, PATH, b"The last words stay.", b"My last words.")
    circle.push(
        circle.commit("origin/main", PATH, says(ana).replace(b"always", b"never")) + ":main"
    )
    circle.meet()
    assert b"never" in says(ana)
    assert stops(ana) == [PATH]
    assert unapproved.unapproved(ana).titles == ("Hope",)
    unapproved.ask_to_look(ana)
    (waiting,) = reviewing.queue(ana)
    item = reviewing.review(ana, waiting.id)
    assert b"always" in item.files[0].before
    assert b"never" in item.files[0].after
    circle.meet()
    assert b"never" in reviewing.review(circle.ben, waiting.id).files[0].after
    reviewing.approve(ana, waiting.id)
    publishing.bring_in(ana)
    assert not stops(ana)
    assert b"never" in says(ana)
    sharing.share(circle.ben, mine)


def test_what_was_approved_can_come_back(circle: Circle) -> None:
    ana = circle.ana
    before = says(ana)
    circle.push(circle.commit("origin/main", PATH, b"# Gone\n") + ":main")
    circle.push(circle.commit("origin/main", "en/index.md", None) + ":main")
    circle.meet()
    assert stops(ana) == [PATH, "en/index.md"]
    unapproved.put_approved_back(ana)
    assert says(ana) == before
    assert says(ana, "en/index.md") == PAGES["en/index.md"]
    assert not stops(ana)
    circle.meet()
    assert says(circle.ben) == before
    assert circle.at("main") == ana.main()


@pytest.mark.parametrize(
    "newcomer", ["EN/new.md", "EN/hope.md", "EN", "en/HOPE.md", "en/Hope.md/x.md"]
)
def test_a_name_like_ours_hides_nothing_and_is_told(circle: Circle, newcomer: str) -> None:
    before = dict(circle.ben.tree().entries)
    circle.push(circle.commit("origin/main", newcomer, b"# Mine\n") + ":main")
    circle.meet()
    for desk in (circle.ana, circle.ben):
        assert desk.main() == circle.at("main")
        assert desk.tree().entries == before
        assert says(desk)
    (found,) = (one for one in gate.check(circle.ana) if one.code is Code.UNSAFE)
    assert found.place.path == newcomer
    approve_and_bring_in(circle.ana, edit(circle.ana, PATH, b"always", b"mostly"))
    circle.meet()
    assert b"mostly" in says(circle.ben)


@pytest.mark.parametrize(
    ("ours", "newcomer", "meanwhile"),
    [
        ("en/README.md", "en/readme.md", False),
        ("Pictures/A.md", "pictures/b.md", False),
        ("Pictures/A.md", "pictures", True),
        ("en/stra\u00dfe.md", "en/strasse.md", True),
    ],
)
def test_whatever_our_names_are_like_a_newcomer_hides_none(
    circle: Circle, ours: str, newcomer: str, *, meanwhile: bool
) -> None:
    circle.push(circle.commit("origin/main", ours, b"# Ours\n") + ":main")
    circle.meet()
    circle.push(circle.commit("origin/main", newcomer, b"# Mine\n") + ":main")
    sync(circle.ben)
    assert says(circle.ben, ours) == b"# Ours\n"
    if meanwhile:
        approve_and_bring_in(circle.ana, edit(circle.ana, PATH, b"always", b"mostly"))
    notes = circle.meet()
    assert f"put {newcomer} into the toolkit" in told(notes)
    for desk in (circle.ana, circle.ben):
        assert says(desk, ours) == b"# Ours\n"
        assert not desk.tree().refused
        assert desk.main() == circle.at("main")
        assert (b"mostly" in says(desk)) == meanwhile


def test_an_entry_filed_under_a_name_like_ours_hides_none_of_ours(circle: Circle) -> None:
    draft = drafted(circle)
    before = circle.ben.state()
    circle.push(circle.commit("origin/review", f"{draft.upper()}/0.json", b"{}") + ":review")
    circle.meet()
    assert circle.ben.state().drafts == before.drafts
    circle.meet()


def test_a_rewound_toolkit_is_put_back(circle: Circle) -> None:
    before = circle.at("main")
    circle.push("+origin/main~1:main")
    notes = circle.meet()
    assert "took something out of the toolkit" in told(notes)
    assert circle.at("main") == before
    assert circle.ben.main() == before


def test_a_rewritten_toolkit_loses_nothing_that_was_approved(circle: Circle) -> None:
    ana = circle.ana
    unsent = edit(ana, "en/index.md", b"Start", b"Begin")
    approve_and_bring_in(ana, unsent)
    own = circle.commit("origin/main~1", PATH, PAGES[PATH].replace(b"often", b"never"))
    circle.push(f"+{own}:main")
    notes = circle.meet()
    assert "took something out" in told(notes)
    assert b"always" in says(ana)
    assert b"Begin" in says(ana, "en/index.md")
    assert circle.at("main") == ana.main() == circle.ben.main()
    assert own in git(circle.host, "rev-list", "main").split()


def test_another_toolkit_in_its_place_is_not_taken_over(circle: Circle) -> None:
    before = circle.ana.main()
    tree = git(circle.clone, "rev-parse", "origin/main^{tree}")
    other = git(circle.clone, "commit-tree", tree, "-m", "other")
    circle.push(f"+{other}:main")
    notes = circle.meet()
    assert "a different toolkit" in told(notes)
    assert circle.ana.main() == circle.ben.main() == before


def test_a_draft_pushed_over_stays_as_its_writer_shared_it(circle: Circle) -> None:
    draft = drafted(circle)
    ref = f"draft/{draft}"
    before = circle.at(ref)
    own = circle.commit(f"origin/{ref}", PATH, b"# Nothing\n")
    circle.push(f"+{own}:{ref}")
    notes = circle.meet()
    assert "as its writer shared it" in told(notes)
    assert circle.at(ref) == before
    assert b"tiny" in reviewing.review(circle.ana, draft).files[0].after


def test_a_draft_taken_out_or_renamed_is_put_back(circle: Circle) -> None:
    draft = drafted(circle)
    ref = f"draft/{draft}"
    before = circle.at(ref)
    circle.fetch()
    circle.push(f"origin/{ref}:refs/heads/draft/00000000000000ff", f":{ref}")
    notes = circle.meet()
    assert "took one thing out" in told(notes)
    assert circle.at(ref) == before
    assert "00000000000000ff" not in circle.ana.state().drafts


def test_many_things_gone_wait_for_a_maintainer(circle: Circle) -> None:
    for word in (b"one", b"two", b"three", b"four", b"five"):
        page = f"en/{word.decode()}.md"
        kept = writing.keep(circle.ben, page, b"# " + word + b"\n")
        assert kept is not None
        sharing.share(circle.ben, kept.draft)
    circle.meet()
    listed = git(circle.host, "for-each-ref", "--format=%(refname)", "refs/heads/draft").split()
    refs = listed[:5]
    circle.push(*(f":{ref}" for ref in refs))
    notes = circle.meet()
    assert "Much is gone" in told(notes)
    assert not circle.at(refs[0])
    assert len(held_back(circle.ana)) == 5
    assert len(circle.ben.state().drafts) == len(circle.ana.state().drafts)
    put_back(circle.ana)
    circle.meet()
    assert all(circle.at(ref) for ref in refs)
    assert not held_back(circle.ben)


@pytest.mark.parametrize("how", ["rewound", "file changed", "file removed"])
def test_what_people_decided_cannot_be_taken_out(circle: Circle, how: str) -> None:
    draft = drafted(circle)
    circle.fetch()
    event = next(
        path
        for path in git(circle.clone, "ls-tree", "-r", "--name-only", "origin/review").split()
        if path.startswith(draft)
    )
    before = circle.ana.state()
    if how == "rewound":
        circle.push("+origin/review~1:review")
    else:
        data = b'{"v": 1}' if how == "file changed" else None
        circle.push(circle.commit("origin/review", event, data) + ":review")
    circle.meet()
    for desk in (circle.ana, circle.ben):
        assert desk.state().drafts == before.drafts
    circle.fetch()
    kept = git(circle.clone, "show", f"origin/review:{event}")
    assert draft in kept


def test_everything_gone_stops_sharing_until_a_maintainer_puts_it_back(circle: Circle) -> None:
    draft = drafted(circle)
    state = circle.ben.state()
    listed = git(circle.host, "for-each-ref", "--format=%(refname)", "refs/heads").split()
    circle.push(*(f":{ref}" for ref in listed if ref != "refs/heads/main"))
    for desk in (circle.ana, circle.ben):
        with pytest.raises(Refused, match="not there any more"):
            sync(desk)
    assert circle.ben.state() == state
    assert held_back(circle.ana) == {"refs/heads/review"}
    put_back(circle.ana)
    circle.meet()
    assert set(git(circle.host, "for-each-ref", "--format=%(refname)").split()) == set(listed)
    assert circle.ben.state().drafts[draft] == state.drafts[draft]
    assert not held_back(circle.ben)


def test_a_story_taken_out_is_put_back_and_one_taken_back_is_not(circle: Circle) -> None:
    story = tell(circle.ana)
    share_and_place(circle.ana, story)
    circle.meet()
    ref = f"story/{story}"
    assert circle.at(ref)
    circle.push(f":{ref}")
    circle.meet()
    assert circle.at(ref)
    withdraw_story(circle.ana, story)
    circle.meet()
    assert not circle.at(ref)
    circle.meet()
    assert not circle.at(ref)


def test_every_status_is_still_what_it_was(circle: Circle) -> None:
    draft = drafted(circle)
    circle.push("+origin/main~1:main")
    circle.meet()
    assert circle.ana.state().drafts[draft].status is Status.IN_REVIEW
