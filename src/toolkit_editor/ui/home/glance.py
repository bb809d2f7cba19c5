"""What the home page needs to know, read in one go in the git lane."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit_editor.services.desk import Desk
    from toolkit_editor.services.reading import HomeView
    from toolkit_editor.services.story_reading import Ending


@dataclass(frozen=True, slots=True)
class Glance:
    """The home view, and whether something waits to be taken down."""

    view: HomeView
    to_take_down: bool
    aside: bool
    """Whether words were put aside that could not be kept where they belong."""
    ending: tuple[Ending, ...] = ()
    """The person's own stories whose time is nearly over."""


def glance(desk: Desk, language: str, recovery: Path) -> Glance:
    """Look at everything once."""
    from toolkit_editor.services.reading import home
    from toolkit_editor.services.recovering import has_aside
    from toolkit_editor.services.story_reading import ending
    from toolkit_editor.services.taking_down import taken_back

    return Glance(
        home(desk, language),
        bool(taken_back(desk)),
        has_aside(recovery),
        tuple(ending(desk)),
    )
