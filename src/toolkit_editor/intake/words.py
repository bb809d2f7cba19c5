"""The characters of a leaf as they should stand: blanks, invisible marks, runs that belong as one.

Blanks are folded as a browser does. A no-break space stays where French or a number needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit_editor.prose.model import BREAK, Run, Style

MARKS = range(0x100000, 0x10FFFE)
"""Characters that other modules put into a text to find a place again; they take no room."""

_FIRST, _LAST = chr(MARKS.start), chr(MARKS.stop - 1)
_MARKS = re.compile(f"[{_FIRST}-{_LAST}]+")
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
    r"|(?<![^\s\u00a0])[\u200c\u200d]|[\u200c\u200d](?![^\s\u00a0])"
)
_OTHER_BLANKS = re.compile("[\t\n\x0b\x0c\r\x85\u2000-\u200a\u205f]")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LINE_ENDS = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_HARD = re.compile("[\u00a0\u202f]")
_HARD_MEANT = re.compile(
    f"(?<=[^\\s{BREAK}])[\u00a0\u202f](?=[:;!?»%$€°])|(?<=«)[\u00a0\u202f](?=\\S)"
    "|(?<=\\d)[\u00a0\u202f](?=\\d{3}(?!\\d))"
)
_LIKE_A_LINK = re.compile(r"\][(:]|<[a-zA-Z/!?]")
_SPECIAL = re.compile(r"([\\`*_\[\]<>~&!#])")
_BREAK_EDGES = re.compile(f" *{BREAK} *")
_EDGE = f" {BREAK}"


def folded(text: str, *, lines: bool = False) -> str:
    """`text` of a page, its blanks folded; with `lines`, line ends stay as breaks."""
    if lines:
        text = _LINE_ENDS.sub(BREAK, text)
    elif BREAK in text:
        text = text.replace(BREAK, " ")
    if not text.isascii() or not text.isprintable():
        text = _JUNK.sub("", text.replace("\u2029", " "))
        text = _OTHER_BLANKS.sub(" ", text)
    return _BLANKS.sub(" ", text)


def code(text: str) -> str:
    """`text` of a block of code: every blank stays, what cannot be seen goes."""
    return (
        _JUNK.sub("", _LINE_ENDS.sub("\n", text).expandtabs(4))
        .replace("\x0c", "")
        .replace("\x0b", "")
        .replace("\x85", " ")
    )


def tidy(runs: Sequence[Run], *, edges: bool = False) -> tuple[Run, ...]:
    """`runs` as one leaf holds them; with `edges`, a blank before and after them stays."""
    found = _without_double_blanks(_with_hard_blanks(runs))
    if not edges:
        found = _stripped(found)
    return merged(_snapped(merged(_smooth(found))))


def _with_hard_blanks(runs: Sequence[Run]) -> list[Run]:
    """No-break spaces become blanks, but for those that keep a mark or a number together."""
    whole = "".join(run.text for run in runs)
    if not _HARD.search(whole):
        return list(runs)
    bare = _MARKS.sub(lambda found: BREAK * len(found[0]), whole) if _MARKS.search(whole) else whole
    meant = {found.start() for found in _HARD_MEANT.finditer(bare)}
    at = 0
    turned: list[Run] = []
    for run in runs:
        text = run.text
        if _HARD.search(text) and not run.style.raw:
            text = "".join(
                " " if c in "\u00a0\u202f" and at + i not in meant else c
                for i, c in enumerate(text)
            )
        turned.append(Run(text, run.style))
        at += len(run.text)
    return turned


def _without_double_blanks(runs: Iterable[Run]) -> list[Run]:
    kept: list[Run] = []
    blank = False
    for run in (piece for one in runs for piece in _without_code_edges(one)):
        text = run.text
        if not (run.style.raw or run.style.picture):
            if run.style.code:
                text = text.replace(BREAK, " ")
            text = _BREAK_EDGES.sub(BREAK, _BLANKS.sub(" ", text))
            if blank:
                text = text.lstrip(" ")
            if text.startswith(BREAK):
                _strip_last(kept)
        if not text:
            continue
        blank = text[-1] in _EDGE
        kept.append(Run(text, run.style))
    return kept


def _without_code_edges(run: Run) -> Sequence[Run]:
    """Blanks at the ends of code stand beside it."""
    inner = run.text.strip(_EDGE)
    if not run.style.code or inner == run.text:
        return (run,)
    at = run.text.index(inner)
    before, after = run.text[:at], run.text[at + len(inner) :]
    pieces = (Run(before), Run(inner, run.style), Run(after))
    return [piece for piece in pieces if piece.text]


def _strip_last(runs: list[Run]) -> None:
    """Take the blanks off the end of the last run."""
    while runs and not (runs[-1].style.raw or runs[-1].style.picture):
        text = runs[-1].text.rstrip(" ")
        if text:
            runs[-1] = Run(text, runs[-1].style)
            return
        runs.pop()


def _stripped(runs: Sequence[Run]) -> list[Run]:
    kept = list(runs)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while kept and not (kept[end].style.raw or kept[end].style.picture):
            text = strip(kept[end].text, _EDGE)
            if text:
                kept[end] = Run(text, kept[end].style)
                break
            kept.pop(end)
    return kept


def _smooth(runs: Sequence[Run]) -> list[Run]:
    """Blanks between two runs of one style belong to them; blanks are never code or a link."""
    if len(runs) < 2:
        return list(runs)
    smoothed = list(runs)
    for index, run in enumerate(smoothed):
        if run.style.picture or run.style.raw or not _is_blank(run.text):
            continue
        before = smoothed[index - 1].style if index else Style()
        after = runs[index + 1].style if index + 1 < len(runs) else Style()
        same = before == after and not before.code and before.picture is None and not before.raw
        smoothed[index] = Run(run.text, before if same else Style())
    return smoothed


def _snapped(runs: Sequence[Run]) -> list[Run]:
    """Marks end with words: a colon set in bold before more letters is just a colon.

    Markdown has no way to say otherwise without writing the colon as a code.
    """
    if len(runs) < 2:
        return list(runs)
    pieces: list[Run] = []
    for index, run in enumerate(runs):
        style = run.style
        marked = style.strong or style.emphasis or style.strike
        if not marked or style.link or style.code or style.picture:
            pieces.append(run)
            continue
        first = len(run.text) if not any(map(str.isalnum, run.text)) else 0
        last = len(run.text)
        before = runs[index - 1].text[-1:] if index else ""
        after = runs[index + 1].text[:1] if index + 1 < len(runs) else ""
        if before.isalnum():
            while first < last and _is_punctuation(run.text[first]):
                first += 1
        if after.isalnum():
            while last > first and _is_punctuation(run.text[last - 1]):
                last -= 1
        bare = Style()
        cuts = ((run.text[:first], bare), (run.text[first:last], style), (run.text[last:], bare))
        pieces += [Run(text, one) for text, one in cuts if text]
    return pieces


def _is_punctuation(character: str) -> bool:
    return not character.isalnum() and not character.isspace() and ord(character) not in MARKS


def _is_blank(text: str) -> bool:
    return not text.strip(_EDGE) or not _MARKS.sub("", text).strip(_EDGE)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one style as one run."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        alike = last is not None and last.style == run.style
        if last is not None and alike and not (run.style.picture or run.style.raw):
            joined[-1] = Run(last.text + run.text, run.style)
        else:
            joined.append(Run(run.text, run.style))
    return tuple(piece for run in joined for piece in _guarded(run))


def _guarded(run: Run) -> Iterator[Run]:
    """Words that look like a link of Markdown, written so that no reader takes them for one.

    The blanks at their edges are left free: they cannot stand inside a mark.
    """
    style, text = run.style, run.text
    if style.raw or style.code or style.picture or not _LIKE_A_LINK.search(text):
        yield run
        return
    inner = text.strip(_EDGE)
    at = text.index(inner)
    source = _SPECIAL.sub(r"\\\1", inner).replace(BREAK, "\\\n")
    pieces = (Run(text[:at], style), Run(inner, style, source), Run(text[at + len(inner) :], style))
    yield from (piece for piece in pieces if piece.text)


def plainer(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs of a heading: all in bold means no more than none."""
    worded = [run for run in runs if not _is_blank(run.text)]
    if not worded or not all(run.style.strong for run in worded):
        return tuple(runs)
    return merged(replace(run, style=replace(run.style, strong="")) for run in runs)


def one_line(runs: Iterable[Run]) -> list[Run]:
    """`runs` with blanks for breaks."""
    return [Run(run.text.replace(BREAK, " "), run.style) for run in runs]


def cut(runs: Sequence[Run], pattern: re.Pattern[str]) -> Iterator[tuple[Run, ...]]:
    """`runs` cut at each match of `pattern` in their text; what matched goes away."""
    whole = "".join("\ufffc" * len(run.text) if run.style.raw else run.text for run in runs)
    at = 0
    for found in pattern.finditer(whole):
        yield part(runs, at, found.start())
        at = found.end()
    yield part(runs, at, len(whole))


def part(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """The characters `start` to `end` of `runs`."""
    kept: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            kept.append(Run(text, run.style))
        at += len(run.text)
    return tuple(kept)


def without_marks(
    runs: Sequence[Run], found: Callable[[int, int], object], at: int
) -> tuple[Run, ...]:
    """`runs` without the characters of `MARKS`; tells `found` each one and where it stood.

    The place counts code points from the first character of `runs`, which stands at `at`.
    """
    length = 0
    blank = True
    kept: list[Run] = []
    for run in runs:
        text = ""
        for character in run.text:
            if ord(character) in MARKS:
                found(ord(character) - MARKS.start, at + length)
                continue
            if character == " " and blank and not run.style.code:
                continue
            blank = character in _EDGE
            text += character
            length += 1
        if text:
            kept.append(Run(text, run.style))
    return merged(_stripped(kept))
