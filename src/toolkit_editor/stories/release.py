"""The teller's release: the exact text, per language, that they have read and said yes to.

The hash of a text is the SHA-256, in lower-case hex, of the story's Markdown file in that language
exactly as it is sealed: front matter (title, display name, content notes) and body, byte for byte.
Where the story has pictures or recordings, these follow the file's bytes, for each medium in the
order of its name: one zero byte, the name in UTF-8, one zero byte, and the medium's own SHA-256 as
32 bytes. So any change to text, title, picture or caption makes the release stale, and only that
of the language it was made in; a medium belongs to all languages.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from toolkit_editor.base.ids import PersonId
from toolkit_editor.stories.consent import Consent, changed


def text_hash(text: bytes, media: Mapping[str, bytes] | None = None) -> str:
    """The hash of a story's file with its media, by name."""
    digest = hashlib.sha256(text)
    for name, medium in sorted((media or {}).items()):
        digest.update(b"\0" + name.encode("utf-8") + b"\0" + hashlib.sha256(medium).digest())
    return digest.hexdigest()


def is_released(
    consent: Consent | None, language: str, text: bytes, media: Mapping[str, bytes] | None = None
) -> bool:
    """Whether the teller said yes to exactly this in `language`."""
    if consent is None:
        return False
    agreed = consent.released.get(language, "")
    return hmac.compare_digest(agreed, text_hash(text, media))


def released(consent: Consent, by: PersonId, at: datetime, hashes: Mapping[str, str]) -> Consent:
    """The record after the teller said yes to the texts with these hashes, by language.

    Other languages keep what was said of them. `by` is who wrote the yes down.
    """
    return changed(consent, by, at, {"released": {**consent.released, **hashes}})


def taken_back(consent: Consent, by: PersonId, at: datetime, language: str) -> Consent:
    """The record after the yes to the text in `language` was taken back."""
    left = {name: digest for name, digest in consent.released.items() if name != language}
    return changed(consent, by, at, {"released": left})
