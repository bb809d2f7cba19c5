"""Saying where a story or a conversation belongs now: one person's answer, for the whole group.

A story's place is a file of the toolkit, so an answer is a small draft that an editor agrees to.
The place of a conversation is what was said of it last, so there an answer counts at once. Both pin
the passage to the version of the section that the person saw.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.annotations.placement import FOLDER, Placement, path_of, to_json
from toolkit_editor.annotations.selector import Selector, Target, make_selector, to_target
from toolkit_editor.base.errors import NotAllowed, Refused, Stale
from toolkit_editor.base.ids import DraftId, SectionId, StoryId, new_id
from toolkit_editor.base.message import say
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import DraftState
from toolkit_editor.services.belonging import TALK, question
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.grounds import ground, title_of
from toolkit_editor.services.offering import offer, written
from toolkit_editor.services.opening_stories import open_newest
from toolkit_editor.services.placements import answers_on_their_way, read_placement
from toolkit_editor.services.talking import Passage


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What a draft does to the place of a story: the words it stood and would stand beside.

    `now` is None where it would stand nowhere any more.
    """

    was: Selector | None
    was_in: str
    now: Selector | None
    now_in: str


def put_beside(desk: Desk, subject: str, passage: Passage) -> Changed:
    """Answer that it belongs beside `passage` of the toolkit as it is now.

    Raises `Stale` where the section changed since the person looked, `Refused` where somebody else
    has answered, or where the teller does not want the story there.
    """
    here = ground(desk, passage.section, passage.language)
    if here.version != passage.version:
        raise Stale(say("This section changed a moment ago. Please look again."))
    selector = make_selector(here.text, passage.start, passage.end, here.version)
    target = Target(passage.section, selector, passage.language)
    if TALK in subject:
        return _put_talk(desk, subject, target)
    story = _to_answer(desk, subject)
    _require_wanted(desk, story, passage.section)
    return _propose(desk, subject, to_json(Placement(subject, story, target)))


def take_off(desk: Desk, subject: str) -> Changed:
    """Answer that a story belongs nowhere any more. The story itself stays as it is."""
    _to_answer(desk, subject)
    return _propose(desk, subject, None)


def _to_answer(desk: Desk, subject: str) -> StoryId:
    """The story that is asked about; raises `Refused` where the person cannot answer."""
    asked = question(desk, subject)
    assert asked.story is not None
    if not asked.may_answer:
        raise NotAllowed(say("The teller of this story or an editor can say where it belongs."))
    if not asked.is_open:
        raise Refused(say("Somebody has answered already. An editor looks at it now."))
    return asked.story


def _require_wanted(desk: Desk, story: StoryId, section: SectionId) -> None:
    try:
        record = open_newest(desk, story).consent
    except Refused:
        return
    if record is not None and section in record.not_in:
        raise Refused(say("The teller does not want this story beside this section."))


def _propose(desk: Desk, placement: str, data: bytes | None) -> Changed:
    """Offer the place as a draft; one that an editor asked to change goes on as the same draft."""
    path = path_of(placement)
    before = answers_on_their_way(desk).get(path)
    again = before is not None and set(before.files) == {path}
    id_ = before.id if before is not None and again else DraftId(new_id())
    offer(desk, id_, written(desk, {path: data}))
    topics = (Topic.DRAFTS, Topic.REVIEW, Topic.STORIES, Topic.SECTIONS)
    return changed(*topics, ids=(id_,))


def _put_talk(desk: Desk, subject: str, target: Target) -> Changed:
    desk.require(Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)
    asked = question(desk, subject)
    on, _, id_ = subject.partition(TALK)
    place = to_target(target.selector, target.source, target.language or asked.language)
    desk.record(("re-anchor", on, {"to": id_, "target": place}))
    return changed(Topic.TALK, ids=(on.partition(":")[2],))


def place_changes(desk: Desk, draft: DraftState) -> tuple[PlaceChange, ...]:
    """What a draft changes about the places that stories have in the toolkit already."""
    found = []
    for path, oid in draft.files.items():
        before = desk.store.file(draft.base, path)
        if path.startswith(f"{FOLDER}/") and before is not None:
            was = read_placement(desk, before)
            now = read_placement(desk, oid) if oid is not None else None
            found.append(
                PlaceChange(
                    was.target.selector if was else None,
                    title_of(desk, was.target) if was else "",
                    now.target.selector if now else None,
                    title_of(desk, now.target) if now else "",
                )
            )
    return tuple(found)
