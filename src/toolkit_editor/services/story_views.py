"""A story exactly as readers would see it, with the words of the section around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit_editor.annotations.anchor import find_all
from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.message import Message
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.plain import plain_text
from toolkit_editor.prose.reader import read
from toolkit_editor.prose.render import Surroundings, render
from toolkit_editor.prose.shown import unmarked
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.placements import Placed
from toolkit_editor.services.story_reading import Telling
from toolkit_editor.services.talking import pinned_texts
from toolkit_editor.store.model import Oid
from toolkit_editor.stories import attribution, notes
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.story import Story


@dataclass(frozen=True, slots=True)
class Setting:
    """The words of the section on both sides of a story, as HTML; empty where the place is lost."""

    section: SectionId
    title: str
    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A story in one language as it will stand.

    `named` is the exact line beside it: the teller's words, a sentence of ours, or None where the
    story is not shown. `html` is clean and asks for nothing from outside.
    """

    language: str
    title: str
    named: str | Message | None
    label: Message | None
    notes: tuple[Message, ...]
    html: str


def as_it_will_stand(telling: Telling, tell: Callable[[Message], str] = str) -> tuple[Shown, ...]:
    """The story in each of its languages, the first one first."""
    opened = telling.opened
    return tuple(
        _shown(telling, one, tell) for one in (opened.story, *opened.translations.values())
    )


def _shown(telling: Telling, story: Story, tell: Callable[[Message], str]) -> Shown:
    opened = telling.opened
    level = opened.consent.attribution if opened.consent else Level.ANONYMOUS
    listed = story.content_notes or opened.story.content_notes
    around = Surroundings(say=tell, link=lambda _href: None, heading_shift=2)
    return Shown(
        language=story.language,
        title=story.title,
        named=attribution.shown(level, story.display_name or opened.story.display_name),
        label=attribution.label(level),
        notes=tuple(notes.name(note) for note in notes.in_order(listed)),
        html=render(story.body, around).html,
    )


def settings_of(
    desk: Desk, telling: Telling, tell: Callable[[Message], str] = str
) -> tuple[Setting, ...]:
    """Where the story stands or waits to stand, with the words around."""
    return tuple(_setting(desk, placed, tell) for placed in telling.placed)


def _setting(desk: Desk, placed: Placed, tell: Callable[[Message], str]) -> Setting:
    target = placed.placement.target
    quote = unmarked(target.selector.exact)
    try:
        section = desk.section(target.source, target.language or desk.toolkit().source_language)
    except NotFound:
        return Setting(target.source, "", quote)
    body = split(desk.store.read(Oid(section.blob)))[1]
    reading = read(body.decode("utf-8", "replace").removeprefix("\ufeff"))
    plain = plain_text(reading.leaves)
    pinned = pinned_texts(desk, [target.selector])
    found = find_all([target.selector], pinned, plain.text, section.blob)[0]
    if not found.certainty.settled or not reading.origins:
        return Setting(section.id, section.title, quote)
    around = Surroundings(say=tell, link=lambda _href: None, heading_shift=2)
    rendered = render(body, around)
    line = reading.origins[plain.leaf_at(max(found.start, found.end - 1))].first
    at = rendered.block_at(line)
    before = "\n".join(block.html for block in rendered.blocks[max(0, at - 1) : at + 1])
    after = "\n".join(block.html for block in rendered.blocks[at + 1 : at + 2])
    return Setting(section.id, section.title, quote, before, after)
