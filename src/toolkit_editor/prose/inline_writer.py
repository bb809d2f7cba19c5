"""From runs back to Markdown: the least escaping that means what the screen shows.

Each candidate is read back and compared; the first that means the same wins. The later ones write
more and more plainly, so that there is always one that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit_editor.prose.meaning import settle
from toolkit_editor.prose.model import BREAK, Link, Picture, Run, Style

_SPECIAL = re.compile(r"([\\`*_\[\]<>~]|!(?=\[)|&(?=[#A-Za-z]))")
_ANY_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_LINE_EDGE_OR_PUNCTUATION = re.compile(
    rf"(?:(?<![^{BREAK}])[^{BREAK}])|(?:[^{BREAK}](?![^{BREAK}]))|[!-/:-@\[-`{{-~]"
)
_AT_LINE_START = re.compile(r"(?m)^([ \t]*)([-+#>=|:~]|\d{1,9}(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Manner:
    """How freely to write: which known source to keep and how much to escape."""

    keep_text: bool = True
    keep_links: bool = True
    keep_marks: bool = True
    escape: str = "none"
    entities: bool = False
    emphasis: str = "*"
    """The mark where the known one is not kept; `_` never runs together with those of bold."""


_LADDER = (
    Manner(),
    Manner(escape="special"),
    Manner(escape="special", keep_links=False, keep_marks=False),
    Manner(escape="special", keep_links=False, keep_marks=False, emphasis="_"),
    Manner(escape="all", keep_text=False, keep_links=False, keep_marks=False),
    Manner(escape="all", keep_text=False, keep_links=False, keep_marks=False, entities=True),
    Manner(False, False, False, "all", entities=True, emphasis="_"),
)


def candidates(runs: Sequence[Run], hard_break: str) -> Iterator[str]:
    """Ways to write `runs`, from the most natural to the most careful."""
    settled = _without_edge_breaks(settle(runs))
    for manner in _LADDER:
        yield _Writer(manner, hard_break).write(settled)


def _without_edge_breaks(runs: Sequence[Run]) -> list[Run]:
    """Breaks and blanks before the first and after the last word mean nothing."""
    kept = list(runs)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while kept and not (kept[end].style.raw or kept[end].style.code):
            run = kept[end]
            text = strip(run.text, f" \t{BREAK}")
            if text == run.text or (run.source not in (None, run.text) and not _has_break(run)):
                break
            if text:
                kept[end] = Run(text, run.style, text if run.source is not None else None)
                break
            kept.pop(end)
    return kept


def _has_break(run: Run) -> bool:
    return BREAK in run.text or (run.source is not None and "\n" in run.source)


class _Writer:
    def __init__(self, manner: Manner, hard_break: str) -> None:
        self._manner = manner
        self._hard_break = hard_break
        if manner.escape == "all" and hard_break.endswith("\n"):
            self._hard_break = "\\\n"  # blanks alone on a line would end the paragraph
        self._out: list[str] = []
        self._open: list[tuple[str, Style]] = []

    def write(self, runs: Sequence[Run]) -> str:
        for index, run in enumerate(runs):
            self._turn_to(run.style, runs[index:])
            self._out.append(self._body(run))
        self._turn_to(Style(), ())
        return "".join(self._out)

    # marks

    def _turn_to(self, style: Style, ahead: Sequence[Run]) -> None:
        wanted = _marks(style)
        keep = 0
        while keep < len(self._open) and _same(self._open[keep], style, wanted):
            keep += 1
        while len(self._open) > keep:
            self._out.append(self._closing(*self._open.pop()))
        fresh = [mark for mark in wanted if all(mark != name for name, _ in self._open)]
        fresh.sort(key=lambda mark: -_extent(mark, style, ahead))
        for mark in fresh:
            self._open.append((mark, style))
            self._out.append(self._opening(mark, style))

    def _opening(self, mark: str, style: Style) -> str:
        if mark == "link":
            assert style.link is not None
            kept = self._kept_link(style.link)
            return kept.opening if kept else "["
        return self._mark(mark, style)

    def _closing(self, mark: str, style: Style) -> str:
        if mark == "link":
            assert style.link is not None
            kept = self._kept_link(style.link)
            return kept.closing if kept else f"]({_destination(style.link)})"
        return self._mark(mark, style)

    def _kept_link(self, link: Link) -> Link | None:
        return link if self._manner.keep_links and link.closing else None

    def _mark(self, mark: str, style: Style) -> str:
        if mark == "strike":
            return style.strike if self._manner.keep_marks else "~~"
        if mark == "strong":
            return style.strong if self._manner.keep_marks else "**"
        return style.emphasis if self._manner.keep_marks else self._manner.emphasis

    # what stands between marks

    def _body(self, run: Run) -> str:
        style = run.style
        if style.raw:
            return run.text.replace(BREAK, "\n")
        if run.source is not None and (self._manner.keep_text or style.picture):
            return run.source
        if style.picture:
            return write_picture(style.picture)
        if style.code:
            return _code(run.text)
        return self._escape(run.text).replace(BREAK, self._hard_break)

    def _escape(self, text: str) -> str:
        if self._manner.escape == "none":
            return text
        if self._manner.entities:
            return _LINE_EDGE_OR_PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", text)
        pattern = _SPECIAL if self._manner.escape == "special" else _ANY_PUNCTUATION
        escaped = pattern.sub(r"\\\1", text)
        if pattern is _SPECIAL and not "".join(self._out).rpartition("\n")[2].strip():
            escaped = _AT_LINE_START.sub(_escape_start, escaped)
        return escaped


def _escape_start(match: re.Match[str]) -> str:
    blanks, start = match[1], match[2]
    return f"{blanks}{start}\\" if start[0].isdigit() else f"{blanks}\\{start}"


def _marks(style: Style) -> list[str]:
    return [
        name
        for name, on in (
            ("link", style.link),
            ("strong", style.strong),
            ("emphasis", style.emphasis),
            ("strike", style.strike),
        )
        if on
    ]


def _same(opened: tuple[str, Style], style: Style, wanted: Sequence[str]) -> bool:
    mark, before = opened
    return mark in wanted and (mark != "link" or before.link == style.link)


def _extent(mark: str, style: Style, ahead: Sequence[Run]) -> int:
    """Over how many characters ahead `mark` goes on; a link wins over an equal mark."""
    reach = 0
    for run in ahead:
        if mark not in _marks(run.style) or (mark == "link" and run.style.link != style.link):
            break
        reach += len(run.text)
    return 2 * reach + (1 if mark == "link" else 0)


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1) if longest else "`"
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    if not text.strip(" "):
        pad = ""
    return f"{fence}{pad}{text.replace(BREAK, ' ')}{pad}{fence}"


def write_picture(picture: Picture) -> str:
    """A picture as Markdown."""
    alt = re.sub(r"([\\\[\]])", r"\\\1", picture.alt)
    return f"![{alt}]({_destination(Link(picture.src, picture.title))})"


def _destination(link: Link) -> str:
    href = link.href
    if not href or re.search(r"[\s<>()\\]", href):
        href = "<" + re.sub(r"([<>\\])", r"\\\1", href) + ">"
    if not link.title:
        return href
    title = link.title.replace("\\", "\\\\").replace('"', '\\"')
    return f'{href} "{title}"'


def fresh(runs: Sequence[Run]) -> list[Run]:
    """The same runs as if typed just now: no known source."""
    return [replace(run, source=None) for run in runs]
