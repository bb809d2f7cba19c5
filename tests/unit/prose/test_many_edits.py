"""After any number of edits of any sort, the file means what the screen shows."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from support.edits import ALL, choices
from support.texts import commonmark_examples, real_texts
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.model import BREAK, Container, Kind, Leaf, Link, Run, Style
from toolkit_editor.prose.reader import read


def many_edits(seed: int, documents: Sequence[Document], count: int) -> tuple[Document, list[Leaf]]:
    """A document and what is on the screen after `count` edits."""
    chance = random.Random(seed)
    document = chance.choice(documents)
    leaves = list(document.leaves)
    for _ in range(count):
        found = choices(tuple(leaves))
        if not found:
            break
        chance.choice(ALL)(chance, leaves, chance.choice(found))
    return document, leaves


def means_what_is_shown(document: Document, leaves: Sequence[Leaf]) -> bool:
    """Whether the written file, read as a whole and from scratch, gives what was to be written."""
    written = document.write(leaves)
    return written.faithful and document.holds(written.data, leaves)


@pytest.mark.parametrize("seed", range(4))
def test_ten_mixed_edits_of_a_commonmark_example_are_written_as_seen(seed: int) -> None:
    documents = [d for d in map(Document, commonmark_examples()) if choices(d.leaves)]
    for turn in range(700):
        document, leaves = many_edits(seed * 10_000 + turn, documents, 10)
        assert means_what_is_shown(document, leaves), (seed, turn)


@pytest.mark.parametrize("seed", range(2))
def test_ten_mixed_edits_of_a_real_page_are_written_as_seen(seed: int) -> None:
    bodies = [split(data)[1] for data in real_texts().values() if len(data) < 20_000]
    documents = [d for d in map(Document, bodies) if choices(d.leaves)]
    for turn in range(120):
        document, leaves = many_edits(seed * 10_000 + turn, documents, 10)
        assert means_what_is_shown(document, leaves), (seed, turn)


def written(document: Document, leaves: Sequence[Leaf]) -> str:
    found = document.write(leaves)
    assert found.faithful, found.data
    return found.data.decode()


def with_new_item(source: str, after: int, words: str) -> str:
    document = Document(source.encode())
    leaves = list(document.leaves)
    path = leaves[after].path
    item = Container("item", 999)
    leaves.insert(after + 1, Leaf(Kind.PARAGRAPH, (Run(words),), (*path[:-1], item)))
    return written(document, leaves)


@pytest.mark.parametrize(
    ("source", "after", "expected"),
    [
        ("*   a\n    b\n*   c\n", 0, "*   a\n    b\n*   new\n*   c\n"),
        ("1. a\n1. b\n1. c\n", 1, "1. a\n1. b\n1. new\n1. c\n"),
        ("8. a\n9. b\n", 0, "8. a\n9. new\n10. b\n"),
        ("- a\n\n- b\n  \n- c\n", 2, "- a\n\n- b\n  \n- c\n\n- new\n"),
        ("  * a __x__\n  * b &amp;\n", 0, "  * a __x__\n  * new\n  * b &amp;\n"),
        ("> - a  \n>   b\n> - c\n", 1, "> - a  \n>   b\n> - c\n> - new\n"),
        ("- [x] a\n- [ ] b\n", 1, "- [x] a\n- [ ] b\n- new\n"),
    ],
)
def test_a_new_item_leaves_the_others_as_they_were(source: str, after: int, expected: str) -> None:
    assert with_new_item(source, after, "new") == expected


def test_a_new_row_leaves_the_other_rows_as_they_were() -> None:
    source = "|a  |b|\n|:--|-|\n| *c* | d|\n|e|f |\n"
    document = Document(source.encode())
    leaves = list(document.leaves)
    row = Container("row", 999)
    table = leaves[2].path[:-1]
    leaves[4:4] = [
        Leaf(Kind.CELL, (Run(text),), (*table, row), level=column)
        for column, text in enumerate(["g", "h|i"])
    ]
    assert written(document, leaves) == ("|a  |b|\n|:--|-|\n| *c* | d|\n| g | h\\|i |\n|e|f |\n")


def test_a_paragraph_put_into_a_block_of_the_toolkit_leaves_the_rest_of_it() -> None:
    source = "::::  tip internal\n__One__.\n\n\n* a\n\nThree.\n::::\n"
    document = Document(source.encode())
    leaves = list(document.leaves)
    leaves.insert(2, Leaf(Kind.PARAGRAPH, (Run("New."),), leaves[0].path))
    assert written(document, leaves) == source.replace("* a\n", "* a\n\nNew.\n")


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("```py\na = 1\nb = 2\n```\n", 1, "```py\na = 1\nnew\n```\n"),
        ("~~~~\na\n\tb\n~~~~\n", 0, "~~~~\nnew\n\tb\n~~~~\n"),
        ("    a\n\n    b\n", 2, "    a\n\n    new\n"),
        ("- x\n\n  ```\n  a\n  ```\n", 0, "- x\n\n  ```\n  new\n  ```\n"),
    ],
)
def test_one_line_of_code_changes_one_line(source: str, line: int, expected: str) -> None:
    document = Document(source.encode())
    leaves = list(document.leaves)
    at = next(i for i, leaf in enumerate(leaves) if leaf.kind is Kind.CODE)
    lines = leaves[at].text.split(BREAK)
    lines[line] = "new"
    leaves[at] = leaves[at].with_runs(Run(BREAK.join(lines)))
    assert written(document, leaves) == expected


WRAPPED = (
    "People who have lived it know what helps.\nA group that listens to them decides\n"
    "better, and what it decides lasts longer\nthan what was decided without them. That\n"
    "is why each meeting begins with a round.\n"
)


def test_a_line_that_grew_too_long_is_cut_where_the_file_cuts_its_lines() -> None:
    document = Document(WRAPPED.encode())
    leaf = document.leaves[0]
    runs = list(leaf.runs)
    index = next(i for i, run in enumerate(runs) if "listens" in run.text)
    runs[index] = Run(runs[index].text.replace("listens", "always listens"))
    text = written(document, [leaf.with_runs(*runs)])
    assert text.splitlines()[0] == WRAPPED.splitlines()[0]
    assert max(map(len, text.splitlines())) <= 41
    assert text.split() == WRAPPED.replace("listens", "always listens").split()


def test_a_new_paragraph_is_filled_like_the_others() -> None:
    document = Document(WRAPPED.encode())
    fresh = Leaf(Kind.PARAGRAPH, (Run("One two three four five. " * 6),))
    lines = written(document, [*document.leaves, fresh]).split("\n\n")[1].splitlines()
    assert len(lines) > 2
    assert max(map(len, lines)) <= 41


def test_words_stay_a_link_when_the_line_that_says_where_it_leads_is_taken_out() -> None:
    document = Document(b"See [the guide][g], [here][h].\n\n[g]: u\n\n[h]: v\n")
    leaves = [leaf for leaf in document.leaves if "[g]:" not in leaf.text]
    text = written(document, leaves)
    links = [run.style.link for run in read(text).leaves[0].runs if run.style.link]
    assert [link.href for link in links] == ["u", "v"]


def test_links_lead_where_their_label_says_now() -> None:
    source = "See [the *guide*][g].\n\nAnd [g].\n\n[g]: old.md\n"
    document = Document(source.encode())
    leaves = [*document.leaves[:-1], document.leaves[-1].with_runs(Run("[g]: new.md 'T'"))]
    assert written(document, leaves) == source.replace("old.md", "new.md 'T'")
    leaves[0] = leaves[0].with_runs(Run("Now "), *leaves[0].runs)
    text = written(document, leaves)
    assert text == source.replace("old.md", "new.md 'T'").replace("See", "Now See")
    assert document.holds(text.encode(), leaves)


def test_words_stay_words_when_source_says_where_they_could_lead() -> None:
    document = Document(b"Only [words] here.\n\n<div>\n")
    leaves = list(document.leaves)
    leaves[1] = leaves[1].with_runs(Run("[words]: there.md"))
    again = read(written(document, leaves)).leaves
    assert again[0].text == "Only [words] here."
    assert not any(run.style.link for run in again[0].runs)


@pytest.mark.parametrize("source", ["<!-- not closed", "```\ncode", "::: tip", "<pre>\n\nx", "<?x"])
def test_source_that_was_not_closed_swallows_nothing(source: str) -> None:
    document = Document(b"<div>\n\nThe words that follow.\n")
    leaves = list(document.leaves)
    leaves[0] = leaves[0].with_runs(Run(source.replace("\n", BREAK)))
    again = read(written(document, leaves)).leaves
    assert again[-1].text == "The words that follow."
    assert again[-1].path == ()


@pytest.mark.parametrize(
    "text",
    [
        "{% include tip.html title='a_b*c*' %}\n",
        "See {{ site.base_url }}/a_b*c*d now.\n",
        '!!! note "Read *this*"\n    One_two.\n\n    Three.\n\nAfter.\n',
        "{# a *comment* #}\n",
    ],
)
def test_the_marks_of_site_generators_are_shown_and_left_alone(text: str) -> None:
    document = Document(f"Before.\n\n{text}".encode())
    assert any(
        leaf.kind is Kind.RAW or leaf.runs[0].style.raw or len(leaf.runs) > 1
        for leaf in document.leaves[1:]
    )
    leaves = [document.leaves[0].with_runs(Run("Changed.")), *document.leaves[1:]]
    assert written(document, leaves) == f"Changed.\n\n{text}"


def test_what_lies_too_deep_to_be_shown_is_kept_as_source() -> None:
    source = ">" * 90 + " deep\n\nWords.\n"
    document = Document(source.encode())
    assert document.leaves[0].kind is Kind.RAW
    leaves = [*document.leaves[:-1], document.leaves[-1].with_runs(Run("Other."))]
    assert written(document, leaves) == source.replace("Words.", "Other.")


def test_bold_and_italic_meet_inside_a_word() -> None:
    document = Document(b"x\n")
    strong, both = Style(strong="**"), Style(strong="**", emphasis="*")
    runs = (Run("a"), Run("f", both), Run("oo", strong), Run("bar", both), Run("z"))
    assert written(document, [document.leaves[0].with_runs(*runs)])


def test_a_link_made_by_hand_leads_to_the_same_place() -> None:
    document = Document(b"x\n")
    run = Run("here", Style(link=Link("a)b (c).md", "one\ntwo")))
    assert written(document, [document.leaves[0].with_runs(run)])


def test_an_empty_task_is_a_task() -> None:
    document = Document(b"- [ ] a\n")
    path = document.leaves[0].path
    task = Leaf(Kind.PARAGRAPH, (), (*path[:-1], Container("item", 99, task=" ")))
    text = written(document, [*document.leaves, task])
    assert text == "- [ ] a\n- [ ]\n"
    again = Document(text.encode())
    assert [leaf.path[-1].task for leaf in again.leaves] == [" ", " "]
    named = [again.leaves[0], again.leaves[1].with_runs(Run("b"))]
    assert written(again, named) == "- [ ] a\n- [ ] b\n"


@pytest.mark.parametrize("source", ["::: tip\nhelp\n", "<!-- open\n\nx", "<pre>\n\nx\n"])
def test_what_was_left_open_at_the_end_is_closed_when_words_follow(source: str) -> None:
    document = Document(source.encode())
    assert written(document, document.leaves) == source
    text = written(document, [*document.leaves, Leaf(Kind.PARAGRAPH, (Run("New."),))])
    assert text.startswith(source.rstrip("\n"))
    assert read(text).leaves[-1].text == "New."


def test_a_line_that_only_a_tab_kept_from_being_a_heading_stays_words() -> None:
    document = Document(b">\x00\n\t#")
    leaf = document.leaves[0]
    text = written(document, [leaf.with_runs(Run("x"), *leaf.runs)])
    assert [one.kind for one in read(text).leaves] == [Kind.PARAGRAPH]
