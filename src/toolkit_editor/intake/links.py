"""Where a link of another program really leads: without the detours that watch who follows them.

Some programs wrap an address in one of their own, with the reader's e-mail address in it.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from toolkit_editor.base.addresses import is_safe

_LONGEST = 2_000
_IGNORED = re.compile(r"[\t\r\n]")
_DETOURS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]+"), "/url", ("q", "url")),
    (re.compile(r"[a-z0-9.-]*safelinks\.protection\.outlook\.com"), "/", ("url",)),
    (re.compile(r"statics\.teams\.cdn\.office\.net"), "/evergreen-assets/safelinks", ("url",)),
)


def address(href: str) -> str | None:
    """The address that `href` stands for; None where the toolkit cannot carry it.

    A place within the same page is None too: the page does not come along.
    """
    href = _IGNORED.sub("", href).strip()
    href = _without_detour(href)
    if not href or href.startswith("#") or len(href) > _LONGEST or not is_safe(href):
        return None
    return href


def _without_detour(href: str) -> str:
    if not href.startswith(("http://", "https://")):
        return href
    try:
        parts = urlsplit(href)
        host = parts.hostname or ""
        for hosts, path, names in _DETOURS:
            if hosts.fullmatch(host) and parts.path.startswith(path):
                asked = parse_qs(parts.query)
                inner = next((asked[name][0] for name in names if name in asked), "")
                if inner.startswith(("http://", "https://", "mailto:")):
                    return inner
    except ValueError:
        return href
    return href
