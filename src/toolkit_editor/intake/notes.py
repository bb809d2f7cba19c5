"""Footnotes as Markdown writes them, and their labels where leaves go into another text.

The mark in the text and the note are raw Markdown: the editor shows both as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from toolkit_editor.prose.document import Document
from toolkit_editor.prose.footnotes import MARK
from toolkit_editor.prose.model import Kind, Leaf, Run

_DEFINITION = re.compile(r"\[\^([^\]\s]+)\]:")


def mark(number: int) -> str:
    """The mark of a footnote in the text."""
    return f"[^{number}]"


def definition(number: int, runs: Sequence[Run]) -> str:
    """The line that holds a footnote."""
    paragraph = Leaf(Kind.PARAGRAPH, tuple(runs))
    source = Document(b"").write([paragraph]).data.decode("utf-8", "replace").strip()
    return f"{mark(number)}: {' '.join(source.splitlines())}".rstrip()


def labels(leaves: Sequence[Leaf]) -> frozenset[str]:
    """The labels of the footnotes that `leaves` hold."""
    found = (_DEFINITION.match(leaf.text) for leaf in leaves if leaf.kind is Kind.RAW)
    return frozenset(match[1] for match in found if match)


def relabelled(leaves: Sequence[Leaf], taken: Collection[str]) -> tuple[Leaf, ...]:
    """`leaves` with no footnote named like one in `taken`: for putting them into a text."""
    own = sorted(labels(leaves), key=lambda label: (len(label), label))
    fresh = (str(n) for n in range(1, len(taken) + 2 * len(own) + 2))
    free = [label for label in fresh if label not in taken]
    names = dict(zip(own, free, strict=False)) if set(own) & set(taken) else {}
    if not names:
        return tuple(leaves)

    def renamed(found: re.Match[str]) -> str:
        return f"[^{names.get(found[1], found[1])}]"

    return tuple(
        leaf.with_runs(
            *(
                replace(run, text=MARK.sub(renamed, run.text, count=1))
                if run.style.raw or leaf.kind is Kind.RAW
                else run
                for run in leaf.runs
            )
        )
        for leaf in leaves
    )
