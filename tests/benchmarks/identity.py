"""How much of what could identify somebody the program sees, on passages marked by hand.

Run it by hand: `.venv/bin/python tests/benchmarks/identity.py`. `--show` also prints what was
missed and what was a false alarm, for the half that rules may be tuned on. Of the half kept apart
it prints numbers only, so that nobody tunes on it by accident. The finder runs without anything
that a group says of itself. Decides nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.identity_measure import GROUPS, Judged, Score, disturbed, judge_all, score_of
from support.marked import LANGUAGES, Half, read_passages
from toolkit_editor.checks.identity import find_identifiers

_COLUMNS = ("marks", "found", "recall", "kind right", "finds", "precision")


def table(judged: Sequence[Judged]) -> Iterable[str]:
    """A line for each group and kind."""
    yield f"{'':32}" + "".join(f"{one:>12}" for one in _COLUMNS)
    for group, kinds in GROUPS.items():
        yield _line(group, score_of(judged, kinds))
        for kind in kinds:
            yield _line(f"  {kind}", score_of(judged, [kind]))
    yield _line("all", score_of(judged))
    some, all_ = disturbed(judged)
    yield f"passages without a mark in which something was found: {some} of {all_}"


def _line(name: str, score: Score) -> str:
    cells = (
        str(score.marks),
        str(score.found),
        _share(score.recall),
        _share(score.right),
        str(score.finds),
        _share(score.precision),
    )
    return f"{name:32}" + "".join(f"{cell:>12}" for cell in cells)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def errors(judged: Iterable[Judged]) -> Iterable[str]:
    """What was missed and what was found beside the marks, each with its surroundings."""
    for one in judged:
        text = one.passage.text
        for mark in one.missed:
            yield f"missed {mark.kind}: {_around(text, mark.start, mark.end)}"
        for alarm in one.alarms:
            yield f"false {alarm.kind}: {_around(text, alarm.start, alarm.end)}"


def _around(text: str, start: int, end: int) -> str:
    said = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}"
    return said.replace("\n", " / ")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--show", action="store_true", help="the errors on the half for tuning")
    told = asked.parse_args()
    for half in Half:
        both: list[Judged] = []
        for lang in LANGUAGES:
            judged = judge_all(read_passages(half, lang), find_identifiers)
            both += judged
            print(f"\n{half}, {lang}: {len(judged)} passages", *table(judged), sep="\n")
        print(f"\n{half}, both languages: {len(both)} passages", *table(both), sep="\n")
        if told.show and half is Half.TUNING:
            print("", *errors(both), sep="\n")


if __name__ == "__main__":
    main()
