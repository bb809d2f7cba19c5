"""What the program may ask of a person in passing, as a port.

Questions are rare: only for what cannot be undone, for one line of words, for what a host wants to
know, or for a place on the disk. Must not know how a question is shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from toolkit_editor.base.message import Message


class Prompter(Protocol):
    """Tells and asks; each call ends when the person answered."""

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""
        ...

    def ask(
        self, question: Message, yes: Message, no: Message, detail: Message | None = None
    ) -> bool:
        """Whether to go on with something that cannot be undone. `no` is the way out."""
        ...

    def ask_line(self, question: Message, start: str = "") -> str | None:
        """One line of words; None where the person turned away."""
        ...

    def ask_sign_in(self, question: Message, name: str = "") -> tuple[str, str] | None:
        """A name and a token or password; None where the person turned away."""
        ...

    def choose_folder(self, question: Message) -> Path | None:
        """A folder that is there; None where the person turned away."""
        ...

    def choose_file(self, question: Message, ending: str = "") -> Path | None:
        """A file that is there, with this ending; None where the person turned away."""
        ...

    def choose_new_file(self, question: Message, name: str) -> Path | None:
        """Where to put a new file, called `name` to begin with."""
        ...

    def print_page(self, html: str) -> bool:
        """Put a page on paper; False where the person turned away."""
        ...
