"""What a piece of HTML is told to look like, as far as it means something.

Reads style attributes and the simple class rules of style sheets: Word, Excel and Google Docs say
there what is bold. Must not know about elements or leaves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_LONGEST_SHEET = 500_000
_BOLD = 600


@dataclass(frozen=True, slots=True)
class Look:
    """How text is shown; None where nothing is said about it."""

    strong: bool | None = None
    emphasis: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    lines: bool | None = None
    """Whether line ends and blanks stand as they are."""
    block: bool | None = None
    borderless: bool | None = None
    fixed_width: bool | None = None
    raised: str | None = None
    """`sup` or `sub`."""
    listed: str | None = None
    """Word's list, level and format of a paragraph."""
    element: str | None = None
    """What Word says an element is: a footnote, a comment."""

    def over(self, other: Look) -> Look:
        """This look where it says something, `other` elsewhere."""
        said = {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}
        return replace(other, **said) if said else other


NOTHING = Look()


@lru_cache(maxsize=4096)
def look(css: str) -> Look:
    """What the declarations of a style attribute say."""
    return _look(dict(_declarations(css)))


def classes(sheet: str) -> Mapping[str, Look]:
    """What a style sheet says about single classes; anything more involved is passed over."""
    found: dict[str, Look] = {}
    for selectors, body in _RULE.findall(_COMMENT.sub("", sheet[:_LONGEST_SHEET])):
        said = look(body)
        if said == NOTHING:
            continue
        for selector in selectors.split(","):
            if match := _CLASS.fullmatch(selector.strip()):
                found[match[1]] = said.over(found.get(match[1], NOTHING))
    return found


def _declarations(css: str) -> list[tuple[str, str]]:
    pairs = (part.partition(":") for part in css.split(";"))
    return [(name.strip().lower(), value.strip().lower()) for name, _, value in pairs if value]


def _look(css: Mapping[str, str]) -> Look:
    decoration = f"{css.get('text-decoration', '')} {css.get('text-decoration-line', '')}"
    display = css.get("display", "")
    hidden = display == "none" or css.get("visibility") == "hidden" or css.get("mso-hide") == "all"
    space = css.get("white-space")
    family = f"{css.get('font-family', '')} {css.get('font', '')}"
    return Look(
        strong=_strong(css.get("font-weight", "")),
        emphasis=_emphasis(css.get("font-style", "")),
        strike=True if "line-through" in decoration else _off(decoration, "none"),
        hidden=hidden or None,
        lines=None if space is None else space.startswith(("pre", "break-spaces")),
        block=True if display in ("block", "list-item", "flex", "grid") else None,
        borderless=True if css.get("border", "").startswith(("none", "0")) else None,
        fixed_width=True if re.search(r"mono|consolas|courier|menlo", family) else None,
        raised={"super": "sup", "sub": "sub"}.get(css.get("vertical-align", "")),
        listed=css.get("mso-list"),
        element=css.get("mso-element") or css.get("mso-special-character"),
    )


def _strong(weight: str) -> bool | None:
    weight = weight.removesuffix("!important").strip()
    if weight in ("bold", "bolder"):
        return True
    if weight in ("normal", "lighter"):
        return False
    return int(weight) >= _BOLD if weight.isascii() and weight.isdigit() else None


def _emphasis(slant: str) -> bool | None:
    if slant.startswith(("italic", "oblique")):
        return True
    return _off(slant, "normal")


def _off(value: str, word: str) -> bool | None:
    return False if word in value.split() else None
