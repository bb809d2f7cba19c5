"""From places in the toolkit to places in the site: every link in a page made relative.

A site of relative addresses works at any web address and from a folder on a disk. Must not know
templates.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape
from urllib.parse import quote, unquote

_ATTRIBUTE = re.compile(r'\s(href|src)="([^"]*)"')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def relative(target: str, page: str) -> str:
    """How the file `page` of the site writes the address of the file `target`."""
    return _from_folder(target, posixpath.dirname(page) or ".")


@lru_cache(maxsize=1 << 16)
def _from_folder(target: str, folder: str) -> str:
    return quote(posixpath.relpath(target, folder))


def with_site_links(html: str, path: str, page: str, files: Mapping[str, str]) -> str:
    """`html` of the toolkit's file `path` with its links made for the site's file `page`.

    `files` maps a path in the toolkit to its file in the site. A link to anything else inside the
    toolkit loses its address and stays as words; web addresses and anchors stay as they are.
    """

    def rewritten(match: re.Match[str]) -> str:
        name, written = match.group(1), unescape(match.group(2))
        if _SCHEME.match(written) or written.startswith("#"):
            return match.group()
        target, hash_sign, anchor = written.partition("#")
        file = files.get(_in_toolkit(target, path))
        if file is None:
            return ""
        return f' {name}="{escape(relative(file, page) + hash_sign + anchor)}"'

    return _ATTRIBUTE.sub(rewritten, html)


def _in_toolkit(target: str, path: str) -> str:
    plain = unquote(target.partition("?")[0])
    base = "" if plain.startswith("/") else posixpath.dirname(path)
    whole = posixpath.normpath(posixpath.join(base, plain.lstrip("/")))
    if plain.endswith("/") or plain in (".", ".."):
        return posixpath.normpath(posixpath.join(whole, "index.md"))
    return whole
