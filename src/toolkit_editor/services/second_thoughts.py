"""Having the words of a story again that was just taken back, on this computer alone.

What was taken back stays taken back. The same words begin a new story that nobody else has seen:
its teller is asked everything anew. Keeps nothing itself: whoever took it back holds the words for
a short while, in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit_editor.base.ids import StoryId, new_id
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import open_newest
from toolkit_editor.services.story_moments import keep_opened
from toolkit_editor.stories import consent
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.story import Story, as_written


@dataclass(frozen=True, slots=True)
class Begun:
    """The new story."""

    id: StoryId
    changed: Changed


def words_of(desk: Desk, id_: StoryId) -> OpenStory:
    """The words of a story, to be held while it is taken back."""
    opened = open_newest(desk, id_)
    return replace(opened, consent=None, talk={}, left={}, seals={}, found_sealed_to=None)


def begin_again(desk: Desk, held: OpenStory) -> Begun:
    """A new story of the same words, pictures and translations; nothing is agreed to yet."""
    id_ = StoryId(new_id())
    day = desk.clock.now().date()
    told = held.story
    record = consent.changed(
        consent.begin(id_, desk.me.id, day),
        desk.me.id,
        desk.clock.now(),
        {
            "attribution": told.attribution,
            "display": told.display_name,
            "content_notes": told.content_notes,
        },
    )
    again = replace(
        held,
        story=_renamed(told, id_),
        translations={one: _renamed(story, id_) for one, story in held.translations.items()},
        consent=record,
    )
    keep_opened(desk, again)
    return Begun(id_, changed(Topic.STORIES, ids=(id_,)))


def _renamed(story: Story, id_: StoryId) -> Story:
    return as_written(replace(story, id=id_))
