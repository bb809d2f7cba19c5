"""What every verb of the command line is given, and how it finds its workspace."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from toolkit_editor.app.terminal import Terminal
from toolkit_editor.base.clock import Clock
from toolkit_editor.base.errors import (
    NoConnection,
    NotAllowed,
    NotFound,
    Refused,
    Stale,
    StorageFailed,
)
from toolkit_editor.base.message import say
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.founding import open_workspace
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.choices import Choices, save_choices
from toolkit_editor.settings.places import Places

_MOST_RECENT = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The person's places and choices, the time, and the terminal."""

    places: Places
    choices: Choices
    clock: Clock
    terminal: Terminal


class Verb(Protocol):
    """A module of the command line."""

    NAME: str
    HELP: str

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Say what the verb is given."""

    def run(self, options: argparse.Namespace, around: Surroundings) -> int:
        """Do it; the exit code. Raises `Refused`."""
        ...


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """The verb works on a workspace, the last one by default."""
    parser.add_argument(
        "workspace", nargs="?", metavar="WORKSPACE", help="a folder or an address; else the last"
    )


@contextlib.contextmanager
def opened(options: argparse.Namespace, around: Surroundings) -> Iterator[Desk]:
    """The workspace a command names, with what is new in it where it can be reached."""
    address = options.workspace or around.choices.last_workspace
    if not address:
        raise Refused(say("Say which workspace: a folder, or the address of a group's workspace."))
    desk = open_workspace(around.places, address, around.clock)
    try:
        try:
            sync(desk)
        except (NoConnection, NotAllowed, NotFound, Stale, StorageFailed) as refusal:
            around.terminal.note(
                say("{why} Going on with what is on this computer.", why=refusal.message)
            )
        yield desk
    finally:
        desk.close()


def remember(around: Surroundings, address: str) -> None:
    """Let the window open this workspace the next time."""
    recent = (address, *(one for one in around.choices.recent if one != address))[:_MOST_RECENT]
    choices = replace(around.choices, last_workspace=address, recent=recent)
    save_choices(around.places.settings_file, choices)
