"""The memory store and the git store keep the same promises and give the same ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from toolkit_editor.base.errors import NotFound, Refused, Stale
from toolkit_editor.base.ids import PersonId
from toolkit_editor.store.git_store import GitStore, create
from toolkit_editor.store.memory_store import MemoryStore
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.store.store import Store, save

ANA = PersonId("00000000000000aa")
WHEN = datetime(2026, 11, 22, 18, 41, 5, tzinfo=UTC)
MAIN = "refs/heads/main"
NOWHERE = Oid("1" * 40)


@pytest.fixture(params=["memory", "git"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    create(tmp_path / "store")
    with GitStore.open(tmp_path / "store") as opened:
        yield opened


def put(store: Store, changes: dict[str, bytes | None], parent: Oid | None = None) -> Oid:
    return save(store, MAIN, changes, parent=parent, author=ANA, at=WHEN, message="Saved")


def test_an_empty_store_has_no_refs(store: Store) -> None:
    assert store.refs() == {}


def test_what_was_saved_is_read_back(store: Store) -> None:
    tip = put(store, {"en/hope.md": b"Hope\n", "fr/espoir.md": "Été\r\n".encode()})
    files = store.tree(tip).entries
    assert set(files) == {"en/hope.md", "fr/espoir.md"}
    assert store.read(files["en/hope.md"]) == b"Hope\n"
    assert store.read_many(files.values())[files["fr/espoir.md"]] == "Été\r\n".encode()
    assert store.size(files["en/hope.md"]) == 5
    assert store.refs() == {MAIN: tip}


def test_ids_are_the_same_in_every_store(store: Store) -> None:
    other = MemoryStore()
    files = {"a/b.md": b"one", "a.md": b"two", "a/c/d.md": b"", "a-b.md": b"x", "é/ü.md": b"y"}
    first = put(store, dict(files))
    assert first == put(other, dict(files))
    changes: dict[str, bytes | None] = {"a.md": None, "a/b.md": b"three"}
    assert put(store, changes, first) == put(other, changes, first)


def test_the_id_of_a_content_is_known_without_writing_it(store: Store) -> None:
    data = b"\0\xff\r\nbytes"
    expected = store.blob_id(data)
    with pytest.raises(NotFound):
        store.read(expected)
    assert store.write(data) == expected
    assert store.read(expected) == data


def test_many_contents_are_written_in_order(store: Store) -> None:
    contents = [f"text {number}".encode() for number in range(200)]
    assert store.write_many(contents) == [store.blob_id(data) for data in contents]
    assert store.write_many([]) == []
    assert store.write_many([b"alone"]) == [store.blob_id(b"alone")]


def test_long_texts_and_long_lists_arrive_whole(store: Store) -> None:
    long = b"A long story.\n" * 1_000_000
    assert store.read(store.write(long)) == long
    contents = [f"text {number}".encode() for number in range(4_000)]
    assert store.write_many(contents)[-1] == store.blob_id(contents[-1])


def test_changes_stand_on_what_was_there(store: Store) -> None:
    first = put(store, {"a.md": b"1", "b.md": b"2"})
    second = put(store, {"a.md": None, "c/d.md": b"3"}, first)
    assert set(store.tree(second).entries) == {"b.md", "c/d.md"}
    assert set(store.tree(first).entries) == {"a.md", "b.md"}
    assert put(store, {"gone.md": None}, second) != second


def test_a_file_may_become_a_folder(store: Store) -> None:
    first = put(store, {"a": b"1"})
    second = put(store, {"a": None, "a/b.md": b"2"}, first)
    assert set(store.tree(second).entries) == {"a/b.md"}


def test_a_toolkit_can_become_empty(store: Store) -> None:
    first = put(store, {"a.md": b"1"})
    second = put(store, {"a.md": None}, first)
    assert store.tree(second).entries == {}


def test_a_commit_names_only_the_person_id_and_the_hour(store: Store) -> None:
    commit = store.commit(put(store, {"a.md": b"1"}))
    assert commit.author == ANA
    assert commit.at == datetime(2026, 11, 22, 18, tzinfo=UTC)
    assert commit.message == "Saved"
    assert commit.parents == ()


def test_history_follows_first_parents_newest_first(store: Store) -> None:
    first = put(store, {"a.md": b"1"})
    second = put(store, {"a.md": b"2"}, first)
    side = store.make_commit({}, base=first, parents=[first], author=ANA, at=WHEN, message="x")
    merge = store.make_commit(
        {}, base=second, parents=[second, side], author=ANA, at=WHEN, message="Brought in"
    )
    assert [commit.oid for commit in store.history(merge)] == [merge, second, first]
    assert [commit.oid for commit in store.history(merge, 2)] == [merge, second]
    assert store.commit(merge).parents == (second, side)


def test_versions_of_a_file_are_the_commits_that_changed_it(store: Store) -> None:
    first = put(store, {"a.md": b"1", "b [x].md": b"1"})
    second = put(store, {"b [x].md": b"2"}, first)
    third = put(store, {"a.md": b"3"}, second)
    fourth = put(store, {"a.md": None}, third)
    fifth = put(store, {"b [x].md": b"5"}, fourth)

    def found(path: str, **limits: Any) -> list[tuple[Oid, Oid | None]]:
        return [(v.commit, v.blob) for v in store.versions(fifth, path, **limits)]

    a = [(fourth, None), (third, store.blob_id(b"3")), (first, store.blob_id(b"1"))]
    assert found("a.md") == a
    assert found("a.md", most=2) == a[:2]
    assert found("a.md", until=first) == a[:2]
    assert found("a.md", until=first, most=9) == a[:2]
    assert found("a.md", until=third) == a[:1]
    assert [commit for commit, _ in found("b [x].md")] == [fifth, second, first]
    assert found("b x.md") == []
    version = store.versions(fifth, "a.md")[0]
    assert (version.message, version.at) == ("Saved", datetime(2026, 11, 22, 18, tzinfo=UTC))


def test_the_shared_commit_of_two_sides_is_found(store: Store) -> None:
    first = put(store, {"a.md": b"1"})
    one = store.make_commit({}, base=first, parents=[first], author=ANA, at=WHEN, message="one")
    two = store.make_commit({}, base=first, parents=[first], author=ANA, at=WHEN, message="two")
    alone = store.make_commit({}, author=ANA, at=WHEN, message="alone")
    assert store.merge_base(one, two) == first
    assert store.merge_base(first, two) == first
    assert store.merge_base(one, alone) is None


def test_refs_are_listed_by_the_start_of_their_name(store: Store) -> None:
    tip = put(store, {"a.md": b"1"})
    store.move([RefChange("refs/heads/draft/00", tip, None), RefChange("refs/local/x", tip, None)])
    assert set(store.refs("refs/heads/")) == {MAIN, "refs/heads/draft/00"}
    assert set(store.refs("refs/heads/draft/")) == {"refs/heads/draft/00"}
    assert set(store.refs("refs/heads/dr")) == {"refs/heads/draft/00"}
    assert set(store.refs("refs/nothing/")) == set()


def test_a_second_save_on_the_same_moment_is_told_so(store: Store) -> None:
    first = put(store, {"a.md": b"1"})
    second = put(store, {"a.md": b"2"}, first)
    with pytest.raises(Stale):
        put(store, {"a.md": b"3"}, first)
    with pytest.raises(Stale):
        put(store, {"a.md": b"3"}, None)
    assert store.refs() == {MAIN: second}


def test_refs_move_all_or_none(store: Store) -> None:
    tip = put(store, {"a.md": b"1"})
    with pytest.raises(Stale):
        store.move([RefChange("refs/heads/x", tip, None), RefChange(MAIN, tip, NOWHERE)])
    with pytest.raises(Stale):
        store.move([RefChange("refs/heads/x", tip, None), RefChange("refs/heads/y", None, tip)])
    assert store.refs() == {MAIN: tip}
    store.move([RefChange("refs/heads/x", tip, None), RefChange(MAIN, None, tip)])
    assert store.refs() == {"refs/heads/x": tip}
    store.move([])


def test_a_ref_never_points_to_nothing(store: Store) -> None:
    with pytest.raises(NotFound):
        store.move([RefChange(MAIN, NOWHERE, None)])
    assert store.refs() == {}


def test_what_is_not_there_is_said(store: Store) -> None:
    tip = put(store, {"a.md": b"1"})
    for missing in (NOWHERE, tip):
        with pytest.raises(NotFound):
            store.read(missing)
        with pytest.raises(NotFound):
            store.size(missing)
    blob = store.tree(tip).entries["a.md"]
    for missing in (NOWHERE, blob):
        with pytest.raises(NotFound):
            store.commit(missing)
        with pytest.raises(NotFound):
            store.tree(missing)
        with pytest.raises(NotFound):
            store.history(missing)
    with pytest.raises(NotFound):
        store.read_many([blob, NOWHERE])
    assert store.read(blob) == b"1"


def test_a_commit_of_a_missing_content_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        store.make_commit({"a.md": NOWHERE}, author=ANA, at=WHEN, message="x")


@pytest.mark.parametrize(
    "name", ["../a.md", ".git/config", "a\\b.md", "con.md", "a .md ", "/a.md", "a//b.md", "a\nb"]
)
def test_a_name_some_computer_misreads_is_refused(store: Store, name: str) -> None:
    with pytest.raises(Refused):
        put(store, {name: b"1"})
    assert store.refs() == {}


@pytest.mark.parametrize("pair", [("a.md", "A.md"), ("en/a.md", "EN/b.md"), ("é.md", "e\u0301.md")])
def test_names_that_fall_together_are_refused(store: Store, pair: tuple[str, str]) -> None:
    first = put(store, {pair[0]: b"1"})
    with pytest.raises(Refused):
        put(store, {pair[1]: b"2"}, first)
    with pytest.raises(Refused):
        put(store, {"x": b"1", "x/y": b"2"}, first)


def test_a_person_is_named_by_id_or_not_at_all(store: Store) -> None:
    with pytest.raises(ValueError, match="not a person id"):
        store.make_commit({}, author=PersonId("Ana <a@b.c>\n"), at=WHEN, message="x")


def test_refs_outside_the_plain_kind_cannot_be_named() -> None:
    for name in ("HEAD", "refs/heads/-x", "refs/../x", "refs/heads/a.lock", "refs/heads/a\nb"):
        with pytest.raises(ValueError, match="not a ref"):
            RefChange(name, NOWHERE, None)
