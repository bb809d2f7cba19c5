"""Expected refusals: what could not be done, in one sentence that says what to do.

Raise `Refused` (or a subclass) for everything a person can meet in ordinary life: a broken file, no
connection, a full disk. Anything else that escapes is our own mistake and reaches the crash page.
"""

from __future__ import annotations

from toolkit_editor.base.message import Message, say


class Refused(Exception):  # noqa: N818 - it is not an error of ours
    """An expected refusal; `message` is the sentence a person reads."""

    def __init__(self, message: Message) -> None:
        """Keep the sentence."""
        super().__init__(str(message))
        self.message = message


class NotFound(Refused):
    """What was asked for is not there."""


class NotAllowed(Refused):
    """The person's roles do not cover what was asked."""


class NoConnection(Refused):
    """The other copy cannot be reached now; work goes on."""


class Stale(Refused):
    """Somebody else changed the same thing first; look again and retry."""


class StorageFailed(Refused):
    """The disk is full, read-only or failing; nothing was half written."""


def read_only(folder: object) -> StorageFailed:
    """The refusal for a folder that cannot be written to."""
    return StorageFailed(
        say("The folder {folder} cannot be written to. Choose another folder.", folder=folder)
    )
