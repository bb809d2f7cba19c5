"""Two people's random changes to real articles: what we ask, beside what `git merge-file` asks.

Run it by hand: `.venv/bin/python tests/benchmarks/together.py [CASES]`. Prints a table; decides
nothing and keeps nothing.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.texts import real_texts
from support.two_people import collisions, two_people
from toolkit_editor.prose.together.merging import bring_together

_MARKED = re.compile(r"^<{7} .*?^>{7} [^\n]*\n", re.MULTILINE | re.DOTALL)


def by_line(folder: Path, base: str, ours: str, theirs: str) -> list[str]:
    """What git asks about, each with all three versions."""
    names = []
    for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_text(text)
        names.append(str(folder / name))
    command = ["git", "merge-file", "-p", "--diff3", *names]
    ran = subprocess.run(command, capture_output=True, check=False)
    return _MARKED.findall(ran.stdout.decode())


def main() -> None:
    """Measure."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    found = (data.decode("utf-8", "ignore") for data in real_texts().values())
    articles = [text for text in found if 3_000 < len(text) < 60_000 and "\r" not in text]
    print(f"{len(articles)} articles, {cases} cases of 1 to 15 acts by each of two people")
    head = (
        "acts",
        "collisions",
        "who",
        "asked",
        "of them",
        "missed",
        "beyond",
        "quiet cases",
        "ms",
    )
    print("".join(f"{word:>13}" for word in head))
    with tempfile.TemporaryDirectory() as name:
        for structure in (False, True):
            measure(Path(name), articles, cases, structure=structure)


def measure(folder: Path, articles: list[str], cases: int, *, structure: bool) -> None:
    """One table row for us and one for git."""
    counts = {who: [0, 0, 0, 0] for who in ("ours", "git")}
    times = {"ours": 0.0, "git": 0.0}
    same = 0
    for seed in range(cases):
        chance = random.Random(seed)
        base = chance.choice(articles)
        acts = chance.choice([1, 2, 3, 5, 8, 15])
        one, other = two_people(base, chance, acts, structure=structure)
        truth = [one.base[number].text for number in collisions(one, other)]
        same += len(truth)
        for who, count in counts.items():
            begin = time.perf_counter()
            if who == "ours":
                together = bring_together(base, one.text(), other.text())
                asked = [clash.base for clash in together.clashes]
            else:
                asked = by_line(folder, base, one.text(), other.text())
            times[who] += time.perf_counter() - begin
            met = sum(any(text in question for question in asked) for text in truth)
            beyond = sum(not any(text in question for text in truth) for question in asked)
            for place, more in enumerate((len(asked), met, beyond, not asked)):
                count[place] += more
    for who, (asked_for, met, beyond, quiet) in counts.items():
        row = ("paragraphs" if structure else "words", same, who, asked_for, met, same - met)
        rest = (beyond, quiet, round(1000 * times[who] / cases))
        print("".join(f"{cell:>13}" for cell in (*row, *rest)))


if __name__ == "__main__":
    main()
