"""Asking a store for a part of a commit gives what the whole tree says, in memory and on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.groups import WHEN
from support.toolkits import ANA
from toolkit_editor.base.errors import Refused
from toolkit_editor.store import objects
from toolkit_editor.store.git_store import GitStore, create
from toolkit_editor.store.memory_store import MemoryStore
from toolkit_editor.store.model import Oid
from toolkit_editor.store.objects import FILE, FOLDER, LINK, RawEntry
from toolkit_editor.store.store import Store, compare

NAMES = ("a", "b", "B", "é", "É", "c.md")
PATHS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("/".join)
CHANGES = st.dictionaries(PATHS, st.sampled_from([None, b"1", b"2"]), max_size=5)


@pytest.fixture(params=["memory", "git"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    create(tmp_path / "store")
    with GitStore.open(tmp_path / "store") as opened:
        yield opened


def commit(store: Store, files: dict[str, bytes | None], base: Oid | None = None) -> Oid:
    changes = {path: None if data is None else store.write(data) for path, data in files.items()}
    return store.make_commit(changes, base=base, author=ANA, at=WHEN, message="x")


def test_one_file_a_folder_and_a_difference(store: Store) -> None:
    one = commit(store, {"en/a.md": b"1", "en/b.md": b"2", "en/in/c.md": b"3", "fr.md": b"4"})
    two = commit(store, {"en/a.md": b"5", "en/b.md": None, "de/d.md": b"6"}, one)
    five, six = store.blob_id(b"5"), store.blob_id(b"6")
    assert store.file(two, "en/a.md") == five
    assert store.file(two, "en/b.md") is store.file(two, "en") is store.file(two, "fr.md/x") is None
    assert store.files_in(two, "en") == {"en/a.md": five, "en/in/c.md": store.blob_id(b"3")}
    assert store.files_in(two, "fr.md") == store.files_in(two, "nowhere") == {}
    assert store.difference(one, two) == {
        "de/d.md": (None, six),
        "en/a.md": (store.blob_id(b"1"), five),
        "en/b.md": (store.blob_id(b"2"), None),
    }
    assert store.difference(two, two) == {}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(CHANGES, min_size=1, max_size=4))
def test_any_changes_give_the_same_ids_and_the_same_differences(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, bytes | None]]
) -> None:
    folder = tmp_path_factory.mktemp("any") / "store"
    create(folder)
    memory = MemoryStore()
    with GitStore.open(folder) as disk:
        at: Oid | None = None
        for step in steps:
            made: list[Oid | type[Refused]] = []
            for store in (memory, disk):
                try:
                    made.append(commit(store, step, at))
                except Refused:
                    made.append(Refused)
            assert made[0] == made[1]
            if not isinstance(made[0], str):
                continue
            if at is not None:
                expected = compare(memory.tree(at).entries, memory.tree(made[0]).entries)
                with GitStore.open(folder) as fresh:
                    assert fresh.difference(at, made[0]) == expected
                    entries = memory.tree(made[0]).entries
                    assert {p: o for p in entries if (o := fresh.file(made[0], p))} == entries
            at = made[0]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[GitStore]:
    create(tmp_path / "store")
    with GitStore.open(tmp_path / "store") as opened:
        yield opened


def foreign(disk: GitStore, *entries: tuple[int, bytes, bytes]) -> Oid:
    """A commit that this program would not write: its folder `in` holds these."""
    inside = [RawEntry(mode, name, disk.write(data)) for mode, name, data in entries]
    (folder,) = disk._keep([objects.encode_tree(inside)], "tree")
    (root,) = disk._keep([objects.encode_tree([RawEntry(FOLDER, b"in", folder)])], "tree")
    (made,) = disk._keep([objects.encode_commit(root, (), ANA, WHEN, "x")], "commit")
    return made


@pytest.mark.parametrize(
    ("there", "newer"), [(b"b.md", b"B.md"), ("\u00e9.md".encode(), "e\u0301.md".encode())]
)
def test_of_two_names_that_fall_together_the_same_one_counts_everywhere(
    disk: GitStore, there: bytes, newer: bytes
) -> None:
    before = foreign(disk, (FILE, there, b"1"))
    after = foreign(disk, (FILE, there, b"1"), (FILE, newer, b"2"), (LINK, b"l", there))
    ours, theirs = f"in/{there.decode()}", f"in/{newer.decode()}"
    entries = disk.tree(after).entries
    assert list(entries) == [ours]
    with GitStore.open(disk.folder) as fresh:
        assert fresh.difference(before, after) == {}
        assert fresh.file(after, theirs) is fresh.file(after, "in/l") is None
        assert fresh.file(after, ours) == entries[ours]
        assert fresh.files_in(after, "in") == entries


def test_what_is_not_named_stays_as_it_is(disk: GitStore) -> None:
    base = foreign(disk, (FILE, b"B.md", b"1"), (FILE, b"b.md", b"2"), (LINK, b"l", b"B.md"))
    after = commit(disk, {"in/c.md": b"3"}, base)
    raw = disk.plumbing.run("cat-file", "-p", f"{after}:in").out
    assert [line.split(b"\t")[1] for line in raw.splitlines()] == [b"B.md", b"b.md", b"c.md", b"l"]
    assert b"120000" in raw


def test_where_many_branches_began_is_found_together(store: Store) -> None:
    def on(*parents: Oid, name: str = "x") -> Oid:
        changes = {name: store.write(name.encode())}
        base = parents[0] if parents else None
        return store.make_commit(
            changes, base=base, parents=parents, author=ANA, at=WHEN, message=name
        )

    one = on(name="1")
    two = on(one, name="2")
    main = on(two, name="3")
    early, late = on(one, name="4"), on(on(two, name="5"), name="6")
    caught_up = on(early, two, name="7")
    alone = on(name="8")
    tips = [early, late, caught_up, alone, one, main]
    found = store.merge_bases(tips, main)
    assert found == dict(zip(tips, [one, two, two, None, one, main], strict=True))
    assert found == {tip: store.merge_base(tip, main) for tip in tips}
    assert store.merge_bases([late], main) == {late: two}
    assert store.merge_bases([], main) == {}
