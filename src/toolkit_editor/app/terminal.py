"""The person at a terminal: results on standard output, progress and refusals on standard error.

Progress is shown only where somebody is looking. Must not know what any command does.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from toolkit_editor.app.spoken import Spoken
from toolkit_editor.base.message import Message


class Terminal:
    """Where a command speaks."""

    def __init__(self, spoken: Spoken, language: str) -> None:
        """Speak `language` through `spoken`."""
        self.spoken = spoken
        self.language = language

    def words(self, message: Message) -> str:
        """A message in the person's language."""
        return self.spoken(self.language, message)

    def say(self, line: Message | str) -> None:
        """A line of the result."""
        text = self.words(line) if isinstance(line, Message) else line
        _write(sys.stdout, text)

    def note(self, message: Message) -> None:
        """A sentence beside the result."""
        _write(sys.stderr, self.words(message))

    @contextlib.contextmanager
    def progress(self) -> Iterator[Callable[[Message], None]]:
        """What long work calls to say what it is doing."""
        if not sys.stderr.isatty():
            yield _nothing
            return
        from rich.console import Console
        from rich.markup import escape

        with Console(stderr=True).status("") as status:
            yield lambda message: status.update(escape(self.words(message)))


def _write(stream: TextIO, text: str) -> None:
    """Write a line whatever it holds: names may not fit the terminal's encoding."""
    encoding = stream.encoding or "utf-8"
    plain = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(plain + "\n")


def _nothing(_message: Message) -> None:
    """Nobody is looking."""
