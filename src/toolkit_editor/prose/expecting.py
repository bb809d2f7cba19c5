"""What reading a written text must give: the leaves on the screen, as Markdown can hold them.

Source that a person changed counts as what it says. Here it is also made to stand alone: a comment
that was not closed would swallow all that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count

from toolkit_editor.prose.footnotes import MARK
from toolkit_editor.prose.meaning import Meaning, meanings
from toolkit_editor.prose.model import BREAK, Kind, Leaf, Run
from toolkit_editor.prose.reader import read

_PROBE = "\n\nQ"
_CLOSERS = ("-->", "?>", "]]>", ">")
_TAG = re.compile(r"(?i)<(script|style|pre|textarea)\b")
_FENCE = re.compile(r"(?m)^ {0,3}(`{3,}|~{3,}|:{3,})")


def defines(leaf: Leaf) -> bool:
    """Whether a leaf may say what links or footnotes of other leaves refer to."""
    return leaf.kind is Kind.RAW and "]:" in leaf.text


def expected(leaves: Sequence[Leaf], env: Mapping[str, object]) -> list[Meaning]:
    """The meaning that reading the written `leaves` must give, where `env` defines links."""
    return meanings(
        leaf.with_runs(*(_with_footnote(run, env) for run in leaf.runs))
        if leaf.kind is not Kind.RAW and any(run.style.raw for run in leaf.runs)
        else leaf
        for leaf in opened(leaves, env)
    )


def opened(leaves: Sequence[Leaf], env: Mapping[str, object]) -> list[Leaf]:
    """`leaves` with what their boxes of source say in place of the boxes."""
    found: list[Leaf] = []
    offsets = count(1_000_000, step=1_000_000)
    for leaf in leaves:
        is_box = leaf.kind is Kind.RAW and not leaf.fixed
        found += _opened(leaf, env, next(offsets)) if is_box else [leaf]
    return found


def _opened(leaf: Leaf, env: Mapping[str, object], offset: int) -> list[Leaf]:
    """The leaves that source says, in the containers of its box."""
    inside = read(leaf.text.replace(BREAK, "\n"), env).leaves
    return [
        replace(
            found,
            path=(*leaf.path, *(replace(c, number=c.number + offset) for c in found.path)),
        )
        for found in inside
    ]


def _with_footnote(run: Run, env: Mapping[str, object]) -> Run:
    """The mark of a footnote that is not there any more is only words."""
    found = MARK.fullmatch(run.text) if run.style.raw else None
    if found is None:
        return run
    footnotes = env.get("footnotes")
    refs = footnotes.get("refs", {}) if isinstance(footnotes, dict) else {}
    return run if f":{found[1]}" in refs else Run(run.text, replace(run.style, raw=False))


def stand_alone(text: str) -> str | None:
    """Source with what it needs to end where its box ends; None where nothing would do."""
    if _stands_alone(text):
        return text
    fences = [found[1] for found in _FENCE.finditer(text)]
    tags = [f"</{found[1]}>" for found in _TAG.finditer(text)]
    for closer in (*_CLOSERS, *reversed(tags), *dict.fromkeys(reversed(fences))):
        closed = f"{text}\n{closer}"
        if _stands_alone(closed):
            return closed
    return None


def _stands_alone(text: str) -> bool:
    leaves = read(text + _PROBE).leaves
    return bool(leaves) and leaves[-1].text == "Q" and leaves[-1].path == ()
