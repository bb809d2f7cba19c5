"""Saying how far a long piece of work has come, to whoever is looking. Must not know any work."""

from __future__ import annotations

from collections.abc import Callable

from toolkit_editor.base.message import Message

Progress = Callable[[Message], None]
"""Told what is being done now, as often as the work has something to tell."""


def quiet(_message: Message) -> None:
    """Say nothing: nobody is looking."""
