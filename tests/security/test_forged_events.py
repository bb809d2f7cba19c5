"""Somebody who can push puts forged entries among the decisions: none counts, each is shown.

They push with plain git, so nothing of this program stands in their way.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.toolkits import git
from support.walks import PAGES, adopted, approve_and_bring_in, edit
from toolkit_editor.base.ids import DraftId, EventId, PersonId, new_id
from toolkit_editor.review.event import GROUP, LATEST_LAMPORT, Event, on_draft, to_json
from toolkit_editor.review.signing import sign
from toolkit_editor.review.work import Status
from toolkit_editor.services import reviewing, sharing, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.not_confirmed import not_confirmed
from toolkit_editor.services.syncing import sync
from toolkit_editor.store.keys import Key
from toolkit_editor.store.objects import object_id

HOPE = "en/hope.md"
MALLORY = Key.make()
DEEP = b'{"v":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@dataclass
class Circle:
    """Ana keeps the toolkit, Ben writes; Mallory has a clone of the workspace and may push."""

    ana: Desk
    ben: Desk
    clone: Path
    drafts: list[DraftId] = field(default_factory=list)

    @property
    def draft(self) -> DraftId:
        """The draft that waits for an editor."""
        return self.drafts[-1]

    def share(self) -> None:
        """Ben shares a new page, and everybody knows."""
        page = f"en/page-{len(self.drafts)}.md"
        kept = writing.keep(self.ben, page, b"# Page\n")
        assert kept is not None
        sharing.share(self.ben, kept.draft)
        self.drafts.append(kept.draft)
        self.meet()

    def push(self, files: dict[str, bytes]) -> None:
        """Put files among the decisions."""
        git(self.clone, "fetch", "-q", "origin", "review")
        git(self.clone, "checkout", "-q", "--detach", "FETCH_HEAD")
        for path, data in files.items():
            file = self.clone / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        git(self.clone, "add", "--all")
        git(self.clone, "commit", "-q", "-m", "forged")
        git(self.clone, "push", "-q", "origin", "HEAD:review")

    def meet(self) -> None:
        """Both programs meet the workspace, twice."""
        for desk in (self.ana, self.ben, self.ana, self.ben):
            sync(desk)

    def event(self, kind: str) -> Event:
        """The newest entry of this kind."""
        return max((e for e in self.ana.page().events if e.kind == kind), key=lambda e: e.order)

    def by_ana(self, kind: str, on: str, **data: object) -> Event:
        """What Mallory would like Ana to have said, late enough to come last."""
        after = self.ana.state().lamport
        at = self.event("shared").at
        plain = Event(EventId(new_id()), after + 5, self.ana.me.id, at, on, kind, data)
        return sign(plain, MALLORY)

    def by_ben(self, **data: object) -> Event:
        """What Ben himself signs, with a changed program: that his draft is taken back."""
        event = self.by_ana("withdrawn", on_draft(self.draft), **data)
        return sign(replace(event, by=self.ben.me.id), self.ben.me.key)


@contextlib.contextmanager
def around(tmp_path: Path) -> Iterator[Circle]:
    """Ana and Ben at work, and Mallory beside them."""
    _, ana = adopted(tmp_path, PAGES)
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    approve_and_bring_in(ana, edit(ana, HOPE, b"often", b"always"))
    sync(ana)
    sync(ben)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(tmp_path / "ws"), str(clone))
    with contextlib.closing(ana), contextlib.closing(ben):
        yield Circle(ana, ben, clone)


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Circle]:
    with around(tmp_path_factory.mktemp("forged")) as made:
        yield made


def files(*events: Event) -> dict[str, bytes]:
    return {event.path: to_json(event) for event in events}


def wrong_key(circle: Circle) -> dict[str, bytes]:
    shared = circle.event("shared")
    return files(
        circle.by_ana("approved", on_draft(circle.draft), files=shared.data["files"]),
        circle.by_ana("withdrawn", on_draft(circle.draft)),
        circle.by_ana("person-removed", GROUP, person=circle.ben.me.id),
    )


def another_name(circle: Circle) -> dict[str, bytes]:
    """What Ana said about one draft, said about another; what Ben said, said by Ana."""
    approved, shared = circle.event("approved"), circle.event("shared")
    as_ana = replace(shared, by=circle.ana.me.id, id=EventId(new_id()))
    return files(replace(approved, on=on_draft(circle.draft), id=EventId(new_id())), as_ana)


def replayed(circle: Circle) -> dict[str, bytes]:
    """The same bytes under another name, and in another folder."""
    approved = to_json(circle.event("approved"))
    folder = circle.draft
    return {f"{folder}/{new_id()}.json": approved, f"group/{new_id()}.json": approved}


def edited(circle: Circle) -> dict[str, bytes]:
    shared = circle.event("shared")
    other = dict.fromkeys(shared.data["files"], circle.ana.tree().entries["en/index.md"])
    data = {**shared.data, "files": other}
    return files(replace(shared, id=EventId(new_id()), lamport=shared.lamport + 3, data=data))


def from_the_future(circle: Circle) -> dict[str, bytes]:
    event = circle.by_ben()
    facts = {**json.loads(to_json(event)), "v": 2}
    return {event.path: json.dumps(facts).encode()}


def same_number(circle: Circle) -> dict[str, bytes]:
    """The number of an entry that counts, used again: before it and after it, elsewhere."""
    real = circle.event("shared")
    on = on_draft(DraftId(new_id()))
    return files(
        replace(circle.by_ana("withdrawn", on), id=real.id, lamport=1),
    ) | files(replace(circle.by_ana("approved", on, files=real.data["files"]), id=real.id))


def five_megabytes(circle: Circle) -> dict[str, bytes]:
    return files(circle.by_ben(padding="x" * 5_000_000))


def very_deep(circle: Circle) -> dict[str, bytes]:
    return {f"{circle.draft}/{new_id()}.json": DEEP}


def not_unicode(circle: Circle) -> dict[str, bytes]:
    return {f"{circle.draft}/{new_id()}.json": b'{"v": 1, "id": "\xff\xfe"}'}


FORGERIES = (
    *(wrong_key, another_name, replayed, edited, from_the_future, same_number),
    *(five_megabytes, very_deep, not_unicode),
)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forged_entry_changes_nothing_and_is_shown(circle: Circle, forge: object) -> None:
    assert callable(forge)
    circle.share()
    before = [desk.state() for desk in (circle.ana, circle.ben)]
    known = not_confirmed(circle.ana).total
    forged = forge(circle)
    circle.push(forged)
    circle.meet()
    for desk, was in zip((circle.ana, circle.ben), before, strict=True):
        now = desk.state()
        assert (now.group, now.drafts, now.talk, now.lamport) == (
            was.group,
            was.drafts,
            was.talk,
            was.lamport,
        )
    assert not_confirmed(circle.ana).total == known + len(forged)
    work_goes_on(circle)


def work_goes_on(circle: Circle) -> None:
    """The draft that was waiting is approved, and a new one arrives."""
    waiting = circle.draft
    reviewing.approve(circle.ana, waiting)
    circle.share()
    assert circle.ben.state().drafts[waiting].status is Status.APPROVED
    assert circle.draft in circle.ana.state().drafts


def elsewhere(circle: Circle, real: Event) -> Event:
    """An entry of Ben's with the number of Ana's, about something else, and before hers."""
    on = on_draft(DraftId(new_id()))
    return replace(circle.event("shared"), on=on, id=real.id, lamport=real.lamport - 1)


def in_its_place(circle: Circle, real: Event) -> Event:
    """The same about the same thing, so that it lies where Ana's does; git would sort it first."""
    own = replace(circle.event("shared"), id=real.id, lamport=real.lamport)
    for number in range(1000):
        tried = replace(own, data={**own.data, "padding": number})
        data = to_json(sign(tried, circle.ben.me.key))
        if object_id("blob", data) < object_id("blob", to_json(real)):
            return tried
    raise AssertionError("no luck")


@pytest.mark.parametrize("take", [elsewhere, in_its_place], ids=lambda take: take.__name__)
def test_a_member_cannot_shut_out_what_another_decided(
    tmp_path: Path, take: Callable[[Circle, Event], Event]
) -> None:
    with around(tmp_path) as circle:
        circle.share()
        reviewing.approve(circle.ana, circle.draft)
        circle.meet()
        real = circle.event("approved")
        assert circle.ben.state().drafts[circle.draft].status is Status.APPROVED
        circle.push(files(sign(take(circle, real), circle.ben.me.key)))
        circle.meet()
        assert real in circle.ana.page().events
        assert real.id not in {one.event.id for one in circle.ana.state().unconfirmed}


def test_nobody_outside_the_group_uses_up_its_clock(tmp_path: Path) -> None:
    with around(tmp_path) as circle:
        circle.share()
        stranger = PersonId(new_id())
        said = circle.by_ana("comment", on_draft(circle.draft), body={"value": "x"})
        asked = circle.by_ana("join-asked", GROUP, key=MALLORY.public_line, name="M")
        forged = [said, replace(said, id=EventId(new_id()), by=stranger)]
        forged.append(replace(asked, by=stranger))
        far = [sign(replace(one, lamport=LATEST_LAMPORT), MALLORY) for one in forged]
        circle.push(files(*far))
        circle.meet()
        work_goes_on(circle)
        known = {one.id: one.lamport for one in circle.ana.page().events}
        assert {one.id for one in far} <= known.keys()
        mine = [clock for id_, clock in known.items() if id_ not in {one.id for one in far}]
        assert max(mine) < 1000


def test_what_somebody_signed_before_they_were_let_in_stays_without_effect(
    tmp_path: Path,
) -> None:
    with around(tmp_path) as circle:
        circle.share()
        stranger = PersonId(new_id())
        asked = replace(
            circle.by_ana("join-asked", GROUP, key=MALLORY.public_line, name="M"), by=stranger
        )
        files_now = dict(circle.ana.state().drafts[circle.draft].files)
        said = circle.by_ana("approved", on_draft(circle.draft), files=files_now)
        early = replace(said, by=stranger, lamport=said.lamport + 1000)
        circle.push(files(sign(asked, MALLORY), sign(early, MALLORY)))
        circle.meet()
        added = {"person": stranger, "key": MALLORY.public_line, "roles": ["editor"], "name": "M"}
        circle.ana.record(("person-added", GROUP, added))
        assert circle.ana.state().drafts[circle.draft].status is Status.IN_REVIEW
        assert early.id in {one.event.id for one in circle.ana.state().unconfirmed}
