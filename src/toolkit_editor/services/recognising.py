"""What in a story could tell readers who somebody is, and which of it the teller looked at.

Looks at everything that would be shown: title, line, words, descriptions of pictures, in every
language. What the teller left as it is is remembered in the sealed consent record, as a digest of
words that stand in the story anyway. Which words were replaced by which is remembered nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit_editor.base.ids import StoryId
from toolkit_editor.checks.combination import FEWEST
from toolkit_editor.checks.identity import Identifier, find_identifiers
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.plain import plain_text
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.noticing import known_names
from toolkit_editor.services.opening_stories import open_shared
from toolkit_editor.services.placements import in_toolkit, placements_of
from toolkit_editor.stories import attribution
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.story import Story


class Part(StrEnum):
    """Where in a story words stand."""

    TITLE = "title"
    LINE = "line"
    WORDS = "words"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Find:
    """Words of one part of a story that could identify somebody.

    `text` is the whole part; `key` is the digest by which it is remembered that it was looked at.
    """

    part: Part
    language: str
    text: str
    identifier: Identifier
    key: str
    looked_at: bool

    @property
    def words(self) -> str:
        """The words concerned."""
        return self.text[self.identifier.start : self.identifier.end]


def finds(desk: Desk, opened: OpenStory) -> list[Find]:
    """Everything found in a story, in the order in which it is read."""
    known = known_names(desk.toolkit())
    left = opened.consent.looked_at if opened.consent else frozenset()
    found: list[Find] = []
    for story in (opened.story, *opened.translations.values()):
        for part, text in parts(story):
            for one in find_identifiers(text, story.language, known):
                key = digest(story.id, story.language, text[one.start : one.end])
                found.append(Find(part, story.language, text, one, key, key in left))
    return found


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What narrows a teller down beside their own line: the titles of the sections their story
    stands in, and its language where fewer than `FEWEST` stories of the toolkit are told in it.
    """

    beside: tuple[str, ...]
    rare_language: str


def surroundings(desk: Desk, opened: OpenStory) -> Surroundings:
    """What a reader would know beside the line."""
    titles = {(one.id, one.language): one.title for one in desk.sections()}
    language = opened.story.language
    beside = [
        titles.get((one.placement.target.source, language), "")
        for one in placements_of(desk, opened.story.id)
    ]
    others = {one.story for _, one in in_toolkit(desk) if one is not None} - {opened.story.id}
    told = (open_shared(desk, one) for one in others)
    alike = sum(one is not None and one.story.language == language for one in told)
    return Surroundings(tuple(filter(None, beside)), "" if alike + 1 >= FEWEST else language)


def waiting(desk: Desk, opened: OpenStory) -> list[Find]:
    """What was found and not looked at yet."""
    return [find for find in finds(desk, opened) if not find.looked_at]


def parts(story: Story) -> Iterator[tuple[Part, str]]:
    """The texts that readers of a story would see."""
    if story.title.strip():
        yield Part.TITLE, story.title
    if story.display_name.strip() and _is_described(story):
        yield Part.LINE, story.display_name
    leaves = Document(story.body).leaves
    yield Part.WORDS, plain_text(leaves).text
    for leaf in leaves:
        for run in leaf.runs:
            if run.style.picture is not None and run.style.picture.alt.strip():
                yield Part.PICTURE, run.style.picture.alt


def _is_described(story: Story) -> bool:
    """Whether the line is to say a role: a name there is what the teller chose to show."""
    named = (
        attribution.Level.FULL_NAME,
        attribution.Level.FIRST_NAME,
        attribution.Level.CHOSEN_NAME,
    )
    return story.attribution not in named


def digest(story: StoryId, language: str, words: str) -> str:
    """How it is remembered that words were looked at, wherever in the story they stand."""
    plain = " ".join(words.casefold().split())
    return hashlib.sha256(f"{story}\n{language}\n{plain}".encode()).hexdigest()


def forgetting(desk: Desk, opened: OpenStory) -> OpenStory:
    """The story without what is remembered of words that do not stand in it any more."""
    record = opened.consent
    if record is None or not record.looked_at:
        return opened
    here = record.looked_at & {find.key for find in finds(desk, opened)}
    if here == record.looked_at:
        return opened
    return replace(opened, consent=replace(record, looked_at=here))
