"""Stories, consents and keys for tests. Everything in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from toolkit_editor.base.ids import EventId, PersonId, SectionId, StoryId
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.consent import Consent, begin, changed
from toolkit_editor.stories.release import released
from toolkit_editor.stories.story import from_markdown

STORY = StoryId("00000000000000d1")
SECTION = SectionId("d0b65efa4a2d548c")
OTHER_SECTION = SectionId("a34b9bb6ceaafc10")
TELLER = PersonId("00000000000000aa")
EDITOR = PersonId("00000000000000bb")
MEMBER = PersonId("00000000000000cc")
START = date(2026, 1, 15)
AT = datetime(2026, 1, 15, 10, 40, tzinfo=UTC)

ENGLISH = b"""---
title: The tea break
language: en
attribution: role
display-name: A resident
content-notes: [loss]
themes: [safe-space]
voice: lived-experience
own-key: "kept"   # with its comment
---

I had my card on my knee.\r
Nobody made a fuss.
"""
FRENCH = """---
title: La pause thé
language: fr
display-name: Une personne résidente
---

J’avais ma carte sur le genou.
""".encode()


class Person:
    """Somebody with a key."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()
        self.public = (
            self._key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
        )
        self.private = self._key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def consented(**changes: object) -> Consent:
    """Consent to the English site and handouts, for two years."""
    given = {"channels": frozenset({"site-en", "handouts"}), "display": "A resident", **changes}
    return changed(begin(STORY, TELLER, START), TELLER, AT, given)  # type: ignore[arg-type]


def told() -> OpenStory:
    """A story in two languages with a picture, some talk, and its texts released."""
    story = OpenStory(
        from_markdown(STORY, ENGLISH),
        {"fr": from_markdown(STORY, FRENCH)},
        talk={EventId("00000000000000e1"): b'{"kind": "comment"}'},
        media={"card.png": b"\x89PNG pixels"},
    )
    return replace(story, consent=released(consented(), TELLER, AT, story.hashes()))
