"""Going through a door: the work away from the window, its progress in words, a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message
from toolkit_editor.ui.bridge.jobs import Job, Lane, Tell
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.letting_in import attempt
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import LoadingLine
from toolkit_editor.ui.widgets.layout import column

if TYPE_CHECKING:
    from toolkit_editor.services.desk import Desk
    from toolkit_editor.services.reaching import Answerable


class Entering(QWidget):
    """Shows nothing until a door is opened."""

    busy = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """For one page of `session`."""
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        inside = column(self, space=8)
        self.banner = Banner()
        self.progress = LoadingLine()
        self.stop = Button(tr("Stop"), self._on_stop)
        self.stop.hide()
        inside.addWidget(self.banner)
        inside.addWidget(self.progress)
        inside.addWidget(self.stop)

    def enter(self, door: Callable[[Tell], Desk]) -> None:
        """Go through `door`; the session opens what is behind it."""
        if self._job is not None:
            return
        self.banner.hide()
        self.progress.begin()
        self.stop.show()
        self.busy.emit(True)
        job = self._session.runner.run(
            Lane.GIT,
            lambda tell: attempt(door, tell),
            lambda found: self._on_through(door, found),
            failed=self._on_refused,
            told=lambda message: self.progress.tell(words(message)),
            owner=self,
        )
        self._job = None if self.stop.isHidden() else job

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.progress.tell(tr("Stopping…"))

    def _on_through(self, door: Callable[[Tell], Desk], found: Desk | Answerable) -> None:
        """Open what is behind the door, or answer what the host wants to know and try again."""
        if not isinstance(found, Refused):
            self._on_entered(found)
            return
        self._rest()
        message = found.message
        self._session.letting_in.ask(
            found, lambda: self.enter(door), lambda: self.banner.say(words(message))
        )

    def _on_entered(self, desk: Desk) -> None:
        self._rest()
        self._session.open(desk, desk.address.target)

    def _on_refused(self, message: Message) -> None:
        self._rest()
        self.banner.say(words(message))

    def _rest(self) -> None:
        self._job = None
        self.progress.end()
        self.stop.hide()
        self.busy.emit(False)
