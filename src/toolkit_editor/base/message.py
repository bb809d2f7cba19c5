"""Sentences for people, kept apart from their language.

Code below the interface never formats a sentence: it returns a `Message`, a template in English
with the facts that fill it. The interface turns it into words in the person's language. Must not
know which languages exist or where translations are stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence: `text` is the English template, `facts` fill its `{names}`.

    `plural` is the template for a count that is not one; the count is then the fact named `n`.
    A fact may itself be a `Message`.
    """

    text: str
    facts: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None

    def __str__(self) -> str:
        """The sentence in English, for logs and tests; people read it through a catalogue."""
        count = self.facts.get("n")
        template = self.plural if self.plural is not None and count != 1 else self.text
        return template.format(**self.facts) if self.facts else template


def say(text: str, /, **facts: object) -> Message:
    """Mark `text` for translation and hold the facts that fill it."""
    return Message(text, facts)


def count(n: int, one: str, many: str, /, **facts: object) -> Message:
    """Mark a sentence that counts `n` things, in its singular and plural form."""
    return Message(one, {"n": n, **facts}, many)
