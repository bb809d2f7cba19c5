"""Measures of text: code points (ours and the contract's) against UTF-16 units (Qt's)."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """Length of `text` in UTF-16 code units."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_utf16(text: str, code_points: int) -> int:
    """The UTF-16 offset in `text` of the position `code_points`."""
    return utf16_length(text[:code_points])


def from_utf16(text: str, units: int) -> int:
    """The code-point position in `text` of the UTF-16 offset `units` (rounded down)."""
    if text.isascii():
        return max(0, min(units, len(text)))
    seen = 0
    for position, character in enumerate(text):
        seen += 2 if ord(character) > 0xFFFF else 1
        if seen > units:
            return position
    return len(text)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without blanks at its ends, and with all of its first and last word."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        while start > 0 and text[start - 1 : start + 1].isalnum():
            start -= 1
        while end < len(text) and text[end - 1 : end + 1].isalnum():
            end += 1
    return start, end


def beginning(text: str, most: int) -> str:
    """`text` in one line; its beginning and `…` where it has more characters than `most`."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
