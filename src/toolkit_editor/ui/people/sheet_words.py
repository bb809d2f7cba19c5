"""The words of a recovery sheet, as plain text and as one page to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from toolkit_editor.services.recovery_sheet import Sheet
from toolkit_editor.ui.bridge.language import tr

_STYLE = (
    "h1 { font-size: 18pt; } h2 { font-size: 12pt; margin-bottom: 2pt; } p { font-size: 10.5pt; }"
    " .code { font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: 13pt; }"
)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What the sheet says around its lines. `name` and `toolkit` may be empty."""

    title: str
    about: str
    parts: tuple[tuple[str, str], ...]
    address: str
    lines: str


def sheet_words(toolkit: str, name: str, day: str) -> SheetWords:
    """The words for one person and one group; `day` is when it was made."""
    about = tr("Made on {day}.", day=day)
    if toolkit and name:
        about = tr("For {name}, “{toolkit}”. Made on {day}.", name=name, toolkit=toolkit, day=day)
    elif toolkit:
        about = tr("For “{toolkit}”. Made on {day}.", toolkit=toolkit, day=day)
    return SheetWords(tr("Recovery sheet"), about, sheet_parts(), *_labels())


def sheet_parts() -> tuple[tuple[str, str], ...]:
    """What the sheet is for, what to look after, how to use it: headings with their words."""
    return (
        (
            tr("What it is for"),
            tr(
                "With this sheet you are yourself again at another computer, if yours is lost or "
                "broken or if you use two. Nobody else has your key, so nobody else can make this "
                "sheet for you."
            ),
        ),
        (
            tr("If somebody else finds it"),
            tr(
                "Whoever has this sheet, and can reach the address, can act in your name in the "
                "group and read the stories you can read. Keep it where you keep what matters to "
                "you, not in a message or a photograph. If you think that somebody saw it, tell a "
                "maintainer of the group: a new key can take the place of this one."
            ),
        ),
        (
            tr("How to use it"),
            tr(
                "In Toolkit Editor, choose “Join a group”, then “I am in this group already”. Type "
                "in the address and the six lines. Capitals and spaces make no difference. The "
                "lines hold no letter I, L, O or U: what looks like one is a figure, or a V."
            ),
        ),
    )


def sheet_text(sheet: Sheet, said: SheetWords) -> str:
    """The sheet as plain text, which the program also reads."""
    parts = "\n\n".join(f"{heading}\n{words}" for heading, words in said.parts)
    code = sheet.code(said.address, said.lines)
    return f"{said.title}\n{said.about}\n\n{parts}\n\n{code}\n"


def sheet_html(sheet: Sheet, said: SheetWords) -> str:
    """The sheet as a page to print."""
    parts = "".join(f"<h2>{escape(head)}</h2><p>{escape(words)}</p>" for head, words in said.parts)
    return (
        f"<style>{_STYLE}</style><h1>{escape(said.title)}</h1><p>{escape(said.about)}</p>{parts}"
        f"<h2>{escape(said.address)}</h2><p class='code'>{escape(sheet.address)}</p>"
        f"<h2>{escape(said.lines)}</h2>{_table(sheet.lines())}"
    )


def _table(lines: Sequence[str]) -> str:
    rows = "".join(
        f"<tr><td class='code'>{number}</td><td class='code'>&nbsp;&nbsp;{line}</td></tr>"
        for number, line in enumerate(lines, 1)
    )
    return f"<table cellpadding='3'>{rows}</table>"


def _labels() -> tuple[str, str]:
    return tr("The address of the group"), tr("The six lines")
