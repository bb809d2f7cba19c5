"""What I did not touch stays byte for byte; what I changed reads as I see it on the screen."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from support.edits import ALL, WORDS_ONLY, choices
from support.texts import commonmark_examples, real_texts
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.model import BREAK, Kind, Leaf, Link, Run, Style
from toolkit_editor.prose.reader import cut_lines, read

PIECES = st.sampled_from(
    [
        *("# ", "## ", "* ", "- ", "1. ", "> ", "    ", "\t", "```\n", "---\n", "***\n", "===\n"),
        *("\n", "\n\n", "\r\n", "\r", " ", "  \n", "\\\n", "| a | b |\n|---|---|\n", "::: tip\n"),
        *(
            ":::\n",
            "words",
            "more words",
            "*x*",
            "**y**",
            "`c`",
            "[l](u)",
            "![p](s)",
            "<b>",
            "&amp;",
        ),
        *("[r]: u\n", "[^1]", "[^1]: note\n", "<div>\n", "</div>\n", "- [ ] ", "\u00a0", "é", "\0"),
        *("~~z~~", "\\*", "|", "<!-- c -->", "\ufeff", "\u2028", "\x0b", "\x0c"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def bodies() -> list[bytes]:
    found = [split(data)[1] for data in real_texts().values()]
    assert len(found) > 80
    return found


def assert_tiles(data: bytes) -> None:
    """The segments cover every line once, in order, and join to the text."""
    reading = Document(data).reading
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    assert "".join(reading.lines) == text
    at = reading.lead
    for segment in reading.segments:
        assert segment.first == at
        at = segment.last
    assert at == len(reading.lines)


# untouched


@given(TEXTS)
@example("")
@example("\n\n")
@example("[a]: b")
@example("> \n>\n")
def test_any_text_is_read_whole_and_written_back_untouched(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    document = Document(data)
    written = document.write(document.leaves)
    assert (written.data, written.faithful) == (data, True)
    assert_tiles(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_written_back_untouched(data: bytes) -> None:
    document = Document(data)
    assert document.write(document.leaves).data == data


def test_every_line_of_every_real_file_belongs_to_one_block() -> None:
    for body in bodies():
        assert_tiles(body)


def test_every_line_of_every_commonmark_example_belongs_to_one_block() -> None:
    found = commonmark_examples()
    assert len(found) == 652
    for data in found:
        assert_tiles(data)
        document = Document(data)
        assert document.write(document.leaves).data == data


@given(TEXTS)
def test_lines_join_to_the_text(text: str) -> None:
    assert "".join(cut_lines(text)) == text


# edits


def edited(
    seed: int, texts: Sequence[bytes], edits: Sequence[object], count: int
) -> list[tuple[str, Document, int, list[Leaf]]]:
    """`count` single edits of random leaves of random texts, the same for the same seed."""
    chance = random.Random(seed)
    documents = [Document(data) for data in texts]
    places = [(d, choices(d.leaves)) for d in documents]
    places = [(d, found) for d, found in places if found]
    made: list[tuple[str, Document, int, list[Leaf]]] = []
    while len(made) < count:
        document, found = chance.choice(places)
        at = chance.choice(found)
        leaves = list(document.leaves)
        edit = chance.choice(edits)
        assert callable(edit)
        if edit(chance, leaves, at):
            made.append((edit.__name__, document, at, leaves))
    return made


@pytest.mark.parametrize("seed", [1, 2, 3, 5, 8])
def test_any_single_edit_of_a_real_page_is_written_as_it_is_seen(seed: int) -> None:
    for name, document, at, leaves in edited(seed, bodies(), ALL, 200):
        assert document.write(leaves).faithful, (name, document.source(at))


@pytest.mark.parametrize("seed", [13, 21])
def test_any_single_edit_of_a_commonmark_example_is_written_as_it_is_seen(seed: int) -> None:
    for name, document, at, leaves in edited(seed, commonmark_examples(), ALL, 250):
        assert document.write(leaves).faithful, (name, document.source(at), leaves[at : at + 2])


@pytest.mark.parametrize("seed", [34, 55])
def test_changing_the_words_of_a_block_changes_the_lines_of_no_other(seed: int) -> None:
    for name, document, at, leaves in edited(seed, bodies(), WORDS_ONLY, 150):
        number = document.leaves[at].number
        reading = document.reading
        segment = next(s for s in reading.segments if number in s.leaves)
        before = "".join(reading.lines[: segment.first])
        after = "".join(reading.lines[segment.last :])
        text = document.write(leaves).data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
        assert text.startswith(before), name
        assert text.endswith(after), name


@pytest.mark.parametrize("seed", [89])
def test_undoing_an_edit_brings_the_bytes_back(seed: int) -> None:
    texts = bodies()
    for name, document, _, leaves in edited(seed, texts, ALL, 60):
        document.write(leaves)
        again = document.write(document.leaves)
        assert again.data in texts, name


# examples, one idea each


def after(source: str, change: dict[int, str]) -> str:
    """The text that results when the words of some leaves are replaced."""
    document = Document(source.encode())
    leaves = list(document.leaves)
    for index, words in change.items():
        leaves[index] = leaves[index].with_runs(Run(words))
    written = document.write(leaves)
    assert written.faithful
    return written.data.decode()


@pytest.mark.parametrize(
    ("source", "change", "expected"),
    [
        ("one\n\ntwo\n", {1: "deux"}, "one\n\ndeux\n"),
        ("Title\n=====\n\nx\n", {0: "Name"}, "Name\n=====\n\nx\n"),
        ("# Title #\n", {0: "Name"}, "# Name #\n"),
        ("+ a\n+ b\n", {1: "c"}, "+ a\n+ c\n"),
        ("3) a\n4) b\n", {0: "c"}, "3) c\n4) b\n"),
        ("> a\nlazy\n", {0: "b"}, "> b\n"),
        ("* a\n\n    * b\n", {1: "c"}, "* a\n\n    * c\n"),
        ("a\r\n\r\nb\r\n", {1: "c"}, "a\r\n\r\nc\r\n"),
        ("no end", {0: "still none"}, "still none"),
        ("|a|b|\n|-|:-:|\n| c | d |\n", {3: "e"}, "|a|b|\n|-|:-:|\n| c | e |\n"),
        ("- [x] done\n- [ ] open\n", {1: "shut"}, "- [x] done\n- [ ] shut\n"),
        ("::: tip\n\nhelp\n\n:::\n", {0: "hint"}, "::: tip\n\nhint\n\n:::\n"),
    ],
)
def test_the_habits_of_the_file_are_kept(
    source: str, change: dict[int, str], expected: str
) -> None:
    assert after(source, change) == expected


@pytest.mark.parametrize(
    "words",
    [
        *("* no list", "# no heading", "1. no item", "> no quote", "*no stress*", "`no code`"),
        *(
            "[no](link)",
            "<no@address.example>",
            "&amp;",
            "no\\escape",
            "---",
            "===",
            "| no | table |",
        ),
        *(
            "::: tip",
            "![no](picture)",
            "[no]: definition",
            "~~no~~",
            "+ no",
            "    no code",
            "<b>no</b>",
        ),
        *("https://example.invalid", "snake_case_word", "2 * 3 * 4", "a_b", "[ ] no task", "```"),
    ],
)
def test_words_that_look_like_marks_stay_words(words: str) -> None:
    text = after("Before.\n\nHere.\n\nAfter.\n", {1: words})
    assert text.startswith("Before.\n\n")
    assert text.endswith("\n\nAfter.\n")
    again = read(text).leaves
    assert [leaf.kind for leaf in again] == [Kind.PARAGRAPH] * 3
    assert again[1].text == words.strip()


@example("a\n\nb")
@given(st.text(alphabet="ab *_`[]()<>&#-+.1~\\|:!=\n\u00a0é", min_size=1, max_size=20))
def test_anything_typed_into_a_paragraph_is_written_as_it_is_seen(words: str) -> None:
    for before in (b"Before.\n\n", b"Before  \nand after.\n\n"):
        document = Document(before + b"Here.\n\n* item\n")
        leaves = list(document.leaves)
        leaves[1] = leaves[1].with_runs(Run(words.replace("\n", BREAK)))
        assert document.write(leaves).faithful


def test_a_link_keeps_its_own_way_of_being_written() -> None:
    source = 'See [the *guide*][g] and <https://x.example> now.\n\n[g]: u "T"\n'
    document = Document(source.encode())
    leaf = document.leaves[0]
    runs = [Run("Look at ", s.style) if s.text == "See " else s for s in leaf.runs]
    written = document.write([leaf.with_runs(*runs), *document.leaves[1:]])
    assert written.data.decode() == source.replace("See ", "Look at ")


def test_a_new_link_is_written_as_a_link() -> None:
    document = Document(b"words\n")
    leaf = document.leaves[0].with_runs(
        Run("see "), Run("this page", Style(link=Link("a b(c).md", 'say "hi"')))
    )
    written = document.write([leaf])
    assert written.faithful
    found = read(written.data.decode()).leaves[0].runs[1].style.link
    assert found is not None
    assert (found.href, found.title) == ("a%20b(c).md", 'say "hi"')


def test_bytes_that_are_no_text_are_shown_and_never_changed() -> None:
    document = Document("# Été\n".encode("latin-1"))
    assert [leaf.fixed for leaf in document.leaves] == [True]
    assert document.write(document.leaves).data == "# Été\n".encode("latin-1")


def test_a_block_the_editor_cannot_show_is_kept_as_source() -> None:
    source = "Words.\n\n<details>\n<summary>x</summary>\n</details>\n\n[^1]: A note\n"
    document = Document(source.encode())
    assert Kind.RAW in {leaf.kind for leaf in document.leaves}
    leaves = [document.leaves[0].with_runs(Run("Other words.")), *document.leaves[1:]]
    assert document.write(leaves).data.decode() == source.replace("Words.", "Other words.")
