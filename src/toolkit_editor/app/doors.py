"""The ways into a workspace: `Doors` over the services, which are imported when they are used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit_editor.base.clock import Clock
from toolkit_editor.base.message import say
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.jobs import Tell

if TYPE_CHECKING:
    from toolkit_editor.content.adopting import Proposal
    from toolkit_editor.services.desk import Desk


class ServiceDoors:
    """Opens and founds among the places of whoever is at the window."""

    def __init__(self, places: Callable[[], Places], clock: Clock) -> None:
        """Nothing is touched until a door is opened; `places` gives those of that moment."""
        self._now = places
        self._clock = clock

    @property
    def _places(self) -> Places:
        return self._now()

    def sample(self, tell: Tell) -> Desk:
        """The sample of this computer, made on first use."""
        from toolkit_editor.services.founding import found_sample, open_workspace

        folder = self._places.home / "sample"
        if folder.exists():
            return open_workspace(self._places, str(folder), self._clock)
        return found_sample(self._places, folder, self._clock, tell)

    def found(
        self, place: Path | str, name: str, languages: tuple[str, ...], called: str, tell: Tell
    ) -> Desk:
        """A new toolkit."""
        from toolkit_editor.services.founding import found

        return found(self._places, place, name, languages, self._clock, tell, called)

    def propose(self, source: Path) -> Proposal:
        """What a folder holds."""
        from toolkit_editor.services.founding import propose_adoption

        return propose_adoption(source)

    def adopt(
        self, source: Path, place: Path | str, proposal: Proposal, called: str, tell: Tell
    ) -> Desk:
        """A workspace from a folder."""
        from toolkit_editor.services.founding import adopt

        return adopt(self._places, source, place, proposal, self._clock, tell, called)

    def join(self, address: str, name: str, invitation: str, was: str, tell: Tell) -> Desk:
        """A group's workspace."""
        from toolkit_editor.services.founding import ask_to_join

        tell(say("Looking for the group…"))
        return ask_to_join(self._places, address, name, invitation, self._clock, was)

    def come_back(self, address: str, lines: str, tell: Tell) -> Desk:
        """A group's workspace, as before."""
        from toolkit_editor.services.recovery_sheet import read_sheet
        from toolkit_editor.services.returning import come_back

        sheet = read_sheet(address, lines)
        tell(say("Looking for the group…"))
        return come_back(self._places, sheet, self._clock)

    def open(self, address: str, tell: Tell) -> Desk:
        """A workspace that is there."""
        from toolkit_editor.services.founding import open_workspace

        tell(say("Opening {address}…", address=address))
        return open_workspace(self._places, address, self._clock)
