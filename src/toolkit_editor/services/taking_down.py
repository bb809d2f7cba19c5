"""Stories leaving the toolkit's pages, and asking for their place again.

A maintainer takes down what a teller took back, and what its teller's consent does not cover any
more, without anybody's approval: it can only show less. Must not touch a story itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolkit_editor.annotations.placement import FOLDER
from toolkit_editor.base.errors import NotAllowed
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import say
from toolkit_editor.review.people import Role
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import MAIN, Desk
from toolkit_editor.services.opening_stories import open_shared
from toolkit_editor.services.placements import in_toolkit, read_placement
from toolkit_editor.services.showing import why_not_where_placed
from toolkit_editor.services.writing import keep
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.stories.standing import Code

_NARROWED = {Code.CHANNEL, Code.HOLD}
"""What makes a story that was public leave its page; one that never was, a person looks at."""

_TOPICS = (Topic.SECTIONS, Topic.SITE, Topic.STORIES)


def taken_back(desk: Desk) -> list[str]:
    """The placements in the toolkit whose story was taken back, by path."""
    gone = {story.id for story in desk.state().stories.values() if story.withdrawn}
    return [path for path, one in in_toolkit(desk) if one is not None and one.story in gone]


def over(desk: Desk) -> list[str]:
    """The placements in the toolkit whose story its teller's consent does not cover any more."""
    found = []
    for path, placement in in_toolkit(desk):
        opened = open_shared(desk, placement.story) if placement is not None else None
        if placement is None or opened is None:
            continue
        codes = {one.code for one in why_not_where_placed(desk, opened, placement)}
        state = desk.state().stories.get(placement.story)
        public = state is not None and state.public
        if Code.EXPIRED in codes or (public and codes & _NARROWED):
            found.append(path)
    return found


def take_down(desk: Desk) -> Changed:
    """Remove the placements of both kinds. A maintainer's first task."""
    return _remove(desk, [*taken_back(desk), *over(desk)])


def leave_out(desk: Desk, story: StoryId) -> Changed:
    """Take one story off its pages for now, whatever stands against showing it."""
    return _remove(
        desk, [p for p, one in in_toolkit(desk) if one is not None and one.story == story]
    )


def _remove(desk: Desk, paths: Iterable[str]) -> Changed:
    nothing: dict[str, Oid | None] = dict.fromkeys(paths)
    if not nothing:
        return Changed()
    me = desk.require(Role.MAINTAINER)
    main = desk.main()
    commit = desk.store.make_commit(
        nothing,
        base=main,
        parents=(main,),
        author=me.id,
        at=desk.clock.now(),
        message="Taken down",
    )
    desk.move(RefChange(MAIN, commit, main))
    return changed(*_TOPICS)


def former_places(desk: Desk, story: StoryId) -> dict[str, Oid]:
    """Where a story stood in the toolkit and does not any more: the placements, by path."""
    there = {path for path, _ in in_toolkit(desk)}
    found: dict[str, Oid] = {}
    for draft in desk.state().drafts.values():
        brought = [one for one in (*draft.brought_before, draft.brought) if one is not None]
        for path, oid in (pair for one in brought for pair in one.files.items()):
            placement = read_placement(desk, oid) if oid and path.startswith(f"{FOLDER}/") else None
            if oid is not None and placement is not None and placement.story == story:
                found[path] = oid
    return {path: oid for path, oid in found.items() if path not in there}


def place_again(desk: Desk, story: StoryId) -> Changed:
    """Ask for the places a story had, as drafts of this computer until the story is shared."""
    state = desk.state().stories.get(story)
    if state is None or state.withdrawn or state.owner != desk.me.id:
        raise NotAllowed(say("Only its teller can ask for its place again."))
    for path, oid in former_places(desk, story).items():
        keep(desk, path, desk.store.read(oid))
    return changed(Topic.STORIES, Topic.DRAFTS, ids=(story,))
