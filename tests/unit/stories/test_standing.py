from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from support.told import OTHER_SECTION, SECTION, START, consented
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.standing import (
    Code,
    Use,
    asked_again,
    days_left,
    reasons,
    warning,
)

END = date(2028, 1, 15)
TODAY = date(2026, 11, 22)

DAYS = {
    "before": (START - timedelta(days=1), {Code.NO_CONSENT}),
    "first day": (START, set()),
    "between": (TODAY, set()),
    "last day": (END, set()),
    "after": (END + timedelta(days=1), {Code.EXPIRED}),
}
USES = {
    ("site-en", "en"): set(),
    ("site-fr", "fr"): {Code.CHANNEL},
    ("site-en", "fr"): {Code.CHANNEL},
    ("handouts", "fr"): set(),
    ("slides", "en"): {Code.CHANNEL},
}
PLACES = {None: set(), SECTION: set(), OTHER_SECTION: {Code.CHANNEL}}
LEVELS = {Level.ROLE: set(), Level.NOT_SHOWN: {Code.CHANNEL}}
HOLDS = {(False, False): set(), (True, False): {Code.HOLD}, (False, True): {Code.HOLD}}


@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("released", [False, True])
def test_a_story_is_shown_only_where_nothing_at_all_speaks_against_it(
    released: bool, recorded: bool, withdrawn: bool
) -> None:
    """The whole cross product: each ground on its own gives its code, and together they add up."""
    for day, use, place, level, holds in product(DAYS, USES, PLACES, LEVELS, HOLDS):
        on, grounds = DAYS[day]
        expected = grounds | USES[use] | PLACES[place] | LEVELS[level] | HOLDS[holds]
        if not released:
            expected = expected | {Code.STALE}
        if not recorded:
            expected = {Code.NO_CONSENT}
        if withdrawn:
            expected = {Code.WITHDRAWN}
        consent = consented(
            not_in=frozenset({OTHER_SECTION}), community_hold=holds[0], attribution=level
        )
        found = reasons(
            consent if recorded else None,
            Use(*use, on, place),
            released=released,
            withdrawn=withdrawn,
            hold=holds[1],
        )
        assert {reason.code for reason in found} == expected
        assert all(str(reason.message).endswith(".") for reason in found)


def test_the_codes_are_those_of_the_gate() -> None:
    assert {code.value for code in Code} == {
        "no-consent",
        "consent-expired",
        "consent-channel",
        "release-stale",
        "withdrawn",
        "community-hold",
    }


def test_a_withdrawn_story_that_is_still_placed_says_to_take_it_off() -> None:
    use = Use("site-en", "en", TODAY, SECTION)
    (reason,) = reasons(consented(), use, released=True, withdrawn=True)
    assert "Take it off" in str(reason.message)
    (reason,) = reasons(consented(), Use("site-en", "en", TODAY), released=True, withdrawn=True)
    assert "Take it off" not in str(reason.message)


def test_a_reason_says_which_use_was_not_agreed_to() -> None:
    (reason,) = reasons(consented(), Use("social-media", "en", TODAY), released=True)
    assert "Social media" in str(reason.message)


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (400, None),
        (91, None),
        (90, "time to ask"),
        (31, "time to ask"),
        (30, "in 30 days"),
        (2, "in 2 days"),
        (1, "tomorrow"),
        (0, "last day"),
        (-1, "ended on"),
    ],
)
def test_the_end_is_announced_90_and_30_days_before(left: int, sentence: str | None) -> None:
    on = END - timedelta(days=left)
    assert days_left(consented(), on) == left
    said = warning(consented(), on)
    assert (said is None) if sentence is None else sentence in str(said)


def test_the_teller_is_asked_again_from_the_agreed_day_on() -> None:
    assert not asked_again(consented(), consented().review_by - timedelta(days=1))
    assert asked_again(consented(), consented().review_by)
