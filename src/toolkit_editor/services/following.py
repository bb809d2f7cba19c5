"""Taking over what the others' programs, or somebody's own git program, put into the workspace.

The toolkit only moves forward: what two maintainers did at once stays both, and what another
program undid comes back. A draft or story is taken over as its last signed `shared` names it. What
is unusual is told, never silently accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from toolkit_editor.annotations.placement import FOLDER as VOICES
from toolkit_editor.base.ids import DraftId, StoryId, new_id
from toolkit_editor.base.message import Message, say
from toolkit_editor.review.event import on_draft
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import Files, StoryState
from toolkit_editor.services.desk import DRAFTS, MAIN, STORIES, Desk
from toolkit_editor.services.drafts import difference
from toolkit_editor.services.opening_stories import is_talk, sealed_blob, whole
from toolkit_editor.services.unapproved import approved_contents
from toolkit_editor.store.exchange import HEADS, SEEN
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.store.paths import clash, shown

_NAMED = 3


def follow(desk: Desk, before: Mapping[str, Oid]) -> list[Message]:
    """Take over what is new; `before` is where the workspace stood when last looked at.

    Returns what a maintainer should know.
    """
    seen = desk.refs(SEEN)
    told = _follow_main(desk, seen.get(SEEN + "main"), before.get(SEEN + "main"))
    moves: list[RefChange | None] = []
    for ref, oid in seen.items():
        name = ref.removeprefix(SEEN)
        if name.startswith("draft/"):
            moves.append(_draft_move(desk, HEADS + name, oid))
            told += _strange_draft(desk, HEADS + name, oid, before.get(ref))
        elif name.startswith("story/"):
            moves.append(_story_move(desk, HEADS + name, oid))
    wanted = [move for move in moves if move is not None]
    if wanted:
        desk.move(*wanted)
    return told


# the toolkit


def _follow_main(desk: Desk, theirs: Oid | None, before: Oid | None) -> list[Message]:
    ours = desk.ref(MAIN)
    if theirs is None or theirs == ours:
        return []
    if ours is None:
        desk.move(RefChange(MAIN, theirs, None))
        return []
    newcomers = _hiding(desk, ours, theirs)
    if newcomers:
        return _leave_out(desk, newcomers, theirs, before)
    base = desk.merge_base(ours, theirs)
    if base == ours:
        desk.move(RefChange(MAIN, theirs, ours))
        return []
    undone = before is not None and desk.merge_base(before, theirs) != before
    if base not in (None, theirs) and desk.is_a(Role.MAINTAINER):
        assert base is not None
        _unite_main(desk, base, ours, theirs, known_to_others=undone)
    if not undone:
        return []
    if base is None:
        return [
            say(
                "Another program put a different toolkit in the place of this one. Nothing of it "
                "was taken over. Ask who did that, before you share the toolkit anew."
            )
        ]
    return [
        say(
            "Another program took something out of the toolkit that was there before. It is put "
            "back, and nothing is lost."
        )
    ]


def _hiding(desk: Desk, ours: Oid, theirs: Oid) -> list[str]:
    """What is new in `theirs` and hides files we have, since their names fall together."""
    now = desk.tree(theirs)
    refused = {entry.path for entry in now.refused}
    before = desk.tree(ours).entries if refused else {}
    spelling: dict[str, str] = {}
    for path in before.keys() - now.entries.keys():
        if shown(path) in refused:
            clash(path, spelling)
    new = sorted(now.entries.keys() - before.keys()) if spelling else []
    return [path for path in new if clash(path, spelling)]


def _leave_out(desk: Desk, newcomers: list[str], theirs: Oid, before: Oid | None) -> list[Message]:
    """Take `theirs` over without the newcomers; who may not move the toolkit stays with ours."""
    if not desk.is_a(Role.MAINTAINER):
        return []
    without = desk.store.make_commit(
        dict.fromkeys(newcomers),
        base=theirs,
        parents=(theirs,),
        author=desk.me.id,
        at=desk.clock.now(),
        message="Both",
    )
    told = _follow_main(desk, without, before)
    names = ", ".join(shown(path) for path in newcomers[:_NAMED])
    return [
        *told,
        say(
            "Another program put {names} into the toolkit. Some computers cannot tell that from "
            "what was there before, so it is left out, and nothing is hidden.",
            names=names,
        ),
    ]


def _unite_main(desk: Desk, base: Oid, ours: Oid, theirs: Oid, *, known_to_others: bool) -> None:
    """What both sides did to the toolkit. Where both changed a file, theirs is there already.

    What was brought in here and has no place any more goes back among the approved drafts, to be
    brought together with what the other maintainer brought in. Our side becomes history only where
    others know it: drafts that rest on it would else count as having seen words come and go again.
    """
    before, now = desk.tree(base).entries, desk.tree(theirs).entries
    mine = difference(desk, base, ours)
    kept = {
        path: oid
        for path, oid in mine.items()
        if now.get(path) == before.get(path)
        or _is_better(desk, path, oid, now.get(path))
        or (oid is None and path.startswith(f"{VOICES}/"))
    }
    commit = desk.store.make_commit(
        kept,
        base=theirs,
        parents=(theirs, ours) if known_to_others else (theirs,),
        author=desk.me.id,
        at=desk.clock.now(),
        message="Both",
    )
    desk.move(RefChange(MAIN, commit, ours))
    entries = desk.tree(commit).entries
    own = {one.oid for one in takewhile(lambda one: one.oid != base, desk.store.history(ours))}
    for draft in list(desk.state().drafts.values()):
        for brought in (*draft.brought_before, draft.brought):
            if brought is None or brought.commit not in own:
                continue
            lost = {path: oid for path, oid in brought.files.items() if entries.get(path) != oid}
            if not lost:
                continue
            if brought is draft.brought:
                desk.record(("returned", on_draft(draft.id), {"to": brought.id}))
            if brought is not draft.brought or draft.withdrawn or draft.declined:
                _offer_anew(desk, brought.commit, lost)


def _offer_anew(desk: Desk, commit: Oid, files: Files) -> None:
    """What was brought in at `commit` as a draft of its own: the first one is at an end."""
    id_ = DraftId(new_id())
    desk.move(RefChange(DRAFTS + id_, commit, None))
    base = desk.store.commit(commit).parents[0]
    facts = {"base": base, "tip": commit, "files": dict(files)}
    desk.record(("shared", on_draft(id_), facts))


def _is_better(desk: Desk, path: str, ours: Oid | None, theirs: Oid | None) -> bool:
    """Whether an editor approved what is here, and nobody what another program put there."""
    approved = approved_contents(desk)
    return (path, ours) in approved and (path, theirs) not in approved


# drafts


def _draft_move(desk: Desk, ref: str, theirs: Oid) -> RefChange | None:
    """Take over a draft as its last `shared` event names it."""
    ours = desk.ref(ref)
    state = desk.state().drafts.get(DraftId(ref.removeprefix(DRAFTS)))
    if state is None or state.withdrawn or ours == theirs:
        return None
    if state.tip == theirs:
        return RefChange(ref, theirs, ours)
    if ours is None:
        return RefChange(ref, state.tip if desk.is_here(state.tip) else theirs, None)
    return None


def _strange_draft(desk: Desk, ref: str, theirs: Oid, before: Oid | None) -> list[Message]:
    """What a maintainer should know of a draft that stands elsewhere than its writer put it."""
    state = desk.state().drafts.get(DraftId(ref.removeprefix(DRAFTS)))
    if state is None or state.withdrawn or desk.ref(ref) in (None, theirs):
        return []
    if before is None or before != state.tip or not _is_strange(desk, theirs, before):
        return []
    return [
        say(
            "Another program changed a draft that was shared here. The group goes on with it as "
            "its writer shared it."
        )
    ]


def _is_strange(desk: Desk, theirs: Oid, before: Oid) -> bool:
    """Whether a draft stands where no program of a member puts it: they write on top, by name."""
    return desk.store.commit(theirs).author is None or desk.merge_base(theirs, before) == theirs


# stories


def _story_move(desk: Desk, ref: str, theirs: Oid) -> RefChange | None:
    """Take over a story as its last `shared` event names it, with all that was said about it."""
    ours = desk.ref(ref)
    state = desk.state().stories.get(StoryId(ref.removeprefix(STORIES)))
    if state is not None and state.withdrawn:
        return None
    if ours is None:
        return RefChange(ref, theirs, None)
    if theirs == ours or state is None:
        return None
    if _is_as_shared(desk, ours, state):
        united = _unite_story(desk, ours, theirs)
    elif _is_as_shared(desk, theirs, state):
        united = _unite_story(desk, theirs, ours)
    else:
        return None
    return None if united == ours else RefChange(ref, united, ours)


def _is_as_shared(desk: Desk, commit: Oid, state: StoryState) -> bool:
    """Whether a story's commit holds what its teller shared last, whatever was said about it."""
    if not state.whole:
        return sealed_blob(desk, commit) == state.sealed
    return whole(desk, commit) == state.whole


def _unite_story(desk: Desk, leading: Oid, other: Oid) -> Oid:
    """What was said on both sides; of everything else, the side that leads. Nothing is opened."""
    there = desk.tree(other).entries
    said = {path: oid for path, oid in there.items() if is_talk(path)}
    entries = {**said, **desk.tree(leading).entries}
    for same in (other, leading):
        if entries == desk.tree(same).entries:
            return same
    return desk.store.make_commit(entries, author=desk.me.id, at=desk.clock.now(), message="Story")
