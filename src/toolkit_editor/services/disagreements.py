"""Two versions of a sentence: which wait for a person, what somebody chooses, and what follows.

Nothing is stored for them: every program finds the same places from the drafts and the toolkit.
A choice about a shared draft is an event; about what is only on this computer it is a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from toolkit_editor.annotations.placement import FOLDER
from toolkit_editor.base.errors import NotAllowed, Refused
from toolkit_editor.base.ids import DraftId, EventId
from toolkit_editor.base.message import say
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.prose.typed import source_of
from toolkit_editor.review.event import on_draft
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import Choice, DraftState, Status
from toolkit_editor.services.catching_up import catch_up
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import Draft, find_draft
from toolkit_editor.services.grounds import title_of
from toolkit_editor.services.offering import offer, written
from toolkit_editor.services.placements import is_moot, read_placement
from toolkit_editor.services.sections import find_section_at, title_at
from toolkit_editor.services.uniting import DRAFT, TOOLKIT, Place, United, unite

_OPEN = (Status.IN_REVIEW, Status.CHANGES_ASKED, Status.APPROVED)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A draft of the group that waits for a choice, in the files at `paths`."""

    draft: DraftId
    status: Status
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One place to choose at, in the words of readers; empty words where it was taken out.

    `both` are both versions' changes at once, where that reads as a sentence.
    """

    id: str
    title: str
    was: str
    ours: str
    theirs: str
    both: str | None
    whole: bool
    may_write: bool
    """Whether other words than these may be written."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What there is to choose in one draft, and whose the two sides are (empty: not known)."""

    draft: DraftId
    mine: bool
    ours_by: str
    theirs_by: str
    cards: tuple[Card, ...]
    section: tuple[str, str] | None
    """Id and language of the page of the first card."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says at one place: which side they keep, or both, or in other words."""

    kept: str | None = None
    both: bool = False
    text: str = ""


def united(desk: Desk, id_: DraftId) -> United:
    """A shared draft, as the group has it, on the toolkit as it is now."""
    return desk.once(f"united {id_}", lambda: _united(desk, desk.state().drafts[id_]))


def _united(desk: Desk, shared: DraftState) -> United:
    main = desk.main()
    if shared.base == main:
        return United(shared.files, (), ())
    base = desk.merge_base(shared.base, main) or shared.base
    before, now = desk.blobs(base, shared.files), desk.blobs(main, shared.files)
    return unite(desk, before, shared.files, now, shared.chosen)


def open_disagreements(desk: Desk) -> list[Disagreement]:
    """The drafts of the group in which somebody has to choose."""
    return desk.once("disagreements", lambda: list(_waiting(desk)))


def _waiting(desk: Desk) -> Iterator[Disagreement]:
    drafts = desk.state().drafts.values()
    open_ = [one for one in drafts if one.status in _OPEN and not is_moot(desk, one)]
    resting = {one.id: _rests_on(desk, one) for one in open_}
    new = [one for one in open_ if not desk.clashes.knows(resting[one.id])]
    desk.merge_bases((one.base for one in new), desk.main())
    for shared in open_:
        paths = desk.clashes.paths(resting[shared.id], partial(_paths, desk, shared))
        if paths:
            yield Disagreement(shared.id, shared.status, paths)
    desk.clashes.settle(len(open_))


def _paths(desk: Desk, shared: DraftState) -> Iterable[str]:
    return dict.fromkeys(place.path for place in united(desk, shared.id).places)


def _rests_on(desk: Desk, shared: DraftState) -> object:
    """All that decides whether somebody has to choose in a shared draft."""
    chosen = {place: [choice.kept, choice.text] for place, choice in shared.chosen.items()}
    now = desk.blobs(desk.main(), shared.files)
    return [shared.base, dict(shared.files), now, chosen]


def may_choose(desk: Desk, shared: DraftState) -> bool:
    """Whether the person may choose for the group: the draft's writer, editors, maintainers."""
    return desk.has_key and (shared.owner == desk.me.id or desk.is_a(Role.EDITOR, Role.MAINTAINER))


def choosing(desk: Desk, id_: DraftId) -> Choosing:
    """What there is to choose in a draft: in one's own as it is here, else as the group has it."""
    draft = find_draft(desk, id_)
    places = _places(desk, draft)
    mine = desk.has_key and draft.owner == desk.me.id
    owner = desk.state().group.person(draft.owner) if draft.owner else None
    section = find_section_at(desk, places[0].path) if places else None
    return Choosing(
        id_,
        mine,
        owner.name if owner and not mine else "",
        _who_changed(desk, places[0].path) if places else "",
        tuple(_card(desk, place, draft) for place in places),
        (section.id, section.language) if section else None,
    )


def _places(desk: Desk, draft: Draft) -> tuple[Place, ...]:
    if _is_private(draft):
        return catch_up(desk, draft).places
    return united(desk, draft.id).places


def _is_private(draft: Draft) -> bool:
    """Whether a choice concerns words that only this computer has."""
    return draft.local is not None and draft.has_unshared


def _card(desk: Desk, place: Place, draft: Draft) -> Card:
    clash = place.clash
    both = clash.proposal
    if place.path.startswith(f"{FOLDER}/"):
        return _placing_card(desk, place, draft)
    return Card(
        place.id,
        title_at(desk, place.path),
        _words(clash.base),
        _words(clash.ours),
        _words(clash.theirs),
        None if both is None else _words(both),
        place.whole,
        place.is_sentence,
    )


def _placing_card(desk: Desk, place: Place, draft: Draft) -> Card:
    """Two answers to where a story stands: the words of each, empty for nowhere any more."""
    now = desk.store.file(desk.main(), place.path)
    versions = (desk.store.file(draft.base, place.path), draft.files.get(place.path), now)
    placements = [read_placement(desk, oid) if oid is not None else None for oid in versions]
    titles = [title_of(desk, one.target) for one in placements if one is not None]
    was, ours, theirs = ("" if one is None else one.target.selector.exact for one in placements)
    title = titles[-1] if titles else place.path
    return Card(place.id, title, was, ours, theirs, None, whole=True, may_write=False)


def _words(source: str) -> str:
    return plain_of(source.encode()).text.strip()


def _who_changed(desk: Desk, path: str) -> str:
    """What the person is called who wrote what the toolkit says at `path` now."""
    now = desk.store.file(desk.main(), path)
    for shared in reversed(list(desk.state().drafts.values())):
        if shared.brought is not None and shared.brought.files.get(path, "") == now:
            person = desk.state().group.person(shared.owner)
            return person.name if person else ""
    return ""


def settle(desk: Desk, id_: DraftId, answers: Mapping[str, Answer]) -> Changed:
    """Write down what a person chose, by the id of the place; once all is chosen, go on with it.

    Raises `NotAllowed` for somebody who may not choose, and `Refused` where a place is not there
    any more or, in words only this computer has, one is left out.
    """
    draft = find_draft(desk, id_)
    there = {place.id: place for place in _places(desk, draft)}
    if not answers or not answers.keys() <= there.keys():
        raise Refused(say("Somebody has chosen meanwhile. Look again at what is left."))
    facts = {name: _facts(there[name], answer) for name, answer in answers.items()}
    told = changed(Topic.DRAFTS, Topic.REVIEW, Topic.SECTIONS, ids=(id_,))
    if _is_private(draft):
        choices = {
            name: Choice(EventId(""), desk.me.id, "", one.get("kept"), one.get("text", ""))
            for name, one in facts.items()
        }
        if catch_up(desk, draft, choices).places:
            raise Refused(say("Choose at every place, so that nothing is left open."))
        return told
    assert draft.shared is not None
    if not may_choose(desk, draft.shared):
        raise NotAllowed(say("Only its writer, an editor or a maintainer can choose here."))
    desk.record(*(("chosen", on_draft(id_), {"place": name, **one}) for name, one in facts.items()))
    if draft.status is not Status.CHANGES_ASKED:  # else its writer shares it again
        bring_up(desk, id_)
    return told


def _facts(place: Place, answer: Answer) -> dict[str, str]:
    if answer.kept in (DRAFT, TOOLKIT):
        return {"kept": answer.kept}
    if answer.both and place.clash.proposal is not None:
        return {"text": place.clash.proposal}
    if not place.is_sentence:
        raise Refused(say("Here one of the two must be kept as it is."))
    text = source_of(answer.text)
    if not text:
        raise Refused(say("Write how it should read, or keep one of the two."))
    return {"text": place.clash.lead + text}


def bring_up(desk: Desk, id_: DraftId) -> bool:
    """Offer a draft of the group anew as it reads on the toolkit as it is now, if that is new.

    Not while a choice waits.
    """
    shared, now = desk.state().drafts[id_], united(desk, id_)
    if now.is_open or dict(now.files) == dict(shared.files):
        return False
    offer(desk, id_, written(desk, now.files), shared.note)
    return True
