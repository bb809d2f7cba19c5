"""Reading: the outline of the toolkit, and one section with everything that belongs beside it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from urllib.parse import unquote

from toolkit_editor.base.ids import DraftId, SectionId
from toolkit_editor.base.message import Message
from toolkit_editor.content.front_matter import split
from toolkit_editor.content.outline import outline
from toolkit_editor.content.section import Section
from toolkit_editor.content.toolkit import in_language
from toolkit_editor.prose.outline import structure_of
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.work import Status
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.disagreements import may_choose, open_disagreements
from toolkit_editor.services.drafts import Draft, all_drafts, own_draft_of
from toolkit_editor.services.people import standing_notice
from toolkit_editor.services.place import Place
from toolkit_editor.services.placements import all_placements
from toolkit_editor.services.proposals import proposals
from toolkit_editor.services.sections import (
    find_section,
    glance_at,
    languages_of,
    own_new_sections,
    title_at,
)
from toolkit_editor.services.talking import Conversation, conversations_in
from toolkit_editor.services.voices import Voice, voices_in
from toolkit_editor.store.model import Oid

_LARGEST_PICTURE = 8_000_000

FEW = 4
"""How many things of one kind Home shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A section in the outline, told without opening it."""

    section: Section
    kind: str
    place: Place
    status: Status
    voices: int
    waiting: int
    """Conversations that wait for somebody."""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A part of the outline."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A section opened for reading and writing.

    `head` and `body` are what the person has now: their own draft where there is one, else what
    was shared, else what is in the toolkit. `pictures` has the bytes of those it shows, by address.
    """

    section: Section
    head: bytes
    body: bytes
    blob: Oid
    place: Place
    status: Status
    draft: Draft | None
    languages: tuple[str, ...]
    conversations: tuple[Conversation, ...]
    voices: tuple[Voice, ...]
    pictures: Mapping[str, bytes]
    note: str = ""
    since: Oid | None = None
    """The commit the words were read from: what is written on is kept with it."""


def read_outline(desk: Desk, language: str) -> list[OutlineRow]:
    """The toolkit's sections in one language, part by part."""
    toolkit = desk.toolkit()
    by_path = {path: draft for draft in all_drafts(desk) for path in draft.files}
    placed = _counted_voices(desk, language)
    waiting = {
        on.removeprefix("section:"): talk.waiting
        for on, talk in desk.state().talk.items()
        if on.startswith("section:")
    }
    public = desk.state().published is not None
    rows: list[OutlineRow] = []
    for part in outline(toolkit, [*desk.sections(), *own_new_sections(desk, language)], language):
        inside = []
        for section in part.sections:
            draft = by_path.get(section.path)
            status, place = _standing(draft, public=public)
            inside.append(
                Row(
                    section,
                    in_language(toolkit.kinds.get(section.kind, {}), language, section.kind),
                    place,
                    status,
                    placed.get(section.id, 0),
                    waiting.get(section.id, 0),
                )
            )
        rows.append(OutlineRow(part.title, tuple(inside)))
    return rows


def _standing(draft: Draft | None, *, public: bool) -> tuple[Status, Place]:
    """Where a section is for the person: their own unshared words first, then what is shared."""
    at_rest = draft is None or not draft.has_unshared
    if draft is None or (at_rest and (draft.is_done or draft.shared is None)):
        return (Status.PUBLIC, Place.PUBLIC) if public else (Status.IN_TOOLKIT, Place.GROUP)
    if draft.local is not None and draft.has_unshared:
        return Status.LOCAL, Place.HERE
    return draft.status, draft.place


def _counted_voices(desk: Desk, language: str) -> Counter[str]:
    return Counter(
        placed.placement.target.source
        for placed in all_placements(desk)
        if placed.placement.target.language in (None, language)
    )


def open_section(desk: Desk, id_: SectionId, language: str) -> OpenSection:
    """A section with its words, conversations and voices; raises `NotFound`."""
    section = find_section(desk, id_, language)
    draft = own_draft_of(desk, section.path)
    if draft is None:
        shared = [d for d in all_drafts(desk) if section.path in d.files and not d.is_done]
        mine = desk.me.id if desk.has_key else None
        new = desk.store.file(desk.main(), section.path) is None
        draft = next((d for d in shared if d.owner == mine or new), None)
    blob = (draft.files.get(section.path) if draft else None) or Oid(section.blob)
    data = desk.store.read(blob)
    head, body = split(data)
    status, place = _standing(draft, public=desk.state().published is not None)
    text = cache(lambda: plain_of(body).text)  # reading a long text takes a while
    return OpenSection(
        section=section,
        head=head,
        body=body,
        blob=blob,
        place=place,
        status=status,
        draft=draft,
        languages=languages_of(desk, section),
        conversations=tuple(conversations_in(desk, section.id, language, blob, text)),
        voices=tuple(voices_in(desk, section.id, language, blob, text)),
        pictures=pictures_of(desk, section.path, body, draft.files if draft else {}),
        note=draft.shared.note if draft and draft.shared else "",
        since=draft.rests_on if draft and draft.rests_on else desk.main(),
    )


def pictures_of(
    desk: Desk, path: str, body: bytes, drafted: Mapping[str, Oid | None] | None = None
) -> dict[str, bytes]:
    """The pictures that a text shows, of the toolkit or of a draft, by the address it uses."""
    found: dict[str, bytes] = {}
    if b"![" not in body:  # reading a long text takes a while
        return found
    for image in structure_of(body).images:
        file = resolve(image.src, path)
        own = drafted is not None and file in drafted
        oid = drafted[file] if drafted and own else desk.store.file(desk.main(), file)
        if oid is not None and desk.store.size(oid) <= _LARGEST_PICTURE:
            found[image.src] = desk.store.read(oid)
    return found


def resolve(address: str, path: str) -> str:
    """The path in the toolkit of an `address` in the file at `path`; leads nowhere if outside."""
    plain = unquote(address.partition("#")[0].partition("?")[0])
    if "://" in plain or plain.startswith(("/", "\\", "mailto:", "tel:")):
        return plain.lstrip("/") if plain.startswith("/") and not plain.startswith("//") else ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows: unfinished words, what waits for the person, what is new."""

    name: str
    toolkit: str
    roles: tuple[str, ...]
    unshared: tuple[tuple[DraftId, SectionId, str, str], ...]
    """Draft, section, language and title of what only this computer has."""
    asked: tuple[tuple[DraftId, SectionId, str, str, str], ...]
    """The person's drafts for which changes were asked, with the note."""
    to_review: int
    to_bring_in: int
    conversations: int
    asking: bool = False
    """Whether somebody asks to join."""
    proposed: bool = False
    """Whether something about a maintainer waits for the person's yes."""
    notice: Message | None = None
    """What somebody who is not in the group should know."""
    choices: tuple[tuple[DraftId, str], ...] = ()
    """The first drafts in which the person may choose between two versions, each with a title."""


def home(desk: Desk, language: str) -> HomeView:
    """What the home page shows."""
    state = desk.state()
    person = desk.person()
    unshared: list[tuple[DraftId, SectionId, str, str]] = []
    asked: list[tuple[DraftId, SectionId, str, str, str]] = []
    for draft in all_drafts(desk):
        waits = draft.has_unshared or draft.status is Status.CHANGES_ASKED
        if draft.rests_on is None or not waits:
            continue
        found = (glance_at(desk, path) for path in draft.files)
        one = next((section for section in found if section is not None), None)
        if one is None:
            continue
        if draft.has_unshared:
            unshared.append((draft.id, one.id, one.language, one.title))
        elif draft.shared:
            asked.append((draft.id, one.id, one.language, one.title, draft.shared.note))
    statuses = [draft_.status for draft_ in state.drafts.values()]
    choices = (one for one in open_disagreements(desk) if may_choose(desk, state.drafts[one.draft]))
    return HomeView(
        name=person.name if person else "",
        toolkit=in_language(desk.toolkit().name, language),
        roles=tuple(sorted(person.roles)) if person else (),
        unshared=tuple(unshared),
        asked=tuple(asked),
        to_review=statuses.count(Status.IN_REVIEW),
        to_bring_in=statuses.count(Status.APPROVED),
        conversations=sum(talk.waiting for talk in state.talk.values()),
        asking=bool(state.group.asking),
        proposed=any(not one.yours for one in proposals(desk)),
        notice=standing_notice(desk),
        choices=tuple((one.draft, title_at(desk, one.paths[0])) for one in islice(choices, FEW)),
    )
