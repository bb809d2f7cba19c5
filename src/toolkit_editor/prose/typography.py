"""Quotation marks and spacing as each language prints them, while one types.

A pure rule: what was before, what was typed, what to put there. Must not know the editor.
"""

from __future__ import annotations

NBSP = "\u00a0"
_OPENERS = " \t\n\u2028([{-–—/" + NBSP
_ENGLISH = {'"': ("“", "”"), "'": ("‘", "’")}


def as_printed(before: str, typed: str, language: str) -> tuple[int, str] | None:
    """What to write for the character `typed` after `before`: how many of the characters before it
    go, and what comes in their place and its own. None where it stays as typed.

    `language` is a code such as `en` or `fr`; French follows the usage in Canada: a non-breaking
    space inside guillemets and before a colon, none before `;`, `!` and `?`.
    """
    at_start = not before or before[-1] in _OPENERS
    if language == "fr":
        return _french(before, typed, at_start=at_start)
    if typed in _ENGLISH:
        if at_start or (typed == "'" and before.endswith("“")):
            return 0, _ENGLISH[typed][0]
        return 0, _ENGLISH[typed][1]
    return None


def _french(before: str, typed: str, *, at_start: bool) -> tuple[int, str] | None:
    if typed == "'":
        return 0, "’"
    if typed == '"':
        return 0, f"«{NBSP}" if at_start else f"{NBSP}»"
    if typed in ("»", ":") and before.endswith(" ") and len(before) > 1:
        return 1, f"{NBSP}{typed}"
    return None
