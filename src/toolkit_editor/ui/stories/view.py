"""What the story page shows, read in one go; and small sentences about it.

Must not know widgets.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from toolkit_editor.base.ids import PersonId, StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.review.talk import Saying
from toolkit_editor.services import story_reading, story_talk, story_views
from toolkit_editor.services.agreeing import Since, since_yes
from toolkit_editor.services.answers import Standing, standing_of
from toolkit_editor.services.changed import Changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.opening_stories import newest, sealed_place, story_refs
from toolkit_editor.services.place import Place
from toolkit_editor.services.story_reading import Telling
from toolkit_editor.services.story_views import Setting
from toolkit_editor.services.taking_down import former_places
from toolkit_editor.services.two_computers import bring_computers_together
from toolkit_editor.store.model import Oid
from toolkit_editor.stories import standing
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.sealed_to import Place as SealedPlace
from toolkit_editor.ui.bridge.language import tr, trn, words


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story, where it stands, and what was said about it with the names of who said it."""

    telling: Telling
    settings: tuple[Setting, ...]
    said: tuple[Saying, ...]
    names: dict[PersonId, str]
    me: PersonId
    shared: Place | None
    """Who can read what was shared of it, whatever is newer on this computer."""
    since: Oid
    """The commit it was read from."""
    changed: Changed = field(default_factory=Changed)
    twice: bool = False
    """Whether the same words were changed on another computer too, so that both stand in it."""
    ending: Message | None = None
    """What to say about the end of what was agreed, where it is near or over."""
    outside: Standing = field(default_factory=Standing)
    """Answers given outside the program, and what a community says."""
    may_return: bool = False
    """Whether the story lost its place in the toolkit, and its teller may ask for it again."""


def open_to_write(desk: Desk, id_: StoryId) -> StoryView:
    """Read it before anybody writes in it, with what the teller did on another computer."""
    done = bring_computers_together(desk, id_)
    return replace(read_story(desk, id_), changed=done.changed, twice=done.twice)


def read_story(desk: Desk, id_: StoryId) -> StoryView:
    """Read it; runs in the git lane."""
    opened = story_reading.open_story(desk, id_)
    record = opened.opened.consent
    people = desk.state().group.people or {}
    return StoryView(
        opened,
        story_views.settings_of(desk, opened, words),
        story_talk.said_about(desk, id_),
        {person.id: person.name for person in people.values()},
        desk.me.id,
        _shared(desk, id_),
        newest(desk, id_),
        ending=standing.warning(record, desk.clock.now().date()) if record else None,
        outside=standing_of(desk, id_),
        may_return=opened.mine and not opened.placed and bool(former_places(desk, id_)),
    )


@dataclass(frozen=True, slots=True)
class ToAgree:
    """A story before its teller's yes, with what changed since the last one."""

    view: StoryView
    since: tuple[Since, ...]


def read_to_agree(desk: Desk, id_: StoryId) -> ToAgree:
    """Read both; runs in the git lane."""
    view = read_story(desk, id_)
    return ToAgree(view, since_yes(desk, view.telling) if view.telling.mine else ())


def _shared(desk: Desk, id_: StoryId) -> Place | None:
    refs = story_refs(desk).get(id_)
    if refs is None or refs.shared is None:
        return None
    group = sealed_place(desk, refs.shared) is SealedPlace.GROUP
    return Place.GROUP if group else Place.EDITORS


def named_line(view: StoryView) -> str:
    """The line beside the story as readers will see it."""
    shown = story_views.as_it_will_stand(view.telling)[0].named
    if shown is None:
        return tr("It is not shown to readers")
    return shown if isinstance(shown, str) else words(shown)


def appears(view: StoryView) -> str:
    """How the teller appears, in a few words."""
    record = view.telling.opened.consent
    if record is None:
        return tr("Not decided yet")
    if record.attribution is not Level.ANONYMOUS and not record.display:
        return tr("Not decided yet")
    return tr("“{name}”", name=named_line(view))


def used_in(view: StoryView) -> str:
    """Where the story may be used, in a few words."""
    record = view.telling.opened.consent
    n = len(record.channels) if record else 0
    return trn("In one place", "In {n} places", n) if n else tr("Nowhere yet")


def recognised(view: StoryView) -> str:
    """How much could point to a person and was not looked at, in a few words."""
    n = len(view.telling.noticed)
    if not n:
        return tr("Nothing waits to be looked at")
    return trn("One thing to look at", "{n} things to look at", n)


def agreed(view: StoryView) -> str:
    """Whether the teller said yes to these words, in a few words."""
    record = view.telling.opened.consent
    if record is None or not record.released:
        return tr("Not yet")
    if view.telling.stale:
        return tr("The words changed since you said yes")
    return tr("You said yes to these words")
