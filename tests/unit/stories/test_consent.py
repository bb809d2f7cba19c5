from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.told import AT, EDITOR, SECTION, START, STORY, TELLER, consented
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.consent import (
    Consent,
    ConsentUnclear,
    How,
    Others,
    Thanks,
    begin,
    changed,
    renewed,
    years_after,
)
from toolkit_editor.stories.consent_json import from_json, to_json
from toolkit_editor.stories.record_json import RecordUnreadable

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cf")), max_size=80)
DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


def test_at_first_everything_is_off() -> None:
    fresh = begin(STORY, TELLER, START)
    assert fresh.channels == frozenset()
    assert fresh.released == {}
    assert not fresh.limits_explained
    assert fresh.others is Others.NOT_ASKED
    assert fresh.history == ()


def test_consent_lasts_two_years_if_nothing_else_is_said() -> None:
    fresh = begin(STORY, TELLER, START)
    assert fresh.end == date(2028, 1, 15)
    assert fresh.review_by == fresh.end - timedelta(days=90)
    assert begin(STORY, TELLER, date(2024, 2, 29)).end == date(2026, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_a_short_consent_is_asked_about_at_once() -> None:
    short = begin(STORY, TELLER, START, START + timedelta(days=10))
    assert short.review_by == START


def test_a_change_makes_a_new_record_and_says_what_changed() -> None:
    before = consented()
    after = changed(before, EDITOR, AT, {"channels": frozenset({"slides", "site-fr"})})
    assert before.channels == frozenset({"site-en", "handouts"})
    assert after.history[:-1] == before.history
    assert after.history[-1].by == EDITOR
    assert after.history[-1].at == "2026-01-15T10:00Z"
    assert after.history[-1].now == {"channels": ["site-fr", "slides"]}


def test_a_record_itself_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        consented().display = "Robin"  # type: ignore[misc]


def test_nothing_new_leaves_no_trace() -> None:
    before = consented()
    assert changed(before, TELLER, AT, {"display": before.display}) is before


def test_the_history_does_not_keep_a_name_the_teller_gave_up() -> None:
    named = consented(attribution=Level.FULL_NAME, display="Robin Sample")
    unnamed = changed(named, TELLER, AT, {"attribution": Level.ANONYMOUS, "display": ""})
    assert b"Robin" not in to_json(unnamed)
    assert unnamed.history[-1].now == {"attribution": "anonymous", "display": None}


def test_whose_story_it_is_cannot_be_changed() -> None:
    for field in ("story", "teller", "history", "anything"):
        with pytest.raises(ValueError, match="not to be changed"):
            changed(consented(), EDITOR, AT, {field: "x"})  # type: ignore[dict-item]


def test_renewing_gives_another_term_and_keeps_the_rest() -> None:
    again = renewed(consented(), TELLER, AT, date(2027, 12, 1))
    assert (again.start, again.end) == (date(2027, 12, 1), date(2029, 12, 1))
    assert again.channels == consented().channels


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"end": date(2025, 1, 1)}, "before the first"),
        ({"review_by": date(2030, 1, 1)}, "between the first day and the last"),
        ({"channels": frozenset({"television"})}, "that are offered"),
        ({"display": "a\nb"}, "one line"),
        ({"display": "x" * 200}, "too long"),
        ({"left_out": ("x" * 301,)}, "fewer words"),
        ({"ethics": "\ud800"}, "fewer words"),
    ],
)
def test_what_cannot_be_kept_is_said_when_it_is_entered(
    changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ConsentUnclear, match=sentence):
        consented(**changes)


def test_a_release_is_a_hash_per_language() -> None:
    for wrong in ({"en": "yes"}, {"../": "a" * 64}):
        with pytest.raises(ValueError, match="not a release"):
            consented(released=wrong)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "explained_by": WORDS,
            "explained_how": st.sampled_from([None, *How]),
            "explained_in": st.sampled_from(["", "en", "fr-CA"]),
            "wording": st.integers(0, 1000),
            "limits_explained": st.booleans(),
            "channels": st.frozensets(st.sampled_from(["site-en", "slides", "research"])),
            "attribution": st.sampled_from(Level),
            "display": WORDS,
            "released": st.dictionaries(st.sampled_from(["en", "fr"]), st.just("0a" * 32)),
            "content_notes": st.lists(st.sampled_from(["loss", "death"]), unique=True).map(tuple),
            "left_out": st.lists(WORDS.filter(bool), max_size=3, unique=True).map(tuple),
            "others": st.sampled_from(Others),
            "not_in": st.frozensets(st.just(SECTION)),
            "community_hold": st.booleans(),
            "thanks": st.sampled_from(Thanks),
            "ethics": WORDS,
        },
    ),
    DAYS,
)
def test_every_record_that_can_be_kept_reads_back_the_same(
    changes: dict[str, object], start: date
) -> None:
    consent = changed(begin(STORY, TELLER, start), EDITOR, AT, changes)  # type: ignore[arg-type]
    data = to_json(consent)
    assert from_json(data) == consent
    assert to_json(from_json(data)) == data
    assert data.endswith(b"}\n")


def test_the_file_carries_every_field_of_the_record() -> None:
    fields = json.loads(to_json(consented()))
    assert fields.keys() == {
        "v",
        "story",
        "teller",
        "start",
        "review-by",
        "end",
        "explained-by",
        "explained-how",
        "explained-in",
        "wording",
        "limits-explained",
        "channels",
        "attribution",
        "display",
        "released",
        "content-notes",
        "left-out",
        "others",
        "not-in",
        "community-hold",
        "thanks",
        "ethics",
        "history",
    }


def spoiled(**changes: object) -> bytes:
    fields = {
        **json.loads(to_json(consented())),
        **{k.replace("_", "-"): v for k, v in changes.items()},
    }
    return json.dumps(fields).encode()


def entry(**changes: object) -> list[object]:
    return [{"at": "2026-01-15T10:00Z", "by": TELLER, "now": {}, **changes}]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[" * 200_000,
        b" " * 1_000_001,
        b"\xff",
        to_json(consented()).replace(
            b'"community-hold": false', b'"community-hold": true, "community-hold": false'
        ),
        spoiled(v=2),
        spoiled(v=True),
        spoiled(newer_limit="something this version does not know"),
        spoiled(story="../../x"),
        spoiled(teller="Robin"),
        spoiled(start="15 January"),
        spoiled(start="20260115"),
        spoiled(end="2020-01-01"),
        spoiled(end=None),
        spoiled(end=20280115),
        spoiled(channels=["site-en", "site-en"]),
        spoiled(channels=["everything"]),
        spoiled(channels="site-en"),
        spoiled(channels=[["site-en"]]),
        spoiled(attribution="famous"),
        spoiled(display="x" * 121),
        spoiled(display="\ud800"),
        spoiled(released={"en": "yes"}),
        spoiled(released={"en": True}),
        spoiled(released=[]),
        spoiled(community_hold="no"),
        spoiled(community_hold=0),
        spoiled(limits_explained=1),
        spoiled(wording="1"),
        spoiled(wording=-1),
        spoiled(wording=float("nan")),
        spoiled(explained_in="English"),
        spoiled(explained_how="by-pigeon"),
        spoiled(others="maybe"),
        spoiled(thanks="100 dollars"),
        spoiled(history={}),
        spoiled(history=["x"]),
        spoiled(history=entry(at="yesterday")),
        spoiled(history=entry(by="Robin")),
        spoiled(history=entry(now={"salary": 1})),
        spoiled(history=entry(now=[])),
        spoiled(history=entry(why="x")),
        spoiled(history=entry() * 5_001),
    ],
)
def test_a_record_that_is_not_wholly_understood_is_refused(data: bytes) -> None:
    with pytest.raises(RecordUnreadable):
        from_json(data)


def test_no_field_of_the_record_is_forgotten_in_the_file() -> None:
    assert isinstance(from_json(to_json(consented())), Consent)
    for key in json.loads(to_json(consented())):
        fields = json.loads(to_json(consented()))
        del fields[key]
        with pytest.raises(RecordUnreadable):
            from_json(json.dumps(fields).encode())


def test_a_record_that_could_not_be_read_back_is_never_made() -> None:
    with pytest.raises(ValueError, match="not a language"):
        consented(explained_in="C")
