"""Putting one passage back gives it as it was and leaves every other byte as it is."""

from __future__ import annotations

import random

import pytest

from support.edits import SIMPLE, WORDS_ONLY, choices
from support.texts import real_texts
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.meaning import meanings
from toolkit_editor.prose.passages import Passage, passages, put_back

THEN = b"""\
# A calm room

Three  people sat *down*.
They said nothing.

* tea
* bread
* a window

> Somebody hummed.

| what | when |
|------|------|
| rest | noon |

The end   .
"""


def only(then: bytes, now: bytes) -> Passage:
    found = passages(then, now)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"They said nothing.", b"They sang."),
        (b"# A calm room\n", b"## A calm, warm room\n"),
        (b"* bread\n", b"* bread and honey\n"),
        (b"Somebody hummed.", b"Somebody hummed a song."),
        (b"| rest | noon |\n", b"| rest | evening |\n| tea | late |\n"),
    ],
)
def test_a_changed_passage_comes_back_byte_for_byte(before: bytes, after: bytes) -> None:
    now = THEN.replace(before, after)
    assert now != THEN
    written = put_back(THEN, now, only(THEN, now))
    assert written.faithful
    assert written.data == THEN


@pytest.mark.parametrize(
    "gone",
    [
        b"# A calm room\n\n",
        b"Three  people sat *down*.\nThey said nothing.\n\n",
        b"* tea\n",
        b"* bread\n",
        b"* a window\n",
        b"> Somebody hummed.\n\n",
        b"| what | when |\n|------|------|\n| rest | noon |\n\n",
        b"\nThe end   .\n",
    ],
)
def test_a_deleted_passage_comes_back_beside_its_old_neighbour(gone: bytes) -> None:
    now = THEN.replace(gone, b"")
    passage = only(THEN, now)
    assert passage.change.is_gone
    written = put_back(THEN, now, passage)
    assert written.faithful
    assert meanings(Document(written.data).leaves) == meanings(Document(THEN).leaves)


def test_a_new_passage_can_be_taken_out_again() -> None:
    now = THEN.replace(b"* bread\n", b"* bread\n* honey\n")
    passage = only(THEN, now)
    assert passage.change.is_new
    assert put_back(THEN, now, passage).data == THEN


def test_other_changes_stay_when_one_passage_comes_back() -> None:
    now = THEN.replace(b"* tea", b"* green  tea").replace(b"They said nothing.", b"They sang.")
    first, second = passages(THEN, now)
    assert put_back(THEN, now, first).data == THEN.replace(b"* tea", b"* green  tea")
    assert put_back(THEN, now, second).data == THEN.replace(b"They said nothing.", b"They sang.")


def test_equal_texts_have_no_passage_that_differs() -> None:
    assert passages(THEN, THEN) == []
    assert passages(b"", b"") == []


def test_putting_everything_back_one_by_one_gives_the_old_text_of_real_pages() -> None:
    bodies = [split(data)[1] for data in real_texts().values()]
    tried = 0
    for seed in range(160):
        chance = random.Random(seed)
        then = bodies[seed % len(bodies)]
        leaves = list(Document(then).leaves)
        where = choices(tuple(leaves))
        if not where or not chance.choice(SIMPLE)(chance, leaves, chance.choice(where)):
            continue
        changed = Document(then).write(leaves)
        if not changed.faithful:
            continue
        now = changed.data
        for _ in range(6):
            found = passages(then, now)
            if not found:
                break
            written = put_back(then, now, found[0])
            assert written.faithful, seed
            now = written.data
        assert meanings(Document(now).leaves) == meanings(Document(then).leaves), seed
        tried += 1
    assert tried > 100


def test_lines_away_from_the_passage_keep_their_bytes_in_real_pages() -> None:
    bodies = [split(data)[1] for data in real_texts().values()]
    tried = 0
    for seed in range(60):
        chance = random.Random(seed)
        then = bodies[seed % len(bodies)]
        document = Document(then)
        leaves = list(document.leaves)
        where = [i for i in choices(tuple(leaves)) if leaves[i].text.strip()]
        if len(where) < 2:
            continue
        for at in chance.sample(where, 2):
            chance.choice(WORDS_ONLY)(chance, leaves, at)
        now = document.write(leaves).data
        found = passages(then, now)
        if len(found) != 2:
            continue
        back = put_back(then, now, found[0]).data.split(b"\n")
        kept = now.split(b"\n")
        same = sum(1 for _ in zip(reversed(kept), reversed(back), strict=False) if _[0] == _[1])
        assert len(kept) - same <= 12, seed
        tried += 1
    assert tried > 20
