"""What a check has to say: one sentence about one place, and whether it stops publishing.

Checks suggest; people decide. Must not know where a finding is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message


class Severity(StrEnum):
    """How much a finding weighs: only `BLOCK` stops publishing."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


class Code(StrEnum):
    """The stable names of findings, as the command line prints them."""

    NOT_APPROVED = "not-approved"
    NO_CONSENT = "no-consent"
    CONSENT_EXPIRED = "consent-expired"
    CONSENT_CHANNEL = "consent-channel"
    RELEASE_STALE = "release-stale"
    WITHDRAWN = "withdrawn"
    ANCHOR_UNSURE = "anchor-unsure"
    IDENTITY = "identity"
    COMMUNITY_HOLD = "community-hold"
    SEALED = "sealed"
    OPEN_DISAGREEMENT = "open-disagreement"
    UNSAFE = "unsafe"
    NO_ALT = "no-alt"
    HEADING_ORDER = "heading-order"
    LINK_TEXT = "link-text"
    LINK_BROKEN = "link-broken"
    TABLE_HEADER = "table-header"
    PLAIN_LANGUAGE = "plain-language"
    JARGON = "jargon"
    WORDING = "wording"
    TRANSLATION_BEHIND = "translation-behind"


ACCESSIBILITY = frozenset(
    {Code.NO_ALT, Code.HEADING_ORDER, Code.LINK_TEXT, Code.LINK_BROKEN, Code.TABLE_HEADER}
)
"""The codes that warn, and block where the group's toolkit.yml says so."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was noticed: a line of a file (from 1), a whole file, or a story."""

    path: str = ""
    line: int | None = None
    story: StoryId | None = None

    def __str__(self) -> str:
        """`en/part-1/meeting-2.md:14`, or `story:` and its id: never a word of the story."""
        if self.story is not None:
            return f"story:{self.story}"
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was noticed."""

    severity: Severity
    code: Code
    place: Place
    message: Message

    @property
    def blocks(self) -> bool:
        """Whether this stops publishing."""
        return self.severity is Severity.BLOCK
