"""Telling a story: write it, say what may be done with it, read it once more and say yes, share it.

Until it is shared, every moment of it is sealed to the teller alone. Shared, it is sealed to the
people of the place chosen. What cannot be undone is said before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from toolkit_editor.annotations.placement import Placement, path_of, to_json
from toolkit_editor.annotations.selector import Target, make_selector
from toolkit_editor.base.errors import NotAllowed, NotFound, Refused
from toolkit_editor.base.ids import DraftId, PersonId, SectionId, StoryId, new_id
from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.identity import Identifier
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import on_story
from toolkit_editor.review.people import Person, Role
from toolkit_editor.review.work import Status
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import LOCAL_SHARED, LOCAL_STORIES, STORIES, Desk
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.services.opening_stories import (
    StoryRefs,
    agreed_record,
    is_as_shared,
    newest,
    open_commit,
    open_newest,
    require_as_shared,
    says_the_same,
    sealed_place,
    shared_facts,
    story_refs,
)
from toolkit_editor.services.place import Place
from toolkit_editor.services.placements import Placed, placements_of
from toolkit_editor.services.recognising import forgetting, waiting
from toolkit_editor.services.sharing import share
from toolkit_editor.services.talking import Passage, shared_passage
from toolkit_editor.services.writing import keep, moment_message
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.stories import attribution, channels, consent, release, standing
from toolkit_editor.stories.bundle import OpenStory, seal_bundle
from toolkit_editor.stories.consent import Changeable, Consent
from toolkit_editor.stories.sealed_to import Place as SealedPlace
from toolkit_editor.stories.sealed_to import people_in
from toolkit_editor.stories.story import Story, as_written

_MESSAGE = "Story"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list. `title` is empty where it is sealed to other people."""

    id: StoryId
    title: str
    display_name: str
    language: str
    place: Place
    status: Status
    mine: bool
    readable: bool
    beside: str
    warning: Message | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A story whose time is nearly over, or over, in words."""

    id: StoryId
    title: str
    end: date
    said: Message


@dataclass(frozen=True, slots=True)
class Telling:
    """A story opened by somebody who may read it.

    `stale` are the languages whose text is not what the teller last agreed to; `reasons` why it
    could not be shown on the public site today.
    """

    id: StoryId
    opened: OpenStory
    place: Place
    status: Status
    mine: bool
    has_unshared: bool
    placed: tuple[Placed, ...]
    stale: tuple[str, ...]
    reasons: tuple[Message, ...]
    noticed: tuple[tuple[str, Identifier], ...]
    """Words that could point to a person and were not looked at yet, with what is suggested."""


@dataclass(frozen=True, slots=True)
class StoryReaders:
    """Who could read a story in a place."""

    place: SealedPlace
    people: tuple[Person, ...]


def begin(desk: Desk, language: str, passage: Passage | None = None, text: str = "") -> StoryId:
    """A new, empty story on this computer; beside a passage of `text` if one is given."""
    me = desk.require(Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)
    id_ = StoryId(new_id())
    record = consent.begin(id_, me.id, _today(desk))
    story = Story(id_, "", language, attribution=attribution.PROPOSED)
    _keep(desk, OpenStory(story, consent=record), None)
    if passage is not None:
        place(desk, id_, passage, text)
    return id_


def begin_beside(
    desk: Desk, section: SectionId, language: str, text: str, start: int, end: int
) -> StoryId:
    """A new story beside `text[start:end]` of what the person sees; raises `Refused`."""
    passage, known = shared_passage(desk, section, language, text, start, end)
    return begin(desk, language, passage, known)


def place(desk: Desk, story: StoryId, passage: Passage, text: str) -> DraftId | None:
    """Put a story beside a passage: kept here as a draft of its own until the story is shared."""
    selector = make_selector(text, passage.start, passage.end, passage.version)
    target = Target(passage.section, selector, passage.language)
    placement = Placement(new_id(), story, target)
    kept = keep(desk, path_of(placement.id), to_json(placement))
    return kept.draft if kept else None


def keep_story(desk: Desk, id_: StoryId, story: Story, since: Oid | None = None) -> Changed:
    """Keep the words of a story as they are now, on this computer alone.

    `since` is the commit they were read from: what another computer of the teller's shared after
    it is brought together with them later, and not undone.
    """
    opened = mine(desk, id_, since)
    if story == opened.story:
        return Changed()
    return keep_opened(desk, replace(opened, story=as_written(story)), since)


def keep_words(
    desk: Desk, id_: StoryId, title: str, body: bytes, since: Oid | None = None
) -> Changed:
    """Keep the title and the words of a story, and leave everything else as it is kept now."""
    story = mine(desk, id_, since).story
    return keep_story(desk, id_, replace(story, title=title, body=body), since)


def keep_translation(desk: Desk, id_: StoryId, story: Story) -> Changed:
    """Keep a translation of a story."""
    opened = mine(desk, id_)
    translations = {**opened.translations, story.language: as_written(story)}
    return keep_opened(desk, replace(opened, translations=translations))


def keep_consent(desk: Desk, id_: StoryId, changes: Mapping[Changeable, Any]) -> Changed:
    """Keep what the teller answered. What is shown of them is part of the story's own text."""
    opened = mine(desk, id_)
    record = _record(desk, opened)
    record = consent.changed(record, desk.me.id, desk.clock.now(), changes)
    story = replace(
        opened.story,
        attribution=record.attribution,
        display_name=record.display,
        content_notes=record.content_notes,
    )
    return keep_opened(desk, replace(opened, story=as_written(story), consent=record))


def keep_answers(desk: Desk, id_: StoryId, answers: Mapping[str, Any]) -> Changed:
    """Keep answers of the conversation: `voice` belongs to the text, all else to the consent."""
    told = dict(answers)
    result = Changed()
    if "voice" in told:
        opened = mine(desk, id_)
        result = keep_story(desk, id_, replace(opened.story, voice=told.pop("voice")))
    return (result | keep_consent(desk, id_, cast(Any, told))) if told else result


def go_on(desk: Desk, id_: StoryId) -> Changed:
    """The teller lets what they agreed to hold for another term of the usual length from today."""
    opened = mine(desk, id_)
    record = consent.renewed(_record(desk, opened), desk.me.id, desk.clock.now(), _today(desk))
    return keep_opened(desk, replace(opened, consent=record))


def keep_looked_at(desk: Desk, id_: StoryId, key: str) -> Changed:
    """The teller looked at words that could identify somebody, and leaves them as they are."""
    opened = mine(desk, id_)
    record = _record(desk, opened)
    record = replace(record, looked_at=record.looked_at | {key})
    return keep_opened(desk, replace(opened, consent=record))


def say_yes(desk: Desk, id_: StoryId) -> Changed:
    """The teller has read the story as it stands, in every language, and says yes to it."""
    opened = mine(desk, id_)
    if not plain_of(opened.story.body).text.strip():
        raise Refused(say("There are no words in this story yet."))
    record = release.released(_record(desk, opened), desk.me.id, desk.clock.now(), opened.hashes())
    return keep_opened(desk, replace(opened, consent=record))


def _record(desk: Desk, opened: OpenStory) -> Consent:
    return opened.consent or consent.begin(opened.story.id, desk.me.id, _today(desk))


def readers(desk: Desk, place_: SealedPlace) -> StoryReaders:
    """Who could read a story of the person in a place."""
    group = desk.state().group
    roles = [(person.id, [str(role) for role in person.roles]) for person in group.members()]
    ids = people_in(place_, desk.me.id, roles)
    people = [person for person in group.members() if person.id in ids]
    return StoryReaders(place_, tuple(people))


def share_story(desk: Desk, id_: StoryId, place_: SealedPlace) -> Changed:
    """Seal the story to the people of a place and offer it, with where it wishes to stand."""
    desk.require(Role.CONTRIBUTOR, Role.EDITOR, Role.MAINTAINER)
    opened = mine(desk, id_)
    if place_ is SealedPlace.ONLY_ME:
        raise Refused(say("Choose who may read it: the editors, or everyone in the group."))
    if not plain_of(opened.story.body).text.strip():
        raise Refused(say("There are no words in this story yet."))
    seal(desk, opened, place_)
    result = announce(desk, opened)
    state = desk.state().stories.get(id_)
    if opened.consent and opened.consent.community_hold and state and not state.held:
        desk.record(("held", on_story(id_), {}))
    for placed in placements_of(desk, id_):
        if placed.draft is not None and _is_mine(desk, placed.draft):
            result |= share(desk, placed.draft).changed
    return result


def announce(desk: Desk, opened: OpenStory) -> Changed:
    """Tell the group of the story's shared form, which was just sealed."""
    id_ = opened.story.id
    hashes = opened.consent.released if opened.consent else {}
    shared = desk.refs(STORIES + id_)[STORIES + id_]
    _note_shared(desk, id_, shared)
    desk.record(("shared", on_story(id_), shared_facts(desk, opened, hashes)))
    return changed(Topic.STORIES, Topic.REVIEW, ids=(id_,))


def seal(desk: Desk, opened: OpenStory, place_: SealedPlace) -> None:
    """Write the story's shared form: one commit without history, sealed to the place."""
    id_ = opened.story.id
    people = readers(desk, place_).people
    keys = {person.id: person.key for person in people} | {desk.me.id: desk.me.key.public_line}
    ref = STORIES + id_
    known = desk.ref(ref)
    before = _shared_before(desk, id_, known)
    if before is not None:
        opened = replace(opened, seals=before.seals, talk={**before.talk, **opened.talk})
    files = seal_bundle(opened, place_, keys)
    commit = _commit(desk, files, ())
    desk.move(RefChange(ref, commit, known))


def _shared_before(desk: Desk, id_: StoryId, shared: Oid | None) -> OpenStory | None:
    """What was shared last: its seals are used again, and what was said about it is kept."""
    if shared is None:
        return None
    try:
        return open_commit(desk, id_, shared)
    except Refused:
        return None


def approve_story(desk: Desk, id_: StoryId) -> Changed:
    """An editor's yes to exactly what the teller released."""
    desk.require(Role.EDITOR)
    state = desk.state().stories.get(id_)
    if state is None:
        raise NotFound(say("This story was not shared yet."))
    if not state.released:
        raise Refused(
            say("Its teller has not yet read it as it will stand and said yes. Ask them first.")
        )
    if not is_as_shared(desk, id_):
        raise Refused(standing.NOT_AS_SHARED.message)
    desk.record(("approved", on_story(id_), {"released": dict(state.released)}))
    return changed(Topic.STORIES, Topic.REVIEW, ids=(id_,))


def stories(desk: Desk) -> list[StoryRow]:
    """Every story here that was not taken back; the person's own first."""
    rows = []
    for refs in story_refs(desk).values():
        state = desk.state().stories.get(refs.id)
        if state is None or not state.withdrawn:
            rows.append(_row(desk, refs))
    return sorted(rows, key=lambda row: (not row.mine, not row.readable, row.title.casefold()))


def _row(desk: Desk, refs: StoryRefs) -> StoryRow:
    beside = ""
    for placed in placements_of(desk, refs.id):
        target = placed.placement.target
        section = next((s for s in desk.sections() if s.id == target.source), None)
        beside = section.title if section else ""
    try:
        telling = open_story(desk, refs.id)
    except Refused:
        state = desk.state().stories.get(refs.id)
        where = _shared_place(desk, refs)
        status = state.status if state else Status.LOCAL
        return StoryRow(refs.id, "", "", "", where, status, False, False, beside, None)
    story = telling.opened.story
    record = telling.opened.consent
    warning = standing.warning(record, _today(desk)) if record else None
    return StoryRow(
        refs.id,
        story.title,
        story.display_name,
        story.language,
        telling.place,
        telling.status,
        telling.mine,
        True,
        beside,
        warning,
    )


def ending(desk: Desk) -> list[Ending]:
    """The person's own shared stories of whose end they should know by now, the nearest first."""
    return sorted(_ending(desk), key=lambda one: one.end)


def _ending(desk: Desk) -> Iterator[Ending]:
    me = desk.me.id if desk.has_key else None
    today = _today(desk)
    for state in desk.state().stories.values():
        if state.owner != me or state.withdrawn:
            continue
        try:
            opened = open_newest(desk, state.id)
        except Refused:
            continue
        said = standing.warning(opened.consent, today) if opened.consent else None
        if said is not None:
            assert opened.consent is not None
            yield Ending(state.id, opened.story.title, opened.consent.end, said)


def _shared_place(desk: Desk, refs: StoryRefs) -> Place:
    if refs.shared is None:
        return Place.HERE
    state = desk.state().stories.get(refs.id)
    if state is not None and state.public and not state.withdrawn:
        return Place.PUBLIC
    sealed = sealed_place(desk, refs.shared)
    return Place.GROUP if sealed is SealedPlace.GROUP else Place.EDITORS


def open_story(desk: Desk, id_: StoryId) -> Telling:
    """A story with its standing; raises `Refused` where it is sealed to other people."""
    refs = story_refs(desk).get(id_)
    if refs is None:
        raise NotFound(say("This story is not here any more."))
    opened = open_newest(desk, id_)
    state = desk.state().stories.get(id_)
    record = opened.consent
    texts = opened.texts()
    stale = tuple(
        lang
        for lang, text in texts.items()
        if not release.is_released(record, lang, text, opened.media)
    )
    has_unshared = refs.shared is None or _differs(desk, refs, opened)
    where = Place.HERE if has_unshared else _shared_place(desk, refs)
    status = Status.LOCAL if has_unshared or state is None else state.status
    teller = record.teller if record else None
    return Telling(
        id=id_,
        opened=opened,
        place=where,
        status=status,
        mine=teller == desk.me.id,
        has_unshared=has_unshared,
        placed=tuple(placements_of(desk, id_)),
        stale=stale,
        reasons=tuple(_reasons(desk, opened, stale)),
        noticed=tuple(_noticed(desk, opened)),
    )


def _differs(desk: Desk, refs: StoryRefs, opened: OpenStory) -> bool:
    if refs.local is None or refs.shared is None:
        return refs.shared is None
    try:
        shared = open_commit(desk, refs.id, refs.shared)
    except Refused:
        return True
    return not says_the_same(shared, opened)


def _reasons(desk: Desk, opened: OpenStory, stale: tuple[str, ...]) -> list[Message]:
    language = opened.story.language
    use = standing.Use(channels.site(language), language, _today(desk))
    state = desk.state().stories.get(opened.story.id)
    if state is not None and not is_as_shared(desk, opened.story.id):
        return [standing.NOT_AS_SHARED.message]
    found = standing.reasons(
        agreed_record(desk, opened),
        use,
        released=language not in stale,
        refused=state is not None and state.refused(language),
        hold=state is not None and state.held,
        community=state is not None and state.community_agrees(language),
    )
    return [reason.message for reason in found]


def _noticed(desk: Desk, opened: OpenStory) -> list[tuple[str, Identifier]]:
    return [(find.words, find.identifier) for find in waiting(desk, opened)]


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


def _is_mine(desk: Desk, draft: DraftId) -> bool:
    return any(one.id == draft and one.local is not None for one in all_drafts(desk))


def _ground(desk: Desk, id_: StoryId, since: Oid | None) -> Oid:
    """The commit whose story is changed: the moment the words were read from, else the newest."""
    local = desk.ref(LOCAL_STORIES + id_)
    return since if since is not None and local in (None, since) else newest(desk, id_)


def keep_opened(desk: Desk, opened: OpenStory, since: Oid | None = None) -> Changed:
    """Keep a story of the person's as its newest moment, sealed to them alone."""
    id_ = opened.story.id
    local = desk.ref(LOCAL_STORIES + id_)
    ground = _ground(desk, id_, since) if id_ in story_refs(desk) else None
    _keep(desk, forgetting(desk, opened), local)
    if ground not in (None, local):
        assert ground is not None
        _note_shared(desk, id_, ground)
    return changed(Topic.STORIES, ids=(id_,))


def keep_together(desk: Desk, opened: OpenStory, shared: Oid) -> None:
    """Keep a story that has everything in it that stands at `shared`."""
    _keep(desk, opened, desk.ref(LOCAL_STORIES + opened.story.id))
    _note_shared(desk, opened.story.id, shared)


def _note_shared(desk: Desk, id_: StoryId, shared: Oid) -> None:
    """Remember that the story here has in it what stands at `shared`."""
    mark = LOCAL_SHARED + id_
    desk.move(RefChange(mark, shared, desk.ref(mark)))


def _keep(desk: Desk, opened: OpenStory, tip: Oid | None) -> None:
    me = desk.me
    files = seal_bundle(opened, SealedPlace.ONLY_ME, {me.id: me.key.public_line})
    message = moment_message(desk.clock.now())
    commit = _commit(desk, files, (tip,) if tip else (), message)
    desk.move(RefChange(LOCAL_STORIES + opened.story.id, commit, tip))


def _commit(
    desk: Desk, files: Mapping[str, bytes], parents: tuple[Oid, ...], message: str = _MESSAGE
) -> Oid:
    ids = desk.store.write_many(list(files.values()))
    return desk.store.make_commit(
        dict(zip(files, ids, strict=True)),
        parents=parents,
        author=desk.me.id,
        at=desk.clock.now(),
        message=message,
    )


def _today(desk: Desk) -> date:
    return desk.clock.now().date()
