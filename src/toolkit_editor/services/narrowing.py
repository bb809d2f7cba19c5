"""Taking back part of what a teller agreed to: a place where a story may be used, or a language.

It counts at once, also without a connection: what the group has is sealed anew with less, and what
else its teller changed since then stays on their computer. Must not make anything more visible.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import say
from toolkit_editor.services.changed import Changed
from toolkit_editor.services.desk import STORIES, Desk
from toolkit_editor.services.opening_stories import (
    open_shared,
    require_as_shared,
    sealed_place,
)
from toolkit_editor.services.story_moments import keep_opened, mine
from toolkit_editor.services.story_sharing import announce, seal
from toolkit_editor.stories import channels as known_channels
from toolkit_editor.stories import consent
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.consent import Changeable


def take_part_back(
    desk: Desk, id_: StoryId, channels: Collection[str] = (), languages: Collection[str] = ()
) -> Changed:
    """Take these uses and languages of a story back, here and for the group.

    A translation goes altogether; the story's own language stays, but is shown nowhere.
    """
    here = mine(desk, id_)
    shared = open_shared(desk, id_)
    if shared is not None:
        require_as_shared(desk, id_)
    place = sealed_place(desk, desk.refs(STORIES)[STORIES + id_]) if shared is not None else None
    result = keep_opened(desk, _narrowed(desk, here, channels, languages))
    if shared is None or place is None:
        return result
    narrowed = _narrowed(desk, shared, channels, languages)
    seal(desk, narrowed, place)
    return result | announce(desk, narrowed)


def _narrowed(
    desk: Desk, opened: OpenStory, channels: Collection[str], languages: Collection[str]
) -> OpenStory:
    record = opened.consent
    if record is None:
        raise NotFound(say("Nothing was agreed yet, so there is nothing to take back."))
    gone = {*channels, *map(known_channels.site, languages)}
    changes: dict[Changeable, Any] = {
        "channels": record.channels - gone,
        "released": {
            language: digest
            for language, digest in record.released.items()
            if language not in languages
        },
    }
    return replace(
        opened,
        consent=consent.changed(record, desk.me.id, desk.clock.now(), changes),
        translations={
            language: story
            for language, story in opened.translations.items()
            if language not in languages
        },
    )
