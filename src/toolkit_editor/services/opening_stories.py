"""Opening a story with the person's own key, from this computer or from the group's copy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import say
from toolkit_editor.services.desk import LOCAL_SHARED, LOCAL_STORIES, STORIES, Desk
from toolkit_editor.store.model import Oid
from toolkit_editor.stories.bundle import SEALED_TO, STORY, OpenStory, open_bundle
from toolkit_editor.stories.consent import Consent
from toolkit_editor.stories.sealed_to import Place as SealedPlace
from toolkit_editor.stories.sealed_to import from_json

_TALK = "talk/"


@dataclass(frozen=True, slots=True)
class StoryRefs:
    """Where a story is kept: its newest moment here, and what is shared."""

    id: StoryId
    local: Oid | None
    shared: Oid | None


def story_refs(desk: Desk) -> dict[StoryId, StoryRefs]:
    """Every story of which there is anything here."""
    local = {
        StoryId(ref.removeprefix(LOCAL_STORIES)): oid
        for ref, oid in desk.refs(LOCAL_STORIES).items()
    }
    shared = {StoryId(ref.removeprefix(STORIES)): oid for ref, oid in desk.refs(STORIES).items()}
    return {
        id_: StoryRefs(id_, local.get(id_), shared.get(id_)) for id_ in sorted({*local, *shared})
    }


def open_commit(desk: Desk, id_: StoryId, commit: Oid) -> OpenStory:
    """The story in a commit; raises `Refused` where it is sealed to other people."""
    entries = desk.tree(commit).entries
    contents = desk.store.read_many(entries.values())
    files = {path: contents[oid] for path, oid in entries.items()}
    return open_bundle(id_, files, desk.me.key.to_openssh())


def open_newest(desk: Desk, id_: StoryId) -> OpenStory:
    """The story as the person has it now: their own newest moment, or else what was shared."""
    return open_commit(desk, id_, newest(desk, id_))


def newest(desk: Desk, id_: StoryId) -> Oid:
    """The commit of a story as the person has it now; raises `NotFound`.

    What was shared, also where there is a moment here, if that has nothing the shared one has not:
    the teller went on with it on another computer.
    """
    refs = story_refs(desk).get(id_)
    if refs is None:
        raise NotFound(say("This story is not here any more."))
    known = desk.ref(LOCAL_SHARED + id_)
    if refs.local is None or refs.shared is None or known in (None, refs.shared):
        commit = refs.local or refs.shared
        assert commit is not None
        return commit
    assert known is not None
    if not is_as_shared(desk, id_):
        return refs.local
    try:
        before, here = open_commit(desk, id_, known), open_commit(desk, id_, refs.local)
        open_commit(desk, id_, refs.shared)
    except Refused:
        return refs.local
    return refs.shared if says_the_same(before, here) else refs.local


def says_the_same(one: OpenStory, other: OpenStory) -> bool:
    """Whether two versions of a story have the same texts, pictures and consent."""
    return (one.hashes(), one.consent) == (other.hashes(), other.consent)


def open_shared(desk: Desk, id_: StoryId) -> OpenStory | None:
    """The story as it is shared; None where nothing is, or it is sealed to other people."""
    refs = story_refs(desk).get(id_)
    if refs is None or refs.shared is None or not desk.has_key:
        return None
    try:
        return open_commit(desk, id_, refs.shared)
    except Refused:
        return None


def sealed_place(desk: Desk, commit: Oid) -> SealedPlace | None:
    """The place a shared story was sealed for; None where its list cannot be read."""
    oid = desk.store.file(commit, SEALED_TO)
    if oid is None:
        return None
    try:
        return from_json(desk.store.read(oid)).place
    except Refused:
        return None


def sealed_blob(desk: Desk, commit: Oid) -> Oid | None:
    """The id of the sealed text of a story's commit."""
    return desk.store.file(commit, STORY)


def is_as_shared(desk: Desk, id_: StoryId) -> bool:
    """Whether a story is here as its teller shared it last, consent and readers included.

    Anybody who may write to the workspace can seal something else to the same people, and put it
    in the story's place; only its teller can sign that it was shared.
    """
    state, shared = desk.state().stories.get(id_), desk.ref(STORIES + id_)
    return state is not None and shared is not None and state.whole == whole(desk, shared)


def require_as_shared(desk: Desk, id_: StoryId) -> None:
    """Raise `Refused` where a teller would sign anew what they never shared."""
    if not is_as_shared(desk, id_):
        raise Refused(
            say(
                "What the group has of this story is not what you shared. Share it again from the "
                "computer you wrote it on, or take the story back."
            )
        )


def agreed_record(desk: Desk, opened: OpenStory) -> Consent | None:
    """The consent record of an open story; None where it is not of the person who shared it."""
    state, record = desk.state().stories.get(opened.story.id), opened.consent
    is_theirs = record is not None and (state is None or record.teller == state.owner)
    return record if is_theirs else None


def whole(desk: Desk, commit: Oid) -> str:
    """The hash of all sealed files of a story's commit, and of who may read them, but its talk.

    SHA-256, in lower-case hex, of a line for each file in the order of the paths: the path, a zero
    byte, the id of its content.
    """
    entries = desk.tree(commit).entries
    lines = [f"{path}\0{entries[path]}\n" for path in sorted(entries) if not is_talk(path)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def is_talk(path: str) -> bool:
    """Whether a file of a story's commit is something said about it: others add those."""
    return path.startswith(_TALK)


def talk_path(id_: str) -> str:
    """Where something said about a story lies in its commit."""
    return f"{_TALK}{id_}.age"


def shared_facts(desk: Desk, opened: OpenStory, released: Mapping[str, str]) -> dict[str, object]:
    """What a `shared` event says of a story that was just sealed."""
    commit = desk.refs(STORIES)[STORIES + opened.story.id]
    return {
        "sealed": sealed_blob(desk, commit),
        "whole": whole(desk, commit),
        "told": opened.mark(),
        "released": dict(released),
    }
