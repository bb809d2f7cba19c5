"""How well and how fast passages are found again, beside plain best-score matching.

Run it by hand: `.venv/bin/python tests/benchmarks/anchors.py`. `--cases` says how many of each
situation; `--seed` makes others. The texts are public guides in the folder that REAL_TEXTS names;
without them, the sample. Both ways run on the same cases and in the same run. Decides nothing.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.anchor_cases import (
    SAMPLE,
    Situation,
    authors_of,
    cases,
    lightly_touched,
    likest_place,
    texts_in,
)
from support.passages import NEW, OLD, real_folder
from toolkit_editor.annotations.anchor import find, find_all
from toolkit_editor.annotations.selector import make_selector

_WORDS = 20_000
_ANCHORS = 1000
_OF_THE_PLAIN_WAY = 50
"""The plain way is timed on so many passages, for it is slow, and counted for all of them."""


def table(texts: tuple[str, ...], count: int, seed: int) -> Iterable[str]:
    """A line for each situation."""
    yield f"{'':26}{'kept':>8}{'asked':>8}{'wrong':>8}{'':4}{'best score: right':>18}{'wrong':>8}"
    for situation in Situation:
        seen: Counter[str] = Counter()
        right = 0
        for case in cases(texts, situation, count, seed):
            seen[case.judge(find(case.selector, case.old, case.new, case.version))] += 1
            right += case.is_right(*likest_place(case.selector, case.new))
        shares = [f"{seen[one] / count:8.1%}" for one in ("kept", "asked", "wrong")]
        yield f"{situation:26}{''.join(shares)}{'':4}{right / count:18.1%}{1 - right / count:8.1%}"


def timings(texts: tuple[str, ...], runs: int) -> Iterable[str]:
    """A thousand passages in a text of 20,000 words, after little, some and much was changed."""
    old = long_text(texts)
    dice = random.Random(1)
    starts = [dice.randrange(len(old) - 200) for _ in range(_ANCHORS)]
    selectors = [make_selector(old, at, at + dice.randint(10, 200), OLD) for at in starts]
    yield f"\n{_ANCHORS} passages in {len(old.split())} words, {runs} runs, milliseconds:"
    heads = "".join(f"{head:>12}" for head in ("median", "settled", "best score", "ratio"))
    yield f"{'lines touched':18}{'least':>8}{heads}"
    for share in (0.0, 0.05, 0.2, 1.0):
        new = lightly_touched(old, authors_of(texts), share)
        found = find_all(selectors, {OLD: old}, new, NEW)
        settled = sum(one.certainty.settled for one in found) / len(found)

        def ours(new: str = new) -> object:
            return find_all(selectors, {OLD: old}, new, NEW)

        def plain(new: str = new) -> object:
            return [likest_place(one, new) for one in selectors[:_OF_THE_PLAIN_WAY]]

        taken = timed(ours, runs)
        beside = min(timed(plain, 2)) * _ANCHORS / _OF_THE_PLAIN_WAY
        yield (
            f"{share:18.0%}{min(taken):8.0f}{statistics.median(taken):12.0f}{settled:12.1%}"
            f"{beside:12.0f}{beside / min(taken):12.1f}"
        )


def long_text(texts: tuple[str, ...]) -> str:
    """The texts one after another, again from the start where they are too few."""
    words, parts = 0, []
    while words < _WORDS:
        for text in texts:
            if words < _WORDS:
                parts.append(text)
                words += len(text.split())
    return "\n".join(parts)


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--runs", type=int, default=7)
    told = asked.parse_args()
    texts = texts_in(real_folder()) or texts_in(SAMPLE)
    print(f"{len(texts)} texts, {told.cases} cases of each situation\n")
    for line in (*table(texts, told.cases, told.seed), *timings(texts, told.runs)):
        print(line)


if __name__ == "__main__":
    main()
