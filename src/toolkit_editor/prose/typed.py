"""Words that somebody typed where no markup is seen, as Markdown that says just these words."""

from __future__ import annotations

from toolkit_editor.prose.inline_writer import candidates
from toolkit_editor.prose.model import Kind, Run
from toolkit_editor.prose.reader import read

_HARD_BREAK = "  \n"


def source_of(text: str) -> str:
    """One line of Markdown that reads as `text`, its blanks evened out; empty for no words.

    Raises `ValueError` where nothing reads so, which no text is known to cause.
    """
    wanted = " ".join(text.split())
    if not wanted:
        return ""
    for candidate in candidates([Run(wanted)], _HARD_BREAK):
        leaves = read(candidate).leaves
        if [leaf.kind for leaf in leaves] == [Kind.PARAGRAPH] and leaves[0].text == wanted:
            return candidate
    raise ValueError("these words cannot be written")
