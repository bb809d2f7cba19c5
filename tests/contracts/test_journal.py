"""Events on their ref, in memory and on disk: adding, reading, uniting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support.groups import ON_DRAFT, WHEN, Circle, Somebody
from support.toolkits import ANA, put
from toolkit_editor.base.errors import Refused
from toolkit_editor.review import journal as module
from toolkit_editor.review.event import Event, in_order, to_json
from toolkit_editor.review.fold import fold
from toolkit_editor.review.journal import REVIEW, Journal
from toolkit_editor.review.people import Group
from toolkit_editor.review.signing import Checked, sign
from toolkit_editor.store.git_store import GitStore, create
from toolkit_editor.store.memory_store import MemoryStore
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.store.store import Store


@pytest.fixture(params=["memory", "git"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    create(tmp_path / "store")
    with GitStore.open(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def circle() -> Circle:
    return Circle()


def add(store: Store, *events: Event) -> Oid:
    return Journal(store).append(events, by=ANA, at=WHEN)


def back_to(store: Store, tip: Oid) -> None:
    store.move([RefChange(REVIEW, tip, store.refs()[REVIEW])])


def group_of(circle: Circle) -> Group:
    return fold(circle.start, founding=circle.founding).group


def test_what_was_added_is_read_back(store: Store, circle: Circle) -> None:
    journal = Journal(store)
    assert journal.read().events == ()
    add(store, *circle.start)
    said = circle.comment(circle.ana, "x")
    tip = add(store, said)
    ids = {event.id for event in journal.read(tip).events}
    assert ids == {event.id for event in (*circle.start, said)}
    assert f"{'d' * 16}/{said.id}.json" in store.tree(tip).entries


def test_adding_again_changes_nothing_and_another_with_the_same_id_is_refused(
    store: Store, circle: Circle
) -> None:
    said = circle.comment(circle.ana, "x")
    add(store, said)
    tip = add(store, said)
    assert len(Journal(store).read(tip).events) == 1
    with pytest.raises(Refused, match="same number"):
        add(store, sign(replace(said, data={"body": {"value": "y"}}), circle.ana.key))
    with pytest.raises(ValueError, match="nothing"):
        add(store)


def test_somebody_who_was_first_does_not_stop_us(
    store: Store, circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, *circle.start)
    theirs, ours = circle.comment(circle.ben, "theirs"), circle.comment(circle.ana, "ours")
    journal, other = Journal(store), Journal(store)
    real_tip = journal.tip
    turns = iter([real_tip()])

    def tip() -> Oid | None:
        stale = next(turns, None)
        if stale is None:
            return real_tip()
        other.append([theirs], by=ANA, at=WHEN)
        return stale

    monkeypatch.setattr(journal, "tip", tip)
    after = journal.append([ours], by=ANA, at=WHEN)
    ids = {event.id for event in Journal(store).read(after).events}
    assert {theirs.id, ours.id} < ids


def test_two_sides_are_united_whoever_does_it(store: Store, circle: Circle) -> None:
    base = add(store, *circle.start)
    one = add(store, circle.comment(circle.ana, "one"))
    back_to(store, base)
    two = add(store, circle.comment(circle.ben, "two"))
    journal, group = Journal(store), group_of(circle)
    ours = journal.unite(one, two, group=group, by=ANA, at=WHEN)
    theirs = journal.unite(two, one, group=group, by=ANA, at=WHEN)
    assert store.tree(ours).entries == store.tree(theirs).entries
    assert len(journal.read(ours).events) == len(circle.start) + 2
    assert store.commit(ours).parents == (one, two)
    assert journal.unite(one, base, group=group, by=ANA, at=WHEN) == one
    assert journal.unite(base, one, group=group, by=ANA, at=WHEN) == one
    assert journal.unite(one, one, group=group, by=ANA, at=WHEN) == one
    assert journal.unite(ours, two, group=group, by=ANA, at=WHEN) == ours


def test_an_event_somebody_deleted_comes_back(store: Store, circle: Circle) -> None:
    base = add(store, *circle.start)
    deleted = put(store, REVIEW, {circle.founded.path: None})
    united = Journal(store).unite(base, deleted, group=group_of(circle), by=ANA, at=WHEN)
    assert store.tree(united).entries == store.tree(base).entries
    assert store.merge_base(united, deleted) == deleted


def test_an_event_somebody_changed_is_put_right_from_either_side(
    store: Store, circle: Circle
) -> None:
    said = circle.comment(circle.ana, "mine")
    base = add(store, *circle.start, said)
    group = group_of(circle)
    for number in range(8):
        changed = replace(said, data={"body": {"value": f"not hers {number}"}})
        back_to(store, base)
        edited = put(store, REVIEW, {said.path: to_json(changed)})
        for one, two in ((base, edited), (edited, base)):
            united = Journal(store).unite(one, two, group=group, by=ANA, at=WHEN)
            assert store.read(store.tree(united).entries[said.path]) == to_json(said)


def test_files_that_are_no_events_are_listed_and_left(store: Store, circle: Circle) -> None:
    add(store, *circle.start)
    said = circle.comment(circle.ana, "x")
    stray = {"README.md": b"hello", "group/x.json": b"{}", "e/" + said.path: to_json(said)}
    page = Journal(store).read(put(store, REVIEW, dict(stray)))
    assert len(page.events) == len(circle.start)
    assert {one.path for one in page.unreadable} == set(stray)


def test_every_signature_is_checked_once(store: Store, circle: Circle) -> None:
    tip = add(store, *circle.start, circle.comment(circle.ana, "x"))
    stranger = circle.comment(Somebody("9"), "x", on=ON_DRAFT)
    tip = add(store, stranger)
    checked = Checked()
    first = fold(Journal(store).read(tip).events, founding=circle.founding, checked=checked)
    remembered = Checked.from_bytes(checked.to_bytes())
    assert len(checked.to_bytes()) == 52 * (len(circle.start) + 1)
    again = fold(Journal(store).read(tip).events, founding=circle.founding, checked=remembered)
    assert again == first
    assert remembered.to_bytes() == checked.to_bytes()
    assert [one.event.id for one in first.unconfirmed] == [stranger.id]


def test_events_come_in_lots_in_the_order_in_which_they_count(
    store: Store, circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    said = [circle.comment(circle.ana, str(number)) for number in range(5)]
    tied = [replace(said[1], on=f"section:{one}") for one in "ab"]
    events = [*circle.start, *said, *tied]
    journal = Journal(store)
    tip = journal.append(events[::-1], by=ANA, at=WHEN)
    spoilt = store.make_commit(
        {"x/none.json": store.write(b"{"), "x/deep.json": store.write(b"[" * 9000)},
        base=tip,
        parents=(tip,),
        author=ANA,
        at=WHEN,
        message="x",
    )
    lots = list(journal.lots(spoilt))
    assert [one for lot in lots for one in lot] == in_order(events)
    assert [len(lot) for lot in lots] == [0, 2, 2, 4, 2, 1]
