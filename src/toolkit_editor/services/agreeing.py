"""What changed in a story since its teller last said yes, and their yes or no to each change.

The words they agreed to are found by their hash: among what was shared, or among the moments kept
here. A no puts one sentence back as it was and leaves everything else. Must not say yes for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import say
from toolkit_editor.prose.together.steps import Step, Steps
from toolkit_editor.services.changed import Changed
from toolkit_editor.services.desk import LOCAL_SHARED, LOCAL_STORIES, STORIES, Desk
from toolkit_editor.services.opening_stories import open_commit
from toolkit_editor.services.story_moments import keep_opened, mine
from toolkit_editor.services.story_reading import Telling
from toolkit_editor.store.model import Oid
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.story import Story, as_written

_MOST = 400
"""How many moments are looked through."""
TITLE = -1
"""The number of a change of the title."""
_MOVED_ON = say("Something else changed meanwhile. Look at it once more.")


@dataclass(frozen=True, slots=True)
class Since:
    """The changes in one language. `title` is the former and the present one where they differ."""

    language: str
    steps: tuple[Step, ...]
    title: tuple[str, str] | None


def since_yes(desk: Desk, telling: Telling) -> tuple[Since, ...]:
    """What changed in each language since the teller's last yes; nothing where that is not known.

    Nothing is known of a language that was never agreed to, or of words that are not here any more.
    """
    found = []
    for language in telling.stale:
        now = _in(telling.opened, language)
        before = _agreed(desk, telling, language)
        if now is not None and before is not None:
            found.append(_since(before, now))
    return tuple(found)


def put_back(
    desk: Desk, id_: StoryId, language: str, number: int, step: Step | None, since: Oid
) -> Changed:
    """The teller's no to one change: that sentence is again as it was when they said yes.

    `step` is the change they saw, `since` the commit it was read from. Raises `Refused` where the
    words are others by now.
    """
    opened = mine(desk, id_, since)
    telling = _Seen(id_, opened)
    now, before = _in(opened, language), _agreed(desk, telling, language)
    if now is None or before is None:
        raise Refused(_MOVED_ON)
    if number == TITLE:
        after = replace(now, title=before.title)
    else:
        steps = Steps(_text(before), _text(now))
        if not 0 <= number < len(steps.steps) or steps.steps[number] != step:
            raise Refused(_MOVED_ON)
        body = steps.without({number}).encode("utf-8", "surrogateescape")
        after = replace(now, body=body)
    return keep_opened(desk, _with(opened, as_written(after)), since)


@dataclass(frozen=True, slots=True)
class _Seen:
    id: StoryId
    opened: OpenStory


def _since(before: Story, now: Story) -> Since:
    title = (before.title, now.title) if before.title != now.title else None
    return Since(now.language, Steps(_text(before), _text(now)).steps, title)


def _text(story: Story) -> str:
    return story.body.decode("utf-8", "surrogateescape")


def _in(opened: OpenStory, language: str) -> Story | None:
    if opened.story.language == language:
        return opened.story
    return opened.translations.get(language)


def _with(opened: OpenStory, story: Story) -> OpenStory:
    if story.language == opened.story.language:
        return replace(opened, story=story)
    return replace(opened, translations={**opened.translations, story.language: story})


def _agreed(desk: Desk, telling: Telling | _Seen, language: str) -> Story | None:
    """The story in a language as its teller said yes to it."""
    record = telling.opened.consent
    digest = record.released.get(language) if record else None
    if digest is None:
        return None
    for commit in _commits(desk, telling.id):
        try:
            opened = open_commit(desk, telling.id, commit)
        except Refused:
            continue
        if opened.hashes().get(language) == digest:
            return _in(opened, language)
    return None


def _commits(desk: Desk, id_: StoryId) -> Iterator[Oid]:
    """Where the words agreed to may be: what is shared, what it was made of, the moments here."""
    for ref in (STORIES, LOCAL_SHARED):
        commit = desk.ref(ref + id_)
        if commit is not None:
            yield commit
    local = desk.ref(LOCAL_STORIES + id_)
    if local is not None:
        for moment in desk.store.history(local, _MOST):
            yield moment.oid
