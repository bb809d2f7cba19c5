"""The invented stories of the sample toolkit, read into stories, consents and wished-for places.

In the sample each story is one Markdown file whose front matter also carries its consent and its
place; `<name>.<language>.md` is a translation of `<name>.md`. Sealed, the text carries neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import PersonId, SectionId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.content.front_matter import split, values, with_values
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.consent import Consent, How, Others, Thanks, begin, changed
from toolkit_editor.stories.release import released
from toolkit_editor.stories.story import Story, from_markdown

_TRANSLATION = re.compile(r"(.+)\.([a-z]{2,3})\.md")
_NOT_PART_OF_THE_TEXT = {"consent": None, "beside": None}


class SampleUnreadable(Refused):
    """A story of the sample is not written as agreed."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a story wishes to stand: at these words of a section, in the story's language."""

    section: SectionId
    quote: str


@dataclass(frozen=True, slots=True)
class SampleStory:
    """A story of the sample with its consent and released texts, and where it wishes to stand."""

    name: str
    open: OpenStory
    beside: Beside | None


def read_sample(folder: Path, teller: PersonId, make_id: Callable[[], str]) -> list[SampleStory]:
    """The stories in `folder`, told by `teller`, in the order of their file names.

    Raises `Refused` for a file that is not written as agreed.
    """
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.md"))}
    translations: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        match = _TRANSLATION.fullmatch(name)
        if match is not None and f"{match[1]}.md" in files:
            translations.setdefault(f"{match[1]}.md", {})[name] = data
    known = {name for group in translations.values() for name in group}
    return [
        _sample_story(name, data, translations.get(name, {}), teller, StoryId(make_id()))
        for name, data in files.items()
        if name not in known
    ]


def _sample_story(
    name: str, data: bytes, translations: Mapping[str, bytes], teller: PersonId, story: StoryId
) -> SampleStory:
    given = values(split(data)[0])
    original = _text_only(story, data)
    texts = [_text_only(story, each) for each in translations.values()]
    opened = OpenStory(original, {each.language: each for each in texts})
    try:
        consent = _consent(given["consent"], original, teller)
        beside = given.get("beside")
        place = beside and Beside(SectionId(str(beside["section"])), str(beside["quote"]))
    except (KeyError, TypeError, ValueError) as error:
        raise SampleUnreadable(
            say("The sample story {name} is not written as agreed.", name=name)
        ) from error
    agreed = released(consent, teller, _at(consent.start), opened.hashes())
    return SampleStory(name.removesuffix(".md"), replace(opened, consent=agreed), place)


def _text_only(story: StoryId, data: bytes) -> Story:
    """The story without what in the sample stands in its front matter besides."""
    head, body = split(data)
    return from_markdown(story, with_values(head, _NOT_PART_OF_THE_TEXT) + body)


def _consent(given: Mapping[str, Any], story: Story, teller: PersonId) -> Consent:
    start, end = _day(given["start"]), _day(given["end"])
    return changed(
        begin(story.id, teller, start, end),
        teller,
        _at(start),
        {
            "explained_by": str(given["explained-by"]),
            "explained_how": How.IN_WRITING,
            "explained_in": str(given["explained-in"]),
            "wording": 1,
            "limits_explained": True,
            "channels": frozenset(map(str, given["channels"])),
            "attribution": story.attribution or Level.ROLE,
            "display": story.display_name,
            "content_notes": story.content_notes,
            "others": Others(given["others"]),
            "not_in": frozenset(SectionId(str(section)) for section in given["not-in"]),
            "community_hold": bool(given["community-hold"]),
            "thanks": Thanks(given["thanks"]),
        },
    )


def _day(value: object) -> date:
    return value if type(value) is date else date.fromisoformat(str(value))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
