"""What changed, as people read it: words, with no mark of Markdown's among them."""

from __future__ import annotations

from toolkit_editor.prose.difference import Change, Op, changed_leaves, changes

TABLE = b"| When | What |\n| --- | --- |\n| Before | Ask |\n| After | Tidy up |\n"


def words(change: Change) -> str:
    """The pieces in a line: +added+, -removed-."""
    signs = {Op.SAME: "", Op.ADDED: "+", Op.REMOVED: "-"}
    return "".join(f"{signs[p.op]}{p.text}{signs[p.op]}" for p in change.pieces)


def test_a_footnote_is_a_small_number_and_its_words_follow_the_same() -> None:
    after = b"Hope comes first.[^12]\n\n[^12]: So say we.\n"
    found = [words(change) for change in changes(b"Hope comes first.\n", after)]
    assert found == ["Hope comes first.+\u00b9\u00b2+", "+\u00b9\u00b2 So say we.+"]


def test_a_footnote_with_a_word_for_a_label_stands_in_brackets() -> None:
    note = b"\n[^why]: Because.\n"
    assert [words(c) for c in changes(b"Hope.\n" + note, b"Hope.[^why]\n" + note)] == [
        "Hope.+(why)+"
    ]


def test_a_picture_is_what_is_said_of_it_or_else_its_name() -> None:
    (said,) = changes(b"Hope.\n", b"Hope. ![Two hands](media/hands.png)\n")
    assert words(said) == "Hope.+ [Two hands]+"
    (named,) = changes(b"", b"![](media/hands.png)\n")
    assert words(named) == "+[hands.png]+"
    assert named.is_new


def test_a_new_table_is_read_row_by_row() -> None:
    assert [words(change) for change in changes(b"", TABLE)] == [
        "+When | What+",
        "+Before | Ask+",
        "+After | Tidy up+",
    ]


def test_of_a_table_only_the_rows_that_changed_are_shown() -> None:
    (only,) = changes(TABLE, TABLE.replace(b"Ask", b"Ask twice"))
    assert words(only) == "Before | Ask+ twice+"


def test_the_checks_are_given_the_changed_cell_and_the_very_words() -> None:
    (only,) = changed_leaves(TABLE, TABLE.replace(b"Tidy up", b"Tidy up[^1]"))
    assert words(only) == "Tidy up+[^1]+"


def test_other_marks_on_the_same_words_are_told_apart_from_other_words() -> None:
    (only,) = changes(b"Hope comes.\n", b"**Hope** comes.\n")
    assert only.look_only
