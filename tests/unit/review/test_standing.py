"""The state of a moving `review` is what folding everything gives, however it came about."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.groups import BLOB_1, BLOB_2, ON_DRAFT, WHEN, Circle, Somebody
from support.toolkits import ANA
from toolkit_editor.review import standing as module
from toolkit_editor.review.event import GROUP, Event
from toolkit_editor.review.fold import State, fold
from toolkit_editor.review.journal import REVIEW, Journal
from toolkit_editor.review.signing import sign
from toolkit_editor.review.standing import Standing
from toolkit_editor.store.memory_store import MemoryStore
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.store.remembered import Remembered

TARGET = {
    "source": "hope",
    "version": BLOB_1,
    "selector": [
        {"type": "TextPositionSelector", "start": 1, "end": 4},
        {"type": "TextQuoteSelector", "exact": "one", "prefix": "", "suffix": "…"},
    ],
}


class Counting(Journal):
    """A journal that counts how many files it read."""

    reads = 0

    def _page(self, files: Any) -> Any:
        self.reads += len(files)
        return super()._page(files)


class Followed:
    """A group's `review`, and the program that follows it, started anew at any time."""

    def __init__(self, folder: Path) -> None:
        self.store = MemoryStore()
        self.remembered = Remembered(folder)
        self.circle = Circle()
        self.journal = Counting(self.store)
        self.start()
        self.add(*self.circle.start)

    def start(self) -> None:
        self.standing = Standing(self.journal, self.remembered, recent=3, older=5)

    def add(self, *events: Event) -> None:
        Journal(self.store).append(events, by=ANA, at=WHEN)

    @property
    def tip(self) -> Oid:
        return self.store.refs()[REVIEW]

    def put(self, changes: dict[str, bytes | None]) -> None:
        ids = {
            path: data if data is None else self.store.write(data) for path, data in changes.items()
        }
        commit = self.store.make_commit(
            ids, base=self.tip, parents=(self.tip,), author=ANA, at=WHEN, message="x"
        )
        self.store.move([RefChange(REVIEW, commit, self.tip)])

    def state(self) -> State:
        return self.standing.at(self.tip, self.circle.founding)

    def afresh(self) -> State:
        return fold(Journal(self.store).read().events, founding=self.circle.founding)

    def kept(self) -> list[Path]:
        return sorted(self.remembered._folder.glob("state-*"))


def happenings(circle: Circle) -> list[Event]:
    """A little of everything, in the order of the clock, some of it without effect."""
    ana, ben, editor, founder = circle.ana, circle.ben, circle.editor, circle.founder
    first = {"en/hope.md": BLOB_1}
    shared = circle.share(ana, first)
    said = circle.comment(ben, "née “so”", target=TARGET)
    body = {"type": "TextualBody", "value": "three"}
    offer = circle.tell(ben, "suggest", ON_DRAFT, target=TARGET, body=body)
    reply = circle.tell(ana, "reply", ON_DRAFT, to=said.id, body=body)
    resolved = circle.tell(ben, "resolve", ON_DRAFT, to=said.id)
    approved = circle.approve(editor, first)
    story = "story:" + "5" * 16
    return [
        shared,
        said,
        offer,
        reply,
        circle.comment(Somebody("9"), "a stranger"),
        circle.tell(ben, "accept", ON_DRAFT, to=offer.id),
        circle.tell(ana, "accept", ON_DRAFT, to=offer.id),
        resolved,
        approved,
        circle.bring_in(founder, first, approved),
        circle.tell(founder, "published", GROUP, site="5" * 40, main="6" * 40),
        circle.tell(ana, "shared", story, sealed=BLOB_1, released={"en": "a" * 64}),
        circle.tell(ana, "withdrawn", story),
        circle.tell(ben, "erased-here", story),
        circle.tell(founder, "role-changed", GROUP, person=ben.id, roles=["editor", "contributor"]),
        circle.tell(ben, "redact", ON_DRAFT, to=said.id),
        circle.tell(Somebody("9"), "join-asked", GROUP, key=Somebody("9").key.public_line),
        circle.share(ana, {"en/hope.md": BLOB_2, "en/more.md": None}),
        circle.tell(founder, "person-removed", GROUP, person=ben.id),
        circle.comment(ben, "too late"),
        circle.tell(ana, "sang", ON_DRAFT),
        circle.tell(ana, "reply", ON_DRAFT, to=reply.id, body=body),
        circle.tell(ana, "reopen", ON_DRAFT, to=resolved.id),
        sign(replace(offer, lamport=circle.clock, on="section:hope"), ben.key),
    ]


def a_lost_key(circle: Circle) -> list[Event]:
    """A maintainer's computer is lost, and whoever has it signs on until that is told."""
    cleo, dan, new, puppet = (Somebody(letter) for letter in "cd78")
    start = [
        circle.add(cleo, "maintainer"),
        circle.add(dan, "maintainer"),
        circle.tell(new, "join-asked", GROUP, key=circle.line(new), name="Cleo", was="Cleo"),
        circle.comment(cleo, "still her own"),
    ]
    last = circle.clock
    names = {"person": puppet.id, "key": circle.line(puppet), "roles": ["maintainer"]}
    added = circle.tell(cleo, "person-added", GROUP, **names)
    stolen = [circle.comment(cleo, f"not hers {number}") for number in range(3)]
    names = {"person": cleo.id, "former": circle.line(cleo), "asked": new.id}
    replaced = circle.tell(
        circle.founder, "key-replaced", GROUP, key=circle.line(new), last=last, **names
    )
    agreed = circle.tell(dan, "agreed", GROUP, to=replaced.id)
    after = [circle.comment(who, "later") for who in (cleo, circle.ana, puppet, circle.ben)]
    removed = circle.tell(puppet, "person-removed", GROUP, person=circle.ben.id)
    return [*start, added, *stolen, replaced, agreed, *after, removed]


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10**6),
    restarts=st.sets(st.integers(0, 12)),
    far=st.booleans(),
    story=st.sampled_from([happenings, a_lost_key]),
)
def test_whatever_order_events_arrive_in_the_state_is_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    restarts: set[int],
    far: bool,
    story: Callable[[Circle], list[Event]],
) -> None:
    followed = Followed(tmp_path_factory.mktemp("any"))
    chance = random.Random(seed)
    arriving = story(followed.circle)
    if far:
        chance.shuffle(arriving)
    else:  # a little out of order, as between people who sync now and then
        arriving = [
            one
            for _, one in sorted((n + chance.random() * 4, one) for n, one in enumerate(arriving))
        ]
    number, earlier = 0, []
    while arriving:
        lot = chance.randint(1, 4)
        followed.add(*arriving[:lot])
        arriving = arriving[lot:]
        if number in restarts:
            followed.start()
        earlier.append((followed.state(), followed.afresh()))
        assert all(given == right for given, right in earlier)
        number += 1
    followed.start()
    assert followed.state() == followed.afresh()


@pytest.fixture
def followed(tmp_path: Path) -> Followed:
    found = Followed(tmp_path)
    found.add(*happenings(found.circle))
    assert found.state() == found.afresh()
    return found


def test_a_start_reads_the_last_events_and_checks_no_signature(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.start()
    followed.journal.reads = 0
    checked: list[str] = []
    monkeypatch.setattr("toolkit_editor.review.signing.verifies", lambda *_: checked.append("x"))
    assert followed.state().drafts
    assert followed.journal.reads == 3
    assert len(checked) <= 3


def test_after_a_start_it_goes_on_as_if_there_had_been_none(tmp_path: Path) -> None:
    followed = Followed(tmp_path)
    *before, reply, reopen, double = happenings(followed.circle)
    followed.add(*before, *(followed.circle.comment(followed.circle.ana, "x") for _ in range(4)))
    assert len(followed.state().unconfirmed) > 2
    followed.start()
    assert followed.state() == followed.afresh()
    for late in (reply, reopen, double):
        later = replace(late, lamport=followed.circle.clock)
        who = followed.circle.ben if late is double else followed.circle.ana
        followed.add(sign(later, who.key))
        followed.circle.clock += 1
        assert followed.state() == followed.afresh()


def test_what_is_new_is_read_alone(followed: Followed) -> None:
    followed.journal.reads = 0
    before = followed.state()
    followed.add(followed.circle.comment(followed.circle.ana, "new"))
    after = followed.state()
    assert followed.journal.reads == 1
    assert after == followed.afresh() != before
    assert len(before.threads(ON_DRAFT)) + 1 == len(after.threads(ON_DRAFT))


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "json", "gone"])
def test_what_is_kept_and_broken_counts_as_not_there(followed: Followed, harm: str) -> None:
    right = followed.state()
    for file in followed.kept():
        data = file.read_bytes()
        harmed = {
            "cut": data[:-20],
            "changed": data.replace(b'"lamport":', b'"lamport":1'),
            "empty": b"",
            "json": b"{}",
        }
        if harm == "gone":
            file.unlink()
        else:
            assert harmed[harm] != data
            file.write_bytes(harmed[harm])
    followed.start()
    assert followed.state() == right
    followed.journal.reads = 0
    followed.start()
    assert followed.state() == right
    assert followed.journal.reads == 3


def test_what_other_code_kept_is_not_used(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.journal.reads = 0
    monkeypatch.setattr(module, "made_by", lambda: "another version")
    followed.start()
    assert followed.state() == followed.afresh()
    assert followed.journal.reads > 20


def test_another_group_does_not_get_this_ones_state(followed: Followed) -> None:
    followed.start()
    found = followed.standing.at(followed.tip, "0" * 64)
    assert found == fold(Journal(followed.store).read().events, founding="0" * 64)
    assert not found.drafts


def test_an_entry_that_was_changed_or_removed_is_seen(followed: Followed) -> None:
    for change in ({followed.circle.start[2].path: b"{}"}, {followed.circle.start[3].path: None}):
        followed.put(dict(change))
        assert followed.state() == followed.afresh()
        followed.start()
        assert followed.state() == followed.afresh()


def test_a_review_that_was_set_back_is_followed_back(followed: Followed) -> None:
    later = followed.tip
    earlier = followed.store.history(later)[-1].oid
    followed.store.move([RefChange(REVIEW, earlier, later)])
    assert followed.state() == followed.afresh()
    assert not followed.state().drafts
    followed.store.move([RefChange(REVIEW, later, earlier)])
    assert followed.state() == followed.afresh()
    followed.start()
    assert followed.state() == followed.afresh()


def test_two_windows_on_one_copy_do_not_confuse_each_other(followed: Followed) -> None:
    one, two = followed.standing, Standing(followed.journal, followed.remembered, recent=3, older=5)
    for number in range(12):
        followed.add(followed.circle.comment(followed.circle.ana, f"said {number}"))
        for window in (one, two)[number % 2 :]:
            assert window.at(followed.tip, followed.circle.founding) == followed.afresh()
    followed.start()
    assert followed.state() == followed.afresh()


def test_a_full_or_forbidden_disk_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "toolkit-editor").write_bytes(b"a file where the folder should be")
    followed = Followed(tmp_path)
    followed.add(*happenings(followed.circle))
    assert followed.state() == followed.afresh()
    assert followed.kept() == []


def test_words_that_were_redacted_are_not_kept_after_forgetting(followed: Followed) -> None:
    for _ in range(4):
        followed.add(followed.circle.comment(followed.circle.ana, "more"))
        followed.state()
    followed.standing.forget()
    (file,) = followed.kept()
    assert "née".encode() not in file.read_bytes()
    followed.start()
    assert followed.state() == followed.afresh()
