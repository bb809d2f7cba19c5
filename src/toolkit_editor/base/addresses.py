"""Which addresses a link may have: what the site carries, however a scheme is disguised.

Must not know where in the toolkit an address leads.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""The kinds of address a link may have; everything without a scheme is inside the toolkit."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


def has_scheme(href: str) -> bool:
    """Whether `href` begins as an address outside the toolkit does."""
    return _SCHEME.match(href) is not None


def is_safe(href: str) -> bool:
    """Whether the site carries `href`."""
    plain = _INVISIBLE.sub("", unquote(href))
    if plain.startswith(("//", "\\", "/\\")):
        return False
    scheme = _SCHEME.match(_INVISIBLE.sub("", href)) or _SCHEME.match(plain)
    return scheme is None or scheme.group(1).lower() in SAFE_SCHEMES
