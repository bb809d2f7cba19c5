"""Where to go, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Go:
    """A page, and what it is to show: an id, a language, and what else that page understands."""

    page: str
    id: str = ""
    language: str = ""
    extra: str = ""
