"""A teller's own story as it is kept on their computer: moments, each sealed to them alone.

What another computer of theirs shared meanwhile is brought together with it later, never undone.
Must not show anything to anybody else.
"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit_editor.base.errors import NotAllowed
from toolkit_editor.base.ids import PersonId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import LOCAL_SHARED, LOCAL_STORIES, STORIES, Desk
from toolkit_editor.services.opening_stories import (
    newest,
    open_commit,
    require_as_shared,
    story_refs,
)
from toolkit_editor.services.recognising import forgetting
from toolkit_editor.services.writing import moment_message
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.stories.bundle import OpenStory, seal_bundle
from toolkit_editor.stories.sealed_to import Place as SealedPlace

_MESSAGE = "Story"


def mine(desk: Desk, id_: StoryId, since: Oid | None = None) -> OpenStory:
    """The person's own story as it is kept now; raises `NotAllowed` for anybody else's."""
    ground = _ground(desk, id_, since)
    if ground == desk.ref(STORIES + id_):
        require_as_shared(desk, id_)
    opened = open_commit(desk, id_, ground)
    teller: PersonId | None = opened.consent.teller if opened.consent else desk.me.id
    if teller != desk.me.id:
        raise NotAllowed(say("Only its teller can change this story."))
    state = desk.state().stories.get(id_)
    if state is not None and state.withdrawn:
        raise NotAllowed(say("This story was taken back."))
    return opened


def keep_opened(desk: Desk, opened: OpenStory, since: Oid | None = None) -> Changed:
    """Keep a story of the person's as its newest moment, sealed to them alone."""
    id_ = opened.story.id
    local = desk.ref(LOCAL_STORIES + id_)
    ground = _ground(desk, id_, since) if id_ in story_refs(desk) else None
    keep_moment(desk, forgetting(desk, opened), local)
    if ground not in (None, local):
        assert ground is not None
        note_shared(desk, id_, ground)
    return changed(Topic.STORIES, ids=(id_,))


def keep_together(desk: Desk, opened: OpenStory, shared: Oid) -> None:
    """Keep a story that has everything in it that stands at `shared`."""
    keep_moment(desk, opened, desk.ref(LOCAL_STORIES + opened.story.id))
    note_shared(desk, opened.story.id, shared)


def note_shared(desk: Desk, id_: StoryId, shared: Oid) -> None:
    """Remember that the story here has in it what stands at `shared`."""
    mark = LOCAL_SHARED + id_
    desk.move(RefChange(mark, shared, desk.ref(mark)))


def _ground(desk: Desk, id_: StoryId, since: Oid | None) -> Oid:
    """The commit whose story is changed: the moment the words were read from, else the newest."""
    local = desk.ref(LOCAL_STORIES + id_)
    return since if since is not None and local in (None, since) else newest(desk, id_)


def keep_moment(desk: Desk, opened: OpenStory, tip: Oid | None) -> None:
    """Keep a story as the moment after `tip`, or as its first, sealed to the person alone."""
    me = desk.me
    files = seal_bundle(opened, SealedPlace.ONLY_ME, {me.id: me.key.public_line})
    message = moment_message(desk.clock.now())
    commit = commit_of(desk, files, (tip,) if tip else (), message)
    desk.move(RefChange(LOCAL_STORIES + opened.story.id, commit, tip))


def commit_of(
    desk: Desk, files: Mapping[str, bytes], parents: tuple[Oid, ...], message: str = _MESSAGE
) -> Oid:
    """A commit of the sealed files of a story."""
    ids = desk.store.write_many(list(files.values()))
    return desk.store.make_commit(
        dict(zip(files, ids, strict=True)),
        parents=parents,
        author=desk.me.id,
        at=desk.clock.now(),
        message=message,
    )
