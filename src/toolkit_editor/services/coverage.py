"""Where the toolkit has no story beside it yet, and whose voices are heard in which part.

Told by page and by part, never by person: a number under `FEWEST` is not told, since it could point
to somebody. Counts only what the person may read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit_editor.base.ids import SectionId, StoryId
from toolkit_editor.content.outline import outline
from toolkit_editor.content.toolkit import in_language
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import open_shared
from toolkit_editor.services.placements import in_toolkit

FEWEST = 5
"""The smallest number of stories that is told."""


@dataclass(frozen=True, slots=True)
class Page:
    """A section without a story beside it."""

    section: SectionId
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the toolkit.

    `heard` are voices that at least `FEWEST` stories speak with, each with how many; `missing` all
    others of the toolkit: few or none, which is not told apart.
    """

    title: str
    pages: int
    without: tuple[Page, ...]
    heard: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]


def coverage(desk: Desk, language: str) -> tuple[Part, ...]:
    """Every part that has sections, in the order of the toolkit."""
    toolkit = desk.toolkit()
    beside: dict[str, set[StoryId]] = defaultdict(set)
    for _, placement in in_toolkit(desk):
        if placement is not None:
            beside[placement.target.source].add(placement.story)
    voices = _voices(desk, {story for stories in beside.values() for story in stories})
    names = {one: in_language(called, language, one) for one, called in toolkit.voices.items()}
    found = []
    for part in outline(toolkit, desk.sections(), language):
        stories = {story for one in part.sections for story in beside.get(one.id, ())}
        heard = Counter(voices[one] for one in stories if one in voices)
        told = {one: heard[one] for one in names if heard[one] >= FEWEST}
        found.append(
            Part(
                part.title,
                len(part.sections),
                tuple(Page(one.id, one.title) for one in part.sections if one.id not in beside),
                tuple((names[one], n) for one, n in told.items()),
                tuple(called for one, called in names.items() if one not in told),
            )
        )
    return tuple(found)


def _voices(desk: Desk, stories: Iterable[StoryId]) -> dict[StoryId, str]:
    """With which voice each story speaks that the person may read."""
    found: dict[StoryId, str] = {}
    for id_ in stories:
        opened = open_shared(desk, id_)
        if opened is not None and opened.story.voice:
            found[id_] = opened.story.voice
    return found
