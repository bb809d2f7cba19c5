"""What in a story could tell a reader who somebody is, in English and French.

Looks for what can be seen from the text alone, on this computer: contacts, addresses, dates, ages,
numbers, names, organisations, positions only one person holds. Each match comes with a gentler way
to say the same. It overlooks things, and it is sometimes wrong: a person decides, and a teller may
want to be known. It changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from toolkit_editor.base.message import Message
from toolkit_editor.checks.identity_bodies import HALLOWED, WATERS, organisations
from toolkit_editor.checks.identity_contacts import ADDRESS
from toolkit_editor.checks.identity_names import names_in
from toolkit_editor.checks.identity_patterns import PATTERNS, WORDED, Kind, advice_for
from toolkit_editor.checks.identity_tokens import is_casual
from toolkit_editor.checks.identity_words import LANGUAGES, fold, public_lines


@dataclass(frozen=True, slots=True)
class Identifier:
    """Words from `start` to `end` (code points) that could identify somebody."""

    start: int
    end: int
    kind: Kind
    message: Message


@dataclass(frozen=True, slots=True)
class Known:
    """What the group says of itself.

    `organisations` are looked for; `ordinary` words (the toolkit's name, its terms) are no names;
    `contacts` (support lines, the group's own address) may stand in any text.
    """

    organisations: Collection[str] = field(default_factory=tuple)
    ordinary: Collection[str] = field(default_factory=tuple)
    contacts: Collection[str] = field(default_factory=tuple)


def find_identifiers(text: str, lang: str, known: Known | None = None) -> list[Identifier]:
    """What in `text` could identify somebody, in the order of the text, without overlaps."""
    known = known or Known()
    taken: list[Identifier] = []
    claimed = bytearray(len(text))
    for start, end, kind in _candidates(text, lang[:2], known):
        if not any(claimed[start:end]):
            claimed[start:end] = b"\1" * (end - start)
            taken.append(Identifier(start, end, kind, advice_for(kind, text[start:end])))
    return list(_whole_addresses(sorted(taken, key=lambda match: match.start), text))


def _whole_addresses(found: Iterable[Identifier], text: str) -> Iterator[Identifier]:
    """An address that is told in parts, such as a lot and a concession, is one."""
    last: Identifier | None = None
    for one in found:
        if (
            last is not None
            and last.kind is one.kind is Kind.ADDRESS
            and text[last.end : one.start].strip() in ("", ",")
        ):
            last = Identifier(
                last.start, one.end, one.kind, advice_for(one.kind, text[last.start : one.end])
            )
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _candidates(text: str, lang: str, known: Known) -> Iterator[tuple[int, int, Kind]]:
    """Possible matches, the surest kind first, since the first to claim a word keeps it."""
    allowed = {_bare(contact) for contact in known.contacts}
    lang = lang if lang in LANGUAGES else "en"
    for start, end in _literal(known.organisations, text):
        yield start, end, Kind.ORGANISATION
    for start, end, kind in _shaped(PATTERNS, text):
        contact = _bare(text[start:end])
        if contact not in allowed and contact not in public_lines():
            yield start, end, kind
    ordinary = [word for phrase in known.ordinary for word in phrase.split()]
    for start, end in organisations(text, lang, is_casual(text), [fold(word) for word in ordinary]):
        yield start, end, Kind.ORGANISATION
    yield from _shaped(
        (
            (Kind.ORGANISATION, HALLOWED),
            (Kind.ADDRESS, ADDRESS),
            *WORDED[lang],
            (Kind.PLACE, WATERS),
        ),
        text,
    )
    for start, end, is_place in names_in(text, lang, ordinary):
        yield start, end, Kind.PLACE if is_place else Kind.NAME


def _shaped(
    shapes: Iterable[tuple[Kind, Iterable[re.Pattern[str]]]], text: str
) -> Iterator[tuple[int, int, Kind]]:
    for kind, patterns in shapes:
        for pattern in patterns:
            part = "it" if "it" in pattern.groupindex else 0
            for match in pattern.finditer(text):
                yield match.start(part), match.end(part), kind


def _literal(phrases: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    for phrase in phrases:
        if phrase.strip():
            pattern = r"\s+".join(re.escape(word) for word in phrase.split())
            pattern = pattern.replace("'", "['’]").replace("’", "['’]")
            for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
                yield match.start(), match.end()


def _bare(contact: str) -> str:
    """A contact without punctuation, so that 1-800-555-0199 and (800) 555 0199 are the same."""
    digits = re.sub(r"\D", "", contact)
    return digits[-10:] if len(digits) >= 7 else contact.strip().casefold().rstrip("/.")
