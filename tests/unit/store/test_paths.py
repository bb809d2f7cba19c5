"""Names: what is shown and written, and what is listed as refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_editor.base.errors import Refused
from toolkit_editor.store import objects, paths
from toolkit_editor.store.model import Oid

BLOB = Oid("a" * 40)


@pytest.mark.parametrize(
    "path",
    [
        "a.md",
        "en/hope.md",
        "fr/été.md",
        ".gitignore",
        "a b/c-d_e.md",
        "com.md",
        "console.md",
        "日本/語.md",
        "git~x",
        "e\u0301.md",
        "-a.md",
        "..a",
        "a..b",
    ],
)
def test_ordinary_names_are_fine(path: str) -> None:
    assert paths.why_not(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "a/",
        "/a",
        "a//b",
        ".",
        "..",
        "a/../b",
        ".git",
        ".GIT/x",
        ".Git",
        "a/.git/config",
        ".g\u200cit/x",
        ".git.",
        ".git ",
        "git~1",
        "GIT~1/x",
        ".git::$INDEX_ALLOCATION",
        "．git",
        "a\\b",
        "C:x",
        "a:b",
        "a\nb",
        "a\tb",
        "a\x7fb",
        "a\u202eb",
        "a\u200bb",
        "a.",
        "a ",
        "a./b",
        "CON",
        "con.md",
        "aux",
        "nul.txt",
        "COM1",
        "lpt9.x",
        "com¹",
        "conin$",
        "a?",
        "a*",
        'a"',
        "a|b",
        "x" * 256,
        "é" * 128,
        "/".join("a" * 40),
        "\ud800",
    ],
)
def test_names_some_computer_misreads_are_refused_with_a_reason(path: str) -> None:
    assert paths.why_not(path) is not None
    with pytest.raises(Refused):
        paths.require(path)


def test_links_and_foreign_folders_are_not_there() -> None:
    entries, refused = paths.sift(
        [
            (objects.LINK, b"link", BLOB),
            (objects.FOREIGN, b"module", BLOB),
            (objects.FOLDER, b"deep", BLOB),
            (objects.FILE, b"\xff.md", BLOB),
            (objects.PROGRAM, b"run.sh", BLOB),
            (objects.FILE, b"ok.md", BLOB),
            (objects.FILE, "r\u202etl.md".encode(), BLOB),
        ]
    )
    assert set(entries) == {"ok.md", "run.sh"}
    assert [entry.path for entry in refused] == [
        "deep",
        "link",
        "module",
        "r\\u202etl.md",
        "\\xff.md",
    ]
    assert all(str(entry.reason) for entry in refused)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ("a.md", "A.md"),
        ("en/b.md", "EN/a.md"),
        ("en/hope.md", "en/Hope.md"),
        ("en/part/b.md", "en/PART/a.md"),
        ("a/b", "A"),
        ("a", "A/b"),
        ("\u00e9", "e\u0301"),
        ("\u00e9/b.md", "\u00c9/a.md"),
        ("\u00e9.md", "E\u0301.md"),
        ("straße", "STRASSE"),
        ("README.MD", "README.md"),
        ("E\u0301.md", "\u00c9.md"),
    ],
)
def test_of_names_that_fall_together_the_one_spelt_as_ours_is_kept(
    kept: str, other: str, *, turned: bool
) -> None:
    names = [other, kept] if turned else [kept, other]
    entries, refused = paths.sift((objects.FILE, name.encode(), BLOB) for name in names)
    assert list(entries) == [kept]
    assert [entry.path for entry in refused] == [paths.shown(other)]


def test_of_folders_that_fall_together_one_is_kept_with_all_that_is_in_it() -> None:
    ours = ["en/Zest.md", "en/a.md", "en/part/b.md"]
    newer = ["EN/a.md", "EN/new.md", "En/c.md", "en/PART/d.md"]
    entries, refused = paths.sift((objects.FILE, name.encode(), BLOB) for name in (*newer, *ours))
    assert list(entries) == ours
    assert [entry.path for entry in refused] == newer


@given(st.lists(st.binary(min_size=1, max_size=12), max_size=12, unique=True))
def test_whatever_a_tree_holds_every_name_is_kept_or_refused(names: list[bytes]) -> None:
    entries, refused = paths.sift((objects.FILE, name, BLOB) for name in names)
    assert len(entries) + len(refused) == len(names)
    assert all(paths.why_not(path) is None for path in entries)
    assert len({paths.fold(path) for path in entries}) == len(entries)
    assert all(entry.path.isprintable() for entry in refused)
    paths.require_apart(entries)
