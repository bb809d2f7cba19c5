"""Publishing as a job that can be stopped until the first byte is sent, and not after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.services import founding, publishing, taking_down
from toolkit_editor.services.changed import Changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.site_input import Say
from toolkit_editor.settings.places import Places

SENDING = "Sending {n} files…"
"""The template of the progress from which on there is no stopping."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A published edition: its number, its pages, where it is."""

    number: int
    pages: int
    where: str
    changed: Changed


class _Telling:
    """Passes progress on; once sending has begun, nothing interrupts."""

    def __init__(self, tell: Callable[[Message], None]) -> None:
        self._tell = tell
        self._sending = False

    def __call__(self, message: Message) -> None:
        if not self._sending:
            self._tell(message)
            self._sending = message.text == SENDING
            return
        try:
            self._tell(message)
        except Refused:
            return


def publish_edition(
    desk: Desk, places: Places, translate: Say, tell: Callable[[Message], None]
) -> Edition:
    """Publish; runs in the git lane."""
    site = founding.site_address(places, desk)
    copy = places.site_copy(desk.address.target)
    done = publishing.publish(desk, site, copy, translate, _Telling(tell))
    publishing.forget_site(places.look_at_site(desk.address.target))
    return Edition(publishing.editions(desk), done.pages, str(site), done.changed)


def take_down(desk: Desk, places: Places) -> Changed:
    """Take down what was taken back, also from the site one looked at on this computer."""
    publishing.forget_site(places.look_at_site(desk.address.target))
    return taking_down.take_down(desk)


def leave_out(desk: Desk, story: StoryId, places: Places) -> Changed:
    """Take one story off its pages for now, also from the site one looked at here."""
    publishing.forget_site(places.look_at_site(desk.address.target))
    return taking_down.leave_out(desk, story)
