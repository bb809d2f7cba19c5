"""The stories beside the passages of one section, as far as the person may read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit_editor.annotations.anchor import Found, find_all
from toolkit_editor.annotations.placement import Placement
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, SectionId, StoryId
from toolkit_editor.services.belonging import Question, questions_in
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import open_newest
from toolkit_editor.services.placements import all_placements
from toolkit_editor.services.talking import pinned_texts
from toolkit_editor.store.model import Oid


@dataclass(frozen=True, slots=True)
class Voice:
    """A story beside a passage. `title` and the others are empty where it is sealed to others."""

    story: StoryId
    placement: Placement
    place: Found
    draft: DraftId | None
    title: str = ""
    display_name: str = ""
    content_notes: tuple[str, ...] = ()
    body: bytes = b""
    readable: bool = False
    asked: Question | None = None
    """What is asked where its passage in the toolkit changed."""


def voices_in(
    desk: Desk, section: SectionId, language: str, version: Oid, text: Callable[[], str]
) -> list[Voice]:
    """The stories placed in a section, found in the plain text of `version`, which `text` reads
    where there are any.
    """
    mine = [
        placed
        for placed in all_placements(desk)
        if placed.placement.target.source == section
        and placed.placement.target.language in (None, language)
    ]
    selectors = [placed.placement.target.selector for placed in mine]
    places = find_all(selectors, pinned_texts(desk, selectors), text(), version) if mine else []
    asked = {one.subject: one for one in questions_in(desk, section, language)} if mine else {}
    found: list[Voice] = []
    for placed, place in zip(mine, places, strict=True):
        story = placed.placement.story
        question = asked.get(placed.placement.id)
        blank = Voice(story, placed.placement, place, placed.draft, asked=question)
        try:
            opened = open_newest(desk, story)
        except Refused:
            found.append(blank)
            continue
        one = opened.translations.get(language, opened.story)
        found.append(
            Voice(
                story,
                placed.placement,
                place,
                placed.draft,
                one.title,
                one.display_name,
                one.content_notes or opened.story.content_notes,
                one.body,
                readable=True,
                asked=question,
            )
        )
    return sorted(found, key=lambda voice: voice.place.start)
