"""Where the program keeps a person's things on this computer.

`TOOLKIT_EDITOR_HOME` names another folder for everything, for tests and for computers that several
people share. Must not know what is kept there.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

VARIABLE = "TOOLKIT_EDITOR_HOME"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files under one home. Nothing is created by asking."""

    home: Path
    own_home: bool = True
    """Whether the home was chosen by hand; then everything stays in it, keys too."""
    opened: bytes | None = field(default=None, repr=False, compare=False)
    """What opens the keys here, while a passphrase has opened it."""

    @property
    def settings_file(self) -> Path:
        """The person's choices."""
        return self.home / "settings.json"

    @property
    def workspaces(self) -> Path:
        """The person's own copies of workspaces."""
        return self.home / "workspaces"

    @property
    def keys(self) -> Path:
        """The person's keys."""
        return self.home / "keys"

    @property
    def lock_file(self) -> Path:
        """What a passphrase opens, where the person chose one."""
        return self.home / "lock.json"

    @property
    def has_lock(self) -> bool:
        """Whether the person has a passphrase."""
        return self.lock_file.exists()

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase was not given yet."""
        return self.opened is None and self.has_lock

    @property
    def people(self) -> Path:
        """The homes of other people who use the program under the same login."""
        return self.home / "people"

    @property
    def access(self) -> Path:
        """What lets the person in at other computers: hosts they confirmed, names and tokens."""
        return self.home / "access"

    @property
    def recovery(self) -> Path:
        """Text saved when something went wrong."""
        return self.home / "recovery"

    @property
    def dictionaries(self) -> Path:
        """Spelling dictionaries the person put there."""
        return self.home / "dictionaries"

    @property
    def running(self) -> Path:
        """A mark for each program that runs now."""
        return self.home / "running"

    def workspace(self, address: str) -> Path:
        """The copy of the workspace at `address`, named so that the name tells nothing."""
        return self.workspaces / _nameless(address)

    def membership(self, address: str) -> Path:
        """What says who the person is in the group of the workspace at `address`."""
        return self.workspaces / f"{_nameless(address)}.json"

    def site_copy(self, address: str) -> Path:
        """The copy of the site that is sent from here for the workspace at `address`."""
        return self.workspaces / f"{_nameless(address)}-site"

    def look_at_site(self, address: str) -> Path:
        """The site as it would be, as files for this computer's browser."""
        return self.workspaces / f"{_nameless(address)}-look"


def _nameless(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:32]


def find_places() -> Places:
    """The places of the person at this computer."""
    named = os.environ.get(VARIABLE)
    if named:
        return Places(Path(named).expanduser().absolute())
    home = Path(platformdirs.user_data_dir("toolkit-editor", appauthor=False))
    return Places(home, own_home=False)
