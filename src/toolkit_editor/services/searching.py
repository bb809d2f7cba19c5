"""Finding words in every section, as the person sees them, and replacing them in chosen ones.

The person's own drafts come before what is in the toolkit. What is replaced is kept as the person's
own unshared words, through the lossless document, and can be put back all at once. No index: the
sources are looked through first, and only what may hold the words is read, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import count, say
from toolkit_editor.checks.reading import sentences_of
from toolkit_editor.content.front_matter import split
from toolkit_editor.content.outline import outline
from toolkit_editor.content.section import Section
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.finding import (
    Match,
    Wanted,
    find,
    holds,
    replaced,
    replaced_leaf,
    searchable,
)
from toolkit_editor.prose.model import BREAK, Leaf
from toolkit_editor.prose.reader import read
from toolkit_editor.services import writing
from toolkit_editor.services.changed import Changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import Draft, all_drafts
from toolkit_editor.services.progress import Progress, quiet
from toolkit_editor.store.model import Oid

MOST = 60
"""Sections that are shown; whoever finds more says more of what is wanted."""
MOST_HERE = 20
"""Passages of one section that are shown."""
_AROUND = 90
_MARKS = re.compile(r"[*_~`\\]")
_INTERRUPTED = re.compile(r"&#?\w|<|\w\[|[\])]\w")
"""Where a link, a tag or an entity may stand inside a word of the source."""
_AROUND_LINKS = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|[\[\]]")
_EVERY = 50


@dataclass(frozen=True, slots=True)
class Passage:
    """One place: in code points of the section's plain text, and the sentence it stands in."""

    start: int
    end: int
    before: str
    found: str
    after: str
    instead: str = ""
    """The sentence as it would be; empty where nothing is replaced."""

    @property
    def sentence(self) -> str:
        """The sentence as it is."""
        return f"{self.before}{self.found}{self.after}"


@dataclass(frozen=True, slots=True)
class Found:
    """A section that holds what is wanted; `passages` are empty where only its title does."""

    section: Section
    blob: Oid
    passages: tuple[Passage, ...]
    has_more: bool = False
    """Whether there are more passages than these."""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. `apart`: the words stand in these sections, but not together."""

    found: tuple[Found, ...]
    more: int = 0
    """Sections that may hold it too and were not read."""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A section that was changed: what it was and what it became."""

    section: Section
    before: bytes
    after: Oid


@dataclass(frozen=True, slots=True)
class Replaced:
    """What replacing did. `left` are sections that were left as they are."""

    written: tuple[Written, ...]
    left: tuple[Section, ...]
    changed: Changed


def search(desk: Desk, wanted: Wanted, languages: Sequence[str], tell: Progress = quiet) -> Results:
    """The sections in `languages` with `wanted`, those with it in their title first."""
    if not wanted.text.strip():
        return Results(())
    sections = _in_order(desk, languages)
    sources = _sources(desk, sections)
    together = _search(desk, sections, sources, [wanted], tell)
    words = [Wanted(word, wanted.exact, wanted.whole) for word in wanted.text.split()]
    if together.found or len(words) < 2:
        return together
    found = _search(desk, sections, sources, words, tell)
    return Results(found.found, found.more, apart=bool(found.found))


def preview(
    desk: Desk, wanted: Wanted, other: str, languages: Sequence[str], tell: Progress = quiet
) -> Results:
    """Every passage with `wanted` in its words, and its sentence with `other` instead."""
    sections = _in_order(desk, languages)
    sources = _sources(desk, sections)
    results = _search(desk, sections, sources, [wanted], tell, other=other, most=len(sections))
    return Results(tuple(found for found in results.found if found.passages))


def replace_in(
    desk: Desk, wanted: Wanted, other: str, chosen: Sequence[Found], tell: Progress = quiet
) -> Replaced:
    """Replace in the chosen sections; one that changed since it was found is left as it is.

    Where the person stops it, what was done is put back. Raises `StorageFailed`.
    """
    written: list[Written] = []
    left: list[Section] = []
    changed = Changed()
    try:
        for at, found in enumerate(chosen):
            if at % 5 == 0:
                tell(say("Changing section {at} of {n}…", at=at + 1, n=len(chosen)))
            made = _replace(desk, wanted, other, found)
            if made is None:
                left.append(found.section)
                continue
            one, told = made
            written.append(one)
            changed |= told
    except Refused:
        put_back(desk, written)
        raise
    return Replaced(tuple(written), tuple(left), changed)


def put_back(desk: Desk, written: Sequence[Written]) -> Replaced:
    """Put sections back as they were; one that was changed again since then is left."""
    back: list[Written] = []
    left: list[Section] = []
    changed = Changed()
    for one in written:
        if _blob(desk, one.section) != one.after:
            left.append(one.section)
            continue
        kept = writing.keep(desk, one.section.path, one.before)
        back.append(one)
        if kept is not None:
            changed |= kept.changed
    return Replaced(tuple(back), tuple(left), changed)


# what the person sees


def _in_order(desk: Desk, languages: Sequence[str]) -> list[Section]:
    toolkit, sections = desk.toolkit(), desk.sections()
    return [
        section
        for language in languages
        for part in outline(toolkit, sections, language)
        for section in part.sections
    ]


def _sources(desk: Desk, sections: Sequence[Section]) -> dict[str, tuple[Oid, bytes]]:
    """The source of every section as the person has it, by its path."""
    own = desk.once("own-blobs", lambda: _own_blobs(desk))
    blobs = {section.path: own.get(section.path) or Oid(section.blob) for section in sections}
    contents = desk.store.read_many(set(blobs.values()))
    return {path: (blob, contents[blob]) for path, blob in blobs.items()}


def _blob(desk: Desk, section: Section) -> Oid:
    own = desk.once("own-blobs", lambda: _own_blobs(desk))
    return own.get(section.path) or Oid(section.blob)


def _own_blobs(desk: Desk) -> dict[str, Oid]:
    """What the person's drafts hold, those of this computer before those that were shared."""
    me = desk.me.id if desk.has_key else None

    def is_own(draft: Draft) -> bool:
        if draft.local is not None:
            return not draft.is_done or draft.has_unshared
        return me is not None and draft.owner == me and not draft.is_done

    drafts = sorted(filter(is_own, all_drafts(desk)), key=lambda draft: draft.local is not None)
    return {path: oid for draft in drafts for path, oid in draft.files.items() if oid is not None}


# looking


def _search(
    desk: Desk,
    sections: Sequence[Section],
    sources: Mapping[str, tuple[Oid, bytes]],
    wanted: Sequence[Wanted],
    tell: Progress,
    *,
    other: str | None = None,
    most: int = MOST,
) -> Results:
    words = _separate(wanted)
    titled: list[Section] = []
    likely: list[Section] = []
    for section in sections:
        if all(holds(section.title, one) for one in wanted):
            titled.append(section)
        elif _may_hold(sources[section.path][1], words):
            likely.append(section)
    found: list[Found] = []
    for at, section in enumerate((*titled, *likely)):
        if len(found) >= most:
            return Results(tuple(found), len(titled) + len(likely) - at)
        if at % _EVERY == _EVERY - 1:
            tell(count(len(found), "Found in {n} section so far…", "Found in {n} sections so far…"))
        blob = sources[section.path][0]
        texts = desk.made_of("texts", blob, _read_texts)
        most_here = None if other is not None else MOST_HERE + 1
        passages = tuple(islice(_passages(texts, wanted, other), most_here))
        if passages or at < len(titled):
            shown = passages if other is not None else passages[:MOST_HERE]
            found.append(Found(section, blob, shown, len(passages) > len(shown)))
    return Results(tuple(found))


def _may_hold(source: bytes, words: Sequence[Wanted]) -> bool:
    """Whether the words may stand in a source, told without reading it as Markdown."""
    text = _MARKS.sub("", source.decode("utf-8", "replace"))
    if all(holds(text, word) for word in words):
        return True
    if not _INTERRUPTED.search(text):
        return False
    bare = _AROUND_LINKS.sub("", unescape(text))
    return all(holds(text, word) or holds(bare, word) for word in words)


def _separate(wanted: Sequence[Wanted]) -> list[Wanted]:
    """The words of what is wanted, as they may stand in a source."""
    return [Wanted(word, one.exact) for one in wanted for word in _MARKS.sub("", one.text).split()]


def _read_texts(data: bytes) -> tuple[tuple[str, str], ...]:
    """Of each leaf its text and what of it is looked in."""
    return tuple((leaf.text, searchable(leaf)) for leaf in _leaves(data))


def _leaves(data: bytes) -> tuple[Leaf, ...]:
    return read(split(data)[1].decode("utf-8", "surrogateescape").removeprefix("\ufeff")).leaves


def _passages(
    texts: Sequence[tuple[str, str]], wanted: Sequence[Wanted], other: str | None
) -> Iterator[Passage]:
    """The places of the longest of `wanted`; none where one of them is not there."""
    if not all(any(holds(looked_in, one) for _, looked_in in texts) for one in wanted):
        return
    shown = max(wanted, key=lambda one: len(one.text))
    at = 0
    for text, looked_in in texts:
        for match in find(looked_in, shown):
            yield _passage(text, match, at, shown, other)
        at += len(text) + 1


def _passage(text: str, match: Match, at: int, wanted: Wanted, other: str | None) -> Passage:
    spans = [span for span in sentences_of(text) if span.start <= match.start < span.end]
    left, right = (spans[0].start, spans[0].end) if spans else (0, len(text))
    left = max(left, match.start - _AROUND)
    right = min(max(right, match.end), match.end + _AROUND)
    before = _shown(text[left : match.start])
    after = _shown(text[match.end : right])
    if left and not (spans and spans[0].start == left):
        before = f"… {before.partition(' ')[2] or before}"
    if right < (spans[0].end if spans else len(text)):
        after = f"{after.rpartition(' ')[0] or after} …"
    found = text[match.start : match.end]
    instead = ""
    if other is not None:
        inside = [Match(0, len(found))]
        instead = f"{before}{replaced(found, inside, other, wanted)}{after}"
    return Passage(at + match.start, at + match.end, before, _shown(found), after, instead)


def _shown(text: str) -> str:
    return text.replace(BREAK, " ").replace("\ufffc", "").replace("\n", " ")


# replacing


def _replace(
    desk: Desk, wanted: Wanted, other: str, found: Found
) -> tuple[Written, Changed] | None:
    if _blob(desk, found.section) != found.blob:
        return None
    data = desk.store.read(found.blob)
    head, body = split(data)
    document = Document(body)
    leaves = [
        replaced_leaf(leaf, find(searchable(leaf), wanted), other, wanted)
        for leaf in document.leaves
    ]
    made = document.write(leaves)
    if not made.faithful or made.data == body:
        return None
    after = head + made.data
    kept = writing.keep(desk, found.section.path, after)
    if kept is None:
        return None
    return Written(found.section, data, desk.store.blob_id(after)), kept.changed
