"""The ways into a workspace, as a port: each gives a desk and says how far it is.

Called in the git lane. Must not know where things are kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from toolkit_editor.ui.bridge.jobs import Tell

if TYPE_CHECKING:
    from toolkit_editor.content.adopting import Proposal
    from toolkit_editor.services.desk import Desk


class Doors(Protocol):
    """Every call may raise `Refused` and its kin."""

    def sample(self, tell: Tell) -> Desk:
        """The sample toolkit of this computer, made on first use."""
        ...

    def found(
        self, place: Path | str, name: str, languages: tuple[str, ...], called: str, tell: Tell
    ) -> Desk:
        """A new toolkit in an empty folder or repository; `called` is its founder, or empty."""
        ...

    def propose(self, source: Path) -> Proposal:
        """What languages a folder has, and which of its files belong together."""
        ...

    def adopt(
        self, source: Path, place: Path | str, proposal: Proposal, called: str, tell: Tell
    ) -> Desk:
        """A workspace at `place` from the Markdown in `source`, which is only read."""
        ...

    def join(self, address: str, name: str, invitation: str, was: str, tell: Tell) -> Desk:
        """A group's workspace, with the request to be let in; `was` is a name from before."""
        ...

    def come_back(self, address: str, lines: str, tell: Tell) -> Desk:
        """A group's workspace as the person whose recovery sheet has these lines."""
        ...

    def open(self, address: str, tell: Tell) -> Desk:
        """A workspace that was open before, or whose address one knows."""
        ...
