"""The site's own words per language, from `resources/site/words/<lang>.json`.

A language without a file reads English there; the toolkit's own words stay in its language.
"""

from __future__ import annotations

import json
from functools import cache

from toolkit_editor.base.resources import resource

_FALLBACK = "en"


@cache
def site_words(lang: str) -> dict[str, str]:
    """The words of the page frame in `lang`; every key of the English file is there."""
    words = _read(_FALLBACK)
    if lang != _FALLBACK:
        words = {**words, **_read(lang)}
    return words


def _read(lang: str) -> dict[str, str]:
    path = resource("site", "words", f"{lang}.json")
    if not lang.isalnum() or not path.is_file():
        return {}
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def written_date(year: int, month: int, day: int, lang: str) -> str:
    """A date as people of `lang` write it: 14 March 2027, 14 mars 2027, 1er mai 2027."""
    words = site_words(lang)
    name = words["months"].split()[month - 1]
    number = words["first_of_month"] if day == 1 else str(day)
    return f"{number} {name} {year}"
