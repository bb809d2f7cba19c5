"""What links mean once the lines that say where they lead were changed.

A link written as `[words][label]` leads where the label says now, and its own block need not
change; so do pictures. One whose label is gone, and words that would become a link, are for the
writer to put right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit_editor.prose.meaning import Meaning, meanings
from toolkit_editor.prose.model import Leaf, Link, Picture, Style
from toolkit_editor.prose.reader import read
from toolkit_editor.prose.reading import Reading


def follow(
    reading: Reading, leaves: Sequence[Leaf], env: Mapping[str, object]
) -> tuple[Reading, list[Leaf], frozenset[int]]:
    """`reading` and `leaves` with links that lead where `env` says.

    The third is the indices of blocks that would say something else under `env`.
    """
    several = len(reading.all_generations) > 1  # leaves of each were read by what it defined
    if not several and definitions(env) == definitions(reading.env):
        return reading, list(leaves), frozenset()
    origins = list(reading.origins)
    odd: set[int] = set()
    styles: dict[int, dict[Style, Style]] = {}
    for index, segment in enumerate(reading.segments):
        text = "".join(reading.lines[segment.first : segment.last])
        again = read(text, env).leaves
        were = [origins[number].leaf for number in segment.leaves]
        if _apart_from_links(again) != _apart_from_links(were):
            odd.add(index)
            continue
        for number, was, now in zip(segment.leaves, were, again, strict=True):
            leaf = was.with_runs(*now.runs)
            if leaf.runs != was.runs:
                styles[number] = _pairs(was, leaf)
                origins[number] = replace(origins[number], leaf=leaf)
    followed = [
        _followed(leaf, styles[leaf.number]) if leaf.number in styles else leaf for leaf in leaves
    ]
    return replace(reading, origins=tuple(origins), env=env), followed, frozenset(odd)


def definitions(env: Mapping[str, object]) -> tuple[object, frozenset[str]]:
    """What `env` defines: where labels lead, and which footnotes there are."""
    footnotes = env.get("footnotes")
    refs = footnotes.get("refs", {}) if isinstance(footnotes, dict) else {}
    return env.get("references") or {}, frozenset(refs)


def _pairs(was: Leaf, now: Leaf) -> dict[Style, Style]:
    """The styles with links and pictures, each with the one that takes its place."""
    old = [run.style for run in was.runs if run.style.link or run.style.picture]
    new = [run.style for run in now.runs if run.style.link or run.style.picture]
    return dict(zip(old, new, strict=True)) if len(old) == len(new) else {}


def _followed(leaf: Leaf, styles: Mapping[Style, Style]) -> Leaf:
    """A changed leaf with links and pictures that lead where those of its origin lead now."""
    links = {old.link: new.link for old, new in styles.items()}
    pictures = {old.picture: new.picture for old, new in styles.items()}
    return leaf.with_runs(
        *(
            replace(
                run,
                style=replace(
                    run.style,
                    link=links.get(run.style.link, run.style.link),
                    picture=pictures.get(run.style.picture, run.style.picture),
                ),
            )
            for run in leaf.runs
        )
    )


def _apart_from_links(leaves: Sequence[Leaf]) -> list[Meaning]:
    """What leaves mean, wherever their links lead and whatever their pictures show."""
    return meanings(
        leaf.with_runs(*(replace(run, style=_leading_nowhere(run.style)) for run in leaf.runs))
        for leaf in leaves
    )


def _leading_nowhere(style: Style) -> Style:
    link = Link("x") if style.link else None
    picture = Picture("x", style.picture.alt) if style.picture else None
    return replace(style, link=link, picture=picture)
