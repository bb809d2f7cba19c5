"""How finds are counted against what is marked by hand."""

from __future__ import annotations

from support.identity_measure import GROUPS, Score, disturbed, judge, judge_all, score_of
from support.marked import Mark, read_passage
from toolkit_editor.checks.identity_patterns import Kind


def test_half_of_a_mark_is_enough_and_less_is_not() -> None:
    passage = read_passage("I met {name:Ruth Ens} there.", "en")
    enough = judge(passage, [Mark(Kind.NAME, 6, 10)])
    assert score_of([enough]) == Score(marks=1, found=1, kind_right=1, finds=1, on_a_mark=1)
    less = judge(passage, [Mark(Kind.NAME, 6, 9)])
    assert score_of([less]) == Score(marks=1, found=0, kind_right=0, finds=1, on_a_mark=1)
    assert less.missed == passage.marks
    assert not less.alarms


def test_a_mark_is_found_under_a_wrong_kind_too() -> None:
    passage = read_passage("I met {name:Ruth} there.", "en")
    judged = [judge(passage, [Mark(Kind.PLACE, 6, 10)])]
    name, place = score_of(judged, [Kind.NAME]), score_of(judged, [Kind.PLACE])
    assert (name.recall, name.right, name.precision) == (1.0, 0.0, None)
    assert (place.recall, place.right, place.precision) == (None, None, 1.0)


def test_what_lies_beside_every_mark_is_a_false_alarm() -> None:
    passage = read_passage("May was hard. {name:Ruth} came.", "en")
    judged = judge(passage, [Mark(Kind.DATE, 0, 3), Mark(Kind.NAME, 14, 18)])
    assert judged.alarms == (Mark(Kind.DATE, 0, 3),)
    assert score_of([judged]).precision == 0.5


def test_passages_without_a_mark_in_which_something_was_found_are_counted() -> None:
    passages = [
        read_passage(text, "en") for text in ("May was hard.", "I ate.", "{name:Ruth} ate.")
    ]
    judged = judge_all(passages, lambda text, _: [Mark(Kind.NAME, 0, 3)] if text[0] != "I" else [])
    assert disturbed(judged) == (1, 2)


def test_every_kind_is_in_one_group() -> None:
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(Kind)
