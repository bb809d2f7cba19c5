"""The colours of the program, by what they are for. No red anywhere.

Must not know Qt, so that their contrast can be computed by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, as #RRGGBB. `on_` names are for text on that ground."""

    paper: str
    surface: str
    sunken: str
    ink: str
    quiet: str
    line: str
    edge: str
    """The border of what can be used; `line` only separates."""
    accent: str
    on_accent: str
    focus: str
    link: str
    chosen: str
    on_chosen: str
    chip: str
    on_chip: str
    notice: str
    on_notice: str
    added: str
    on_added: str
    removed: str
    on_removed: str


LIGHT = Tokens(
    paper="#FBF8F3",
    surface="#FFFFFF",
    sunken="#F2EDE4",
    ink="#24302F",
    quiet="#55615F",
    line="#DED7CA",
    edge="#7F8A87",
    accent="#0F5E5C",
    on_accent="#FFFFFF",
    focus="#0B4F8A",
    link="#0B5A78",
    chosen="#CFE6E3",
    on_chosen="#12312F",
    chip="#E7EEEB",
    on_chip="#2B4543",
    notice="#FBF0D3",
    on_notice="#4A390C",
    added="#DCEFE0",
    on_added="#16472A",
    removed="#F3E5CC",
    on_removed="#64430C",
)
DARK = Tokens(
    paper="#1B2020",
    surface="#242B2A",
    sunken="#161A1A",
    ink="#ECE8E1",
    quiet="#B4BDBA",
    line="#3A4342",
    edge="#8C9895",
    accent="#7CC7C0",
    on_accent="#0C2422",
    focus="#9CC9F5",
    link="#8FCBE6",
    chosen="#29504D",
    on_chosen="#F2F7F6",
    chip="#303A39",
    on_chip="#CFE0DD",
    notice="#453A1C",
    on_notice="#F6E9C6",
    added="#1F4029",
    on_added="#CBEBD4",
    removed="#4A3A1B",
    on_removed="#F3DFB5",
)
CONTRAST = Tokens(
    paper="#000000",
    surface="#000000",
    sunken="#000000",
    ink="#FFFFFF",
    quiet="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    accent="#8FE9FF",
    on_accent="#000000",
    focus="#FFE14A",
    link="#8FE9FF",
    chosen="#FFE14A",
    on_chosen="#000000",
    chip="#000000",
    on_chip="#FFFFFF",
    notice="#000000",
    on_notice="#FFE14A",
    added="#000000",
    on_added="#9CFFB0",
    removed="#000000",
    on_removed="#FFD28A",
)

TOKENS: Mapping[str, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *(("ink", ground) for ground in ("paper", "surface", "sunken")),
    *(("quiet", ground) for ground in ("paper", "surface", "sunken")),
    *(("accent", ground) for ground in ("paper", "surface", "sunken")),
    *(("link", ground) for ground in ("paper", "surface", "sunken")),
    ("on_accent", "accent"),
    ("on_chosen", "chosen"),
    ("on_chip", "chip"),
    ("on_notice", "notice"),
    ("on_added", "added"),
    ("on_removed", "removed"),
)
"""Every text colour with every ground it stands on: 4.5 to 1 at least."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *(("edge", ground) for ground in ("paper", "surface", "sunken")),
    *(("focus", ground) for ground in ("paper", "surface", "sunken", "chip", "notice")),
)
"""What must be seen as a shape: 3 to 1 at least."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
