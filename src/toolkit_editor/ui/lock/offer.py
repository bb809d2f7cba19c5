"""Says once, after a first group or toolkit of one's own was opened, that there is a passphrase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session

Say = Callable[[str, str, Callable[[], None]], bool]
"""Shows a sentence and a button that does this; whether there was room for it."""


class LockOffer(QObject):
    """Waits until it is time, and never comes back."""

    def __init__(self, session: Session, say: Say) -> None:
        """For the people of `session`."""
        super().__init__(session)
        self._session = session
        self._say = say
        session.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        session = self._session
        desk, places = session.desk, session.places
        if desk is None or not desk.has_key or session.choices.lock_offered or places.has_lock:
            return
        if desk.address.folder == places.home / "sample":
            return
        said = self._say(
            tr(
                "Do others use this computer under the same login? A passphrase can keep your "
                "stories and your key yours."
            ),
            tr("Look at it"),
            lambda: session.go(Go("lock")),
        )
        if said:
            session.choose(lock_offered=True)
