"""A mark of the program's own code, to know what another version of it worked out and kept."""

from __future__ import annotations

import functools
from hashlib import sha256
from pathlib import Path


@functools.cache
def code_mark(*packages: str) -> str | None:
    """A mark of all code in these packages of the program; None where it cannot be read."""
    top = Path(__file__).parent.parent
    whole = sha256()
    for package in packages:
        files = sorted((top / package).rglob("*.py"))
        if not files:
            return None
        for file in files:
            whole.update(sha256(file.read_bytes()).digest())
    return whole.hexdigest()
