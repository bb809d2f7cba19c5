"""The way to a person's own things: who they are, their passphrase, what was open last; and out.

While it is shut no workspace is open, no key is in reach, and only the pages of the entrance are
shown. Must not know how these pages look.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from toolkit_editor.settings.choices import Choices, load_choices
from toolkit_editor.settings.places import Places
from toolkit_editor.settings.profiles import Profile, profiles
from toolkit_editor.ui.bridge.navigation import Go

WHO, LOCKED = Go("who"), Go("locked")


class Stands(Protocol):
    """The session, as far as it is needed here."""

    places: Places
    choices: Choices

    def stand_on(self, places: Places, choices: Choices) -> None:
        """Work with the things of the person whose `places` these are."""
        ...

    def go(self, where: Go) -> None:
        """Show a page."""
        ...

    def leave(self) -> None:
        """Close what is open."""
        ...


class WayIn(QObject):
    """Of one session."""

    entered = Signal()
    """Somebody is let in: the session stands on their places now."""
    lock_asked = Signal()
    """Somebody wants it locked, once everything is kept."""
    others_asked = Signal()
    """Somebody lets another person use the program, once everything is kept."""

    def __init__(self, session: Stands, base: Places, parent: QObject) -> None:
        """`base` is the first home of this computer, in which the others are."""
        super().__init__(parent)
        self._session = session
        self._base = base
        self._wanted = ""
        self.shut: Go | None = None
        """Where the way in begins while it is shut."""

    @property
    def has_lock(self) -> bool:
        """Whether the person has a passphrase."""
        return self._session.places.has_lock

    @property
    def several(self) -> bool:
        """Whether more than one person uses this computer."""
        return len(self.people()) > 1

    def people(self) -> list[Profile]:
        """Everyone who uses this computer."""
        return profiles(self._base)

    @property
    def base(self) -> Places:
        """The first home."""
        return self._base

    def begin(self, wanted: str = "") -> None:
        """Lead in; `wanted` is the address of the workspace to open."""
        self._wanted = wanted
        if self.several:
            self._shut(WHO)
        else:
            self.choose(self.people()[0].places)

    def choose(self, places: Places) -> None:
        """It is the person with these places: let them in, or ask for their passphrase."""
        self._session.stand_on(places, load_choices(places.settings_file).choices)
        if places.is_locked:
            self._shut(LOCKED)
        else:
            self.enter(places)

    def enter(self, places: Places) -> None:
        """Let the person with these places in, and open what was open last."""
        session = self._session
        session.stand_on(places, session.choices)
        self.shut = None
        self.entered.emit()
        address, self._wanted = self._wanted or session.choices.last_workspace, ""
        session.go(Go("opening", address) if address else Go("welcome"))

    def ask_to_lock(self) -> None:
        """Have the window keep everything, and then lock."""
        self.lock_asked.emit()

    def ask_for_others(self) -> None:
        """Have the window keep everything, and then ask who is there."""
        self.others_asked.emit()

    def lock(self) -> None:
        """Close everything; only the passphrase leads back. Keep what is to be kept before."""
        self._close(WHO if self.several else LOCKED)

    def change_person(self) -> None:
        """Close everything, for somebody else."""
        self._close(WHO)

    def ask_who(self) -> None:
        """From the entrance: somebody else is here."""
        self._shut(WHO)

    def _close(self, where: Go) -> None:
        session = self._session
        session.places = replace(session.places, opened=None)
        self.shut = where
        session.leave()

    def _shut(self, where: Go) -> None:
        self.shut = where
        self._session.go(where)
