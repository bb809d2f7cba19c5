"""Taking gentler words for what could identify somebody, or leaving it as it is.

Each is the teller's own press. The words around stay byte for byte. What stood there before is
given back to whoever called, for as long as the page is open, and kept nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import say
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.finding import Match, Wanted, replaced_leaf
from toolkit_editor.prose.plain import plain_text
from toolkit_editor.services import telling
from toolkit_editor.services.changed import Changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import newest, open_newest
from toolkit_editor.services.recognising import Find, Part
from toolkit_editor.store.model import Oid
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.story import Story, as_written


@dataclass(frozen=True, slots=True)
class Took:
    """Gentler words were taken. `before` is the story as it was, for putting it back."""

    changed: Changed
    before: Story


def take(desk: Desk, id_: StoryId, find: Find, start: int, end: int, words: str) -> Took:
    """`words` in the place of `find.text[start:end]`; raises `Refused` where it reads otherwise."""
    since = newest(desk, id_)
    opened = open_newest(desk, id_)
    before = _in(opened, find.language)
    after = _replaced(before, find, start, end, words)
    return Took(_keep(desk, id_, opened, after, since), before)


def put_back(desk: Desk, id_: StoryId, before: Story) -> Changed:
    """The story's words as they were before one taking."""
    since = newest(desk, id_)
    opened = open_newest(desk, id_)
    now = _in(opened, before.language)
    again = replace(now, title=before.title, body=before.body, display_name=before.display_name)
    return _keep(desk, id_, opened, again, since)


def leave(desk: Desk, id_: StoryId, find: Find) -> Changed:
    """The teller looked at these words and leaves them, wherever in the story they stand."""
    return telling.keep_looked_at(desk, id_, find.key)


def _in(opened: OpenStory, language: str) -> Story:
    if opened.story.language == language:
        return opened.story
    return opened.translations[language]


def _keep(desk: Desk, id_: StoryId, opened: OpenStory, story: Story, since: Oid) -> Changed:
    if story.language != opened.story.language:
        return telling.keep_translation(desk, id_, story)
    if story.display_name != opened.story.display_name:
        return telling.keep_consent(desk, id_, {"display": story.display_name})
    return telling.keep_words(desk, id_, story.title, story.body, since)


def _replaced(story: Story, find: Find, start: int, end: int, words: str) -> Story:
    if find.part is Part.TITLE and story.title == find.text:
        return as_written(replace(story, title=_joined(find.text, start, end, words)))
    if find.part is Part.LINE and story.display_name == find.text:
        return as_written(replace(story, display_name=_joined(find.text, start, end, words)))
    document = Document(story.body)
    plain = plain_text(document.leaves)
    if find.part is not Part.WORDS or plain.text != find.text:
        raise _changed_meanwhile()
    index = plain.leaf_at(start)
    leaf, first = document.leaves[index], plain.starts[index]
    match = Match(start - first, end - first)
    if match.end > len(leaf.text):
        raise _changed_meanwhile()
    leaves = list(document.leaves)
    leaves[index] = replaced_leaf(leaf, [match], words, Wanted(words, exact=True))
    written = document.write(leaves)
    if not written.faithful:
        raise _changed_meanwhile()
    return replace(story, body=written.data)


def _joined(text: str, start: int, end: int, words: str) -> str:
    return " ".join((text[:start] + words + text[end:]).split())


def _changed_meanwhile() -> Refused:
    return Refused(say("These words cannot be changed from here. Change them in the story itself."))
