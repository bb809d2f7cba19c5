"""Texts, edits and passages for tests of anchors: invented, and made from a seed."""

from __future__ import annotations

import os
import random
from pathlib import Path

from toolkit_editor.prose.plain import plain_of

OLD = "a" * 40
NEW = "b" * 40

_SUBJECTS = (
    "team",
    "circle",
    "neighbour",
    "facilitator",
    "resident",
    "kitchen",
    "garden",
    "visitor",
)
_VERBS = ("opened", "noticed", "carried", "painted", "asked", "remembered", "repaired", "borrowed")
_THINGS = (
    "window",
    "ladder",
    "kettle",
    "notebook",
    "bicycle",
    "letter",
    "curtain",
    "lantern",
    "map",
)
_WHEN = ("yesterday", "slowly", "together", "again", "early", "later", "outside", "quietly")
_LINKS = ("while", "because", "although", "before", "after", "until", "since", "unless")
_ARTICLES = ("a", "the", "our")


def sentence(dice: random.Random) -> str:
    """An invented sentence of some ten to twenty words."""

    def clause() -> str:
        return (
            f"the {dice.choice(_SUBJECTS)} {dice.choice(_VERBS)} {dice.choice(_ARTICLES)} "
            f"{dice.choice(_THINGS)} of the {dice.choice(_SUBJECTS)} {dice.choice(_WHEN)}"
        )

    text = f"{clause()} {dice.choice(_LINKS)} {clause()}"
    return text[0].upper() + text[1:] + "."


def paragraphs(dice: random.Random, count: int = 12, length: int = 4) -> list[list[str]]:
    """Paragraphs of sentences, no two of them alike in the whole text."""
    seen: set[str] = set()
    while len(seen) < count * length:
        seen.add(sentence(dice))
    pool = sorted(seen)
    dice.shuffle(pool)
    return [pool[at : at + length] for at in range(0, count * length, length)]


def joined(text: list[list[str]]) -> str:
    """The plain text of paragraphs."""
    return "\n".join(" ".join(paragraph) for paragraph in text)


def lightly_edited(dice: random.Random, words: str, share: float = 0.08) -> str:
    """`words` with a few words changed, left out or added, never the blanks."""
    edited = []
    for word in words.split(" "):
        chance = dice.random()
        if chance < share / 3:
            continue
        edited.append("newly" if chance < 2 * share / 3 else word)
        if chance > 1 - share / 3:
            edited.append("indeed")
    return " ".join(edited)


def look_alike(text: str) -> str:
    """The same sentence but for one word in its middle."""
    words = text.split(" ")
    words[len(words) // 2] = "harbour"
    return " ".join(words)


def real_folder() -> Path:
    """Where the public guides are, if they are at hand."""
    return Path(
        os.environ.get("REAL_TEXTS", "") or Path(__file__).parents[2].parent / "shared/data"
    )


def real_texts() -> list[tuple[str, str]]:
    """The plain texts of public guides, where they are at hand; a name and the text each."""
    folder = real_folder()
    texts = [
        (path.relative_to(folder).as_posix(), plain_of(path.read_bytes()).text)
        for path in sorted(folder.rglob("*.md"))
    ]
    return [(name, text) for name, text in texts if len(text) > 2000]
