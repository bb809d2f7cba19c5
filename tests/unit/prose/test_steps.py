"""Yes or no to each sentence that changed, and the text that follows to the byte."""

from __future__ import annotations

import random

import pytest

from support.two_people import two_people
from toolkit_editor.prose.together.steps import Steps

BEFORE = (
    "I came on a *Tuesday*. Nobody asked. The room was cold.\n\n* tea\n* bread\n\nThen we talked.\n"
)
AFTER = (
    "I came on a *Monday*. The room was cold. It smelt of rain.\n\n"
    "* tea\n* soup\n* bread\n\nThen we talked.\n"
)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in Steps(before, after).steps]


def test_each_sentence_that_changed_is_one_step() -> None:
    assert told(BEFORE, AFTER) == [
        ("I came on a Tuesday. Nobody asked.", "I came on a Monday."),
        ("", "It smelt of rain."),
        ("", "soup"),
    ]


def test_no_puts_back_how_it_was_and_leaves_the_rest() -> None:
    steps = Steps(BEFORE, AFTER)
    assert steps.without(()) == AFTER
    assert steps.without(range(len(steps.steps))) == BEFORE
    assert steps.without({0, 2}) == AFTER.replace(
        "I came on a *Monday*.", "I came on a *Tuesday*. Nobody asked."
    ).replace("* soup\n", "")


def test_what_a_reader_cannot_see_is_no_step() -> None:
    assert told("One. Two.\n", "One.\nTwo.\n\n\n") == []
    assert Steps("One. Two.\n", "One.\nTwo.\n").without(()) == "One.\nTwo.\n"
    assert told("", "") == []
    assert told("", "Hello.\n") == [("", "Hello.")]


@pytest.mark.parametrize("seed", range(60))
def test_all_or_nothing_is_one_of_the_two_to_the_byte(seed: int) -> None:
    chance = random.Random(seed)
    text = (BEFORE + "\n" + AFTER) * 3
    one, _ = two_people(text, chance, 6, structure=True)
    steps = Steps(text, one.text())
    assert steps.without(()) == one.text()
    hidden = [piece for piece in steps._pieces if not isinstance(piece, str) and not piece.shows]
    if not hidden:
        assert steps.without(range(len(steps.steps))) == text
    chosen = {n for n in range(len(steps.steps)) if chance.random() < 0.5}
    mixed = steps.without(chosen)
    for number, step in enumerate(steps.steps):
        assert (step.old if number in chosen else step.new) in mixed
