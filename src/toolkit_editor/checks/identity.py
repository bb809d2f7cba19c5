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
from toolkit_editor.checks.identity_names import names_in
from toolkit_editor.checks.identity_patterns import PATTERNS, Kind, advice_for


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
    return sorted(taken, key=lambda match: match.start)


def _candidates(text: str, lang: str, known: Known) -> Iterator[tuple[int, int, Kind]]:
    """Possible matches, the surest kind first, since the first to claim a word keeps it."""
    allowed = {_bare(contact) for contact in known.contacts}
    for start, end in _literal(known.organisations, text):
        yield start, end, Kind.ORGANISATION
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if _bare(match.group()) not in allowed:
                yield match.start(), match.end(), kind
    ordinary = [word for phrase in known.ordinary for word in phrase.split()]
    for start, end, is_place in names_in(text, lang, ordinary):
        yield start, end, Kind.PLACE if is_place else Kind.NAME


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
