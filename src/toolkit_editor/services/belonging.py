"""Does it still belong here? Stories and conversations beside a passage that changed.

Once somebody has answered (see `settling_places`), everybody sees that, and nobody else is asked.
Reads only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from toolkit_editor.annotations.anchor import Certainty, Found, find, find_all
from toolkit_editor.annotations.placement import Placement
from toolkit_editor.annotations.selector import Selector, Target
from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import DraftId, EventId, SectionId, StoryId
from toolkit_editor.base.message import say
from toolkit_editor.base.text import whole_words
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import DraftState, Status
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.grounds import Ground, as_ground, ground_of
from toolkit_editor.services.opening_stories import open_newest
from toolkit_editor.services.placements import answers_on_their_way, in_toolkit, read_placement
from toolkit_editor.services.talking import pinned_texts
from toolkit_editor.store.model import Oid

TALK = "#"
_PLAIN_WORD = re.compile(r"\w{4,}")
_ENDS = ".!?…"
_ENOUGH_WORDS = 8


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody has answered, and an editor has yet to agree. `target` is None for nowhere."""

    draft: DraftId
    by: str
    mine: bool
    is_agreed: bool
    """Whether an editor has agreed, so that it only has to be brought into the toolkit."""
    target: Target | None


@dataclass(frozen=True, slots=True)
class Question:
    """A story or a conversation whose passage changed.

    `ground` is where it is proposed, or last was; None where its section is gone. `place` is the
    proposal in it: words that were found (`unsure`), those that stand where the passage was
    (`lost`), or None without any.
    """

    subject: str
    section: SectionId
    """Where it stood."""
    was: Selector
    language: str
    ground: Ground | None
    place: Found | None
    told: str = ""
    """The title of the story, as far as the person may read it; what was said."""
    story: StoryId | None = None
    answered: Answered | None = None
    may_answer: bool = True

    @property
    def is_open(self) -> bool:
        """Whether somebody has to answer still."""
        return self.answered is None


# what is asked


def story_questions(desk: Desk) -> tuple[Question, ...]:
    """Every story in the toolkit whose passage had to be searched for, is lost, or has no section.

    Without the stories' titles; those that wait for an answer come first.
    """
    return tuple(sorted(_story_questions(desk), key=lambda one: (not one.is_open, one.subject)))


def _story_questions(desk: Desk) -> Iterator[Question]:
    for section, language in _placed(desk):
        yield from questions_in(desk, section, language)


def questions_in(desk: Desk, section: SectionId, language: str) -> tuple[Question, ...]:
    """The same, for the stories in one section."""
    placements = _placed(desk).get((section, language), [])
    what = f"story questions {language} {section}"
    return desk.once(what, lambda: tuple(_questions(desk, section, language, placements)))


def _placed(desk: Desk) -> dict[tuple[SectionId, str], list[Placement]]:
    """The placements of stories that were not taken back, by section and language."""
    return desk.once("placed by section", lambda: _by_section(desk))


def _by_section(desk: Desk) -> dict[tuple[SectionId, str], list[Placement]]:
    source = desk.toolkit().source_language
    found: dict[tuple[SectionId, str], list[Placement]] = {}
    for _, placement in in_toolkit(desk):
        if placement is not None and not _is_withdrawn(desk, placement.story):
            target = placement.target
            found.setdefault((target.source, target.language or source), []).append(placement)
    return found


def _questions(
    desk: Desk, section: SectionId, language: str, placements: list[Placement]
) -> Iterator[Question]:
    on_their_way = answers_on_their_way(desk)
    for placement, ground, place in _places(desk, section, language, placements):
        yield Question(
            placement.id,
            section,
            placement.target.selector,
            language,
            ground,
            place,
            story=placement.story,
            answered=_answered(desk, placement.path, on_their_way.get(placement.path)),
            may_answer=may_answer(desk, placement.story),
        )


def _places(
    desk: Desk, section: SectionId, language: str, placements: list[Placement]
) -> Iterator[tuple[Placement, Ground | None, Found | None]]:
    """The placements of a section that are not sure, each with where it may be now."""
    ground = ground_of(desk, section, language)
    selectors = [placement.target.selector for placement in placements]
    found: Iterable[Found | None] = [None] * len(placements)
    pinned = pinned_texts(desk, selectors)
    if ground is not None:
        found = find_all(selectors, pinned, ground.text, ground.version)
    for placement, place in zip(placements, found, strict=True):
        if place is not None and place.certainty.settled:
            continue
        if place is not None and place.certainty is Certainty.UNSURE:
            yield placement, ground, place
            continue
        elsewhere = _moved_to(desk, placement.target.selector, language)
        if elsewhere is not None:
            yield placement, *elsewhere
        elif (
            ground is not None and place is not None and placement.target.selector.version in pinned
        ):
            yield placement, ground, _instead(ground.text, place)
        else:
            yield placement, ground, None


def _instead(text: str, gap: Found) -> Found | None:
    """What stands where a passage was: whole words, with the mark that ends them."""
    start, end = whole_words(text, gap.start, gap.end)
    if start == end:
        return None
    while end < len(text) and text[end] in _ENDS:
        end += 1
    return Found(start, end, Certainty.LOST)


def _moved_to(desk: Desk, selector: Selector, language: str) -> tuple[Ground, Found] | None:
    """The only section of the toolkit that has exactly these words now, and where, if there is."""
    words = _PLAIN_WORD.findall(selector.exact)[:_ENOUGH_WORDS]
    if not words:
        return None
    sections = [one for one in desk.sections() if one.language == language]
    contents = desk.store.read_many({Oid(one.blob) for one in sections})
    proposals = []
    for one in sections:
        source = contents[Oid(one.blob)].decode("utf-8", "replace")
        if all(word in source for word in words):
            ground = as_ground(one, contents[Oid(one.blob)])
            if selector.exact in ground.text:
                proposals.append((ground, find(selector, None, ground.text, ground.version)))
    if len(proposals) != 1 or proposals[0][1].certainty is not Certainty.UNSURE:
        return None
    return proposals[0]


def question(desk: Desk, subject: str) -> Question:
    """What is asked about one story's place or one conversation; raises `NotFound` if nothing is.

    `subject` is the id of the placement, or what `talk_subject` made.
    """
    if TALK in subject:
        return _talk_question(desk, subject)
    one = next((one for one in story_questions(desk) if one.subject == subject), None)
    if one is None or one.story is None:
        raise NotFound(say("This is settled: nobody has to answer it any more."))
    try:
        told = open_newest(desk, one.story).story.title
    except Refused:
        told = ""
    return replace(one, told=told)


def find_question(desk: Desk, subject: str) -> Question | None:
    """The same, or None where nothing is asked."""
    try:
        return question(desk, subject)
    except NotFound:
        return None


def talk_subject(on: str, conversation: EventId) -> str:
    """What `question` and the answers call a conversation on `on`."""
    return f"{on}{TALK}{conversation}"


def _talk_question(desk: Desk, subject: str) -> Question:
    on, _, id_ = subject.partition(TALK)
    thread = desk.state().threads(on).get(EventId(id_))
    if thread is None or thread.target is None:
        raise NotFound(say("This conversation is not there any more."))
    target = thread.target
    language = target.language or desk.toolkit().source_language
    ground = ground_of(desk, target.source, language)
    place = None
    if ground is not None:
        pinned = pinned_texts(desk, [target.selector])
        place = find_all([target.selector], pinned, ground.text, ground.version)[0]
        if place.certainty.settled:
            raise NotFound(say("This is settled: nobody has to answer it any more."))
        if place.certainty is Certainty.LOST:
            place = _instead(ground.text, place) if pinned else None
    told = thread.first.text or ""
    return Question(subject, target.source, target.selector, language, ground, place, told)


def may_answer(desk: Desk, story: StoryId) -> bool:
    """Whether the person may say where a story belongs: its teller, editors and maintainers."""
    if desk.person() is None:
        return False
    state = desk.state().stories.get(story)
    mine = state is not None and state.owner == desk.me.id
    return mine or desk.is_a(Role.EDITOR, Role.MAINTAINER)


# what is on its way


def _answered(desk: Desk, path: str, draft: DraftState | None) -> Answered | None:
    """The answer in a draft, unless an editor asked for another one."""
    if draft is None or draft.status is Status.CHANGES_ASKED:
        return None
    person = desk.state().group.person(draft.owner)
    oid = draft.files[path]
    placement = read_placement(desk, oid) if oid is not None else None
    mine = desk.has_key and draft.owner == desk.me.id
    name = person.name if person else ""
    target = placement.target if placement else None
    return Answered(draft.id, name, mine, draft.status is Status.APPROVED, target)


def _is_withdrawn(desk: Desk, story: StoryId) -> bool:
    state = desk.state().stories.get(story)
    return state is not None and state.withdrawn
