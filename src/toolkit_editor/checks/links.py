"""Where links lead: inside the toolkit the target must be there, and nothing unsafe is carried.

Looks at no other computer: whether a web address answers is not asked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from toolkit_editor.base.addresses import has_scheme, is_safe
from toolkit_editor.base.message import Message, say
from toolkit_editor.checks.finding import Code, Finding, Place, Severity
from toolkit_editor.prose.outline import Structure


@dataclass(frozen=True, slots=True)
class Targets:
    """What links may lead to: files by path and, where known, the anchors within each."""

    paths: Collection[str]
    anchors: Mapping[str, Collection[str]] = field(default_factory=dict)


def check_links(
    structure: Structure, path: str, targets: Targets, blocking: Collection[str] = ()
) -> list[Finding]:
    """What is wrong with where the links and pictures of the section at `path` lead."""
    broken = Severity.BLOCK if Code.LINK_BROKEN in blocking else Severity.WARN
    found = []
    leads = [(link.line, link.text, link.href) for link in structure.links]
    leads += [(image.line, image.alt, image.src) for image in structure.images]
    for line, text, href in sorted(leads, key=lambda lead: lead[0]):
        place = Place(path, line)
        shown = text.strip() or href
        if not is_safe(href):
            message = say(
                "The link “{text}” leads somewhere the site does not carry: {href}. "
                "Use a web address, an e-mail address, a phone number or a page of the toolkit.",
                text=shown,
                href=href,
            )
            found.append(Finding(Severity.BLOCK, Code.UNSAFE, place, message))
        elif (wrong := _broken(shown, href, path, targets)) is not None:
            found.append(Finding(broken, Code.LINK_BROKEN, place, wrong))
    return found


def resolve(href: str, path: str) -> tuple[str, str] | None:
    """The file and the anchor that `href` in the file `path` means; None where it leads outside.

    A leading slash means the top of the toolkit. The file is `path` itself for a bare anchor.
    """
    target, _, anchor = href.partition("#")
    target = unquote(target.partition("?")[0])
    if not target:
        return path, unquote(anchor)
    base = "" if target.startswith("/") else posixpath.dirname(path)
    whole = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
    if whole == ".." or whole.startswith("../"):
        return None
    if whole == ".":
        return "index.md", unquote(anchor)
    return (whole + "/index.md" if target.endswith("/") else whole), unquote(anchor)


def _broken(text: str, href: str, path: str, targets: Targets) -> Message | None:
    if has_scheme(href):
        return None
    resolved = resolve(href, path)
    if resolved is None or resolved[0] not in targets.paths:
        return say(
            "The link “{text}” leads to {href}, which is not in the toolkit. "
            "Choose another page, or take the link away.",
            text=text,
            href=href,
        )
    file, anchor = resolved
    if anchor and file in targets.anchors and anchor not in targets.anchors[file]:
        return say(
            "The link “{text}” leads to a heading that is not there any more: {anchor}. "
            "Choose another heading, or link to the whole page.",
            text=text,
            anchor=anchor,
        )
    return None
