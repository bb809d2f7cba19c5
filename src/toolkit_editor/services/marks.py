"""The short mark of a key, for two people to compare aloud."""

from __future__ import annotations

import base64
import hashlib


def fingerprint(public_line: str) -> str:
    """The first 64 bits of a key's SHA-256, in groups of four."""
    digest = hashlib.sha256(base64.b64decode(public_line.split()[1])).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))
