"""Measures of text: code points (ours and the contract's) against UTF-16 units (Qt's)."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """Length of `text` in UTF-16 code units."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def to_utf16(text: str, code_points: int) -> int:
    """The UTF-16 offset in `text` of the position `code_points`."""
    return utf16_length(text[:code_points])


def from_utf16(text: str, units: int) -> int:
    """The code-point position in `text` of the UTF-16 offset `units` (rounded down)."""
    seen = 0
    for position, character in enumerate(text):
        seen += 2 if ord(character) > 0xFFFF else 1
        if seen > units:
            return position
    return len(text)
