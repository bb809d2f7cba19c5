"""Where sentences end, in words as they are read and in Markdown as it is written.

English and French. When in doubt a sentence goes on: an abbreviation's full stop ends none.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_FRENCH_CLOSE = re.compile(r"[ \u00a0\u202f]»")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|prof|e\.g|i\.e|etc|vs|no|p\. ?ex|m|mm|mme|mmes|mlle|c\.-à-d|cf|art"
    r"|env|tél|approx|dept)|\b[^\W\d_])\.$",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_TAG = re.compile(r"<[^<>\n]*>")
_LINK_END = re.compile(r"\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_MARKS = re.compile(r"(?<=[.!?…\"'”’»)\]*_~])(?:[*_~]+|\[\^[^\]\s]+\])")


def sentence_ends(text: str) -> list[int]:
    """Where each sentence of `text` ends, in code points; the last at the end of the text."""
    ends: list[int] = []
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        before = text[start:end]
        after = text[end:].lstrip()
        if _ABBREVIATION.search(before.rstrip("\"'”’»)]")) and after:
            continue
        if found.group().startswith("…") and after[:1].islower():
            continue
        ends.append(end)
        start = end
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends


def source_sentence_ends(source: str) -> list[int]:
    """The same for the source of one paragraph: no sentence ends inside code, tags or addresses,
    and the marks that close a style, a link or a footnote belong to the sentence before them.
    """
    shown = _CODE.sub(_hidden, source)
    shown = _TAG.sub(_hidden, shown)
    shown = _LINK_END.sub(_closing, shown)
    for _ in range(2):
        shown = _MARKS.sub(_closing, shown)
    ends = []
    for end in sentence_ends(shown):
        close = _FRENCH_CLOSE.match(shown, end)
        ends.append(close.end() if close else end)
    return ends


def _hidden(found: re.Match[str]) -> str:
    return "x" * len(found.group())


def _closing(found: re.Match[str]) -> str:
    return ")" * len(found.group())
